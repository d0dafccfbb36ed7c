/** Which snippets fit at a place in a file, and how they are written there. */

import type { Document } from '../server/analysis/document.ts';
import type { Edit } from '../server/analysis/text.ts';
import type { Facts, ImportFact } from '../server/facts/facts.ts';
import { snippets } from './catalogue.ts';
import { mayStartWork, withEntryPoint } from './entryPoints.ts';
import { withImports } from './imports.ts';
import { withNames } from './names.ts';
import { type StatementPlace, statementPlace } from './places.ts';
import type { Snippet, SnippetForm, SnippetNeeds } from './snippet.ts';
import { inStyle } from './style.ts';

export interface SnippetOffer extends WrittenSnippet {
  readonly snippet: Snippet;
  readonly place: StatementPlace;
  /** Whether it comes with a function to await in and the code that starts it. */
  readonly hasEntryPoint: boolean;
}

export interface WrittenSnippet {
  /** In snippet syntax, as the file is written; lines after the first are relative to the indentation of the first. */
  readonly body: string;
  /** The imports that it needs and the file lacks. */
  readonly edits: readonly Edit[];
}

/**
 * The snippets for the word before `offset`: only where a statement begins, and those that await only where `await` is
 * legal or work may be started.
 */
export function snippetOffers(document: Document, facts: Facts, offset: number): readonly SnippetOffer[] {
  const place = statementPlace(document, facts, offset);
  if (place === undefined) return [];
  const typed = document.text.slice(place.word.start, place.word.end);
  const offers: SnippetOffer[] = [];
  for (const snippet of snippets) {
    if (snippet.language !== document.language || !snippet.word.startsWith(typed)) continue;
    const form = mayStandAt(place, facts, snippet) ? formFor(snippet, document, facts) : undefined;
    const written = form && writtenSnippet(document, facts, place, snippet, form);
    if (written !== undefined)
      offers.push({ snippet, place, hasEntryPoint: needsEntryPoint(snippet, place), ...written });
  }
  return offers;
}

/** A form as it is written at a place; `undefined` where a name that it imports means something else. */
export function writtenSnippet(
  document: Document,
  facts: Facts,
  place: StatementPlace,
  snippet: Snippet,
  form: SnippetForm,
): WrittenSnippet | undefined {
  const named = { ...form, body: withNames(document, facts, place, form) };
  const complete = needsEntryPoint(snippet, place) ? withEntryPoint(document, facts, place, named) : named;
  const lines = inStyle(complete.body, document.language, facts.file.style, place.indentation !== '');
  const imported = withImports(document, facts, lines.join('\n'), complete.imports ?? []);
  return imported && withoutTouching(imported, place);
}

/** An import on the very place of the snippet, as in an empty file, becomes part of it: edits must not touch. */
function withoutTouching({ body, edits }: WrittenSnippet, { word }: StatementPlace): WrittenSnippet {
  const isTouching = ({ range }: Edit) => range.start <= word.end && word.start <= range.end;
  return {
    body:
      edits
        .filter(isTouching)
        .map(({ text }) => text.replaceAll('\r\n', '\n'))
        .join('') + body,
    edits: edits.filter((edit) => !isTouching(edit)),
  };
}

function needsEntryPoint({ place: wanted }: Snippet, { around }: StatementPlace): boolean {
  return wanted === 'async' && !around[0].canAwait;
}

function mayStandAt(place: StatementPlace, facts: Facts, snippet: Snippet): boolean {
  switch (snippet.place) {
    case 'async':
      return place.around[0].canAwait || mayStartWork(facts, place);
    case 'module':
      // A notebook's event loop runs already.
      return place.around[0].kind === 'module' && place.indentation === '' && !isNotebook(place, snippet);
    case 'anywhere':
      return true;
  }
}

/** Python's modules may await in notebooks only. */
function isNotebook({ around }: StatementPlace, { language }: Snippet): boolean {
  return language === 'python' && around[0].canAwait;
}

/** The first form that fits; of those, one whose package the file imports. */
function formFor({ forms }: Snippet, document: Document, facts: Facts): SnippetForm | undefined {
  const fitting = forms.filter(({ needs }) => needs === undefined || fits(needs, document, facts));
  return fitting.find(({ needs }) => needs?.dependency && isImported(facts.imports, needs.dependency)) ?? fitting[0];
}

function fits(needs: SnippetNeeds, { path }: Document, { file, imports }: Facts): boolean {
  const { asyncLibrary, pythonVersion, nodeVersion = 0, ecmaVersion = 0, moduleSystem, dependency, typed } = needs;
  if (asyncLibrary !== undefined && !usesLibrary(file.asyncLibraries, imports, asyncLibrary)) return false;
  if (pythonVersion !== undefined && file.pythonVersion !== undefined && isOlder(file.pythonVersion, pythonVersion))
    return false;
  if ((file.nodeVersion ?? nodeVersion) < nodeVersion || (file.ecmaVersion ?? ecmaVersion) < ecmaVersion) return false;
  if (moduleSystem !== undefined && file.moduleSystem !== moduleSystem) return false;
  if (dependency !== undefined && !file.dependencies.includes(dependency) && !isImported(imports, dependency))
    return false;
  return typed === undefined || /\.[cm]?tsx?$/i.test(path);
}

/** Modules within a package are written behind a dot in Python and behind a slash elsewhere. */
function isImported(imports: readonly ImportFact[], name: string): boolean {
  return imports.some(
    ({ module }) => module === name || module.startsWith(`${name}.`) || module.startsWith(`${name}/`),
  );
}

/** asyncio is what a file uses that shows no other library, and what anyio runs on unless somebody chooses otherwise. */
function usesLibrary(libraries: readonly string[], imports: readonly ImportFact[], wanted: string): boolean {
  if (libraries.includes(wanted)) return true;
  return wanted === 'asyncio' && !libraries.includes('trio') && !isImported(imports, 'anyio');
}

function isOlder(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] < other[0] || (one[0] === other[0] && one[1] < other[1]);
}
