/** Handlers that keep a cancellation, of asyncio, trio and anyio. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type {
  AsyncLibrary,
  CallFact,
  Facts,
  FunctionFact,
  SwallowedCancellationFact,
} from '../../server/facts/facts.ts';
import { ownCallsOf } from '../../server/facts/ownCalls.ts';
import {
  asyncLibraryOf,
  type ImportedName,
  importedName,
  indentationAt,
  isWhole,
  startsLine,
  statementBelow,
} from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const fact of facts.swallowedCancellations) {
    const owner = facts.functions[fact.function];
    if (owner === undefined) continue;
    const handler = shortened(textAt(document.text, fact.range));
    const library = libraryOf(facts, fact);
    const message = messageFor(fact, owner, library);
    if (message === undefined || (fact.outcome === 'ends' && isTopOfTask(document, facts, owner))) continue;
    const values = { handler, library, name: owner.name, raised: fact.raised ?? '' };
    yield rule.finding(message, fact.range, values, { fixes: () => fixesOf(document, facts, fact) });
  }
};

function messageFor({ caught, outcome }: SwallowedCancellationFact, { role }: FunctionFact, library: AsyncLibrary) {
  // Whoever names cancellation may decide that this is the end; behind an entry point there is nobody who waits for it.
  if (outcome === 'ends' && (caught === 'cancellation' || role === 'entry-point')) return undefined;
  if (library !== 'asyncio') return 'must-be-raised';
  if (caught === 'cancellation') return outcome === 'replaced' ? 'replaced-knowingly' : 'goes-on-knowingly';
  return outcome === 'repeats' ? 'endless' : outcome;
}

/** Whether the file makes tasks of all that it calls it for: with its end the task ends. */
function isTopOfTask(document: Document, facts: Facts, owner: FunctionFact): boolean {
  const own = ownCallsOf(document, facts, owner);
  const isStarted = ({ range }: CallFact) =>
    facts.calls.some(
      (call) =>
        starters.has(call.name) &&
        call.arguments.some(({ value }) => value.start === range.start && value.end === range.end),
    );
  return own.length > 0 && own.every(isStarted);
}

const starters: ReadonlySet<string> = new Set(['create_task', 'ensure_future', 'run_coroutine_threadsafe', 'run']);

/** Whose cancellation it is: as named there, or by what the file imports. */
function libraryOf(facts: Facts, { library }: SwallowedCancellationFact): AsyncLibrary {
  return library ?? (facts.file.asyncLibraries.includes('asyncio') ? 'asyncio' : asyncLibraryOf(facts));
}

function shortened(handler: string): string {
  const line = handler.replace(/\s+/g, ' ');
  return line.length > longestHandler ? `${line.slice(0, longestHandler - 1)}…` : line;
}

/** So that a message is read at a glance. */
const longestHandler = 36;

function fixesOf(document: Document, facts: Facts, fact: SwallowedCancellationFact): readonly Fix[] {
  const owner = facts.functions[fact.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const first =
    fact.caught === 'cancellation' ? [] : [catchException(document, fact), raiseFirst(document, facts, fact)];
  return [...first, raiseAtEnd(document, facts, fact)].filter((fix) => fix !== undefined);
}

/** An earlier handler may be for `Exception`. */
function catchException(
  { text }: Document,
  { caught, range, type, isFirst }: SwallowedCancellationFact,
): Fix | undefined {
  if (!isFirst) return undefined;
  if (caught === 'everything') return rule.fix('catch-exception', {}, [insertion(range.end, ' Exception')]);
  const isAlone = type !== undefined && /^[\w.]+$/.test(textAt(text, type));
  return isAlone ? rule.fix('catch-exception', {}, [replacement(type, 'Exception')]) : undefined;
}

function raiseFirst(document: Document, facts: Facts, fact: SwallowedCancellationFact): Fix | undefined {
  if (!startsLine(document, fact.range.start)) return undefined;
  const type = cancellationOf(document, facts, libraryOf(facts, fact));
  if (type === undefined) return undefined;
  const { indent, newline } = facts.file.style;
  const line = newline + indentationAt(document, fact.range.start);
  const handler = `except ${type.reference}:${line}${indent}raise${line}`;
  return rule.fix('raise-first', {}, [...type.edits, insertion(fact.range.start, handler)]);
}

function cancellationOf(document: Document, facts: Facts, library: AsyncLibrary): ImportedName | undefined {
  if (library !== 'anyio')
    return importedName(document, facts, library, library === 'trio' ? 'Cancelled' : 'CancelledError');
  const asked = importedName(document, facts, 'anyio', 'get_cancelled_exc_class');
  return asked && { ...asked, reference: `${asked.reference}()` };
}

function raiseAtEnd(
  document: Document,
  facts: Facts,
  { body, isLostAtEnd }: SwallowedCancellationFact,
): Fix | undefined {
  if (!isLostAtEnd) return undefined;
  const isEmpty = /^(?:pass|\.\.\.)$/.test(textAt(document.text, body));
  const edit = isEmpty ? replacement(body, 'raise') : statementBelow(document, facts, body, 'raise');
  return edit && rule.fix('raise-at-end', {}, [edit]);
}
