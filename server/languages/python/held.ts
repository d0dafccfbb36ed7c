/** Coroutines that a variable is given and that no code uses after. */

import { rangeOf } from '../../analysis/text.ts';
import type { HeldFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed } from './drafts.ts';
import { nameUsesIn } from './nameUses.ts';
import type { Scope } from './scopes.ts';
import { awaitableFact } from './types/values.ts';

export function heldFacts(analysed: Analysed): readonly HeldFact[] {
  const candidates = analysed.assignments.flatMap(({ name, value, place }) => {
    // Names that start with an underscore say that nobody uses them, and names of modules and classes are for others.
    if (name.name.startsWith('_') || place.scope.node.kind !== 'FunctionDef') return [];
    if (place.scope.outer.has(name.name) || place.scope.bindings.get(name.name)?.length !== 1) return [];
    const awaitable = awaitableFact(analysed.inference.valueOf(value, place.scope));
    if (awaitable.awaitability !== 'always' || awaitable.kind !== 'coroutine') return [];
    return [{ name, value, place, awaitable }];
  });
  if (candidates.length === 0) return [];
  const uses = nameUsesIn(analysed.module);
  return candidates
    .filter(({ name, place }) => !isUsed(uses.get(name.name) ?? [], place.scope))
    .map(({ name, value, place, awaitable }) => ({
      range: rangeOf(value.start, value.end),
      subject: oneLine(analysed.module.document.text, value.callee),
      name: name.name,
      mayHoldResult: true,
      awaitable,
      function: place.function,
      needsParentheses: false,
    }));
}

/** Anywhere in the function, or in one that it encloses. */
function isUsed(
  uses: readonly { readonly form: 'bare' | 'attribute'; readonly scope: Scope }[],
  owner: Scope,
): boolean {
  return uses.some(({ form, scope }) => {
    if (form !== 'bare') return false;
    for (let at: Scope | undefined = scope; at !== undefined; at = at.parent) if (at === owner) return true;
    return false;
  });
}
