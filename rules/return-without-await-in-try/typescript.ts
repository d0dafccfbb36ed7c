/** Promises that are returned out of `try` blocks. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { awaitEdits, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const escaped of facts.escapes) {
    const owner = facts.functions[escaped.function];
    const fixes = () =>
      owner === undefined || !isWhole(facts, owner)
        ? []
        : [rule.fix('await', {}, awaitEdits(document, facts, escaped.range, escaped.needsParentheses))];
    yield rule.finding(escaped.guard, escaped.range, { subject: escaped.subject }, { fixes });
  }
}
