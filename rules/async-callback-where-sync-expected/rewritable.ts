/** What a method call with one callback needs before it may be awaited instead. */

import type { CheckInput } from '../../server/analysis/rule.ts';
import { type Edit, type Range, rangeOf, textAt } from '../../server/analysis/text.ts';
import type { CallbackFact, CallFact, Facts } from '../../server/facts/facts.ts';
import { asyncEdits, isWhole } from '../../server/languages/typescript/edits.ts';

export interface Rewritable {
  /** They make the function around it async where it is not. */
  readonly conversion: readonly Edit[];
  /** Of the method. */
  readonly name: Range;
}

/** `undefined` where nobody may await there, or where the call is written in another way than `items.method(callback)`. */
export function rewritable(
  { document, facts }: CheckInput<Facts>,
  callback: CallbackFact,
  call: CallFact,
  method: string,
): Rewritable | undefined {
  const owner = facts.functions[callback.owner];
  const conversion = owner === undefined ? undefined : asyncEdits(owner);
  if (owner === undefined || conversion === undefined || !isWhole(facts, owner)) return undefined;
  if (call.isOptional || call.arguments.length !== 1) return undefined;
  const name = rangeOf(call.callee.end - method.length, call.callee.end);
  return textAt(document.text, name) === method ? { conversion, name } : undefined;
}
