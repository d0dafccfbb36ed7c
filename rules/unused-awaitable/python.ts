/** Coroutines in variables that nobody awaits. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, HeldFact } from '../../server/facts/facts.ts';
import { awaitingIn } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const held of input.facts.held) {
    const fixes = () => fixesFor(input, held);
    const { subject, name } = held;
    if (held.awaitable.evidence === 'usage') yield rule.finding('usage', held.range, { subject }, { fixes });
    else
      yield rule.finding(
        held.isReadAsResult === true ? 'read-as-result' : 'coroutine',
        held.range,
        { subject, name },
        { fixes },
      );
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, held: HeldFact): readonly Fix[] {
  if (!held.mayHoldResult) return [];
  const awaiting = awaitingIn(document, facts, facts.functions[held.function], held);
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
