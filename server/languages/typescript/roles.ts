/** What files and functions are for. */

import type { FileRole } from '../../facts/facts.ts';
import { baseNameOf, folderOf, isDeclarationFile } from './folders.ts';
import type { Package } from './packages.ts';

/** Lines of this length on average are written by a machine. */
const machineLine = 500;

export function fileRoleOf(path: string, text: string, near: Package): FileRole {
  const name = baseNameOf(path);
  if (isDeclarationFile(name) || /\.d\.\w+\.ts$/.test(name)) return 'declaration';
  // Tests of types are compiled and never run.
  if (/\.(?:test-d|tst)\.[mc]?tsx?$/.test(name) || testsTypes(text)) return 'declaration';
  if (path.includes('/node_modules/') || isGenerated(name, text)) return 'generated';
  const inside = insideOf(near.folder, path);
  if (isTestFile(path, near.folder)) return 'test';
  if (/\.config\.[mc]?[jt]s$/.test(name) || /^(gulpfile|gruntfile|\.\w+rc)\.[mc]?[jt]s$/i.test(name))
    return 'configuration';
  if (
    text.startsWith('#!') ||
    isTool(path, near) ||
    /\/(scripts?|tools|benchmarks?|migrations?|seeds|seeders)\//.test(inside) ||
    (/\/bin\//.test(inside) && !isLibrary(text))
  )
    return 'script';
  return 'application';
}

/** By its name and the folders in which it lies inside of `folder`. */
export function isTestFile(path: string, folder: string): boolean {
  return (
    /\.(test|spec|e2e|cy|bench)\.[mc]?[jt]sx?$/.test(baseNameOf(path)) ||
    /\/(__tests__|__mocks__|tests?|spec|e2e|cypress)\//.test(insideOf(folder, path))
  );
}

/** By what it imports: nothing of a file that is written for these tools is ever run. */
function testsTypes(text: string): boolean {
  return /^import\b[^'"]*['"](?:tsd|tstyche)['"]/m.test(text);
}

function insideOf(folder: string, path: string): string {
  return path.startsWith(folder) ? path.slice(folder.length) : path;
}

/** What a program only loads: it gives functions away and does nothing by itself. */
function isLibrary(text: string): boolean {
  return (
    /^export (?:default )?(?:async )?(?:function|const|class)\b/m.test(text) &&
    !/^(?:void |await )?[\w.]+\(/m.test(text)
  );
}

/** A program of the package, or a file beside one in a folder below the package's own. */
function isTool(path: string, { programs, folder }: Package): boolean {
  if (programs.includes(path)) return true;
  const own = folderOf(path);
  return (
    own !== folder &&
    !/\/(?:src|server|lib|app|source)$/.test(own) &&
    programs.some((program) => folderOf(program) === own)
  );
}

function isGenerated(name: string, text: string): boolean {
  // A library that is kept in the project: `jquery-3.7.1.js`.
  if (/[-_.]v?\d+\.\d+(?:\.\d+)?\.[mc]?js$/.test(name)) return true;
  if (/\.min\.[mc]?js$/.test(name) || /\.(generated|gen)\.[mc]?[jt]sx?$/.test(name)) return true;
  if (/^[^\n]*(@generated|auto-?generated|DO NOT EDIT)/im.test(text.slice(0, 1000))) return true;
  if (text.length < machineLine * 4) return false;
  let lines = 1;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines += 1;
  return text.length / lines > machineLine;
}
