/**
 * What a parameter without annotation holds: where all calls of its function that the workspace shows give objects of known
 * classes, it holds one of those.
 */

import type { NamedCall } from '../namedCalls.ts';
import type { Argument, Expression, FunctionDef, Parameter } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { isMock } from './mocks.ts';
import { heirsOf } from './members.ts';
import { alternatives, type ClassSymbol, unionOf, type Value } from './values.ts';

/** `undefined` where the calls do not tell; `scope` is the function's own. */
export function valueGiven(
  inference: Inference,
  parameter: Parameter,
  owner: FunctionDef,
  scope: Scope,
): Value | undefined {
  const { parent } = scope;
  if (parent === undefined || parameter.form === 'items' || parameter.form === 'keywords') return undefined;
  if (parameter.default !== undefined && !isMissing(parameter.default)) return undefined;
  const values: Value[] = [];
  const sites = inference.callSites(owner, parent, () => inference.asCaller(() => sitesOf(inference, owner, parent)));
  for (const site of sites) {
    const given = argumentFor(parameter, owner, site);
    if (given === 'left-out' || (given !== 'unclear' && isHandedOn(inference, given, parameter, site.scope))) continue;
    const value = given === 'unclear' ? undefined : inference.asCaller(() => inference.valueOf(given, site.scope));
    if (value === undefined || !isObject(value)) return undefined;
    if (!isMock(value)) values.push(value);
  }
  return values.length === 0 ? undefined : unionOf(values);
}

function isMissing(value: Expression): boolean {
  return value.kind === 'Constant' && value.value === 'None';
}

/** A call that reaches a function; `skipped` parameters are filled by what the function is bound to. */
export interface CallSite extends NamedCall {
  readonly skipped: number;
}

function sitesOf(inference: Inference, owner: FunctionDef, parent: Scope): readonly CallSite[] {
  const path = parent.root?.path ?? '';
  if (parent.node.kind !== 'ClassDef' || parent.parent === undefined || owner.name !== '__init__')
    return reaching(inference, inference.reading.callsNamed(owner.name, path), owner);
  const constructed = inference.classSymbol(parent.node, parent.parent);
  const heirs = heirsOf(inference, constructed);
  const calls = [constructed, ...heirs].flatMap((each) =>
    each !== constructed && each.body.bindings.has('__init__')
      ? inference.reading.callsIn(each.parent.root?.path ?? '', '__init__')
      : inference.reading.callsNamed(each.node.name, path),
  );
  return reaching(inference, calls, owner);
}

function reaching(inference: Inference, calls: readonly NamedCall[], owner: FunctionDef): readonly CallSite[] {
  return calls.flatMap((named) => {
    for (const callee of alternatives(inference.valueOf(named.call.callee, named.scope))) {
      if (callee.kind === 'function' && callee.function.node === owner)
        return [{ ...named, skipped: isBound(owner, callee.receiver) ? 1 : 0 }];
      if (callee.kind === 'class' && initializerOf(inference, callee.class) === owner)
        return [{ ...named, skipped: 1 }];
    }
    return [];
  });
}

function isBound({ decorators }: FunctionDef, receiver: Value | undefined): boolean {
  const isDecoratedAs = (name: string): boolean =>
    decorators.some((decorator) => decorator.kind === 'Name' && decorator.name === name);
  if (receiver === undefined || isDecoratedAs('staticmethod')) return false;
  return receiver.kind !== 'class' || isDecoratedAs('classmethod');
}

function initializerOf(inference: Inference, constructed: ClassSymbol): FunctionDef | undefined {
  for (const ancestor of inference.lineageOf(constructed)) {
    if (ancestor.kind !== 'class') return undefined;
    const [binding] = ancestor.class.body.bindings.get('__init__') ?? [];
    if (binding !== undefined) return binding.kind === 'function' ? binding.node : undefined;
  }
  return undefined;
}

function argumentFor(
  parameter: Parameter,
  { parameters }: FunctionDef,
  { call, skipped }: CallSite,
): Expression | 'left-out' | 'unclear' {
  const isNamed = (argument: Argument) => argument.kind === 'Keyword' && argument.name?.text === parameter.name;
  const named = call.arguments.find(isNamed);
  if (named?.kind === 'Keyword') return named.value;
  if (parameter.form !== 'keyword-only') {
    const index = parameters.indexOf(parameter) - skipped;
    const before = call.arguments.slice(0, index + 1);
    if (before.some(({ kind }) => kind === 'Starred')) return 'unclear';
    const argument = call.arguments[index];
    if (argument !== undefined && argument.kind !== 'Keyword' && argument.kind !== 'Starred') return argument;
  }
  const isSpread = call.arguments.some((argument) => argument.kind === 'Keyword' && argument.name === undefined);
  return isSpread ? 'unclear' : 'left-out';
}

/** Whether a function that calls itself gives what it was given. */
function isHandedOn(inference: Inference, argument: Expression, parameter: Parameter, scope: Scope): boolean {
  if (argument.kind !== 'Name' || argument.name !== parameter.name) return false;
  const bindings = inference.bindingsOf(argument.name, scope);
  return bindings.every((binding) => binding.kind === 'parameter' && binding.parameter === parameter);
}

/** Whether it has methods of which some may be coroutine functions. */
function isObject(value: Value): boolean {
  return alternatives(value).every(
    (each) =>
      each.kind === 'instance' ||
      each.kind === 'none' ||
      (each.kind === 'library-instance' && !each.type.startsWith('builtins.')),
  );
}
