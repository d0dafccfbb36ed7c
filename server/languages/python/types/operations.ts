/** What operators and subscripts give, as far as it carries types on. */

import { itemTypes } from '../library/results.ts';
import type { Expression } from '../parser/nodes.ts';
import { valueOfType } from './libraryCalls.ts';
import { instanceOf, unionOf, unknown, type Value } from './values.ts';

/** What an operation on two values gives. */
export function binaryResult(operator: string, left: Value, right: Value): Value {
  if (operator === '/') {
    const path = [left, right].find((side) => isPath(side));
    if (path !== undefined && (left === path || isPlainText(left))) return path;
  }
  if (left.kind === 'library-instance' && left.type.startsWith('builtins.')) {
    if (operator === '%' && isPlainText(left)) return left;
    if (
      right.kind === 'library-instance' &&
      right.type === left.type &&
      right.arguments.length === left.arguments.length
    )
      return left.arguments.length === 0
        ? left
        : instanceOf(left.type, unionOf([...left.arguments, ...right.arguments]));
  }
  return unknown;
}

function isPath(value: Value): boolean {
  return value.kind === 'library-instance' && (value.type === 'pathlib.Path' || value.type === 'anyio.Path');
}

function isPlainText(value: Value): boolean {
  return value.kind === 'library-instance' && value.type === 'builtins.str';
}

/** What `value[index]` gives; `text` is the source's. */
export function subscripted(value: Value, index: Expression, text: string): Value {
  switch (value.kind) {
    // `Queue[int]` and `Store[Order]` are the classes themselves.
    case 'class':
      return value;
    case 'library':
      return value.receiver === undefined ? value : unknown;
    case 'tuple': {
      const position = index.kind === 'Number' ? Number(text.slice(index.start, index.end)) : Number.NaN;
      return Number.isInteger(position) ? (value.items[position] ?? unknown) : unknown;
    }
    case 'library-instance':
      if (index.kind === 'Slice') return value;
      if (itemTypes[value.type] !== undefined) return valueOfType(itemTypes[value.type] ?? '');
      if (value.type === 'builtins.dict') return value.arguments[1] ?? unknown;
      return value.type === 'builtins.list' || value.type === 'collections.deque'
        ? (value.arguments[0] ?? unknown)
        : unknown;
    default:
      return unknown;
  }
}
