/** The folders that a check is about, so that imports are followed inside the project and no further. */

import { existsSync, statSync } from 'node:fs';
import path from 'node:path';

const repositoryMarks = ['.git', '.hg'];
const projectMarks = ['pyproject.toml', 'setup.py', 'setup.cfg', 'package.json', 'tsconfig.json'];

/**
 * The repository around each path; without one, the nearest project; without that, the folder itself. Absolute, with
 * forward slashes; none lies within another.
 */
export function projectRoots(paths: readonly string[], workingDirectory: string): readonly string[] {
  const roots = new Set<string>();
  for (const given of paths) {
    const folder = folderAt(path.resolve(workingDirectory, given));
    roots.add(nearestWith(repositoryMarks, folder) ?? nearestWith(projectMarks, folder) ?? folder);
  }
  return [...roots]
    .filter((root) => ![...roots].some((other) => other !== root && root.startsWith(other + path.sep)))
    .map((root) => root.replaceAll(path.sep, '/'));
}

function folderAt(absolute: string): string {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true ? absolute : path.dirname(absolute);
}

function nearestWith(marks: readonly string[], start: string): string | undefined {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (marks.some((mark) => existsSync(path.join(folder, mark)))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}
