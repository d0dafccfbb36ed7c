/** Coroutines that a variable is given and that no code awaits after. */

import { rangeOf } from '../../analysis/text.ts';
import type { HeldFact, MisuseFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed } from './drafts.ts';
import { nameUsesIn } from './nameUses.ts';
import type { Call, Name } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import { awaitableFact, maybe, mayBeNone } from './types/values.ts';
import { areOthersAwaited, isAwaitedElsewhere } from './usage.ts';
import { isOnlyReadAsResult, mayBeAwaited } from './variableUses.ts';

/** A guess about what is misused for certain is not worth a word of its own. */
export function heldFacts(analysed: Analysed, misuses: readonly MisuseFact[]): readonly HeldFact[] {
  const misused = new Set(misuses.map(({ origin, range }) => (origin ?? range).start));
  return analysed.assignments.flatMap(({ name, value, place }) => {
    const { node, outer } = place.scope;
    // Names that start with an underscore say that nobody uses them, and names of modules and classes are for others.
    if (name.name.startsWith('_') || node.kind !== 'FunctionDef' || outer?.has(name.name) === true) return [];
    const evident = evidence(analysed, name.name, value, place.scope);
    if (evident === undefined || (!isUnusedCoroutine(evident) && misused.has(value.start))) return [];
    return [
      {
        range: rangeOf(value.start, value.end),
        subject: oneLine(analysed.module.document.text, value.callee),
        name: name.name,
        mayHoldResult: true,
        ...evident,
        function: place.function,
        needsParentheses: false,
      },
    ];
  });
}

type Evident = Pick<HeldFact, 'awaitable' | 'isReadAsResult'>;

function isUnusedCoroutine({ awaitable, isReadAsResult }: Evident): boolean {
  return awaitable.evidence !== 'usage' && isReadAsResult !== true;
}

/**
 * What says that the variable should hold the result: a type and no use, or a use that no coroutine has; or the other calls and no
 * use that may await it.
 */
function evidence(analysed: Analysed, name: string, call: Call, scope: Scope): Evident | undefined {
  const { node, bindings } = scope;
  const value = analysed.inference.valueOf(call, scope);
  const awaitable = awaitableFact(value);
  const isCoroutine = awaitable.awaitability === 'always' && awaitable.kind === 'coroutine';
  if (isCoroutine && bindings.get(name)?.length === 1 && !isUsed(analysed, name, scope)) return { awaitable };
  if (node.kind !== 'FunctionDef' || !node.isAsync) return undefined;
  if (!isCoroutine) {
    const isLikely = awaitable.awaitability === 'maybe' && isAwaitedElsewhere(analysed, call);
    return isLikely && !mayBeAwaited(name, node, 'anything') ? likely : undefined;
  }
  if (mayBeAwaited(name, node, 'coroutine')) return undefined;
  if (areOthersAwaited(analysed, call)) return likely;
  const mayHoldIt = (use: Name): boolean =>
    analysed.inference
      .bindingsAt(name, scope, use.start)
      .some((binding) => binding.kind === 'value' && binding.value === call);
  const isRead = !mayBeNone(value) && isOnlyReadAsResult(name, node, mayHoldIt);
  return isRead ? { awaitable, isReadAsResult: true } : undefined;
}

const likely: Evident = { awaitable: { ...maybe, evidence: 'usage' } };

/** Anywhere in the function, or in one that it encloses. */
function isUsed({ module }: Analysed, name: string, owner: Scope): boolean {
  const uses = nameUsesIn(module).get(name) ?? [];
  return uses.some(({ form, scope }) => {
    if (form !== 'bare') return false;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at === owner) return true;
    return false;
  });
}
