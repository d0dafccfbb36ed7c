/** Tells versions of the engine apart, so that none takes what another has kept. */

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { packageVersion } from './version.ts';

/** The versions of the engine and of what runs it, and the times of its files for those who build their own. */
export function engine(): string {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder).filter((name) => /\.m?[jt]s$/.test(name));
  return [process.version, packageVersion(), ...files.map((name) => fileTime(path.join(folder, name)))].join(' ');
}

export function fileTime(file: string | undefined): string {
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return `${file} ${stats?.size} ${stats?.mtimeMs}`;
}
