/** What awaiting, entering and iterating a value gives. */

import type { TargetPath } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { alternatives, instanceOf, none, unionOf, unknown, type Value } from './values.ts';

export function awaited(value: Value): Value {
  return unionOf(alternatives(value).map((each) => (each.kind === 'awaitable' ? each.result() : unknown)));
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
      return isAsync ? awaited(result) : result;
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
