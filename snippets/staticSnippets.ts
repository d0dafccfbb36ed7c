/**
 * The snippets as files that editors read by themselves. Those contributed to VS Code carry no prefix, so they show only in
 * the Insert Snippet and Surround pickers: an extension cannot switch contributed completions off.
 */

import type { Language } from '../server/analysis/document.ts';
import type { Snippet, SnippetForm } from './snippet.ts';

/** A file of snippets is for one of these. */
export type Dialect = 'python' | 'typescript' | 'javascript';

export const dialects: Readonly<
  Record<Dialect, { readonly language: Language; readonly editorLanguages: readonly string[] }>
> = {
  python: { language: 'python', editorLanguages: ['python'] },
  typescript: { language: 'typescript', editorLanguages: ['typescript', 'typescriptreact'] },
  javascript: { language: 'typescript', editorLanguages: ['javascript', 'javascriptreact'] },
};

export interface StaticSnippet {
  readonly prefix?: string;
  readonly body: readonly string[];
  readonly description: string;
}

/** By title, in the order given. */
export function staticSnippets(
  snippets: readonly Snippet[],
  dialect: Dialect,
): Readonly<Record<string, StaticSnippet>> {
  const own = snippets.filter(({ language }) => language === dialects[dialect].language);
  return Object.fromEntries(
    own.map((snippet) => [
      `${snippet.word}: ${snippet.title.en}`,
      { body: generalForm(snippet, dialect).body, description: snippet.title.zh },
    ]),
  );
}

/** The same, to be completed by their words: for editors without a server of ours. */
export function prefixedSnippets(
  snippets: readonly Snippet[],
  dialect: Dialect,
): Readonly<Record<string, StaticSnippet>> {
  const entries = Object.entries(staticSnippets(snippets, dialect));
  return Object.fromEntries(entries.map(([title, entry]) => [title, { prefix: title.replace(/:.*/, ''), ...entry }]));
}

/**
 * A static snippet cannot look at the file: the form for plain asyncio, with types only where all files have them, and with
 * a package to install only where there is no other.
 */
function generalForm(snippet: Snippet, dialect: Dialect): SnippetForm {
  const general = snippet.forms.filter(
    ({ needs = {} }) =>
      (needs.typed === undefined || dialect === 'typescript') &&
      needs.moduleSystem === undefined &&
      (needs.asyncLibrary ?? 'asyncio') === 'asyncio',
  );
  const form = general.find(({ needs }) => needs?.dependency === undefined) ?? general[0];
  if (form === undefined) throw new Error(`snippet ${snippet.word} has no form for a plain file`);
  return form;
}
