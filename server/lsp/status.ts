/** Tells the editor what the server is doing, for its status entry. */

import type { Language } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import type { FrontEndHealth } from '../node/frontEndHealth.ts';
import { words } from './words.ts';

export interface StatusMessage {
  readonly kind: 'ready' | 'busy' | 'degraded';
  readonly detail?: string;
}

/** In milliseconds. Shorter work is not worth a flicker. */
const patience = 400;

export class Status {
  readonly #send: (message: StatusMessage) => void;
  readonly #health = new Map<Language, FrontEndHealth>();
  #working = 0;
  #sent = '';
  locale: Locale = 'en';
  /** In MiB, as the settings have it. */
  memoryLimit = 0;

  constructor(send: (message: StatusMessage) => void) {
    this.#send = send;
  }

  /** Shows that work is going on if it takes a while. */
  async during<Result>(work: Promise<Result>): Promise<Result> {
    let isCounted = false;
    const timer = setTimeout(() => {
      isCounted = true;
      this.#working++;
      this.tell();
    }, patience);
    try {
      return await work;
    } finally {
      clearTimeout(timer);
      if (isCounted) this.#working--;
      if (isCounted) this.tell();
    }
  }

  healthChanged(language: Language, health: FrontEndHealth): void {
    this.#health.set(language, health);
    this.tell();
  }

  /** Sends the state where it differs from what was sent last. */
  tell(): void {
    const message = this.#message();
    const text = JSON.stringify(message);
    if (text === this.#sent) return;
    this.#sent = text;
    this.#send(message);
  }

  #message(): StatusMessage {
    const { checking } = words[this.locale];
    const trouble = this.#trouble();
    const notes = this.#notes();
    if (trouble.length > 0) return { kind: 'degraded', detail: [...trouble, ...notes].join(' ') };
    const detail = notes.join(' ');
    if (this.#working > 0) return { kind: 'busy', detail: detail === '' ? checking : detail };
    return detail === '' ? { kind: 'ready' } : { kind: 'ready', detail };
  }

  /** What is not checked, and why. */
  #trouble(): readonly string[] {
    const { notChecked, setAside } = words[this.locale];
    return [...this.#health].flatMap(([language, { condition, fault = 'crashed', setAside: files }]) => [
      ...(condition === 'failing' ? [notChecked(language, fault, this.memoryLimit)] : []),
      ...(files.length > 0 ? [setAside(files.map((path) => path.slice(path.lastIndexOf('/') + 1)))] : []),
    ]);
  }

  /** What the user may wonder about although all is checked. */
  #notes(): readonly string[] {
    const { silent, restartedForMemory } = words[this.locale];
    return [...this.#health].flatMap(([language, { condition, fault }]) => [
      ...(condition === 'silent' ? [silent(language)] : []),
      ...(fault === 'ran out of memory' && condition !== 'failing'
        ? [restartedForMemory(language, this.memoryLimit)]
        : []),
    ]);
  }
}
