/** What the server and the thread of a front end say to each other, by structured clone. */

import type { Document } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';
import type { FactsAnswer, FileChange, FrontEndSettings } from '../facts/frontEnd.ts';
import type { SelectedStatements } from '../facts/selection.ts';
import type { Standard } from '../workspace/judge.ts';
import type { MemoryPlace } from './frontEndHost.ts';

/** Handled in the order sent, except that `cancel` takes effect between two answers. */
export type ToFrontEnd =
  | { readonly kind: 'configure'; readonly settings: FrontEndSettings }
  | { readonly kind: 'open'; readonly document: Document }
  | { readonly kind: 'close'; readonly path: string }
  | { readonly kind: 'filesChanged'; readonly changes: readonly FileChange[] }
  | {
      readonly kind: 'facts';
      readonly request: number;
      readonly paths: readonly string[];
      /** One for each path, where the thread is to judge which files are clean. */
      readonly standards?: readonly Standard[];
    }
  | { readonly kind: 'selection'; readonly request: number; readonly path: string; readonly range: Range }
  | { readonly kind: 'cancel'; readonly request: number }
  | { readonly kind: 'dispose' };

export type FromFrontEnd =
  | { readonly kind: 'answer'; readonly request: number; readonly answer: FactsAnswer }
  /** Files in which there is nothing to report, several at once, for each message wakes the other side. */
  | { readonly kind: 'clean'; readonly request: number; readonly paths: readonly string[] }
  /** The request is done or cancelled; no more answers come. */
  | { readonly kind: 'end'; readonly request: number }
  | { readonly kind: 'selection'; readonly request: number; readonly selection: SelectedStatements | undefined }
  | { readonly kind: 'log'; readonly message: string }
  /** The front end has started a process of its own, or another in its place. */
  | { readonly kind: 'process'; readonly processId: number }
  /** Files are being read, which may take long before the first answer. */
  | { readonly kind: 'reading' };

/** What a thread knows from its start. */
export interface ThreadData {
  /** In MiB. */
  readonly memoryLimit?: number;
  readonly memoryPlace?: MemoryPlace;
}
