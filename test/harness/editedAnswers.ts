/** Whether a front end that has seen all edits says what one says that works everything out anew. */

import type { Document } from '../../server/analysis/document.ts';
import type { FactsAnswer, FrontEndSettings } from '../../server/facts/frontEnd.ts';
import { createTypeScriptFrontEnd } from '../../server/languages/typescript/frontEnd.ts';
import { createFrontEndHost } from '../../server/node/frontEndHost.ts';

export class EditedAnswers {
  readonly #messages: string[] = [];
  readonly #edited = this.#frontEnd();
  readonly #anew = this.#frontEnd();
  readonly #root: string;
  #version = 0;

  constructor(settings: FrontEndSettings) {
    this.#root = settings.roots[0] ?? '';
    this.#edited.configure(settings);
    this.#anew.configure(settings);
  }

  /** Edits a file, and gives the files whose answers differ. */
  differing(path: string, text: string, asked: readonly string[] = [path]): readonly string[] {
    this.#version += 1;
    const document: Document = { path, language: 'typescript', version: this.#version, text };
    this.#edited.open(document);
    this.#anew.open(document);
    // A configuration may have changed: nothing that was known counts.
    this.#anew.filesChanged([{ path: `${this.#root}/some.json`, kind: 'changed' }]);
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

  #frontEnd() {
    return createTypeScriptFrontEnd(createFrontEndHost((message) => this.#messages.push(message)));
  }
}

function answerOf(answers: readonly FactsAnswer[]): string {
  return JSON.stringify(answers);
}
