/** Counts what the TypeScript compiler has against the projects of a workspace. */

import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { ScratchWorkspace } from './scratchWorkspace.ts';

const compiler = path.resolve(import.meta.dirname, '../../node_modules/typescript/bin/tsc');

/** Errors by project; a project without errors has no entry. */
export function typeErrors(workspace: ScratchWorkspace): ReadonlyMap<string, readonly string[]> {
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', workspace.root, '--pretty', 'false'], {
    cwd: workspace.root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  const projects = [...workspace.projects.keys()];
  const errors = new Map<string, string[]>();
  for (const line of stdout.split('\n')) {
    const error = /^(.+?)\(\d+,\d+\): error (.*)$/.exec(line);
    const file = error?.[1]?.replaceAll('\\', '/') ?? '';
    const project = projects.find((name) => file.startsWith(`${name}/`));
    if (project !== undefined) errors.set(project, [...(errors.get(project) ?? []), error?.[2] ?? '']);
  }
  return errors;
}
