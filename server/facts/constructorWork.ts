/** Work that a constructor starts and drops, which is a flaw of the constructor and not of a missing `await`. */

import type { DroppedFact, Facts } from './facts.ts';

/** Calls of libraries by a full name are left out: whether those may be dropped is known by that name. */
export function isConstructorWork(facts: Facts, dropped: DroppedFact): boolean {
  if (facts.functions[dropped.function]?.kind !== 'constructor') return false;
  if (dropped.form !== 'call' && dropped.form !== 'chain') return false;
  return dropped.call !== undefined && facts.calls[dropped.call]?.symbol === undefined;
}
