/** What a snippet is: a word to type, forms for different surroundings, and where it may stand. */

import type { Language } from '../server/analysis/document.ts';
import type { LocalizedText } from '../server/analysis/locale.ts';
import type { AsyncLibrary } from '../server/facts/facts.ts';

export interface Snippet {
  /** The stem `aio` and a CamelCase word, letters only; the same word in both languages where the idea is the same. */
  readonly word: string;
  readonly language: Language;
  readonly title: LocalizedText;
  /**
   * `async`: its body awaits, so it is offered where `await` is legal. `anywhere`: it declares or starts something.
   * `module`: it makes sense only outside of functions.
   */
  readonly place: 'async' | 'anywhere' | 'module';
  /** The first form that fits the file is offered. The last one asks for the least. */
  readonly forms: readonly SnippetForm[];
}

export interface SnippetForm {
  readonly needs?: SnippetNeeds;
  /** Imports that the body relies on; they are added in the file's style where the file lacks them. */
  readonly imports?: readonly SnippetImport[];
  /**
   * What the defaults of placeholders stand for, by the number of the placeholder. Where names of that kind are in scope,
   * they take the default's place: one as the default, several as choices.
   */
  readonly names?: Readonly<Record<number, NameKind>>;
  /** Lines in snippet syntax (`${1:name}`, `$0`), indented by tabs. */
  readonly body: readonly string[];
}

export interface SnippetNeeds {
  readonly asyncLibrary?: AsyncLibrary;
  /** The oldest Python version that has what the body uses. */
  readonly pythonVersion?: readonly [number, number];
  /** The major version of the oldest Node that has what the body uses. A project that names none is taken for a new one. */
  readonly nodeVersion?: number;
  /** The oldest edition of ECMAScript, such as 2024, whose library and types have what the body uses. Unknown is new. */
  readonly ecmaVersion?: number;
  /** How modules are loaded, where the body has to know it. */
  readonly moduleSystem?: 'esm' | 'commonjs';
  /** A package that the file imports or the project depends on. */
  readonly dependency?: string;
  /** The file is TypeScript, so types may be written. */
  readonly typed?: true;
}

/**
 * `async-call`: a call of an async function, `save(order)`; `async-function`: the name of one that takes one argument, for
 * what calls it with each of many; `async-start` and `plain-start`: a function and what it takes, `save, order`, for what
 * calls it later; `async-iterable`: a call of an async generator function; `collection`: a variable that holds many things.
 */
export type NameKind =
  | 'async-call'
  | 'async-function'
  | 'async-start'
  | 'plain-start'
  | 'async-iterable'
  | 'collection';

export interface SnippetImport {
  readonly module: string;
  /** The name imported from the module; the module itself where it is left out, the default export for `default`. */
  readonly name?: string;
  /** The name it gets in the file; required for `default`. */
  readonly local?: string;
  /** A type, imported by `import type`. TypeScript only. */
  readonly isType?: true;
}

export function defineSnippet(snippet: Snippet): Snippet {
  return snippet;
}
