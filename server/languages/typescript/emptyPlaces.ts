/** Tests of whether a place is empty: `socket === undefined`, `!socket`, `!sockets.has(name)`, `!(name in sockets)`. */

import {
  type BinaryExpression,
  isBinaryExpression,
  isCallExpression,
  isElementAccessExpression,
  isIdentifier,
  isPrefixUnaryExpression,
  isTypeOfExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isNothing, logicalOperators, memberOf, stringOf, unwrapped } from './nodes.ts';

/** A variable or a property; with a key, what a map, a set or a record has under it: `sockets.get(name)`. */
export interface TestedPlace {
  readonly place: Node;
  readonly key?: Node;
}

/** Of one test; nobody writes more by hand. */
const mostPlaces = 8;

/**
 * The places that may be empty where a condition comes to `holds`, the last first. Of `&&` and `||`, those of all parts: whether each part
 * alone decides is not asked.
 */
export function emptyWhere(condition: Node, holds: boolean): readonly TestedPlace[] {
  const places: TestedPlace[] = [];
  const pending = [{ node: condition, holds }];
  for (let next = pending.pop(); next !== undefined && places.length < mostPlaces; next = pending.pop()) {
    const plain = unwrapped(next.node);
    if (isPrefixUnaryExpression(plain)) {
      if (plain.operator === SyntaxKind.ExclamationToken) pending.push({ node: plain.operand, holds: !next.holds });
    } else if (!isBinaryExpression(plain)) {
      if (!next.holds && mayBeEmpty(plain)) places.push(placeOf(plain));
    } else if (logicalOperators.has(plain.operatorToken.kind)) {
      pending.push({ node: plain.left, holds: next.holds }, { node: plain.right, holds: next.holds });
    } else places.push(...emptyByComparison(plain, next.holds));
  }
  return places;
}

function emptyByComparison({ left, operatorToken, right }: BinaryExpression, holds: boolean): readonly TestedPlace[] {
  switch (operatorToken.kind) {
    case SyntaxKind.EqualsEqualsToken:
    case SyntaxKind.EqualsEqualsEqualsToken:
      return holds ? comparedWithNothing(left, right) : [];
    case SyntaxKind.ExclamationEqualsToken:
    case SyntaxKind.ExclamationEqualsEqualsToken:
      return holds ? [] : comparedWithNothing(left, right);
    case SyntaxKind.InKeyword:
      return holds ? [] : [{ place: unwrapped(right), key: unwrapped(left) }];
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
