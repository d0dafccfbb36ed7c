/** Handlers that keep a cancellation, of asyncio, trio and anyio. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { AsyncLibrary, Facts, FunctionFact, SwallowedCancellationFact } from '../../server/facts/facts.ts';
import {
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
    const message = library === 'asyncio' ? messageFor(fact, owner) : 'must-be-raised';
    if (message === undefined) continue;
    const values = { handler, library, name: owner.name, raised: fact.raised ?? '' };
    yield rule.finding(message, fact.range, values, { fixes: () => fixesOf(document, facts, fact) });
  }
};

function messageFor({ caught, outcome }: SwallowedCancellationFact, { role }: FunctionFact) {
  if (caught === 'cancellation') return knowingly[outcome];
  if (outcome === 'repeats') return 'endless';
  if (outcome === 'next-round' || outcome === 'replaced') return outcome;
  // Behind an entry point there is nobody who waits for its end.
  return outcome === 'ends' && role === 'entry-point' ? undefined : 'goes-on';
}

/** Of a handler that names cancellation; it may decide that this is the end. */
const knowingly = {
  repeats: 'goes-on-knowingly',
  'next-round': 'goes-on-knowingly',
  'goes-on': 'goes-on-knowingly',
  replaced: 'replaced-knowingly',
  ends: undefined,
} as const;

/** Whose cancellation it is: as named there, or by what the file imports. */
function libraryOf({ file: { asyncLibraries } }: Facts, { library }: SwallowedCancellationFact): AsyncLibrary {
  return library ?? (asyncLibraries.includes('asyncio') ? 'asyncio' : (asyncLibraries[0] ?? 'asyncio'));
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
  const fixes = [raiseAtEnd(document, facts, fact)];
  if (fact.caught !== 'cancellation') fixes.unshift(catchException(document, fact), raiseFirst(document, facts, fact));
  return fixes.filter((fix) => fix !== undefined);
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
