/** The file that keeps what a run has found for the next one. Without a place to write to, there is none. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Document } from '../analysis/document.ts';
import type { Facts } from '../facts/facts.ts';

/** What is kept of a file: the facts only where there is something to report, for the fixes are made of them. */
export type KeptResult =
  | { readonly kind: 'clean' | 'excluded'; readonly path: string }
  | { readonly kind: 'found'; readonly path: string; readonly document: Document; readonly facts: Facts };

const checksumLength = 32;
/** Runs on other paths or with other options have files of their own; the oldest go. */
const mostFiles = 32;

export class CacheFile {
  readonly #file: string;

  /** `run` tells runs apart that are to be kept side by side. */
  constructor(folder: string, run: string) {
    this.#file = path.join(folder, `${sha256(run).toString('hex').slice(0, 24)}.cache`);
  }

  /** What was kept under this fingerprint; a file that is broken or of another time holds nothing. */
  read(fingerprint: string): readonly KeptResult[] | undefined {
    try {
      const content = readFileSync(this.#file);
      const payload = content.subarray(checksumLength);
      if (!sha256(payload).equals(content.subarray(0, checksumLength))) return undefined;
      // The checksum says that we wrote it, and the fingerprint that this very version did.
      const kept = deserialize(payload) as { readonly fingerprint: string; readonly results: readonly KeptResult[] };
      return kept.fingerprint === fingerprint ? kept.results : undefined;
    } catch {
      return undefined;
    }
  }

  /** Whoever reads meanwhile sees the old file or the new one, whole. */
  write(fingerprint: string, results: readonly KeptResult[]): void {
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      const payload = serialize({ fingerprint, results });
      writeFileSync(temporary, Buffer.concat([sha256(payload), payload]));
      renameSync(temporary, this.#file);
      removeOldest(path.dirname(this.#file));
    } catch {
      // A disk that is full or not to be written to costs the next run its head start, and nothing else.
      discard(temporary);
    }
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

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never there.
  }
}

function removeOldest(folder: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith('.cache'));
  if (files.length <= mostFiles) return;
  const byAge = files
    .map((name) => ({ file: path.join(folder, name), time: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of byAge.slice(mostFiles)) rmSync(file, { force: true });
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
}
