/** Methods of Python's protocols whose kind does not fit their caller. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ProtocolFlawFact } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const flawed of facts.protocolFlaws) {
    const message = flawed.flaw === 'must-be-plain' ? 'coroutine-as-result' : flawed.flaw;
    yield rule.finding(message, flawed.range, { method: flawed.method }, { fixes: () => fixesFor(facts, flawed) });
  }
}

function fixesFor(facts: Facts, { flaw, function: id, rename, dropAsync, mending }: ProtocolFlawFact): readonly Fix[] {
  const owner = facts.functions[id];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  return [
    ...(rename === undefined ? [] : [rule.fix('rename', { name: rename.name }, rename.edits)]),
    ...(dropAsync === undefined ? [] : [rule.fix('drop-async', {}, dropAsync)]),
    ...(mending === undefined ? [] : [rule.fix(flaw === 'wrong-end' ? 'async-end' : 'make-async', {}, mending)]),
  ];
}
