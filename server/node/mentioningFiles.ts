/** Finds the files below folders whose text has one of some words, such as the name of a function. */

import { readFile } from 'node:fs/promises';
import { findFiles } from './findFiles.ts';

/** Reads every file of the folders that we check; nothing is kept. */
export async function* filesMentioning(folders: readonly string[], words: readonly string[]): AsyncGenerator<string> {
  const [workingDirectory] = folders;
  if (workingDirectory === undefined || words.length === 0) return;
  const pattern = patternFor(words);
  for await (const found of findFiles({ paths: folders, workingDirectory })) {
    if (found.kind === 'file' && pattern.test(await textOf(found.path))) yield found.path;
  }
}

export function patternFor(words: readonly string[]): RegExp {
  const escaped = words.map((word) => word.replace(/[^\p{ID_Continue}]/gu, '\\$&'));
  return new RegExp(`(?<![\\p{ID_Continue}$])(?:${escaped.join('|')})(?![\\p{ID_Continue}$])`, 'u');
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    // It is gone, or nobody may read it.
    return '';
  }
}
