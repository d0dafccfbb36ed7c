/** What calling something gives, and what decorators make of a function. */

import type { Call, Expression, FunctionDef } from '../parser/nodes.ts';
import { definitionScope, type Scope } from '../scopes.ts';
import { memberSymbol } from '../library/classes.ts';
import { decoratorEffect } from '../library/decorators.ts';
import { results } from '../library/results.ts';
import { isPlaceholder, returnsOf } from '../functionBodies.ts';
import { parametersOf, substituted, variablesMentioned, variablesOf } from './generics.ts';
import { variablesGiven } from './genericCalls.ts';
import type { Inference } from './inference.ts';
import { type CallSite, libraryCall } from './libraryCalls.ts';
import { objectOf } from './classes.ts';
import { isDeclaredToGive } from './declaredDecorators.ts';
import { madeClass } from './madeClasses.ts';
import {
  alternatives,
  awaitableFact,
  type ClassSymbol,
  coroutineOf,
  type FunctionSymbol,
  instanceOf,
  isCoroutineFunction,
  none,
  plain,
  unionOf,
  unknown,
  type Value,
} from './values.ts';
import { isTransparent } from './wrappers.ts';

/** The value of a call expression. */
export function callValue(inference: Inference, call: Call, scope: Scope): Value {
  if (call.callee.kind === 'Name' && call.callee.name === 'super') {
    const value = inference.nameValue('super', scope, call.start);
    if (value.kind === 'library' && value.symbol === 'builtins.super') return superValue(inference, call, scope);
  }
  if (call.callee.kind === 'Name' && call.callee.name === 'type' && call.arguments.length === 3) {
    const made = madeClass(call, scope);
    if (made !== undefined) return { kind: 'class', class: made };
  }
  return callResult(inference, inference.valueOf(call.callee, scope), { call, scope });
}

export function callResult(inference: Inference, callee: Value, site?: CallSite): Value {
  if (callee.kind !== 'union') return resultOfOne(inference, callee, site);
  return unionOf(alternatives(callee).map((each) => resultOfOne(inference, each, site)));
}

function resultOfOne(inference: Inference, callee: Value, site: CallSite | undefined): Value {
  switch (callee.kind) {
    case 'library':
      return libraryCall(inference, callee.symbol, callee.receiver, site);
    case 'function':
      return forCall(inference, functionResult(inference, callee.function, callee.receiver), callee, site);
    case 'callable':
      return callee.returns();
    case 'lambda':
      return inference.valueOf(callee.node.body, callee.scope);
    case 'class':
      return objectOf(inference, callee.class, 'definition');
    case 'library-instance': {
      const symbol = memberSymbol(callee.type, '__call__');
      return results[symbol] === undefined ? unknown : libraryCall(inference, symbol, callee, site);
    }
    case 'instance': {
      const method = inference.memberOf(callee, '__call__');
      return alternatives(method).every((each) => each.kind === 'function' || each.kind === 'callable')
        ? callResult(inference, method, site)
        : unknown;
    }
    default:
      return unknown;
  }
}

/** The result with what its type variables stand for: in the object that has the method, and by the arguments. */
function forCall(
  inference: Inference,
  result: Value,
  { function: symbol, receiver }: Extract<Value, { kind: 'function' }>,
  site: CallSite | undefined,
): Value {
  const { returns } = symbol.node;
  if (returns === undefined || returns.kind === 'Constant' || returns.kind === 'String') return result;
  if (variablesMentioned(inference, returns, definitionScope(symbol.node, symbol.parent)).length === 0) return result;
  const inObject = substituted(result, variablesOf(inference, receiver, symbol));
  return site === undefined ? inObject : substituted(inObject, variablesGiven(inference, symbol, receiver, site));
}

