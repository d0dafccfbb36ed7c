/** Coroutines whose truth is tested, or that are compared. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, MisuseFact } from '../../server/facts/facts.ts';
import { placeWithoutAwait } from '../../server/facts/misuseOrigin.ts';
import { awaitingIn } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const misuse of input.facts.misuses) {
    if (misuse.use !== 'condition' && misuse.use !== 'comparison') continue;
    const fixes = () => fixesFor(input, misuse);
    yield rule.finding(
      misuse.use,
      misuse.range,
      { subject: misuse.subject },
      { related: placeWithoutAwait(misuse), fixes },
    );
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, misuse: MisuseFact): readonly Fix[] {
  const awaiting = awaitingIn(document, facts, facts.functions[misuse.function], {
    ...misuse,
    range: misuse.origin ?? misuse.range,
  });
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
