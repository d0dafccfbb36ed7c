/** Decorators of the workspace that wrap a function and give back what it gives, so that calling one is calling the other. */

import { returnsOf, walkOwnBody } from '../functionBodies.ts';
import type { Expression, FunctionDef } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';

export interface Wrapping {
  readonly decorator: FunctionDef;
  /** Of the decorator's body. */
  readonly scope: Scope;
  /** The parameter that stands for the function. */
  readonly given: string;
  /** Whether calling the function gives a coroutine. */
  readonly isCoroutine: boolean;
}

export function isTransparent(inference: Inference, wrapping: Wrapping): boolean {
  const results = returnsOf(wrapping.decorator).flatMap((statement) => branchesOf(statement.value));
  const wrappers = results.map((result) => wrapperNamed(inference, wrapping.scope, result));
  const all = wrappers.filter((wrapper) => wrapper !== undefined);
  if (all.length === 0 || all.length < wrappers.length) return false;
  // `return async_wrapper if iscoroutinefunction(function) else wrapper`
  const isMade = (wrapper: FunctionDef) => wrapper.isAsync === wrapping.isCoroutine;
  const chosen = asksForCoroutineFunctions(wrapping.decorator) ? all.filter(isMade) : all;
  return chosen.length > 0 && chosen.every((wrapper) => givesWhatItWraps(wrapper, wrapping));
}

function branchesOf(result: Expression | undefined): readonly (Expression | undefined)[] {
  if (result?.kind === 'IfExp') return [...branchesOf(result.body), ...branchesOf(result.orelse)];
  // `return cast(F, wrapper)`
  const isCast = result?.kind === 'Call' && nameOf(result.callee) === 'cast';
  const inner = isCast ? result.arguments[1] : undefined;
  return [inner === undefined || inner.kind === 'Keyword' ? result : inner];
}

function nameOf(callee: Expression): string | undefined {
  return callee.kind === 'Name' || callee.kind === 'Attribute' ? callee.name : undefined;
}

function wrapperNamed(inference: Inference, scope: Scope, result: Expression | undefined): FunctionDef | undefined {
  if (result?.kind !== 'Name') return undefined;
  const bindings = inference.bindingsOf(result.name, scope);
  const [binding] = bindings;
  return bindings.length === 1 && binding?.kind === 'function' ? binding.node : undefined;
}

function asksForCoroutineFunctions(decorator: FunctionDef): boolean {
  let asks = false;
  walkOwnBody(decorator, (node) => {
    if (node.kind !== 'Call') return;
    const { callee } = node;
    asks ||= nameOf(callee) === 'iscoroutinefunction';
  });
  return asks;
}

/** Whether every way out of the wrapper gives the result of the function, directly or by a variable. */
function givesWhatItWraps(wrapper: FunctionDef, { given, isCoroutine }: Wrapping): boolean {
  if (wrapper.isGenerator || (wrapper.isAsync && !isCoroutine)) return false;
  const isResult = (value: Expression | undefined): boolean => {
    const call = wrapper.isAsync && value?.kind === 'Await' ? value.value : value;
    if (wrapper.isAsync && value?.kind !== 'Await') return false;
    return call?.kind === 'Call' && call.callee.kind === 'Name' && call.callee.name === given;
  };
  const returns = returnsOf(wrapper);
  return (
    returns.length > 0 &&
    returns.every(({ value }) => {
      if (value?.kind !== 'Name') return isResult(value);
      const assigned = valuesAssignedTo(value.name, wrapper);
      return assigned.length > 0 && assigned.every(isResult);
    })
  );
}

function valuesAssignedTo(name: string, wrapper: FunctionDef): readonly Expression[] {
  const values: Expression[] = [];
  walkOwnBody(wrapper, (node) => {
    if (node.kind !== 'Assign') return;
    if (node.targets.some((target) => target.kind === 'Name' && target.name === name)) values.push(node.value);
  });
  return values;
}
