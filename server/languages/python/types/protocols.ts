/** What awaiting, entering and iterating a value gives. */

import { returnsOf } from '../functionBodies.ts';
import { definitionScope, type TargetPath } from '../scopes.ts';
import { substituted, variablesOf } from './generics.ts';
import type { Inference } from './inference.ts';
import { alternatives, type FunctionSymbol, instanceOf, none, unionOf, unknown, type Value } from './values.ts';

export function awaited(inference: Inference, value: Value): Value {
  return unionOf(alternatives(value).map((each) => awaitedOne(inference, each)));
}

function awaitedOne(inference: Inference, value: Value): Value {
  if (value.kind === 'awaitable') return value.result();
  if (value.kind !== 'instance') return unknown;
  const method = inference.memberOf(value, '__await__');
  return method.kind === 'function' ? resultOfAwait(inference, method.function, method.receiver) : unknown;
}

/** `Generator[Any, None, T]`, or what the awaitable gives whose `__await__` it returns. */
function resultOfAwait(inference: Inference, symbol: FunctionSymbol, receiver: Value | undefined): Value {
  const { returns } = symbol.node;
  const scope = definitionScope(symbol.node, symbol.parent);
  if (returns?.kind === 'Subscript' && returns.index.kind === 'Tuple') {
    const [, , result] = returns.index.elements;
    if (result !== undefined)
      return substituted(inference.annotation(result, scope), variablesOf(inference, receiver, symbol));
  }
  const given = returnsOf(symbol.node).map(({ value }): Value => {
    const callee = value?.kind === 'Call' ? value.callee : undefined;
    if (callee?.kind !== 'Attribute' || callee.name !== '__await__') return unknown;
    return awaited(inference, inference.valueOf(callee.value, scope));
  });
  return given.length === 0 ? unknown : unionOf(given);
}

/** What `with value as name` binds. */
export function entered(inference: Inference, value: Value, isAsync: boolean): Value {
  return unionOf(alternatives(value).map((each) => enteredOne(inference, each, isAsync)));
}

function enteredOne(inference: Inference, value: Value, isAsync: boolean): Value {
  switch (value.kind) {
    case 'manager':
      return value.enters();
    case 'awaitable':
      return value.result();
    case 'library-instance':
      return value;
    case 'instance': {
      const enter = inference.memberOf(value, isAsync ? '__aenter__' : '__enter__');
      // A library's base class gives the object itself, as nearly all of them do.
      if (enter.kind === 'library') return value;
      const result = inference.callResult(enter);
      return isAsync ? awaited(inference, result) : result;
    }
    default:
      return unknown;
  }
}

const sequences: ReadonlySet<string> = new Set([
  'builtins.list',
  'builtins.set',
  'builtins.frozenset',
  'builtins.dict',
  'collections.deque',
  'typing.Iterable',
  'typing.Iterator',
  'typing.Generator',
]);

const asyncSequences: ReadonlySet<string> = new Set([
  'typing.AsyncIterable',
  'typing.AsyncIterator',
  'typing.AsyncGenerator',
]);

/** What `for name in value` binds. */
export function elementOf(value: Value, isAsync: boolean): Value {
  return unionOf(alternatives(value).map((each) => elementOfOne(each, isAsync)));
}

function elementOfOne(value: Value, isAsync: boolean): Value {
  switch (value.kind) {
    case 'tuple':
      return isAsync ? unknown : unionOf(value.items);
    case 'library-instance':
      if (value.type === 'io.TextIOWrapper') return instanceOf('builtins.str');
      return (isAsync ? asyncSequences : sequences).has(value.type) ? (value.arguments[0] ?? unknown) : unknown;
    default:
      return unknown;
  }
}

/** What an unpacking target gets of a value. */
export function unpacked(value: Value, path: TargetPath): Value {
  let current = value;
  for (const step of path) {
    const parts = alternatives(current).map((each) => {
      if (each.kind !== 'tuple') return elementOf(each, false);
      return step === 'rest' ? unknown : (each.items[step] ?? unknown);
    });
    current = unionOf(parts);
  }
  return current;
}

/** What may be said of `value` where `None` was ruled out, as on the left of `or`. */
export function withoutNone(value: Value): Value {
  if (value.kind === 'none') return none;
  return value.kind === 'union' ? unionOf(alternatives(value)) : value;
}