function superValue(inference: Inference, call: Call, scope: Scope): Value {
  if (call.arguments.length > 0) return unknown;
  for (let current: Scope | undefined = scope; current !== undefined; current = current.parent) {
    const body = current.parent;
    if (current.node.kind === 'FunctionDef' && body?.node.kind === 'ClassDef' && body.parent !== undefined)
      return { kind: 'super', class: inference.classSymbol(body.node, body.parent) };
  }
  return unknown;
}

// ---- functions ----------------------------------------------------------------------------------------------------

function functionResult(inference: Inference, symbol: FunctionSymbol, receiver: Value | undefined): Value {
  const { node } = symbol;
  const scope = definitionScope(node, symbol.parent);
  const declared = (): Value => declaredResult(inference, symbol, receiver, scope);
  if (node.isAsync) {
    if (node.isGenerator) return instanceOf('typing.AsyncGenerator', yieldedType(inference, symbol));
    return coroutineOf(() => (node.returns === undefined ? returnedValue(inference, symbol, scope) : declared()));
  }
  if (node.isGenerator) return instanceOf('typing.Generator', yieldedType(inference, symbol));
  return node.returns === undefined ? returnedValue(inference, symbol, scope) : declared();
}

function declaredResult(
  inference: Inference,
  symbol: FunctionSymbol,
  receiver: Value | undefined,
  scope: Scope,
): Value {
  const { returns } = symbol.node;
  if (returns === undefined) return unknown;
  if (isOwnType(symbol.node, returns, scope) && (receiver?.kind === 'instance' || receiver?.kind === 'class'))
    return objectOf(inference, receiver.class, 'declaration');
  const declared = inference.annotation(returns, scope);
  if (declared.kind !== 'callable' || declared.returns().kind !== 'unknown') return declared;
  // `-> Callable` says nothing of what a call of it gives; what the body returns may.
  const returned = returnedValue(inference, symbol, scope);
  return returned.kind === 'function' || returned.kind === 'callable' ? returned : declared;
}

