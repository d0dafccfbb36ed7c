/** Fixes that hold work back: a semaphore around each piece, or batches. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { type Edit, insertion, type Range, rangeOf, replacement, textAt } from '../../server/analysis/text.ts';
import type { AsyncLibrary, CallFact, Facts, FanOutFact, FanOutShape } from '../../server/facts/facts.ts';
import {
  freeName,
  type ImportedName,
  importedName,
  indentationAt,
  isWhole,
  startsLine,
  supports,
} from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export interface FanOutCase {
  readonly document: Document;
  readonly facts: Facts;
  readonly fanOut: FanOutFact;
  readonly call: CallFact;
  /** How many pieces of work may run at once. */
  readonly limit: number;
}

export function fixesFor(found: FanOutCase): readonly Fix[] {
  const owner = found.facts.functions[found.fanOut.function];
  if (owner === undefined || !isWhole(found.facts, owner)) return [];
  return [semaphore(found), batches(found)].filter((fix) => fix !== undefined);
}

// ---- semaphore ----------------------------------------------------------------------------------------------------

/** A local function that waits for its turn, and the edits that put it to use. */
interface Limited {
  readonly parameters: string;
  /** The expression to await. */
  readonly work: string;
  readonly edits: readonly Edit[];
}

function semaphore(found: FanOutCase): Fix | undefined {
  const { document, facts, fanOut, limit } = found;
  const start = placeFor(facts, fanOut);
  if (start === undefined || !startsLine(document, start)) return undefined;
  const library = libraryOf(fanOut);
  const isAsyncio = library === 'asyncio';
  const made = importedName(document, facts, library, isAsyncio ? 'Semaphore' : 'CapacityLimiter');
  const name = freeName(document, 'limited');
  const limited = limitedWork(found, fanOut.shape, name);
  if (made === undefined || limited === undefined) return undefined;
  const holder = freeName(document, isAsyncio ? 'semaphore' : 'limiter');
  const { indent, newline } = facts.file.style;
  const margin = indentationAt(document, start);
  const lines = [
    `${holder} = ${made.reference}(${limit})`,
    '',
    `${margin}async def ${name}(${limited.parameters}):`,
    `${margin}${indent}async with ${holder}:`,
    `${margin}${indent}${indent}return await ${limited.work}`,
    '',
    margin,
  ];
  const edits = [...made.edits, insertion(start, lines.join(newline)), ...limited.edits];
  return rule.fix('semaphore', { limit: `${limit}` }, edits);
}

/** Where the limiter is made: before all of the work, so that every piece shares it. */
function placeFor(facts: Facts, fanOut: FanOutFact): number | undefined {
  if (fanOut.statement !== undefined) return fanOut.statement.start;
  if (fanOut.shape.kind !== 'loop') return undefined;
  let loop = facts.loops[fanOut.shape.loop];
  for (let outer = loop; outer !== undefined; outer = facts.loops[outer.parent ?? -1]) loop = outer;
  return loop?.range.start;
}

function libraryOf(fanOut: FanOutFact): AsyncLibrary {
  const [library] = fanOut.combinator.split('.');
  return library === 'anyio' || library === 'trio' ? library : 'asyncio';
}

function limitedWork(found: FanOutCase, shape: FanOutShape, name: string): Limited | undefined {
  switch (shape.kind) {
    case 'comprehension':
      return limitedElement(found, shape, name);
    case 'mapped-function':
      return limitedFunction(found, shape, name);
    case 'loop':
      return found.call.name === 'start_soon'
        ? limitedChild(found, name)
        : limitedCoroutine(found, madeBy(found.facts, shape.started), name);
    case 'variable':
      return shape.from && limitedWork(found, shape.from, name);
    case 'array-map':
      return undefined;
  }
}

/** `fetch(url) for url in urls` becomes `limited(url) for url in urls`. */
function limitedElement(
  found: FanOutCase,
  shape: Extract<FanOutShape, { kind: 'comprehension' }>,
  name: string,
): Limited | undefined {
  const { document, facts } = found;
  const element = madeBy(facts, shape.element);
  const work = textAt(document.text, element);
  const targets = textAt(document.text, shape.targets);
  const clauses = textAt(document.text, shape.clauses).match(/\bfor\b/g) ?? [];
  // Nested clauses bind further names, and `super()` knows its arguments in the method itself only.
  if (clauses.length > 1 || !/^[\w\s,()*]+$/.test(targets) || /\bsuper\(\)|\n/.test(work))
    return limitedCoroutine(found, element, name);
  const parameters = (targets.match(/[^\W\d]\w*/g) ?? [])
    .filter((target) => new RegExp(`\\b${target}\\b`).test(work))
    .join(', ');
  return { parameters, work, edits: [replacement(element, `${name}(${parameters})`)] };
}

