/** Puts the cache of results in front of a workspace: what tells one run from another, and where they are kept. */

import type { Overrides } from '../workspace/configurationFiles.ts';
import { CachedChecker, type CachedWorkspace } from './cachedChecker.ts';
import { CacheFile } from './cacheFile.ts';
import { engine, fileTime } from './engine.ts';
import type { Checker } from './fixFiles.ts';
import { fingerprintOf } from './projectInputs.ts';

export interface KeepingRequest {
  readonly workspace: CachedWorkspace;
  readonly roots: readonly string[];
  readonly overrides: Overrides;
  /** As the user named them. */
  readonly paths: readonly string[];
  /** Where results are kept. */
  readonly folder: string;
  readonly say: ((line: string) => void) | undefined;
}

export function keepingResults({ workspace, roots, overrides, paths, folder, say }: KeepingRequest): Checker {
  const run = JSON.stringify([roots, process.cwd(), paths, overrides]);
  const settings = JSON.stringify([run, engine(), fileTime(overrides.configurationFile)]);
  return new CachedChecker({
    workspace,
    cache: new CacheFile(folder, run),
    fingerprintOf: (found) => fingerprintOf({ roots, paths: found, settings }),
    log: (message) => say?.(`info: ${message}`),
  });
}
