/** Parts of tests that nobody awaits. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { DroppedFact, Facts, TestWork } from '../../server/facts/facts.ts';
import { awaitingIn } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const dropped of input.facts.dropped) {
    if (dropped.testWork === undefined) continue;
    yield findingOf(dropped.testWork, dropped, () => fixesFor(input, dropped));
  }
}

function findingOf(work: TestWork, { range, subject }: DroppedFact, fixes: () => readonly Fix[]): Finding {
  return work === 'action'
    ? rule.finding(work, range, { subject }, { fixes })
    : rule.finding(work, range, {}, { fixes });
}

function fixesFor({ document, facts }: CheckInput<Facts>, dropped: DroppedFact): readonly Fix[] {
  const awaiting = awaitingIn(document, facts, facts.functions[dropped.function], dropped);
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
