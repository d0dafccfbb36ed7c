/** Coroutines that a function returns, without `await`, out of a block that guards them. */

import { rangeOf } from '../../analysis/text.ts';
import type { EscapeFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, ReturnDraft } from './drafts.ts';
import { expectsError } from './expectedErrors.ts';
import type { ExceptHandler, Expression, Statement } from './parser/nodes.ts';
import { functionScopeOf, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
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
  if (guard === 'catch' && value.kind === 'Call' && isGuardedWithin(inference, value.callee, place.scope))
    return undefined;
  return {
    range: rangeOf(value.start, value.end),
    subject: oneLine(module.document.text, value.kind === 'Call' ? value.callee : value),
    guard,
    awaitable,
    function: place.function,
    needsParentheses: false,
  };
}

/**
 * Whether a callee is written inside of the function that hands out its coroutine, and handles all errors in a `try` of its own: the
 * handler around the `return` is for what happens before.
 */
function isGuardedWithin(inference: Inference, callee: Expression, scope: Scope): boolean {
  const called = inference.valueOf(callee, scope);
  if (called.kind !== 'function' || functionScopeOf(called.function.parent) !== functionScopeOf(scope)) return false;
  const [first, ...others] = called.function.node.body;
  return others.length === 0 && first?.kind === 'Try' && first.handlers.some(catchesAll);
}

function catchesAll({ type }: ExceptHandler): boolean {
  return type === undefined || (type.kind === 'Name' && /^(?:Base)?Exception$/.test(type.name));
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