/** `map(fetch, urls)` becomes `map(limited, urls)`. */
function limitedFunction(
  { document }: FanOutCase,
  shape: Extract<FanOutShape, { kind: 'mapped-function' }>,
  name: string,
): Limited | undefined {
  const callable = textAt(document.text, shape.callable);
  if (!/^[\w.]+$/.test(callable)) return undefined;
  const hasMore = /,\s*[^\s)]/.test(document.text.slice(shape.iterable.end, shape.range.end));
  const parameters = hasMore ? '*items' : 'item';
  return { parameters, work: `${callable}(${parameters})`, edits: [replacement(shape.callable, name)] };
}

/** `create_task(fetch(url))` becomes `create_task(limited(fetch(url)))`: a coroutine runs no sooner than it is awaited. */
function limitedCoroutine({ document }: FanOutCase, coroutine: Range, name: string): Limited | undefined {
  if (coroutine.end <= coroutine.start) return undefined;
  const parameter = freeName(document, 'work');
  return {
    parameters: parameter,
    work: parameter,
    edits: [insertion(coroutine.start, `${name}(`), insertion(coroutine.end, ')')],
  };
}

/** `start_soon(fetch, url)` becomes `start_soon(limited, fetch, url)`. */
function limitedChild({ document, call }: FanOutCase, name: string): Limited | undefined {
  const [first] = call.arguments;
  if (first === undefined || first.keyword !== undefined || first.spread !== 'no') return undefined;
  const child = freeName(document, 'function');
  return {
    parameters: `${child}, *arguments`,
    work: `${child}(*arguments)`,
    edits: [insertion(first.range.start, `${name}, `)],
  };
}

/** The coroutine inside `create_task(…)`, where the work is started as a task at once. */
function madeBy(facts: Facts, started: Range): Range {
  const call = facts.calls.find((other) => other.range.start === started.start && other.range.end === started.end);
  if (call === undefined || !/^(?:create_task|ensure_future)$/.test(call.name)) return started;
  return call.arguments[0]?.value ?? started;
}

// ---- batches ------------------------------------------------------------------------------------------------------

/** Only for a statement of its own, since the results of the batches have to be put together again. */
function batches(found: FanOutCase): Fix | undefined {
  const { document, facts, fanOut, limit } = found;
  const { statement, shape } = fanOut;
  if (fanOut.combinator !== 'asyncio.gather' || shape.kind !== 'comprehension' || statement === undefined)
    return undefined;
  if (!supports(facts, 12, false) || !startsLine(document, statement.start)) return undefined;
  const batched = importedName(document, facts, 'itertools', 'batched');
  const head = /^(?:(\w+)(\s*:[^=]*)?\s*=\s*)?await\s+$/.exec(document.text.slice(statement.start, fanOut.range.start));
  const after = document.text.slice(fanOut.range.end, statement.end);
  const iterable = textAt(document.text, shape.iterable);
  if (batched === undefined || head === null || after.trim() !== '' || /\n/.test(iterable)) return undefined;
  if (/"""|'''|\basync\s+for\b/.test(textAt(document.text, statement))) return undefined;
  return rule.fix('batches', { limit: `${limit}` }, batchEdits(found, batched, head, iterable, shape.iterable));
}

function batchEdits(
  { document, facts, fanOut, limit }: FanOutCase,
  batched: ImportedName,
  [head, results, annotation = '']: RegExpExecArray,
  iterable: string,
  place: Range,
): readonly Edit[] {
  const { indent, newline } = facts.file.style;
  const start = fanOut.range.start - head.length;
  const nextLine = newline + indentationAt(document, start);
  const batch = freeName(document, 'batch');
  const before = results === undefined ? '' : `${results}${annotation} = []${nextLine}`;
  const added = results === undefined ? '' : `${results} += `;
  const opening = `${before}for ${batch} in ${batched.reference}(${iterable}, ${limit}):${nextLine}${indent}${added}await `;
  return [
    ...batched.edits,
    replacement(rangeOf(start, fanOut.range.start), opening),
    ...indented(document, fanOut.range, indent),
    replacement(place, batch),
  ];
}

function indented(document: Document, range: Range, indent: string): readonly Edit[] {
  return [...textAt(document.text, range).matchAll(/\n(?=[^\r\n])/g)].map((match) =>
    insertion(range.start + match.index + 1, indent),
  );
}
