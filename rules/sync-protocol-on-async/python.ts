/** Loops and `with` statements whose form does not fit what they are given. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ProtocolUseFact } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const use of facts.protocolUses) {
    // What lacks an `await` is another rule's.
    if (use.isCoroutine === true) continue;
    const message = messageFor(use.construct);
    if (message !== undefined)
      yield rule.finding(message, use.range, { subject: use.subject }, { fixes: () => fixesFor(facts, use) });
  }
}

function messageFor(construct: ProtocolUseFact['construct']) {
  switch (construct) {
    case 'for':
      return 'iterate';
    case 'with':
      return 'enter';
    case 'for-await':
      return 'plain-items';
    case 'async-with':
      return 'plain-manager';
    default:
      return undefined;
  }
}

function fixesFor(facts: Facts, { function: id, construct, edits }: ProtocolUseFact): readonly Fix[] {
  const owner = facts.functions[id];
  if (owner === undefined || edits.length === 0 || !isWhole(facts, owner)) return [];
  if (construct === 'for-await' || construct === 'async-with') return [rule.fix('plain', {}, edits)];
  if (owner.canAwait) return [rule.fix('await', {}, edits)];
  const conversion = owner.asyncConversion;
  if (conversion.kind !== 'possible') return [];
  return [rule.fix('await-in-async', { function: owner.name }, [...conversion.edits, ...edits])];
}
