/** Copies of Python projects in which some `await`s are missing, to see who notices. */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, type Edit, replacement } from '../../server/analysis/text.ts';
import type { Expression, Statement } from '../../server/languages/python/parser/nodes.ts';
import { parse } from '../../server/languages/python/parser/parser.ts';
import { walk } from '../../server/languages/python/parser/walk.ts';
import { randomNumbers } from '../harness/randomNumbers.ts';

/** An `await` of a call that stands for a whole statement, or for all that is assigned. */
export interface AwaitSite {
  /** Relative to the checkout. */
  readonly file: string;
  readonly form: 'statement' | 'assignment';
  /** From 1; those of the statement, which stay what they are when the `await` goes. */
  readonly lines: readonly [first: number, last: number];
  /** Those of the function around it, where the value may be used. */
  readonly functionLines: readonly [first: number, last: number];
  /** The first line of the statement, as it was. */
  readonly text: string;
  /** Takes the `await` away. */
  readonly removal: Edit;
}

export interface Choice {
  readonly statements: number;
  readonly assignments: number;
  readonly seed: number;
}

/** Awaits of a checkout, chosen at random: the same ones for the same seed. `files` are absolute. */
export function someAwaits(checkout: string, files: readonly string[], choice: Choice): readonly AwaitSite[] {
  return allAwaits(checkout, files, choice)[0] ?? [];
}

/** All awaits of a checkout in random order, in as many parts of the chosen size as it takes. */
export function allAwaits(
  checkout: string,
  files: readonly string[],
  { statements, assignments, seed }: Choice,
): readonly (readonly AwaitSite[])[] {
  const sites = files.flatMap((file) => sitesIn(path.relative(checkout, file), readFileSync(file, 'utf8')));
  const random = randomNumbers(seed);
  const ofForm = (wanted: AwaitSite['form']) =>
    shuffled(
      sites.filter(({ form }) => form === wanted),
      random,
    );
  const ofStatements = parts(ofForm('statement'), statements);
  const ofAssignments = parts(ofForm('assignment'), assignments);
  const count = Math.max(ofStatements.length, ofAssignments.length);
  return Array.from({ length: count }, (_, part) => [...(ofStatements[part] ?? []), ...(ofAssignments[part] ?? [])]);
}

/** Copies a checkout without its caches and takes awaits away in the copy. */
export function copyWithout(sites: readonly AwaitSite[], checkout: string, copy: string): void {
  cpSync(checkout, copy, { recursive: true, filter: (source) => !/\/(?:__pycache__|\.git)$/.test(source) });
  for (const file of new Set(sites.map((site) => site.file))) {
    const target = path.join(copy, file);
    const text = readFileSync(target, 'utf8');
    const own = sites.filter((site) => site.file === file);
    writeFileSync(
      target,
      applyEdits(
        text,
        own.map(({ removal }) => removal),
      ),
    );
  }
}

function sitesIn(file: string, text: string): readonly AwaitSite[] {
  const { module, errors } = parse(text);
  if (errors.length > 0) return [];
  const sites: AwaitSite[] = [];
  walk(module, (node) => {
    if (node.kind !== 'FunctionDef' || !node.isAsync) return;
    const functionLines = linesOf(text, node.start, node.end);
    for (const statement of statementsOf(node.body)) {
      const awaited = awaitedBy(statement);
      if (awaited?.value.kind !== 'Await' || awaited.value.value.kind !== 'Call') continue;
      const { start, value } = awaited.value;
      // A line break behind the `await` is held by parentheses that would go with it.
      if (/[\r\n(]/.test(text.slice(start, value.start))) continue;
      const lines = linesOf(text, statement.start, statement.end);
      const removal = replacement({ start, end: value.start }, '');
      const [written = ''] = text.slice(statement.start, statement.end).split(/\r?\n/, 1);
      sites.push({ file, form: awaited.form, lines, functionLines, text: written, removal });
    }
  });
  return sites;
}

function awaitedBy(statement: Statement): { readonly form: AwaitSite['form']; readonly value: Expression } | undefined {
  if (statement.kind === 'Expr') return { form: 'statement', value: statement.value };
  const isToName = statement.kind === 'Assign' && statement.targets.every(({ kind }) => kind === 'Name');
  return isToName ? { form: 'assignment', value: statement.value } : undefined;
}

/** The statements of a function at any depth, without those of functions in it. */
function statementsOf(body: readonly Statement[]): readonly Statement[] {
  const found: Statement[] = [];
  for (const statement of body)
    walk(statement, (node) => {
      if (node.kind === 'FunctionDef' || node.kind === 'Lambda' || node.kind === 'ClassDef') return false;
      if (node.kind === 'Expr' || node.kind === 'Assign') found.push(node);
      return true;
    });
  return found;
}

function linesOf(text: string, start: number, end: number): readonly [first: number, last: number] {
  const first = text.slice(0, start).split('\n').length;
  return [first, first + text.slice(start, end).split('\n').length - 1];
}

function shuffled<Item>(items: readonly Item[], random: () => number): readonly Item[] {
  return items
    .map((item) => ({ item, key: random() }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

function parts<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}
