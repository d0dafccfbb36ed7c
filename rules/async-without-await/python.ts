/** Async functions without any `await`. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const { function: id, removal } of facts.needlessAsyncs) {
    const owner = facts.functions[id];
    if (owner === undefined || !isWhole(facts, owner)) continue;
    const fixes = () => (removal === undefined ? [] : [rule.fix('drop-async', {}, removal)]);
    yield rule.finding('named', owner.nameRange, { function: owner.name }, { fixes });
  }
}
