/** The file that keeps what a run has found for the next one. */

import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Document } from '../analysis/document.ts';
import type { Facts } from '../facts/facts.ts';
import { KeptFile, keptName } from '../node/keptFile.ts';

/** What is kept of a file: the facts only where there is something to report, for the fixes are made of them. */
export type KeptResult =
  | { readonly kind: 'clean' | 'excluded'; readonly path: string }
  | { readonly kind: 'found'; readonly path: string; readonly document: Document; readonly facts: Facts };

export class CacheFile {
  readonly #file: KeptFile;

  /** `run` tells runs apart that are to be kept side by side. */
  constructor(folder: string, run: string) {
    this.#file = new KeptFile(path.join(folder, keptName(run, '.cache')));
  }

  /** What was kept under this fingerprint. */
  read(fingerprint: string): readonly KeptResult[] | undefined {
    // The fingerprint says that this very version wrote it.
    return this.#file.read(fingerprint) as readonly KeptResult[] | undefined;
  }

  write(fingerprint: string, results: readonly KeptResult[]): void {
    this.#file.write(fingerprint, results);
  }
}

/** Beside the packages of a project, where tools keep such things; else in the user's folder for them. */
export function cacheFolder(root: string, environment: NodeJS.ProcessEnv = process.env): string {
  const modules = path.join(root, 'node_modules');
  if (isFolder(modules) && isFile(path.join(root, 'package.json'))) return path.join(modules, '.cache/async-pitfalls');
  const { XDG_CACHE_HOME, LOCALAPPDATA } = environment;
  const home = homedir();
  const own = process.platform === 'darwin' ? path.join(home, 'Library/Caches') : path.join(home, '.cache');
  return path.join(XDG_CACHE_HOME || (process.platform === 'win32' && LOCALAPPDATA) || own, 'async-pitfalls');
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}
