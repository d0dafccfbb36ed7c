/** The calls that a file makes of its own functions. */

import type { Document } from '../analysis/document.ts';
import type { CallFact, Facts, FunctionFact } from './facts.ts';

const known = new WeakMap<Facts, ReadonlyMap<number, readonly CallFact[]>>();

/** Those of one function, in source order. */
export function ownCallsOf({ path }: Document, facts: Facts, { nameRange }: FunctionFact): readonly CallFact[] {
  const byOffset = known.get(facts) ?? byOffsetOfTarget(path, facts);
  known.set(facts, byOffset);
  return byOffset.get(nameRange.start) ?? [];
}

function byOffsetOfTarget(path: string, { calls }: Facts): ReadonlyMap<number, readonly CallFact[]> {
  const found = new Map<number, CallFact[]>();
  for (const call of calls) {
    const { target } = call;
    if (target?.path !== path || target.offset === undefined) continue;
    const same = found.get(target.offset);
    if (same === undefined) found.set(target.offset, [call]);
    else same.push(call);
  }
  return found;
}
