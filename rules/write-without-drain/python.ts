/** Writes into streams of asyncio, in loops that let them pile up. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import type { Facts, UndrainedWriteFact } from '../../server/facts/facts.ts';
import { isWhole, statementBelow } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  // What a test sends fits into memory.
  if (facts.file.role === 'test') return;
  for (const fact of facts.undrainedWrites) {
    const { range, pace, writer: subject } = fact;
    yield rule.finding(pace, range, { subject }, { fixes: () => fixesFor(document, facts, fact) });
  }
};

function fixesFor(document: Document, facts: Facts, fact: UndrainedWriteFact): readonly Fix[] {
  const owner = facts.functions[fact.function];
  if (fact.last === undefined || owner?.canAwait !== true || !isWhole(facts, owner)) return [];
  const edit = statementBelow(document, facts, fact.last, `await ${fact.writer}.drain()`);
  return edit === undefined ? [] : [rule.fix('drain', { subject: fact.writer }, [edit])];
}
