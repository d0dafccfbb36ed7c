/** Names in scope for the placeholders of a snippet: the functions and collections that its author could mean. */

import type { Document } from '../server/analysis/document.ts';
import { contains, textAt } from '../server/analysis/text.ts';
import type { Facts, FunctionFact } from '../server/facts/facts.ts';
import type { StatementPlace } from './places.ts';
import type { NameKind, SnippetForm } from './snippet.ts';

const mostChoices = 6;

/**
 * The lines of a form with names in scope as defaults, or as choices where there are several. Each placeholder of a kind
 * starts from another name; where the names run out, the form's own default stays.
 */
export function withNames(
  document: Document,
  facts: Facts,
  place: StatementPlace,
  form: SnippetForm,
): readonly string[] {
  const taken = new Map<NameKind, number>();
  let lines = form.body;
  for (const [stop, kind] of Object.entries(form.names ?? {})) {
    const names = namesInScope(document, facts, place, kind);
    const first = taken.get(kind) ?? 0;
    taken.set(kind, first + 1);
    if (first >= names.length) continue;
    lines = filled(lines, stop, [...names.slice(first), ...names.slice(0, first)].slice(0, mostChoices));
  }
  return lines;
}

/** The first placeholder of that number offers the names, the others repeat what is chosen. */
function filled(lines: readonly string[], stop: string, names: readonly string[]): readonly string[] {
  const [only, ...others] = names;
  const offered =
    others.length === 0
      ? `\${${stop}:${(only ?? '').replace(/[\\$}]/g, '\\$&')}}`
      : `\${${stop}|${names.map((name) => name.replace(/[\\,|$}]/g, '\\$&')).join(',')}|}`;
  let isOffered = false;
  return lines.map((line) =>
    line.replace(new RegExp(`\\$\\{${stop}:[^{}]*\\}`, 'g'), () => {
      if (isOffered) return `$${stop}`;
      isOffered = true;
      return offered;
    }),
  );
}

/** The nearest first. */
function namesInScope(document: Document, facts: Facts, place: StatementPlace, kind: NameKind): readonly string[] {
  if (kind === 'collection') return collectionsInScope(facts, place);
  const found = facts.functions.flatMap((candidate) => {
    const name = isMeant(candidate, kind) ? referenceTo(document, facts, place, candidate) : undefined;
    return name === undefined ? [] : [written(name, candidate.requiredParameters ?? [], kind)];
  });
  const imported = kind === 'async-call' ? importedAsyncCalls(document, facts) : [];
  return [...new Set([...found.reverse(), ...imported])];
}

function isMeant({ kind: functionKind, role, isAsync, isGenerator, requiredParameters }: FunctionFact, kind: NameKind) {
  if (functionKind === 'module' || functionKind === 'constructor' || functionKind === 'accessor') return false;
  if (role === 'test' || role === 'entry-point') return false;
  if (kind === 'async-iterable') return isAsync && isGenerator;
  if (isGenerator || isAsync !== kind.startsWith('async')) return false;
  // What is called with each of many items takes one.
  return kind !== 'async-function' || requiredParameters?.length === 1;
}

function written(name: string, parameters: readonly string[], kind: NameKind): string {
  switch (kind) {
    case 'async-call':
    case 'async-iterable':
      return `${name}(${parameters.join(', ')})`;
    case 'async-start':
    case 'plain-start':
      return [name, ...parameters].join(', ');
    default:
      return name;
  }
}

/** How the place may call the function; `undefined` where it is out of reach or around the place itself. */
function referenceTo(
  document: Document,
  { classes, functions }: Facts,
  { around, word }: StatementPlace,
  candidate: FunctionFact,
): string | undefined {
  const { name, parent = 0, id, kind, range } = candidate;
  if (name === '' || name === 'main' || around.some((outer) => outer.id === id)) return undefined;
  if (!around.some((outer) => outer.id === parent)) return undefined;
  const runsBefore = parent === 0 && around[0].kind !== 'module';
  if (!runsBefore && range.start > word.start) return undefined;
  if (kind !== 'method') return name;
  const start = functions[parent]?.body.start ?? 0;
  const owner = classes.findLast(({ body }) => contains(body, range) && body.start > start);
  // A method of an object is reached by the name of the object.
  if (owner === undefined) return name.includes('.') ? name : undefined;
  const method = around.find((outer) => outer.parent === parent && contains(owner.body, outer.range));
  if (method === undefined || !hasReceiver(document, method)) return undefined;
  const member = name.slice(name.lastIndexOf('.') + 1);
  return document.language === 'python' ? `self.${member}` : `this.${member}`;
}

function hasReceiver({ language, text }: Document, { nameRange, body }: FunctionFact): boolean {
  return language !== 'python' || /^\s*(?:\[[^\]]*\])?\(\s*self\b/.test(text.slice(nameRange.end, body.start));
}

/** Functions of other modules that the file calls and that give awaitables; what they take is not known here. */
function importedAsyncCalls({ text }: Document, { calls, imports }: Facts): readonly string[] {
  const local = new Set(
    imports.filter(({ isTopLevel, isTypeOnly }) => isTopLevel && !isTypeOnly).map((fact) => fact.local),
  );
  return calls
    .filter(({ awaitable, isConstruction }) => awaitable.awaitability === 'always' && !isConstruction)
    .map(({ callee }) => textAt(text, callee))
    .filter((name) => local.has(name) && !libraryNames.has(name))
    .map((name) => `${name}()`);
}

/** Parts of the libraries are no work of the user's own. */
const libraryNames = new Set([
  'gather',
  'sleep',
  'wait',
  'wait_for',
  'create_task',
  'shield',
  'to_thread',
  'setTimeout',
]);

function collectionsInScope({ collections }: Facts, { around, word }: StatementPlace): readonly string[] {
  const found = collections.filter(({ function: owner, range }) => {
    if (!around.some(({ id }) => id === owner)) return false;
    return (owner === 0 && around[0].kind !== 'module') || range.start < word.start;
  });
  const depth = new Map(around.map(({ id }, index) => [id, index]));
  const nearest = [...found].sort(
    (a, b) => (depth.get(a.function) ?? 0) - (depth.get(b.function) ?? 0) || b.range.start - a.range.start,
  );
  return [...new Set(nearest.map(({ name }) => name))];
}
