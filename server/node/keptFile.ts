/** A file that keeps something for the next run. Without a place to write to, nothing is kept. */

import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

const checksumLength = 32;
/** Runs on other paths or with other options have files of their own; the oldest go. */
const mostFiles = 32;

export class KeptFile {
  readonly #file: string;

  constructor(file: string) {
    this.#file = file;
  }

  /** What was kept under this fingerprint; a file that is broken or of another time holds nothing. */
  read(fingerprint: string): unknown {
    try {
      const content = readFileSync(this.#file);
      const payload = content.subarray(checksumLength);
      if (!sha256(payload).equals(content.subarray(0, checksumLength))) return undefined;
      // The checksum says that we wrote it.
      const kept = deserialize(payload) as { readonly fingerprint: string; readonly value: unknown };
      return kept.fingerprint === fingerprint ? kept.value : undefined;
    } catch {
      return undefined;
    }
  }

  /** Plain data. Whoever reads meanwhile sees the old file or the new one, whole. */
  write(fingerprint: string, value: unknown): void {
    const temporary = `${this.#file}.${process.pid}`;
    try {
      mkdirSync(path.dirname(this.#file), { recursive: true });
      const payload = serialize({ fingerprint, value });
      writeFileSync(temporary, Buffer.concat([sha256(payload), payload]));
      renameSync(temporary, this.#file);
      removeOldest(path.dirname(this.#file), path.extname(this.#file));
    } catch {
      // A disk that is full or not to be written to costs the next run its head start, and nothing else.
      discard(temporary);
    }
  }
}

/** The name of a file that keeps what belongs to a text. */
export function keptName(text: string, extension: string): string {
  return `${sha256(text).toString('hex').slice(0, 24)}${extension}`;
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // It was never there.
  }
}

function removeOldest(folder: string, extension: string): void {
  const files = readdirSync(folder).filter((name) => name.endsWith(extension));
  if (files.length <= mostFiles) return;
  const byAge = files
    .map((name) => ({ file: path.join(folder, name), time: statSync(path.join(folder, name)).mtimeMs }))
    .sort((a, b) => b.time - a.time);
  for (const { file } of byAge.slice(mostFiles)) rmSync(file, { force: true });
}

function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}
