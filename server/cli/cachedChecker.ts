/** A checker that gives the results of the last run again where nothing they depend on has changed. */

import type { FileChange } from '../facts/frontEnd.ts';
import { cleanResult, type ConfigurationProblem, type FileResult } from '../workspace/results.ts';
import type { CheckOptions, Workspace } from '../workspace/workspace.ts';
import type { CacheFile, KeptResult } from './cacheFile.ts';
import type { Checker } from './fixFiles.ts';

export type CachedWorkspace = Checker & Pick<Workspace, 'factsBehind' | 'resultOf'>;

export interface CachedCheckerOptions {
  readonly workspace: CachedWorkspace;
  readonly cache: CacheFile;
  /** `undefined` where nothing can be kept. */
  fingerprintOf(paths: readonly string[]): string | undefined;
  log(message: string): void;
}

export class CachedChecker implements Checker {
  readonly #options: CachedCheckerOptions;
  /** Files were written by this run: what is asked from now on is about parts of a project in motion. */
  #hasChanged = false;

  constructor(options: CachedCheckerOptions) {
    this.#options = options;
  }

  async *check(paths: readonly string[], options: CheckOptions = {}): AsyncIterable<FileResult> {
    const { workspace, cache, fingerprintOf, log } = this.#options;
    // Taken before anything is read: a file that changes meanwhile has another fingerprint next time.
    const fingerprint = this.#hasChanged ? undefined : fingerprintOf(paths);
    const known = fingerprint === undefined ? undefined : cache.read(fingerprint);
    if (known?.length === paths.length) {
      log('nothing has changed since the last check, so its results still hold');
      yield* this.#again(known, options);
      return;
    }
    const results: KeptResult[] = [];
    for await (const result of workspace.check(paths, options)) {
      const kept = keptOf(result, workspace);
      if (kept !== undefined) results.push(kept);
      yield result;
    }
    const isWhole = results.length === paths.length && workspace.configurationProblems().length === 0;
    if (fingerprint !== undefined && isWhole && !this.#hasChanged) cache.write(fingerprint, results);
  }

  filesChanged(changes: readonly FileChange[]): void {
    if (changes.length > 0) this.#hasChanged = true;
    this.#options.workspace.filesChanged(changes);
  }

  configurationProblems(): readonly ConfigurationProblem[] {
    return this.#options.workspace.configurationProblems();
  }

  *#again(known: readonly KeptResult[], { signal, onProgress }: CheckOptions): Iterable<FileResult> {
    let done = 0;
    for (const kept of known) {
      if (signal?.aborted) return;
      yield this.#resultOf(kept);
      onProgress?.({ done: ++done, total: known.length });
    }
  }

  #resultOf(kept: KeptResult): FileResult {
    switch (kept.kind) {
      case 'excluded':
        return { kind: 'excluded', path: kept.path };
      case 'clean':
        return cleanResult(kept.path);
      case 'found':
        return this.#options.workspace.resultOf(kept.document, kept.facts);
    }
  }
}

/** What may be trouble of the moment, such as a file that could not be read, is not kept. */
function keptOf(result: FileResult, workspace: CachedWorkspace): KeptResult | undefined {
  const { path } = result;
  if (result.kind === 'excluded') return { kind: 'excluded', path };
  if (result.kind !== 'checked' || result.failures.length > 0) return undefined;
  if (result.findings.length === 0) return { kind: 'clean', path };
  const facts = workspace.factsBehind(result);
  return facts === undefined ? undefined : { kind: 'found', path, document: result.document, facts };
}
