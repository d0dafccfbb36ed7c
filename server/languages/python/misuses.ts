/** Coroutines in places where a plain value is wanted. */

import { rangeOf } from '../../analysis/text.ts';
import type { AwaitableFact, MisuseFact, MisuseUse } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import { Doubts } from './doubts.ts';
import type { Analysed, Place, PlainUse } from './drafts.ts';
import { membersOfCoroutines, membersOfFutures } from './library/awaitableMembers.ts';
import type { Call, Name } from './parser/nodes.ts';
import { functionScopeOf } from './scopes.ts';
import { awaitableFact, mayBeNone } from './types/values.ts';
import { argumentsThatWantValues, isPlainType, mayBeCoroutine } from './wantedValues.ts';

export function misuseFacts(analysed: Analysed): readonly MisuseFact[] {
  const facts: MisuseFact[] = [];
  const doubts = new Doubts(analysed);
  for (const uses of [analysed.plainUses, argumentsThatWantValues(analysed)])
    for (const use of uses) {
      const { expression, place } = use;
      if (doubts.concern(expression, place)) continue;
      const fact = misuseFact(analysed, use);
      if (fact !== undefined) facts.push(fact);
    }
  facts.sort((one, other) => one.range.start - other.range.start);
  const seen = new Set<number>();
  return facts.filter(({ origin, range }) => {
    const { start } = origin ?? range;
    const isFirst = !seen.has(start);
    seen.add(start);
    return isFirst;
  });
}

/**
 * A task or a future has members of its own, and code may ask whether there is one. What is declared as awaitable may be
 * either.
 */
function isMisused({ kind, evidence }: AwaitableFact, use: MisuseUse, member: string | undefined): boolean {
  if (kind === 'coroutine') return true;
  if (kind === 'future') return use === 'items' && evidence === 'definition';
  if (kind !== 'awaitable') return false;
  if (use === 'argument' || use === 'declared') return true;
  if (evidence !== 'declaration') return false;
  return use === 'member'
    ? member !== undefined && !membersOfFutures.has(member)
    : use === 'items' || use === 'operand';
}

function misuseFact(analysed: Analysed, plainUse: PlainUse): MisuseFact | undefined {
  const { expression, use, member, place, declared } = plainUse;
  if (member !== undefined && (membersOfCoroutines.has(member) || member.startsWith('__'))) return undefined;
  if (!mayBeCoroutine(analysed.inference, expression, place.scope)) return undefined;
  const value = analysed.inference.valueOf(expression, place.scope);
  // A coroutine or nothing may well be tested, and what was tested may be used.
  if (mayBeNone(value)) return undefined;
  const awaitable = awaitableFact(value);
  if (awaitable.awaitability !== 'always' || !isMisused(awaitable, use, member)) return undefined;
  if (awaitable.kind === 'future' && isAwaitedSomewhere(analysed, expression, place)) return undefined;
  if (declared !== undefined && !isPlainType(analysed.inference, declared, place.scope)) return undefined;
  const call = expression.kind === 'Name' ? originOf(analysed, expression, place) : expression;
  if (call === undefined) return undefined;
  if (use === 'member' && awaitable.kind === 'awaitable' && isOverloaded(analysed, call, place)) return undefined;
  return {
    range: rangeOf(expression.start, expression.end),
    subject: oneLine(analysed.module.document.text, expression.kind === 'Call' ? expression.callee : expression),
    use,
    ...(member === undefined ? {} : { member }),
    awaitable,
    function: place.function,
    ...(call === expression ? {} : { origin: rangeOf(call.start, call.end) }),
    needsParentheses: false,
  };
}

/** A future that is done may be asked for more than its result. */
function isAwaitedSomewhere({ awaitedNames }: Analysed, expression: Call | Name, place: Place): boolean {
  return (
    expression.kind === 'Name' &&
    awaitedNames.some((each) => each.name.name === expression.name && each.place.function === place.function)
  );
}

/** The call that a variable of the same function was given, where nothing else ever gives it a value. */
function originOf({ inference }: Analysed, { name, start }: Name, { scope }: Place): Call | undefined {
  const [binding, ...others] = inference.bindingsAt(name, scope, start);
  if (binding?.kind !== 'value' || others.length > 0 || binding.path.length > 0) return undefined;
  if (binding.value.kind !== 'Call' || binding.scope !== functionScopeOf(scope)) return undefined;
  return binding.value;
}

/**
 * What such a function says of its result holds for all of its overloads, and some of them may give a class with more
 * members.
 */
function isOverloaded({ inference }: Analysed, { callee }: Call, { scope }: Place): boolean {
  const called = inference.valueOf(callee, scope);
  if (called.kind !== 'function') return false;
  const { node, parent } = called.function;
  return inference.bindingsOf(node.name, parent).some((binding) => inference.isOverload(binding));
}
