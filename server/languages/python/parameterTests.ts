/** Calls that a function makes only as it is given something: `def stop(wait=False): if wait: thread.join()`. */

import type { ParameterTest, WrittenConstant } from '../../facts/facts.ts';
import type { Place } from './drafts.ts';
import type { Expression, FunctionDef, If, Parameter } from './parser/nodes.ts';
import { functionScopeOf, type Scope } from './scopes.ts';

const none: readonly ParameterTest[] = [];

/** The tests of parameters that have to hold, or to fail, on the way to a call. */
export function parameterTestsAround(node: { readonly start: number }, place: Place): readonly ParameterTest[] {
  if (place.around.length === 0) return none;
  const scope = functionScopeOf(place.scope);
  const { node: owner } = scope;
  if (owner.kind !== 'FunctionDef') return none;
  const isMethod = scope.parent?.node.kind === 'ClassDef' && !isStatic(owner);
  const tests: ParameterTest[] = [];
  for (const outer of place.around) {
    if (outer.kind !== 'If') continue;
    const branch = branchWith(outer, node.start);
    if (branch === undefined) continue;
    for (const asked of askedBy(outer.test, branch === 'body')) {
      const index = owner.parameters.findIndex(({ name }) => name === asked.name);
      const parameter = owner.parameters[index];
      if (parameter === undefined || !isAsGiven(asked, outer, scope, owner)) continue;
      const byDefault = constantOf(parameter);
      const written = byDefault === undefined ? {} : { byDefault };
      tests.push({ ...asked, index: index - (isMethod ? 1 : 0), ...written });
    }
  }
  return tests;
}

type Asked = Pick<ParameterTest, 'name' | 'of' | 'holds'>;

function branchWith({ body, orelse }: If, offset: number): 'body' | 'else' | undefined {
  if (isWithin(body, offset)) return 'body';
  return isWithin(orelse, offset) ? 'else' : undefined;
}

function isWithin(body: readonly { readonly start: number; readonly end: number }[], offset: number): boolean {
  return body.some(({ start, end }) => start <= offset && offset < end);
}

/** `x`, `not x`, `x is None`, `x is not None`, and what `and` and `or` put together of them. */
function askedBy(test: Expression, holds: boolean): readonly Asked[] {
  if (test.kind === 'Name') return [{ name: test.name, of: 'truth', holds }];
  if (test.kind === 'UnaryOp') return test.operator === 'not' ? askedBy(test.operand, !holds) : [];
  // Of `a and b` both hold; that it fails says nothing about either.
  if (test.kind === 'BoolOp')
    return (test.operator === 'and') === holds ? test.values.flatMap((value) => askedBy(value, holds)) : [];
  if (test.kind !== 'Compare' || test.left.kind !== 'Name') return [];
  const [operator, ...others] = test.operators;
  const [right] = test.comparators;
  if (others.length > 0 || right?.kind !== 'Constant' || right.value !== 'None') return [];
  if (operator !== 'is' && operator !== 'is not') return [];
  return [{ name: test.left.name, of: 'presence', holds: (operator === 'is not') === holds }];
}

/**
 * Whether the test looks at what the function was given. What is written into it behind the test, or under one like it, leaves it
 * out where it was left out.
 */
function isAsGiven({ name, holds }: Asked, outer: If, scope: Scope, owner: FunctionDef): boolean {
  const bindings = scope.bindings.get(name) ?? [];
  return bindings.every(
    (each) => each.kind === 'parameter' || each.at > outer.start || (holds && isUnderTest(owner, name, each.at)),
  );
}

function isUnderTest({ body }: FunctionDef, name: string, offset: number): boolean {
  return body.some(
    (each) =>
      each.kind === 'If' &&
      isWithin(each.body, offset) &&
      askedBy(each.test, true).some((asked) => asked.name === name && asked.holds),
  );
}

function constantOf({ default: value }: Parameter): WrittenConstant | undefined {
  return value?.kind === 'Constant' && value.value !== '...' ? value.value : undefined;
}

function isStatic({ decorators }: FunctionDef): boolean {
  return decorators.some((decorator) => decorator.kind === 'Name' && decorator.name === 'staticmethod');
}
