/** `await` of plain values, in TypeScript only: elsewhere types are guesses. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { AwaitFact, Facts } from '../../server/facts/facts.ts';
import { isTyped, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { document, facts } = input;
  if (facts.file.role !== 'application' || !isTyped(document)) return;
  for (const awaited of facts.awaits) {
    if (awaited.isPlain !== true) continue;
    const fixes = () => fixesFor(input, awaited);
    yield rule.finding('awaited', awaited.range, { subject: subjectOf(input, awaited) }, { fixes });
  }
  for (const { construct, range, subject, edits, function: owner } of facts.protocolUses) {
    if (construct !== 'for-await') continue;
    const fact = facts.functions[owner];
    const fixes = () => (fact === undefined || !isWhole(facts, fact) ? [] : [rule.fix('remove', {}, edits)]);
    yield rule.finding('items', range, { subject }, { fixes });
  }
}

function subjectOf({ document, facts }: CheckInput<Facts>, { operand, call }: AwaitFact): string {
  const called = call === undefined ? undefined : facts.calls[call]?.calleeText;
  const text = called ?? textAt(document.text, operand).replace(/\s+/g, ' ');
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

function fixesFor({ document, facts }: CheckInput<Facts>, { range, operand, function: owner }: AwaitFact) {
  const fact = facts.functions[owner];
  // Without semicolons, what starts with a bracket would be read as a part of the line before.
  const mayJoin = !facts.file.style.semicolons && /[([`]/.test(document.text[operand.start] ?? '');
  if (fact === undefined || !isWhole(facts, fact) || mayJoin) return [];
  return [rule.fix('remove', {}, [replacement({ start: range.start, end: operand.start }, '')])];
}
