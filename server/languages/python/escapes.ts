/** Coroutines that a function returns, without `await`, out of a block that guards them. */

import { rangeOf } from '../../analysis/text.ts';
import type { EscapeFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, ReturnDraft } from './drafts.ts';
import { expectsError } from './expectedErrors.ts';
import type { Expression, Statement } from './parser/nodes.ts';
import { awaitableFact } from './types/values.ts';

export function escapeFacts(analysed: Analysed): readonly EscapeFact[] {
  return analysed.returns.flatMap((returned) => {
    const guard = guardOf(returned);
    if (guard === undefined) return [];
    return operandsOf(returned.value).flatMap((value) => escapeFact(analysed, returned, value, guard) ?? []);
  });
}

function escapeFact(
  { inference, module }: Analysed,
  { place }: ReturnDraft,
  value: Expression,
  guard: EscapeFact['guard'],
): EscapeFact | undefined {
  if (value.kind !== 'Call' && value.kind !== 'Name') return undefined;
  const awaitable = awaitableFact(inference.valueOf(value, place.scope));
  // A task or a future goes on by itself, and so is often handed out on purpose.
  if (awaitable.awaitability !== 'always' || awaitable.kind !== 'coroutine') return undefined;
  return {
    range: rangeOf(value.start, value.end),
    subject: oneLine(module.document.text, value.kind === 'Call' ? value.callee : value),
    guard,
    awaitable,
    function: place.function,
    needsParentheses: false,
  };
}

/** What is returned, whichever way a conditional expression goes. */
function operandsOf(value: Expression): readonly Expression[] {
  return value.kind === 'IfExp' ? [...operandsOf(value.body), ...operandsOf(value.orelse)] : [value];
}

/** The innermost guard decides; a block that is written to fail guards nothing. */
function guardOf({ value, place: { around } }: ReturnDraft): EscapeFact['guard'] | undefined {
  if (around.some(expectsError)) return undefined;
  for (const statement of around.toReversed()) {
    if (statement.kind === 'With') return 'cleanup';
    if (statement.kind !== 'Try') continue;
    if (holds(statement.body, value)) return statement.handlers.length > 0 ? 'catch' : 'cleanup';
    if (statement.finalbody.length > 0 && !holds(statement.finalbody, value)) return 'cleanup';
  }
  return undefined;
}

function holds(block: readonly Statement[], { start, end }: Expression): boolean {
  return block.some((statement) => statement.start <= start && end <= statement.end);
}
