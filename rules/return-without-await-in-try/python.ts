/** Coroutines that are returned out of `try` and `with` blocks. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { EscapeFact, Facts } from '../../server/facts/facts.ts';
import { awaitingIn } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  for (const escaped of input.facts.escapes) {
    const message = escaped.guard === 'catch' ? 'except' : 'cleanup';
    yield rule.finding(message, escaped.range, { subject: escaped.subject }, { fixes: () => fixesFor(input, escaped) });
  }
}

/** Only in async functions: awaiting there gives their callers the result in place of a second coroutine. */
function fixesFor({ document, facts }: CheckInput<Facts>, escaped: EscapeFact): readonly Fix[] {
  const owner = facts.functions[escaped.function];
  if (owner?.canAwait !== true) return [];
  const awaiting = awaitingIn(document, facts, owner, escaped);
  return awaiting === undefined ? [] : [rule.fix('await-coroutine', {}, awaiting.edits)];
}
