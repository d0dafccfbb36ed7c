/** What the workspace needs from the machine. `server/node` has the real ones; tests bring their own. */

import type { Document, Language } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';
import type { CleanAnswer, FactsAnswer, FileChange, FileText, FrontEndSettings } from '../facts/frontEnd.ts';
import type { SelectedStatements } from '../facts/selection.ts';
import type { Standard } from './judge.ts';

/** A front end behind a thread: the same questions, answered later. A crash is survived inside: restart, ask again, log. */
export interface RemoteFrontEnd {
  readonly language: Language;
  configure(settings: FrontEndSettings): void;
  open(document: Document): void;
  close(path: string): void;
  filesChanged(changes: readonly FileChange[]): void;
  /** Answers arrive one by one. */
  facts(paths: readonly string[], options?: FactsOptions): AsyncIterable<RemoteAnswer>;
  /** About the text that was opened last; a crash over the question leaves it without an answer. */
  selection(path: string, range: Range): Promise<SelectedStatements | undefined>;
  dispose(): Promise<void>;
}

export interface FactsOptions {
  /** Aborting stops the answers. */
  readonly signal?: AbortSignal;
  /** For whoever wants only what there is to report: what each file is judged by, so that the thread says which are clean. */
  readonly standardOf?: (path: string) => Standard;
}

export type RemoteAnswer = FactsAnswer | CleanAnswer;

export interface Files {
  /** Decoded text without a byte order mark, or a sentence that says why there is none. */
  read(path: string): FileText;
  exists(path: string): boolean;
}

/** Never carries the user's source: rule, file and version are enough to find it. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, error?: unknown): void;
}

export interface Ports {
  readonly files: Files;
  readonly log: Log;
  readonly frontEnds: Readonly<Record<Language, RemoteFrontEnd>>;
}
