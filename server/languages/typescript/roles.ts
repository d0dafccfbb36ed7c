/** What files and functions are for. */

import type { FileRole } from '../../facts/facts.ts';
import { baseNameOf } from './folders.ts';
import type { Package } from './packages.ts';

/** Lines of this length on average are written by a machine. */
const machineLine = 500;

export function fileRoleOf(path: string, text: string, near: Package): FileRole {
  const name = baseNameOf(path);
  if (/\.d\.[mc]?ts$/.test(name) || /\.d\.\w+\.ts$/.test(name)) return 'declaration';
  if (path.includes('/node_modules/') || isGenerated(name, text)) return 'generated';
  const inside = path.startsWith(near.folder) ? path.slice(near.folder.length) : path;
  if (
    /\.(test|spec|e2e|cy|bench)\.[mc]?[jt]sx?$/.test(name) ||
    /\/(__tests__|__mocks__|tests?|spec|e2e|cypress)\//.test(inside)
  )
    return 'test';
  if (/\.config\.[mc]?[jt]s$/.test(name) || /^(gulpfile|gruntfile|\.\w+rc)\.[mc]?[jt]s$/i.test(name))
    return 'configuration';
  if (
    text.startsWith('#!') ||
    near.programs.includes(path) ||
    /\/(scripts?|bin|tools|benchmarks?|migrations?|seeds|seeders)\//.test(inside)
  )
    return 'script';
  return 'application';
}

function isGenerated(name: string, text: string): boolean {
  if (/\.min\.[mc]?js$/.test(name) || /\.(generated|gen)\.[mc]?[jt]sx?$/.test(name)) return true;
  if (/^[^\n]*(@generated|auto-?generated|DO NOT EDIT)/im.test(text.slice(0, 1000))) return true;
  if (text.length < machineLine * 4) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > machineLine;
}
