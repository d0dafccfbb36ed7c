/** Async functions given to `new Promise`. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Range } from '../../server/analysis/text.ts';
import type { ExecutorFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';
import { typescriptFixes } from './typescriptFixes.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const executor of facts.executors) {
    const owner = facts.functions[executor.function];
    if (owner === undefined || !owner.isAsync || executor.isGuarded) continue;
    const details = { fixes: () => typescriptFixes(document, facts, executor, owner) };
    yield rule.finding('lost-errors', placeOf(facts, executor, owner), {}, details);
  }
}

/** The word `async` or the function's name, or the name of an executor that is declared elsewhere. */
function placeOf(facts: Facts, executor: ExecutorFact, owner: FunctionFact): Range {
  if (executor.isInPlace) return owner.nameRange;
  const call = facts.calls.find(
    ({ range }) => range.start === executor.range.start && range.end === executor.range.end,
  );
  return call?.arguments[0]?.value ?? owner.nameRange;
}
