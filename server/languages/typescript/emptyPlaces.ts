/** Tests of whether a place is empty: `socket === undefined`, `!socket`, `!sockets.has(name)`, `!(name in sockets)`. */

import {
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isPrefixUnaryExpression,
  isTypeOfExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isNothing, memberOf, stringOf, unwrapped } from './nodes.ts';

/** A variable or a property; with a key, what a map, a set or a record has under it: `sockets.get(name)`. */
export interface TestedPlace {
  readonly place: Node;
  readonly key?: Node;
}

/**
 * The places that may be empty where a condition comes to `holds`. Of `&&` and `||`, those of all parts: whether each part alone decides
 * is not asked.
 */
export function emptyWhere(condition: Node, holds: boolean): readonly TestedPlace[] {
  const plain = unwrapped(condition);
  if (isPrefixUnaryExpression(plain))
    return plain.operator === SyntaxKind.ExclamationToken ? emptyWhere(plain.operand, !holds) : [];
  if (!isBinaryExpression(plain)) return holds || !mayBeEmpty(plain) ? [] : [placeOf(plain)];
  switch (plain.operatorToken.kind) {
    case SyntaxKind.AmpersandAmpersandToken:
    case SyntaxKind.BarBarToken:
      return [...emptyWhere(plain.left, holds), ...emptyWhere(plain.right, holds)];
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return holds ? comparedWithNothing(plain.left, plain.right) : [];
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return holds ? [] : comparedWithNothing(plain.left, plain.right);
    case SyntaxKind.InKeyword:
      return holds ? [] : [{ place: unwrapped(plain.right), key: unwrapped(plain.left) }];
    default:
      return [];
  }
}

function mayBeEmpty(node: Node): boolean {
  return (
    isIdentifier(node) || isElementAccessExpression(node) || memberOf(node) !== undefined || isCallExpression(node)
  );
}

function comparedWithNothing(left: Node, right: Node): readonly TestedPlace[] {
  const plain = unwrapped(left);
  if (isTypeOfExpression(plain)) return stringOf(unwrapped(right)) === 'undefined' ? [placeOf(plain.expression)] : [];
  return isNothing(right) || right.kind === SyntaxKind.FalseKeyword ? [placeOf(plain)] : [];
}

/** `sockets[name]`, `sockets.get(name)` and `sockets.has(name)` ask for the same. */
export function placeOf(node: Node): TestedPlace {
  const plain = unwrapped(node);
  if (isElementAccessExpression(plain) && stringOf(plain.argumentExpression) === undefined)
    return { place: unwrapped(plain.expression), key: plain.argumentExpression };
  if (!isCallExpression(plain)) return { place: plain };
  const member = memberOf(plain.expression);
  const [key] = plain.arguments;
  if (member === undefined || key === undefined || (member.name !== 'get' && member.name !== 'has'))
    return { place: plain };
  return { place: unwrapped(member.receiver), key };
}
