/** What a snippet is: a word to type, forms for different surroundings, and where it may stand. */

import type { Language } from '../server/analysis/document.ts';
import type { LocalizedText } from '../server/analysis/locale.ts';
import type { AsyncLibrary } from '../server/facts/facts.ts';

export interface Snippet {
  /** The stem `aio` and a CamelCase word, letters only; the same word in both languages where the idea is the same. */
  readonly word: string;
  readonly language: Language;
  readonly title: LocalizedText;
  /** `async`: its body awaits, so it is offered only where `await` is legal. `anywhere`: it declares or starts something. */
  readonly place: 'async' | 'anywhere';
  /** The first form that fits the file is offered. The last one asks for the least. */
  readonly forms: readonly SnippetForm[];
}

export interface SnippetForm {
  readonly needs?: SnippetNeeds;
  /** Imports that the body relies on; they are added in the file's style where the file lacks them. */
  readonly imports?: readonly SnippetImport[];
  /** Lines in snippet syntax (`${1:name}`, `$0`), indented by tabs. */
  readonly body: readonly string[];
}

export interface SnippetNeeds {
  readonly asyncLibrary?: AsyncLibrary;
  /** The oldest Python version that has what the body uses. */
  readonly pythonVersion?: readonly [number, number];
  /** A package that the project must depend on. */
  readonly dependency?: string;
  /** The file is TypeScript, so types may be written. */
  readonly typed?: true;
}

export interface SnippetImport {
  readonly module: string;
  /** The name imported from the module; the module itself where it is left out, the default export for `default`. */
  readonly name?: string;
  /** The name it gets in the file; required for `default`. */
  readonly local?: string;
}

export function defineSnippet(snippet: Snippet): Snippet {
  return snippet;
}
