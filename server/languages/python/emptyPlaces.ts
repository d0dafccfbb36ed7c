/** Tests of whether a place is empty: `socket is None`, `not socket`, `name not in sockets`. */

import type { Compare, Expression } from './parser/nodes.ts';

/** A variable or an attribute; with a key, what a container has under it: `sockets[name]`. */
export interface TestedPlace {
  readonly place: Expression;
  readonly key?: Expression;
}

/** Of one test; nobody writes more by hand. */
const mostParts = 8;

/**
 * The places that may be empty where a test comes to `holds`. Of `and` and `or`, those of all parts: whether each part alone decides is
 * not asked.
 */
export function emptyWhere(test: Expression, holds: boolean): readonly TestedPlace[] {
  switch (test.kind) {
    case 'UnaryOp':
      return test.operator === 'not' ? emptyWhere(test.operand, !holds) : [];
    case 'BoolOp':
      return test.values.slice(0, mostParts).flatMap((value) => emptyWhere(value, holds));
    case 'Compare':
      return emptyByComparison(test, holds);
    case 'Name':
    case 'Attribute':
    case 'Subscript':
    case 'Call':
    case 'NamedExpr':
      return holds ? [] : [placeOf(test)];
    default:
      return [];
  }
}

function emptyByComparison({ left, operators, comparators }: Compare, holds: boolean): readonly TestedPlace[] {
  const [operator, ...others] = operators;
  const [right] = comparators;
  if (right === undefined || others.length > 0) return [];
  switch (operator) {
    case 'in':
      return holds ? [] : [{ place: right, key: left }];
    case 'not in':
      return holds ? [{ place: right, key: left }] : [];
    case 'is':
    case '==':
      return holds && isNothing(right) ? [placeOf(left)] : [];
    case 'is not':
    case '!=':
      return !holds && isNothing(right) ? [placeOf(left)] : [];
    default:
      return [];
  }
}

function isNothing(node: Expression): boolean {
  return node.kind === 'Constant' && (node.value === 'None' || node.value === 'False');
}

/** `sockets[name]` and `sockets.get(name)` ask for the same. */
export function placeOf(node: Expression): TestedPlace {
  if (node.kind === 'Subscript') return { place: node.value, key: node.index };
  if (node.kind === 'NamedExpr') return placeOf(node.value);
  if (node.kind !== 'Call' || node.callee.kind !== 'Attribute' || node.callee.name !== 'get') return { place: node };
  const [key] = node.arguments;
  return key === undefined || key.kind === 'Keyword' ? { place: node } : { place: node.callee.value, key };
}
