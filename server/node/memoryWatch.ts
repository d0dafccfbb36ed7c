/** Watches the process that a front end's thread has started, for its memory is in nobody's limits. */

import { processMemory } from './processMemory.ts';

export interface MemoryWatchOptions {
  /** In milliseconds. */
  readonly interval: number;
  /** In MiB; `undefined` while there is none. */
  readonly limit: () => number | undefined;
  readonly onExceeded: (mebibytes: number) => void;
}

export class MemoryWatch {
  readonly #options: MemoryWatchOptions;
  #processId: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: MemoryWatchOptions) {
    this.#options = options;
  }

  /** A process has started; there is never more than one. */
  started(processId: number): void {
    this.#processId = processId;
    this.#timer ??= setInterval(() => void this.#look(), this.#options.interval).unref();
  }

  /** Nothing is watched any more. Gives back the process that was. */
  stop(): number | undefined {
    clearInterval(this.#timer);
    this.#timer = undefined;
    const processId = this.#processId;
    this.#processId = undefined;
    return processId;
  }

  async #look(): Promise<void> {
    const limit = this.#options.limit();
    const watched = this.#processId;
    if (limit === undefined || watched === undefined) return;
    const memory = await processMemory(watched);
    if (memory !== undefined && memory > limit && this.#processId === watched) this.#options.onExceeded(memory);
  }
}
