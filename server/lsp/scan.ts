/**
 * Findings in files that are not open: looked for on command or in the background, kept up to date, shown until they are
 * cleared. They are pushed, which every editor understands, while findings in open documents may be pulled.
 */

import type { Connection, Diagnostic, WorkDoneProgressReporter } from 'vscode-languageserver/node';
import type { FileChange } from '../facts/frontEnd.ts';
import type { Locale } from '../analysis/locale.ts';
import { findFiles } from '../node/findFiles.ts';
import { isConfigurationFile } from '../workspace/configurationText.ts';
import type { Log } from '../workspace/ports.ts';
import type { FileResult } from '../workspace/results.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { OpenDocuments } from './documents.ts';
import type { EditorFindings } from './findings.ts';
import type { Status } from './status.ts';
import { words } from './words.ts';

export interface ScanOptions {
  readonly connection: Connection;
  readonly workspace: Workspace;
  readonly findings: EditorFindings;
  readonly documents: OpenDocuments;
  readonly status: Status;
  readonly log: Log;
  readonly locale: Locale;
  readonly pullsDiagnostics: boolean;
}

/** How a scan went, for whoever asked for it. */
export interface ScanReport {
  readonly files: number;
  readonly findings: number;
  readonly filesWithFindings: number;
  readonly unreadable: number;
  readonly isCancelled: boolean;
}

/** Files asked about at once: whoever types meanwhile waits for no more than these. */
const portion = 20;
/** Up to so many files, all are looked at again after a change, since a change in one may show in any other. */
const fewFiles = 500;
/** In milliseconds: tools write many files at once. */
const settlingTime = 300;

export class Scan {
  readonly #options: ScanOptions;
  /** The files that are looked after, whether or not anything is found in them. */
  readonly #covered = new Set<string>();
  /** What is shown in each file, as text; only files with findings. */
  readonly #shown = new Map<string, string>();
  /** Documents whose findings the editor pulls. */
  readonly #left = new Set<string>();
  /** Named in the log already. */
  readonly #unreadable = new Set<string>();
  readonly #changed = new Map<string, FileChange['kind']>();
  #roots: readonly string[] = [];
  /** Whether all files of the workspace are looked after, so that new ones join. */
  #isWhole = false;
  #work: Promise<unknown> = Promise.resolve();
  #abort = new AbortController();
  #settling: NodeJS.Timeout | undefined;

  constructor(options: ScanOptions) {
    this.#options = options;
  }

  /** Whether all files of the workspace are looked after. */
  get isWhole(): boolean {
    return this.#isWhole;
  }

