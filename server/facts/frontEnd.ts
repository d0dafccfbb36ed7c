/** What a front end offers: text in, facts out. It is synchronous and lives in a thread of its own. */

import type { Cell, Document, Language } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';
import type { Facts } from './facts.ts';
import type { SelectedStatements } from './selection.ts';

export interface FrontEnd {
  readonly language: Language;
  configure(settings: FrontEndSettings): void;
  /** Opens a document or replaces its text; it shadows the file on disk until it is closed. */
  open(document: Document): void;
  close(path: string): void;
  /** Says what happened on disk, so that caches can be dropped. */
  filesChanged(changes: readonly FileChange[]): void;
  /**
   * Facts of the given files, one answer a path, in any order that suits the front end. Never throws for what a user
   * may have written or done to the files. In one run the facts may be made as they are read, before the next answer is
   * asked for; `plainFacts` may leave the thread.
   */
  facts(paths: readonly string[]): Iterable<FactsAnswer>;
  /**
   * For whoever wants only what there is to report: the same answers, but for files whose facts `isClean` finds nothing in.
   * A front end that offers it finds out less about these.
   */
  factsUnlessClean?(paths: readonly string[], isClean: IsClean): Iterable<FactsAnswer | CleanAnswer>;
  /** The whole statements that a part of a file touches; `undefined` where they stand in no one block, or half typed. */
  selection(path: string, range: Range): SelectedStatements | undefined;
  dispose(): void;
}

export interface FrontEndSettings {
  /** Absolute paths of the workspace folders. */
  readonly roots: readonly string[];
  /**
   * Last names of callees (`readFileSync`, `get`) whose `symbol` rules want to know. Front ends resolve receivers by type
   * for these only, because each question costs time. `*` stands for every name.
   */
  readonly namesOfInterest: readonly string[];
  /** Full names of calls that rules look for behind helper functions, for `Facts.reached`; `*` in them is any text. */
  readonly tracedCalls: readonly string[];
  /** The Python interpreter chosen in the editor, to find installed packages; it is never run. */
  readonly pythonInterpreter?: string;
  /**
   * Every file is asked about once and then all is over, so that nobody remembers what an answer rests on, and files share
   * what is found out. Files may still change, at the price of finding out all of it again.
   */
  readonly isOneRun?: boolean;
  /** How much memory a front end may take, in MiB; what needs more is started anew, and given up on at last. */
  readonly memoryLimit?: number;
}

export interface FileChange {
  readonly path: string;
  readonly kind: 'created' | 'changed' | 'deleted';
}

export type FactsAnswer =
  | { readonly kind: 'facts'; readonly path: string; readonly document: Document; readonly facts: Facts }
  /** Nothing can be said about the file; `reason` is one sentence for the user, without a full stop. */
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** There is nothing to report in the file. */
export interface CleanAnswer {
  readonly kind: 'clean';
  readonly path: string;
}

/** The facts may work out their parts when they are looked at, and only until the answer. */
export type IsClean = (document: Document, facts: Facts) => boolean;

/** What a front end needs from the machine it runs on. */
export interface FrontEndHost {
  /** Decoded text without a byte order mark, or a sentence that says why there is none. Never throws. */
  readText(path: string): FileText;
  /** The entries of a folder by name, links followed; `undefined` where it is no readable folder. */
  list(folder: string): FolderEntries | undefined;
  /** An environment variable, such as `VIRTUAL_ENV`. */
  variable(name: string): string | undefined;
  /** For the developer who looks into the output channel; never carries the user's source. */
  log(message: string): void;
  /** Left out where nothing is kept from one run to the next. */
  readonly memory?: HostMemory;
}

/** What one run of a front end leaves to the next run of the same version. */
export interface HostMemory {
  /** Tells two states of a file apart without reading it; `undefined` where there is no such file. */
  stateOf(path: string): string | undefined;
  /** What `keep` was given last; `undefined` where that was another version, or nothing. */
  recall(): unknown;
  /** Takes plain data. */
  keep(value: unknown): void;
}

export type FileText =
  | {
      readonly kind: 'text';
      readonly text: string;
      /** Where the file is a notebook, whose text is that of its Python cells. */
      readonly cells?: readonly Cell[];
    }
  | { readonly kind: 'unreadable'; readonly reason: string };

export interface FolderEntries {
  readonly files: readonly string[];
  readonly folders: readonly string[];
}