/** `Self`, or the type variable that `self` is annotated with. */
function isOwnType(node: FunctionDef, returns: Expression, scope: Scope): boolean {
  if ((returns.kind === 'Name' || returns.kind === 'Attribute') && returns.name === 'Self') return true;
  const own = node.parameters[0]?.annotation;
  const text = scope.root?.text ?? '';
  const written = (expression: Expression): string =>
    text.slice(expression.start, expression.end).replace(/^(?:type|Type)\[(.*)\]$|^["'](.*)["']$/, '$1$2');
  return own !== undefined && written(own) === written(returns);
}

/** What `Iterator[T]`, `AsyncIterator[T]` and their kind say of a generator function's items. */
function yieldedType(inference: Inference, symbol: FunctionSymbol): Value {
  const { returns } = symbol.node;
  if (returns?.kind !== 'Subscript') return unknown;
  const first = returns.index.kind === 'Tuple' ? returns.index.elements[0] : returns.index;
  return first === undefined ? unknown : inference.annotation(first, symbol.parent);
}

/** Without an annotation a function gives what it returns, unless it only stands for what others write. */
function returnedValue(inference: Inference, symbol: FunctionSymbol, scope: Scope): Value {
  const { node } = symbol;
  if (isPlaceholder(node) || scope.root?.path.endsWith('.pyi') === true) return unknown;
  const returns = returnsOf(node);
  if (returns.length === 0) return none;
  if (returns.length > 8) return unknown;
  return unionOf(
    returns.map((statement) => (statement.value === undefined ? none : inference.valueOf(statement.value, scope))),
  );
}

// ---- decorators ---------------------------------------------------------------------------------------------------

/** The value of a name that `def` binds, with what its decorators make of it. `parent` holds the function. */
export function decoratedFunction(inference: Inference, node: FunctionDef, parent: Scope): Value {
  const owner =
    parent.node.kind === 'ClassDef' && parent.parent !== undefined
      ? inference.classSymbol(parent.node, parent.parent)
      : undefined;
  const own: FunctionSymbol = { node, parent, owner };
  let value: Value = { kind: 'function', function: own };
  for (const decorator of [...node.decorators].reverse()) value = decorated(inference, decorator, parent, value);
  return node.decorators.length === 0 || node.isAsync ? value : withWrapped(value, own);
}

/** A decorator that nobody knows mostly calls what it is given, except where its name says that others will. */
function withWrapped(value: Value, wraps: FunctionSymbol): Value {
  if (value.kind === 'callable') return { ...value, wraps };
  if (value.kind === 'function' && value.function.node !== wraps.node) return { ...value, wraps };
  if (value.kind !== 'unknown') return value;
  const { text = '' } = wraps.parent.root ?? {};
  const written = wraps.node.decorators.map(({ start, end }) => text.slice(start, end)).join();
  return /thread|executor|async|task|job|background|process|schedul|defer|fixture|setter|getter|deleter/i.test(written)
    ? unknown
    : { kind: 'callable', returns: () => unknown, wraps };
}

function decorated(inference: Inference, decorator: Expression, scope: Scope, value: Value): Value {
  const isCall = decorator.kind === 'Call';
  const name = isCall ? decorator.callee : decorator;
  const applied = inference.valueOf(name, scope);
  if (applied.kind === 'library') {
    const known = decoratedByLibrary(inference, applied.symbol, value);
    const installed = known.kind === 'unknown' ? inference.installed(applied.symbol) : undefined;
    return installed === undefined ? known : decoratedBy(inference, installed, isCall, value);
  }
  // `@name.setter` and its kind are sorted out where the name's bindings are read.
  if (applied.kind === 'property') return value;
  return decoratedBy(inference, applied, isCall, value);
}

function decoratedBy(inference: Inference, applied: Value, isCall: boolean, value: Value): Value {
  const decorate = isCall ? madeBy(inference, applied) : applied;
  if (decorate.kind === 'class')
    return accessorOf(inference, decorate.class, value) ?? standIn(inference, decorate.class, value) ?? unknown;
  if (decorate.kind !== 'function') return unknown;
  const made = decoratedByFunction(inference, decorate.function, value);
  if (made.kind !== 'instance') return made;
  return accessorOf(inference, made.class, value) ?? standIn(inference, made.class, value) ?? made;
}

/** An object that is called in the place of a function: `__call__` gives what the class is generic in, the function's result. */
function standIn(inference: Inference, owner: ClassSymbol, value: Value): Value | undefined {
  if (value.kind !== 'function') return undefined;
  const { parent, body } = owner;
  // Where a coroutine may be waited for in its place, its result may be what is given.
  if (/\b(?:Awaitable|Coroutine|CoroutineType|run\w*\()/.test(parent.root?.text ?? '')) return undefined;
  const [binding, ...others] = body.bindings.get('__call__') ?? [];
  if (binding?.kind !== 'function' || binding.node.isAsync || others.length > 0) return undefined;
  const { returns } = binding.node;
  if (returns?.kind !== 'Name' || !isGivenOn(binding.node)) return undefined;
  const declared = inference.annotation(returns, definitionScope(binding.node, body));
  if (declared.kind !== 'variable') return undefined;
  const symbol = inference.classSymbol(owner.node, parent);
  const given = parametersOf(inference, symbol).map((name) =>
    name === declared.name ? callResult(inference, value) : unknown,
  );
  return objectOf(inference, symbol, 'declaration', given);
}

/** `(self, *args: P.args, **kwargs: P.kwargs)`: it takes what the function takes. */
function isGivenOn({ parameters }: FunctionDef): boolean {
  return ['items', 'keywords'].every((form) => parameters.some((parameter) => parameter.form === form));
}

/** What a descriptor makes of a function is a property, where `__get__` is declared to give what the class is generic in. */
function accessorOf(inference: Inference, { node, parent }: ClassSymbol, value: Value): Value | undefined {
  if (value.kind !== 'function') return undefined;
  const inside = definitionScope(node, parent);
  const givesResult = node.body.some(
    (member) =>
      member.kind === 'FunctionDef' &&
      member.name === '__get__' &&
      member.returns?.kind === 'Name' &&
      inference.annotation(member.returns, definitionScope(member, inside)).kind === 'variable',
  );
  return givesResult ? { kind: 'property', function: value.function } : undefined;
}

/**
 * What a call of a decorator's maker gives, read off its body: `Callable[[F], F]`, as it is mostly annotated, would not
 * tell what becomes of the function.
 */
function madeBy(inference: Inference, maker: Value): Value {
  if (maker.kind !== 'function' || maker.function.node.isAsync) return callResult(inference, maker);
  const { node, parent } = maker.function;
  return returnedValue(inference, maker.function, definitionScope(node, parent));
}

function decoratedByLibrary(inference: Inference, symbol: string, value: Value): Value {
  const effect = decoratorEffect(symbol);
  switch (effect) {
    case 'same':
    case 'static':
    case 'class':
    case 'overload':
      return value;
    case 'value':
      return value.kind === 'function' ? { kind: 'property', function: value.function } : unknown;
    case 'coroutine':
      return { kind: 'callable', returns: () => coroutineOf(() => unknown) };
    case 'plain':
      return { kind: 'callable', returns: () => plain };
    case 'manager':
    case 'async-manager': {
      if (value.kind !== 'function') return unknown;
      const { function: generator } = value;
      const form = effect === 'async-manager' ? 'async' : 'plain';
      return {
        kind: 'callable',
        returns: () => ({ kind: 'manager', form, enters: () => yieldedType(inference, generator) }),
      };
    }
    default:
      return unknown;
  }
}

/** A decorator of the workspace gives the function it was given, one that stands for it, or one that it defines. */
function decoratedByFunction(inference: Inference, decorator: FunctionSymbol, value: Value): Value {
  const { node } = decorator;
  if (node.isAsync || node.isGenerator) return unknown;
  const scope = definitionScope(node, decorator.parent);
  const given = node.parameters[decorator.owner === undefined ? 0 : 1];
  if (value.kind === 'function' && given !== undefined) {
    const wrapped = value.function.node;
    const isCoroutine = wrapped.isAsync && !wrapped.isGenerator;
    if (isTransparent(inference, { decorator: node, scope, given: given.name, isCoroutine })) return value;
  }
  const results = returnsOf(node).map((statement): Value => {
    const returned = statement.value === undefined ? undefined : withoutCast(inference, statement.value, scope);
    if (returned === undefined) return none;
    if (returned.kind !== 'Name') return inference.valueOf(returned, scope);
    const bindings = inference.bindingsOf(returned.name, scope);
    const [binding] = bindings;
    if (bindings.length === 1 && binding?.kind === 'parameter' && binding.parameter === given) return value;
    return inference.valueOf(returned, scope);
  });
  const made = unionOf(results.length === 0 ? [none] : results);
  const isDeclared = given !== undefined && isDeclaredToGive(inference, node, given, scope);
  return isDeclared && !isOtherwise(inference, made, value) ? value : made;
}

/** Whether what a decorator makes is known to be awaitable where the function is a plain one, or the reverse. */
function isOtherwise(inference: Inference, made: Value, value: Value): boolean {
  const { awaitability } = awaitableFact(callResult(inference, made));
  return awaitability === (isCoroutineFunction(value) ? 'never' : 'always');
}

function withoutCast(inference: Inference, expression: Expression, scope: Scope): Expression {
  if (expression.kind !== 'Call') return expression;
  const callee = inference.valueOf(expression.callee, scope);
  const cast = expression.arguments[1];
  const isCast = callee.kind === 'library' && callee.symbol === 'typing.cast';
  return isCast && cast !== undefined && cast.kind !== 'Keyword' ? cast : expression;
}
