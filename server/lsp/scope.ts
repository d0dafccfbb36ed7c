/** Which files besides the open ones are looked after without being asked: the setting `scope`. */

import type { Connection, WorkDoneProgressServerReporter } from 'vscode-languageserver/node';
import { languageOf } from '../analysis/document.ts';
import type { FileChange } from '../facts/frontEnd.ts';
import type { Files } from '../workspace/ports.ts';
import type { Scan, ScanReport } from './scan.ts';

export type ScopeKind = 'openFiles' | 'changed' | 'workspace';

export interface ScopeOptions {
  readonly connection: Connection;
  readonly scan: Scan;
  readonly files: Files;
}

export class Scope {
  readonly #options: ScopeOptions;
  #kind: ScopeKind = 'openFiles';
  /** Files that differ from the last commit, where the editor knows its version control. */
  #changed: readonly string[] | undefined;

  constructor(options: ScopeOptions) {
    this.#options = options;
  }

  /** Takes the setting. What was shown because of another one is taken back. */
  async set(kind: ScopeKind): Promise<void> {
    if (kind === this.#kind) return;
    this.#kind = kind;
    this.#options.scan.clear();
    if (kind === 'workspace') await this.scanInBackground();
    if (kind === 'changed' && this.#changed !== undefined) await this.#options.scan.cover(this.#changed);
  }

  /** Scans the workspace with progress that the server itself asks the editor to show. */
  async scanInBackground(): Promise<ScanReport> {
    const progress: WorkDoneProgressServerReporter = await this.#options.connection.window.createWorkDoneProgress();
    const cancel = new AbortController();
    progress.token.onCancellationRequested(() => cancel.abort());
    return this.#options.scan.run(progress, cancel.signal);
  }

  /** Takes the editor's list of files that differ from the last commit. */
  async differingFiles(paths: readonly string[]): Promise<void> {
    const { scan, files } = this.#options;
    this.#changed = paths.filter((path) => languageOf(path) !== undefined && files.exists(path));
    // Whoever has scanned everything has these files among the results.
    if (this.#kind === 'changed' && !scan.isWhole) await scan.cover(this.#changed);
  }

  /** Without that list, the files that change while the editor is open have to do. */
  filesChanged(changes: readonly FileChange[]): void {
    if (this.#kind !== 'changed' || this.#changed !== undefined) return;
    const present = changes.filter(({ path, kind }) => kind !== 'deleted' && languageOf(path) !== undefined);
    this.#options.scan.coverAlso(present.map(({ path }) => path));
  }
}
