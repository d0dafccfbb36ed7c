/** Promises that a `try` starts and does not wait for. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { insertion } from '../../server/analysis/text.ts';
import type { Facts, SyncTryFact } from '../../server/facts/facts.ts';
import { awaitingIn, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  if (input.facts.file.role !== 'application') return;
  for (const started of input.facts.syncTries) {
    const fixes = () => fixesFor(input, started);
    yield rule.finding('started', started.range, { subject: started.subject }, { fixes });
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, started: SyncTryFact): readonly Fix[] {
  const owner = facts.functions[started.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  // Who marks work as deliberate does not want to wait for it.
  if (started.fate === 'voided')
    return [rule.fix('catch', {}, [insertion(started.range.end, '.catch((error) => console.error(error))')])];
  // What holds the promise would hold its result.
  if (started.fate !== 'returned') return [];
  const awaiting = awaitingIn(document, facts, owner, started);
  if (awaiting?.madeAsync === undefined) return [];
  return [rule.fix('await-in-async', { function: awaiting.madeAsync }, awaiting.edits)];
}
