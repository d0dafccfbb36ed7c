/** Promises in variables that nothing uses, or that hold results otherwise. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, HeldFact, MisuseFact } from '../../server/facts/facts.ts';
import { awaitingIn } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { facts } = input;
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const held of facts.held) {
    const fixes = () => fixesFor(input, held);
    const { subject, name, othersAreAwaited } = held;
    // What one of its uses shows is said there.
    if (othersAreAwaited === true && facts.misuses.some((misuse) => isOf(misuse, held))) continue;
    yield rule.finding(messageFor(held), held.range, { subject, name }, { fixes });
  }
}

function messageFor({ othersAreAwaited, awaitable }: HeldFact) {
  if (awaitable.evidence === 'assignment') return 'assigned';
  if (awaitable.evidence === 'usage') return 'usage';
  return othersAreAwaited === true ? 'uneven' : 'promise';
}

function isOf({ subject, function: owner }: MisuseFact, held: HeldFact): boolean {
  return subject === held.name && owner === held.function;
}

function fixesFor({ document, facts }: CheckInput<Facts>, held: HeldFact): readonly Fix[] {
  if (!held.mayHoldResult) return [];
  const awaiting = awaitingIn(document, facts, facts.functions[held.function], held);
  if (awaiting === undefined) return [];
  const { edits, madeAsync } = awaiting;
  return [
    madeAsync === undefined ? rule.fix('await', {}, edits) : rule.fix('await-in-async', { function: madeAsync }, edits),
  ];
}
