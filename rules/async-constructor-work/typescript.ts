/** Promises that a constructor makes and drops. `void` before one says that it is meant. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { isConstructorWork } from '../../server/facts/constructorWork.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';
import { typescriptFixes } from './typescriptFixes.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const dropped of facts.dropped) {
    if (dropped.awaitable.awaitability !== 'always' || !isConstructorWork(facts, dropped)) continue;
    if (dropped.ownErrors !== undefined) continue;
    const details = { fixes: () => typescriptFixes(document, facts, dropped) };
    const messageId = dropped.form === 'chain' ? 'chain' : 'started';
    yield rule.finding(messageId, dropped.range, { callee: dropped.subject }, details);
  }
}
