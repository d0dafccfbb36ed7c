/** Promises whose truth is tested, or that are compared. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { AwaitableFact, Facts, MisuseFact } from '../../server/facts/facts.ts';
import { placeWithoutAwait } from '../../server/facts/misuseOrigin.ts';
import { awaitingIn } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  if (input.facts.file.role === 'declaration' || input.facts.file.role === 'generated') return;
  for (const misuse of input.facts.misuses) {
    if (misuse.use !== 'condition' && misuse.use !== 'comparison') continue;
    const { compilerCode } = misuse;
    const details = {
      related: placeWithoutAwait(misuse),
      fixes: () => fixesFor(input, misuse),
      ...(compilerCode === undefined ? {} : { compilerCode }),
    };
    yield rule.finding(messageFor(misuse.awaitable, misuse.use), misuse.range, { subject: misuse.subject }, details);
  }
}

function messageFor({ evidence }: AwaitableFact, use: 'condition' | 'comparison') {
  if (evidence === 'assignment') return 'assigned';
  return evidence === 'usage' ? 'usage' : use;
}

function fixesFor({ document, facts }: CheckInput<Facts>, misuse: MisuseFact): readonly Fix[] {
  const awaiting = awaitingIn(document, facts, facts.functions[misuse.function], {
    ...misuse,
    range: misuse.origin ?? misuse.range,
  });
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
