/**
 * What the calls of a file lead to in others. The outgoing calls of each file are kept as plain data; those of a file that
 * nobody asked about are read from its tree once a chain comes to it.
 */

import type { Document } from '../../analysis/document.ts';
import { fullNameMatcher } from '../../analysis/fullNames.ts';
import type { Facts } from '../../facts/facts.ts';
import { type CallingFacts, type FileCalls, fileCalls, Reach } from '../../facts/reach.ts';

export interface CallingFile {
  readonly document: Document;
  readonly facts: CallingFacts;
}

export class Chains {
  readonly #read: (path: string) => CallingFile | undefined;
  /** `undefined` for files that cannot be read. */
  readonly #calls = new Map<string, FileCalls | undefined>();
  readonly #reach = new Reach((path) => this.#callsAt(path));
  #isTraced: (symbol: string) => boolean = () => false;

  constructor(read: (path: string) => CallingFile | undefined) {
    this.#read = read;
  }

  configure(traced: readonly string[]): void {
    this.#isTraced = fullNameMatcher(traced);
    this.forget();
  }

  /** Takes a file as it is now. */
  note(file: CallingFile): void {
    this.#calls.set(file.document.path, fileCalls(file.document, file.facts, this.#isTraced));
    this.#reach.reset();
  }

  withReached(facts: Facts): Facts {
    const reached = this.#reach.factsFor(facts);
    return reached.length === 0 ? facts : { ...facts, reached };
  }

  forget(): void {
    this.#calls.clear();
    this.#reach.reset();
  }

  #callsAt(path: string): FileCalls | undefined {
    if (!this.#calls.has(path)) {
      const file = this.#read(path);
      this.#calls.set(path, file === undefined ? undefined : fileCalls(file.document, file.facts, this.#isTraced));
    }
    return this.#calls.get(path);
  }
}
