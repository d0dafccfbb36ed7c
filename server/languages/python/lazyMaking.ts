/** Work that is done once and kept: under a test whether it was done, or by a function whose results are remembered. */

import type { Place } from './drafts.ts';
import { emptyWhere } from './emptyPlaces.ts';
import type { Expression, FunctionDef, If, Statement } from './parser/nodes.ts';
import { functionScopeOf, type Scope, scopeOfName } from './scopes.ts';
import type { Inference } from './types/inference.ts';

/** Whether a call stands in `if X is None: X = …`, or in the like of it. */
export function isDoneOnce(text: string, node: { readonly start: number }, place: Place): boolean {
  const { around, statement, scope } = place;
  if (statement === undefined) return false;
  // There are very many calls, so nothing is made for each.
  for (const outer of around) if (outer.kind === 'If' && isFilling(text, outer, scope, node.start)) return true;
  return isBehindReturnOfKept(text, node, scope);
}

function isFilling(text: string, outer: If, scope: Scope, offset: number): boolean {
  return placesMissing(outer).some((place) => {
    const missing = keptPlace(place, scope);
    return missing !== undefined && fills(text, outer, missing, offset);
  });
}

/** The place that the whole test asks for: what is made anew when it is too old as well (`and`, `or`) is not made once. */
function emptyByAll(test: Expression, holds: boolean): readonly Expression[] {
  return test.kind === 'BoolOp' ? [] : emptyWhere(test, holds).map(({ place }) => place);
}

const missingIn = new WeakMap<If, readonly Expression[]>();

function placesMissing(outer: If): readonly Expression[] {
  let places = missingIn.get(outer);
  if (places === undefined) {
    const measured = measuredAsEmpty(outer.test);
    places = measured === undefined ? emptyByAll(outer.test, true) : [measured];
    missingIn.set(outer, places);
  }
  return places;
}

/** What outlives the function: the place itself, or where its variable was looked up, as in `text = texts.get(name)`. */
function keptPlace(place: Expression, scope: Scope): Expression | undefined {
  if (outlives(place, scope)) return place;
  if (place.kind !== 'Name') return undefined;
  for (const binding of scope.bindings.get(place.name) ?? []) {
    if (binding.kind !== 'value' || binding.value.kind !== 'Call') continue;
    const { callee } = binding.value;
    if (callee.kind === 'Attribute' && callee.name === 'get' && outlives(callee.value, scope)) return callee.value;
  }
  return undefined;
}

/** Whether a place is no variable of the function: an attribute, or a name that is declared `global`. */
function outlives(place: Expression, scope: Scope): boolean {
  if (place.kind === 'Attribute') return true;
  return place.kind === 'Name' && scopeOfName(place.name, scope)?.node.kind === 'Module';
}

/** `if X is not None: return X`, above the call, in a function that fills `X` further down. */
function isBehindReturnOfKept(text: string, node: { readonly start: number }, scope: Scope): boolean {
  const { node: owner } = functionScopeOf(scope);
  if (owner.kind !== 'FunctionDef') return false;
  return returnsOfKept(owner).some(
    ({ early, kept: returned }) =>
      early.end <= node.start &&
      returned.some((place) => {
        const kept = keptPlace(place, scope);
        if (kept === undefined) return false;
        const written = text.slice(kept.start, kept.end);
        return owner.body.some((later) => later.start > early.end && assignsTo(text, later, written));
      }),
  );
}

interface ReturnOfKept {
  readonly early: If;
  readonly kept: readonly Expression[];
}

const known = new WeakMap<FunctionDef, readonly ReturnOfKept[]>();

/** The tests in the body of a function that leave it with what is there; nearly no function has any. */
function returnsOfKept(owner: FunctionDef): readonly ReturnOfKept[] {
  let found = known.get(owner);
  if (found === undefined) {
    found = owner.body.flatMap((early) => {
      if (early.kind !== 'If' || early.body.at(-1)?.kind !== 'Return') return [];
      const kept = emptyByAll(early.test, false);
      return kept.length === 0 ? [] : [{ early, kept }];
    });
    known.set(owner, found);
  }
  return found;
}

function assignsTo(text: string, statement: Statement, written: string): boolean {
  if (statement.kind === 'Assign')
    return statement.targets.some((target) => {
      // `texts[name] = …` puts something into what is there.
      const place = target.kind === 'Subscript' ? target.value : target;
      return text.slice(place.start, place.end) === written;
    });
  if (statement.kind === 'With' || statement.kind === 'Try' || statement.kind === 'If')
    return statement.body.some((inner) => assignsTo(text, inner, written));
  return false;
}

/** `X` of `len(X) == 0`. */
function measuredAsEmpty(test: Expression): Expression | undefined {
  if (test.kind !== 'Compare' || test.operators.length !== 1 || test.operators[0] !== '==') return undefined;
  const { left, comparators } = test;
  const isLength = left.kind === 'Call' && left.callee.kind === 'Name' && left.callee.name === 'len';
  if (comparators[0]?.kind !== 'Number' || !isLength) return undefined;
  const [measured] = left.arguments;
  return measured?.kind === 'Keyword' ? undefined : measured;
}

/** Whether the body that holds the offset assigns to what was missing, beyond the function's own variables. */
function fills(text: string, { body, test }: If, missing: Expression, offset: number): boolean {
  const written = text.slice(missing.start, missing.end);
  const [first] = body;
  const last = body.at(-1);
  if (first === undefined || last === undefined || offset < test.end || offset >= last.end) return false;
  return body.some((inner) => assignsTo(text, inner, written));
}

const remembering: ReadonlySet<string> = new Set([
  'functools.cache',
  'functools.lru_cache',
  'functools.cached_property',
]);

/** Whether a decorator keeps the function's results. */
export function isMemoised(inference: Inference, node: FunctionDef, scope: Scope): boolean {
  return node.decorators.some((decorator) => {
    const value = inference.valueOf(decorator.kind === 'Call' ? decorator.callee : decorator, scope);
    return value.kind === 'library' && remembering.has(value.symbol);
  });
}
