/** Which snippets fit at a place in a file, and in which form. */

import type { Document } from '../server/analysis/document.ts';
import { contains, type Range } from '../server/analysis/text.ts';
import type { Facts, FunctionFact, ImportFact } from '../server/facts/facts.ts';
import { snippets } from './catalogue.ts';
import type { Snippet, SnippetForm, SnippetNeeds } from './snippet.ts';

export interface SnippetOffer {
  readonly snippet: Snippet;
  readonly form: SnippetForm;
  /** The typed word that accepting the snippet replaces. */
  readonly word: Range;
  /** The body in snippet syntax, indented as the file is; lines after the first are relative to the first one. */
  readonly body: string;
}

/**
 * The snippets that may stand at `offset`: only where a statement begins (a word alone on its line, up to the cursor),
 * never in a string or comment, and those that await only where `await` is legal.
 */
export function snippetOffers(document: Document, facts: Facts, offset: number): readonly SnippetOffer[] {
  const word = statementWord(document.text, offset);
  if (word === undefined || facts.multilineTexts.some((text) => contains(text, word))) return [];
  const owner = innermostFunction(facts, word);
  const offers: SnippetOffer[] = [];
  for (const snippet of snippets) {
    if (snippet.language !== document.language || !mayStandIn(owner, snippet)) continue;
    const form = snippet.forms.find(({ needs }) => fits(needs, document, facts));
    if (form === undefined) continue;
    offers.push({
      snippet,
      form,
      word,
      body: form.body.map((line) => indented(line, facts.file.style.indent)).join('\n'),
    });
  }
  return offers;
}

function mayStandIn(owner: FunctionFact | undefined, { place }: Snippet): boolean {
  switch (place) {
    case 'async':
      return owner?.canAwait ?? false;
    case 'module':
      return owner === undefined || owner.kind === 'module';
    case 'anywhere':
      return true;
  }
}

/** The word before `offset` where only white space stands before it on its line. */
function statementWord(text: string, offset: number): Range | undefined {
  const lineStart = Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
  const match = /^[ \t]*([A-Za-z]*)$/.exec(text.slice(lineStart, offset));
  return match === null ? undefined : { start: offset - (match[1] ?? '').length, end: offset };
}

function innermostFunction(facts: Facts, range: Range): FunctionFact | undefined {
  let innermost: FunctionFact | undefined;
  // A function comes after the one that encloses it, so the last match is the innermost.
  for (const candidate of facts.functions) if (contains(candidate.body, range)) innermost = candidate;
  return innermost;
}

function fits(needs: SnippetNeeds | undefined, document: Document, { file, imports }: Facts): boolean {
  if (needs === undefined) return true;
  const { asyncLibrary, pythonVersion, nodeVersion = 0, ecmaVersion = 0, moduleSystem, dependency, typed } = needs;
  if (asyncLibrary !== undefined && !usesLibrary(file.asyncLibraries, asyncLibrary)) return false;
  if (pythonVersion !== undefined && file.pythonVersion !== undefined && isOlder(file.pythonVersion, pythonVersion))
    return false;
  if ((file.nodeVersion ?? nodeVersion) < nodeVersion || (file.ecmaVersion ?? ecmaVersion) < ecmaVersion) return false;
  if (moduleSystem !== undefined && file.moduleSystem !== moduleSystem) return false;
  if (dependency !== undefined && !file.dependencies.includes(dependency) && !isImported(imports, dependency))
    return false;
  return typed === undefined || /\.[cm]?tsx?$/i.test(document.path);
}

/** Modules within a package are written behind a dot in Python and behind a slash elsewhere. */
function isImported(imports: readonly ImportFact[], name: string): boolean {
  return imports.some(
    ({ module }) => module === name || module.startsWith(`${name}.`) || module.startsWith(`${name}/`),
  );
}

/** asyncio is what a file uses that shows no other library. */
function usesLibrary(libraries: readonly string[], wanted: string): boolean {
  return libraries.length === 0 ? wanted === 'asyncio' : libraries.includes(wanted);
}

function isOlder(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}

function indented(line: string, indent: string): string {
  const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
  return indent.repeat(tabs) + line.slice(tabs);
}
