/** Calls that a function makes only when it is given something: `def stop(wait=False): if wait: thread.join()`. */

import type { NeededParameter } from '../../facts/facts.ts';
import type { Place } from './drafts.ts';
import type { Expression, FunctionDef } from './parser/nodes.ts';
import { functionScopeOf } from './scopes.ts';

/** The parameter that a test around the call asks for, where it is false when it is left out. */
export function neededParameter(node: { readonly start: number }, place: Place): NeededParameter | undefined {
  if (place.around.length === 0) return undefined;
  const scope = functionScopeOf(place.scope);
  if (scope.node.kind !== 'FunctionDef') return undefined;
  const { node: owner } = scope;
  for (const outer of place.around) {
    if (outer.kind !== 'If' || !isWithin(outer.body, node.start)) continue;
    const name = askedFor(outer.test);
    const bindings = (name === undefined ? undefined : scope.bindings.get(name)) ?? [];
    // What is written into it behind the test, or under one like it, leaves it out where it was left out.
    const isAsGiven =
      bindings.length > 0 &&
      bindings.every((each) => each.kind === 'parameter' || each.at > outer.start || isUnderTest(owner, name, each.at));
    const index =
      isAsGiven && name !== undefined ? indexOf(owner, name, scope.parent?.node.kind === 'ClassDef') : undefined;
    if (name !== undefined && index !== undefined) return { name, index };
  }
  return undefined;
}

function isUnderTest({ body }: FunctionDef, name: string | undefined, offset: number): boolean {
  return body.some((each) => each.kind === 'If' && askedFor(each.test) === name && isWithin(each.body, offset));
}

function isWithin(body: readonly { readonly start: number; readonly end: number }[], offset: number): boolean {
  return body.some(({ start, end }) => start <= offset && offset < end);
}

/** `x` of `x`, `x is not None` and `x and …`. */
function askedFor(test: Expression): string | undefined {
  if (test.kind === 'Name') return test.name;
  if (test.kind === 'BoolOp' && test.operator === 'and')
    return test.values.map(askedFor).find((name) => name !== undefined);
  if (test.kind !== 'Compare' || test.left.kind !== 'Name' || test.operators[0] !== 'is not') return undefined;
  const [right] = test.comparators;
  return right?.kind === 'Constant' && right.value === 'None' ? test.left.name : undefined;
}

/** Where the parameter stands among the arguments of a call, if its default counts as false. */
function indexOf(node: FunctionDef, name: string, isMethod: boolean): number | undefined {
  const position = node.parameters.findIndex((parameter) => parameter.name === name);
  const value = node.parameters[position]?.default;
  if (value?.kind !== 'Constant' || (value.value !== 'None' && value.value !== 'False')) return undefined;
  const isStatic = node.decorators.some((decorator) => decorator.kind === 'Name' && decorator.name === 'staticmethod');
  return position - (isMethod && !isStatic ? 1 : 0);
}
