/** Promises in variables that nothing uses. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, HeldFact } from '../../server/facts/facts.ts';
import { asyncEdits, awaitEdits, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { facts } = input;
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const held of facts.held) {
    const fixes = () => fixesFor(input, held);
    yield rule.finding('promise', held.range, { subject: held.subject, name: held.name }, { fixes });
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, held: HeldFact): readonly Fix[] {
  const owner = facts.functions[held.function];
  const conversion = owner === undefined ? undefined : asyncEdits(owner);
  if (!held.mayHoldResult || owner === undefined || conversion === undefined || !isWhole(facts, owner)) return [];
  const edits = [...conversion, ...awaitEdits(document, facts, held.range, held.needsParentheses)];
  if (conversion.length === 0) return [rule.fix('await', {}, edits)];
  return [rule.fix('await-in-async', { function: owner.name === '' ? 'the function' : owner.name }, edits)];
}
