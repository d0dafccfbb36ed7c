/** Tells the editor what the server is doing, for its status entry. */

import type { Language } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import { words } from './words.ts';

export interface StatusMessage {
  readonly kind: 'ready' | 'busy' | 'degraded';
  readonly detail?: string;
}

/** In milliseconds. Shorter work is not worth a flicker. */
const patience = 400;

export class Status {
  readonly #send: (message: StatusMessage) => void;
  readonly #troubled = new Set<Language>();
  #working = 0;
  #sent = '';
  locale: Locale = 'en';

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

  /** Says that a language is not checked any more, or is again. */
  healthChanged(language: Language, isWorking: boolean): void {
    if (isWorking) this.#troubled.delete(language);
    else this.#troubled.add(language);
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
    const { notChecked, checking } = words[this.locale];
    if (this.#troubled.size > 0) return { kind: 'degraded', detail: notChecked([...this.#troubled]) };
    return this.#working > 0 ? { kind: 'busy', detail: checking } : { kind: 'ready' };
  }
}
