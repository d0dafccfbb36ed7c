/** `task.result()` of a task that has had no time to run. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { EarlyOutcomeFact, Facts } from '../../server/facts/facts.ts';
import { isFollowedByTrailer, isInGenerator, isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

const madeHere = { en: 'It was made here, and nothing has waited since.', zh: '它在这里创建，此后没有任何等待。' };

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  for (const fact of facts.earlyOutcomes) {
    const { range, making, task, subject } = fact;
    const related: readonly RelatedLocation[] =
      making.start === task.start ? [] : [{ range: making, message: madeHere }];
    yield rule.finding('early', range, { subject }, { related, fixes: () => fixesFor(document, facts, fact) });
  }
};

/** Who asks for an exception wants none raised. */
function fixesFor(document: Document, facts: Facts, fact: EarlyOutcomeFact): readonly Fix[] {
  const owner = facts.functions[fact.function];
  if (fact.asked !== 'result' || owner?.canAwait !== true || !isWhole(facts, owner)) return [];
  if (isInGenerator(document, facts, fact.loop)) return [];
  const awaited = `await ${textAt(document.text, fact.task)}`;
  const isReceiver =
    isFollowedByTrailer(document.text, fact.range.end) ||
    /\bawait\s+$/.test(document.text.slice(0, fact.range.start).slice(-longestBefore));
  return [rule.fix('await-task', {}, [replacement(fact.range, isReceiver ? `(${awaited})` : awaited)])];
}

/** An `await` and the blanks behind it. */
const longestBefore = 20;
