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
  // Thousands of files lie in a few hundred folders.
  const folders = new Set(paths.map((given) => folderAt(path.resolve(workingDirectory, given))));
  const repositories: KnownFolders = new Map();
  const projects: KnownFolders = new Map();
  const roots = new Set<string>();
  for (const folder of folders)
    roots.add(
      nearestWith(repositoryMarks, folder, repositories) ?? nearestWith(projectMarks, folder, projects) ?? folder,
    );
  return [...roots]
    .filter((root) => ![...roots].some((other) => other !== root && root.startsWith(other + path.sep)))
    .map((root) => root.replaceAll(path.sep, '/'));
}

function folderAt(absolute: string): string {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() === true ? absolute : path.dirname(absolute);
}

/** What was found from each folder upwards. */
type KnownFolders = Map<string, string | undefined>;

function nearestWith(marks: readonly string[], start: string, known: KnownFolders): string | undefined {
  const passed: string[] = [];
  let found: string | undefined;
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (known.has(folder)) found = known.get(folder);
    else if (marks.some((mark) => existsSync(path.join(folder, mark)))) found = folder;
    passed.push(folder);
    if (found !== undefined || known.has(folder) || path.dirname(folder) === folder) break;
  }
  for (const folder of passed) known.set(folder, found);
  return found;
}
