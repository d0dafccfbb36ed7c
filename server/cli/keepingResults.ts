/** Puts the cache of results in front of a workspace: what tells one run from another, and where they are kept. */

import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Overrides } from '../workspace/configurationFiles.ts';
import { CachedChecker, type CachedWorkspace } from './cachedChecker.ts';
import { CacheFile, cacheFolder } from './cacheFile.ts';
import type { Checker } from './fixFiles.ts';
import { fingerprintOf } from './projectInputs.ts';
import { packageVersion } from './version.ts';

export interface KeepingRequest {
  readonly workspace: CachedWorkspace;
  readonly roots: readonly string[];
  readonly overrides: Overrides;
  /** As the user named them. */
  readonly paths: readonly string[];
  /** Where the user wants results to be kept. */
  readonly folder: string | undefined;
  readonly say: ((line: string) => void) | undefined;
}

export function keepingResults({ workspace, roots, overrides, paths, folder, say }: KeepingRequest): Checker {
  const run = JSON.stringify([roots, process.cwd(), paths, overrides]);
  const settings = JSON.stringify([run, process.version, engine(), fileTime(overrides.configurationFile)]);
  return new CachedChecker({
    workspace,
    cache: new CacheFile(folder === undefined ? cacheFolder(roots[0] ?? process.cwd()) : path.resolve(folder), run),
    fingerprintOf: (found) => fingerprintOf({ roots, paths: found, settings }),
    log: (message) => say?.(`info: ${message}`),
  });
}

/** The version of the engine, and the times of its files for those who build their own. */
function engine(): string {
  const folder = path.dirname(fileURLToPath(import.meta.url));
  const files = readdirSync(folder).filter((name) => /\.m?[jt]s$/.test(name));
  return [packageVersion(), ...files.map((name) => fileTime(path.join(folder, name)))].join(' ');
}

function fileTime(file: string | undefined): string {
  const stats = file === undefined ? undefined : statSync(file, { throwIfNoEntry: false });
  return `${file} ${stats?.size} ${stats?.mtimeMs}`;
}
