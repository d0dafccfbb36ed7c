/** Coroutines in variables that nothing uses. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, HeldFact } from '../../server/facts/facts.ts';
import { awaitEdits, isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const held of input.facts.held) {
    const fixes = () => fixesFor(input, held);
    yield rule.finding('coroutine', held.range, { subject: held.subject, name: held.name }, { fixes });
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, held: HeldFact): readonly Fix[] {
  const owner = facts.functions[held.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const edits = awaitEdits(document, held.range, held.needsParentheses);
  if (owner.canAwait) return [rule.fix('await', {}, edits)];
  if (owner.asyncConversion.kind !== 'possible') return [];
  return [rule.fix('await-in-async', { function: owner.name }, [...owner.asyncConversion.edits, ...edits])];
}
