/** Whether a front end that has seen all edits says what one says that works everything out anew. */

import type { Document, Language } from '../../server/analysis/document.ts';
import type { FactsAnswer, FrontEnd, FrontEndSettings } from '../../server/facts/frontEnd.ts';
import { createPythonFrontEnd } from '../../server/languages/python/frontEnd.ts';
import { createTypeScriptFrontEnd } from '../../server/languages/typescript/frontEnd.ts';
import { createFrontEndHost } from '../../server/node/frontEndHost.ts';

export class EditedAnswers {
  readonly #messages: string[] = [];
  readonly #language: Language;
  readonly #settings: FrontEndSettings;
  readonly #edited: FrontEnd;
  #anew: FrontEnd;
  #version = 0;

  constructor(settings: FrontEndSettings, language: Language = 'typescript') {
    this.#language = language;
    this.#settings = settings;
    this.#edited = this.#frontEnd();
    this.#anew = this.#frontEnd();
  }

  /** Edits a file, and gives the files whose answers differ. */
  differing(path: string, text: string, asked: readonly string[] = [path]): readonly string[] {
    this.#version += 1;
    const document: Document = { path, language: this.#language, version: this.#version, text };
    this.#forget();
    this.#edited.open(document);
    this.#anew.open(document);
    return asked.filter((file) => {
      const [one, other] = [this.#edited, this.#anew].map((frontEnd) => answerOf([...frontEnd.facts([file])]));
      return one !== other;
    });
  }

  /** What the front ends said to their logs. */
  get messages(): readonly string[] {
    return this.#messages;
  }

  dispose(): void {
    this.#edited.dispose();
    this.#anew.dispose();
  }

  #forget(): void {
    if (this.#language === 'python') {
      this.#anew.dispose();
      this.#anew = this.#frontEnd();
    } else {
      // To start the compiler takes long. A configuration may have changed: nothing that was known counts.
      const path = `${this.#settings.roots[0] ?? ''}/some.json`;
      this.#anew.filesChanged([{ path, kind: 'changed' }]);
    }
  }

  #frontEnd(): FrontEnd {
    const host = createFrontEndHost((message) => this.#messages.push(message));
    const frontEnd = this.#language === 'python' ? createPythonFrontEnd(host) : createTypeScriptFrontEnd(host);
    frontEnd.configure(this.#settings);
    return frontEnd;
  }
}

function answerOf(answers: readonly FactsAnswer[]): string {
  return JSON.stringify(answers);
}
