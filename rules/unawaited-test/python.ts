/** Async tests that nobody awaits. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, UnrunTestFact } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const unrun of facts.unrunTests) {
    const name = document.text.slice(unrun.range.start, unrun.range.end);
    yield rule.finding(unrun.runner, unrun.range, { function: name }, { fixes: () => fixesFor(facts, unrun) });
  }
}

function fixesFor(facts: Facts, { runner, edits, function: id }: UnrunTestFact): readonly Fix[] {
  const owner = facts.functions[id];
  if (owner === undefined || edits.length === 0 || !isWhole(facts, owner)) return [];
  return [rule.fix(runner === 'unittest' ? 'async-case' : 'mark', {}, edits)];
}