  /** Scans the whole workspace; what it finds is shown as it is found, and stays when the scan is cancelled. */
  async run(progress: WorkDoneProgressReporter, cancel: AbortSignal): Promise<ScanReport> {
    const own = this.#restart();
    const signal = AbortSignal.any([own, cancel]);
    const report = { files: 0, findings: 0, filesWithFindings: 0, unreadable: 0 };
    const { locale } = this.#options;
    this.#isWhole = true;
    progress.begin(words[locale].scanning, 0, undefined, true);
    try {
      await this.#inTurn(async () => {
        const paths = await this.#find(signal, () => report.unreadable++);
        this.#keepOnly(paths);
        for await (const result of this.#check(paths, signal)) {
          const found = this.#take(result);
          report.files++;
          report.findings += found;
          if (found > 0) report.filesWithFindings++;
          if (result.kind === 'unreadable') report.unreadable++;
          if (report.files % portion > 0) continue;
          progress.report(Math.floor((100 * report.files) / paths.length), `${report.files}/${paths.length}`);
        }
      });
    } finally {
      progress.done();
    }
    if (cancel.aborted) this.#isWhole = false;
    return { ...report, isCancelled: signal.aborted };
  }

  /** Looks after exactly these files from now on. */
  async cover(paths: readonly string[]): Promise<void> {
    const signal = this.#restart();
    this.#isWhole = false;
    this.#keepOnly(paths);
    await this.#inTurn(() => this.#checkAgain(paths, signal));
  }

  /** Looks after these files as well; they are checked with the next changes. */
  coverAlso(paths: readonly string[]): void {
    for (const path of paths) this.#covered.add(path);
    this.filesChanged(paths.map((path) => ({ path, kind: 'changed' })));
  }

  /** Takes all results back and looks after no file any more. */
  clear(): void {
    this.#restart();
    this.#isWhole = false;
    this.#changed.clear();
    for (const path of [...this.#covered, ...this.#shown.keys()]) this.#forget(path);
  }

  setRoots(roots: readonly string[]): void {
    const isNew = roots.some((root) => !this.#roots.includes(root));
    this.#roots = roots;
    for (const path of this.#covered) if (!this.#isInside(path)) this.#forget(path);
    if (isNew && this.#isWhole) this.#settle();
  }

  filesChanged(changes: readonly FileChange[]): void {
    if (this.#covered.size === 0 && !this.#isWhole) return;
    for (const { path, kind } of changes) this.#changed.set(path, kind);
    this.#settle();
  }

  /** Settings or the like changed: every result may be another. */
  everythingChanged(): void {
    for (const path of this.#covered) this.#changed.set(path, 'changed');
    if (this.#covered.size > 0) this.#settle();
  }

  /** The editor has pulled the findings of a document, so ours would show them twice. */
  leave(path: string): void {
    this.#left.add(path);
    if (this.#shown.delete(path)) this.#send(path, []);
  }

  /** The editor shows a document no more: it is closed, or open without anybody seeing it. */
  takeBack(path: string): void {
    this.#left.delete(path);
    if (this.#covered.has(path)) this.filesChanged([{ path, kind: 'changed' }]);
  }

  dispose(): void {
    clearTimeout(this.#settling);
    this.#abort.abort();
  }

  /** Ends what is going on, because something newer is wanted. */
  #restart(): AbortSignal {
    clearTimeout(this.#settling);
    this.#settling = undefined;
    this.#abort.abort();
    this.#abort = new AbortController();
    return this.#abort.signal;
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#work.then(() => this.#options.status.during(work()));
    this.#work = turn.catch(() => {});
    return turn;
  }

  #settle(): void {
    clearTimeout(this.#settling);
    const { signal } = this.#abort;
    this.#settling = setTimeout(() => {
      this.#settling = undefined;
      this.#inTurn(() => this.#catchUp(signal)).catch((error) => this.#options.log.error('the scan failed', error));
    }, settlingTime);
  }

  async #catchUp(signal: AbortSignal): Promise<void> {
    const changes = [...this.#changed];
    this.#changed.clear();
    for (const [path, kind] of changes) if (kind === 'deleted') this.#forget(path);
    const known = await this.#stillCovered(changes, signal);
    if (signal.aborted) return;
    const isNew = (path: string) => !this.#covered.has(path);
    const isEveryFile = this.#covered.size <= fewFiles || changes.some(([path]) => isConfigurationFile(path));
    const changed = new Set(changes.map(([path]) => path));
    const paths = known.filter((path) => isEveryFile || isNew(path) || changed.has(path) || this.#shown.has(path));
    await this.#checkAgain(paths, signal);
  }

  /** The files to look after, with those that came and without those that went. */
  async #stillCovered(
    changes: readonly (readonly [path: string, kind: FileChange['kind']])[],
    signal: AbortSignal,
  ): Promise<readonly string[]> {
    // Without a named change, folders have come; of files that go with their folder nobody may be told.
    const isMoved = changes.length === 0 || changes.some(([, kind]) => kind !== 'changed');
    if (!this.#isWhole || !isMoved) return [...this.#covered];
    const found = await this.#find(signal, () => {});
    if (!signal.aborted) this.#keepOnly(found);
    return found;
  }

  async #checkAgain(paths: readonly string[], signal: AbortSignal): Promise<void> {
    for await (const result of this.#check(paths, signal)) this.#take(result);
  }

  async #find(signal: AbortSignal, onUnreadable: () => void): Promise<readonly string[]> {
    const paths: string[] = [];
    const request = { paths: this.#roots, workingDirectory: this.#roots[0] ?? '/', signal };
    for await (const found of findFiles(request)) {
      if (found.kind === 'file') paths.push(found.path);
      if (found.kind !== 'unreadable') continue;
      this.#nameUnreadable(found.path, found.reason);
      onUnreadable();
    }
    return paths;
  }

  #nameUnreadable(path: string, reason: string): void {
    if (this.#unreadable.has(path)) return;
    this.#unreadable.add(path);
    this.#options.log.warn(`not scanned: ${path}: ${reason}`);
  }

  async *#check(paths: readonly string[], signal: AbortSignal): AsyncIterable<FileResult> {
    for (let start = 0; start < paths.length && !signal.aborted; start += portion)
      for await (const result of this.#options.workspace.check(paths.slice(start, start + portion), { signal })) {
        if (signal.aborted) return;
        yield result;
      }
  }

  /** Shows what was found in a file, and says how much. */
  #take(result: FileResult): number {
    const { findings, documents } = this.#options;
    const { path } = result;
    this.#covered.add(path);
    if (result.kind === 'unreadable') this.#nameUnreadable(path, result.reason);
    else this.#unreadable.delete(path);
    const isShown = result.kind === 'checked' && findings.isEnabled;
    // In a file that is not open no compiler says anything, so what it would say is said by us.
    const diagnostics = isShown ? findings.allDiagnosticsOf(result) : [];
    if (this.#isLeft(path)) return diagnostics.length;
    if (result.kind === 'checked' && result.document.version !== documents.versionOf(path)) {
      // It was closed meanwhile, and this is about the text that the editor had.
      this.filesChanged([{ path, kind: 'changed' }]);
      return diagnostics.length;
    }
    const shown = diagnostics.length === 0 ? undefined : JSON.stringify(diagnostics);
    if (shown === this.#shown.get(path)) return diagnostics.length;
    if (shown === undefined) this.#shown.delete(path);
    else this.#shown.set(path, shown);
    this.#send(path, diagnostics);
    return diagnostics.length;
  }

  #keepOnly(paths: readonly string[]): void {
    const wanted = new Set(paths);
    for (const path of this.#covered) if (!wanted.has(path)) this.#forget(path);
  }

  #forget(path: string): void {
    this.#covered.delete(path);
    this.#unreadable.delete(path);
    this.#hide(path);
  }

  #hide(path: string): void {
    // What is pushed for a document that is left is not ours to replace.
    if (this.#shown.delete(path) && (this.#options.pullsDiagnostics || !this.#isLeft(path))) this.#send(path, []);
  }

  /** Whether the findings of a document come to the editor in another way. */
  #isLeft(path: string): boolean {
    const { pullsDiagnostics, documents } = this.#options;
    return this.#left.has(path) || (!pullsDiagnostics && documents.isOpen(path));
  }

  #send(path: string, diagnostics: Diagnostic[]): void {
    const { connection, documents } = this.#options;
    void connection.sendDiagnostics({ uri: documents.uriOf(path), diagnostics });
  }

  #isInside(path: string): boolean {
    return this.#roots.some((root) => path.startsWith(`${root}/`));
  }
}
