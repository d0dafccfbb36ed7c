/** Coroutines where `with` and `async for` want what they give. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ProtocolUseFact } from '../../server/facts/facts.ts';
import { awaitingIn } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const use of input.facts.protocolUses) {
    if (use.isCoroutine !== true) continue;
    const message = use.construct === 'for-await' ? 'items' : 'manager';
    yield rule.finding(message, use.range, { subject: use.subject }, { fixes: () => fixesFor(input, use) });
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, { range, function: id }: ProtocolUseFact): readonly Fix[] {
  const awaiting = awaitingIn(document, facts, facts.functions[id], { range, needsParentheses: false });
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
