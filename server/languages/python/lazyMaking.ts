/** Work that is done once and kept: under a test whether it was done, or by a function whose results are remembered. */

import type { Place } from './drafts.ts';
import type { Expression, FunctionDef, If } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';

/** Whether a call stands in `if X is None: X = …`, or in the like of it. */
export function isDoneOnce(text: string, node: { readonly start: number }, { around, statement }: Place): boolean {
  if (statement === undefined) return false;
  return around.some((outer) => {
    if (outer.kind !== 'If') return false;
    const missing = testedForAbsence(outer.test);
    return missing !== undefined && fills(text, outer, missing, node.start);
  });
}

/** `X` of `X is None`, `not X` and `len(X) == 0`. */
function testedForAbsence(test: Expression): Expression | undefined {
  if (test.kind === 'UnaryOp') return test.operator === 'not' ? test.operand : undefined;
  if (test.kind !== 'Compare' || test.operators.length !== 1) return undefined;
  const { left, comparators } = test;
  const [operator] = test.operators;
  const [right] = comparators;
  if (operator === 'is' && right?.kind === 'Constant' && right.value === 'None') return left;
  const isLength = left.kind === 'Call' && left.callee.kind === 'Name' && left.callee.name === 'len';
  if (operator !== '==' || right?.kind !== 'Number' || !isLength) return undefined;
  const [measured] = left.arguments;
  return measured?.kind === 'Keyword' ? undefined : measured;
}

/** Whether the body that holds the offset assigns to what was missing, beyond the function's own variables. */
function fills(text: string, { body, test }: If, missing: Expression, offset: number): boolean {
  const written = text.slice(missing.start, missing.end);
  const [first] = body;
  const last = body.at(-1);
  if (first === undefined || last === undefined || offset < test.end || offset >= last.end) return false;
  return (
    missing.kind === 'Attribute' &&
    body.some(
      (inner) =>
        inner.kind === 'Assign' && inner.targets.some((target) => text.slice(target.start, target.end) === written),
    )
  );
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
