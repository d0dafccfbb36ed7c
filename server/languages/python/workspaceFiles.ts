/** The Python files of a workspace that its people wrote. */

import type { FolderEntries } from '../../facts/frontEnd.ts';
import type { Sources } from './sources.ts';

/** Folders of tools and of other people's code. */
const skipped: ReadonlySet<string> = new Set([
  '__pycache__',
  'node_modules',
  'site-packages',
  'venv',
  'env',
  'build',
  'dist',
]);

const mostFiles = 20_000;
const deepest = 24;

/** Absolute paths. Links that lead back up are followed for a while and then left. */
export function workspaceFiles(sources: Sources, roots: readonly string[]): readonly string[] {
  const files: string[] = [];
  for (const root of roots) collect(sources, root, [], files);
  return files;
}

function collect(sources: Sources, folder: string, above: readonly FolderEntries[], files: string[]): void {
  if (above.length > deepest || files.length >= mostFiles) return;
  const entries = sources.list(folder);
  if (entries === undefined || above.some((other) => looksSame(other, entries))) return;
  // A folder with its own interpreter is a virtual environment, whatever its name.
  if (entries.files.includes('pyvenv.cfg')) return;
  const prefix = folder === '/' ? '' : folder;
  for (const file of entries.files)
    if (files.length < mostFiles && /\.pyi?$/.test(file)) files.push(`${prefix}/${file}`);
  for (const inner of entries.folders)
    if (!isSkippedFolder(inner)) collect(sources, `${prefix}/${inner}`, [...above, entries], files);
}

/** Whether a folder of this name holds what others wrote, or what tools made. */
export function isSkippedFolder(name: string): boolean {
  return name.startsWith('.') || skipped.has(name);
}

/** A linked folder shows the same entries again below itself. */
function looksSame(one: FolderEntries, other: FolderEntries): boolean {
  return (
    other.folders.length > 0 &&
    one.files.length === other.files.length &&
    one.folders.length === other.folders.length &&
    one.files.every((file, index) => file === other.files[index]) &&
    one.folders.every((inner, index) => inner === other.folders[index])
  );
}
