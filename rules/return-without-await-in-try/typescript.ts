/** Promises that are returned out of `try` blocks. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { awaitEdits, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const escape of facts.escapes) {
    const owner = facts.functions[escape.function];
    const fixes = () =>
      owner === undefined || !isWhole(facts, owner)
        ? []
        : [rule.fix('await', {}, awaitEdits(document, facts, escape.range, escape.needsParentheses))];
    yield rule.finding(escape.guard, escape.range, { subject: escape.subject }, { fixes });
  }
}
