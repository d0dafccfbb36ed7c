/**
 * The snippets in the shape VS Code contributes them. They carry no prefix, so they show only in the Insert Snippet and
 * Surround pickers: an extension cannot switch contributed completions off.
 */

import type { Language } from '../server/analysis/document.ts';
import type { Snippet, SnippetForm } from './snippet.ts';

export interface StaticSnippet {
  readonly body: readonly string[];
  readonly description: string;
}

/** By title, for one language, in the order given. */
export function staticSnippets(
  snippets: readonly Snippet[],
  language: Language,
): Readonly<Record<string, StaticSnippet>> {
  const entries: Record<string, StaticSnippet> = {};
  for (const snippet of snippets) {
    if (snippet.language !== language) continue;
    entries[`${snippet.word}: ${snippet.title.en}`] = {
      body: generalForm(snippet).body,
      description: snippet.title.zh,
    };
  }
  return entries;
}

/** A static snippet cannot look at the file: the form for plain asyncio or untyped code, with no package to install. */
function generalForm(snippet: Snippet): SnippetForm {
  const general = snippet.forms.find(
    ({ needs = {} }) =>
      needs.dependency === undefined &&
      needs.typed === undefined &&
      needs.moduleSystem === undefined &&
      (needs.asyncLibrary ?? 'asyncio') === 'asyncio',
  );
  if (general === undefined) throw new Error(`snippet ${snippet.word} has no form for a plain file`);
  return general;
}
