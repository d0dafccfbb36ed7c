/** Where a workspace of several projects keeps what they import from each other. */

import type { Sources } from './sources.ts';
import { isSkippedFolder } from './workspaceFiles.ts';

/** Projects further down belong to tests and examples. */
const deepest = 3;
const most = 500;

/** The folders below a workspace folder that hold the modules of a project, `src` of it included. */
export function projectFolders(sources: Sources, root: string): readonly string[] {
  const found: string[] = [];
  const visit = (folder: string, depth: number): void => {
    const entries = sources.list(folder);
    if (entries === undefined || found.length >= most || entries.files.includes('pyvenv.cfg')) return;
    if (depth > 0 && entries.files.some((file) => /^(?:pyproject\.toml|setup\.(?:py|cfg))$/.test(file)))
      found.push(folder, ...(entries.folders.includes('src') ? [`${folder}/src`] : []));
    if (depth === deepest) return;
    for (const inner of entries.folders) if (!isSkippedFolder(inner)) visit(`${folder}/${inner}`, depth + 1);
  };
  visit(root, 0);
  return found;
}
