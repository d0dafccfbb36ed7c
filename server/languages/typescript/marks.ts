/** What a function sets for others to see before it waits, when it has tested it: `if (this.busy) return; this.busy = true`. */

import {
  isBinaryExpression,
  isCallExpression,
  isDoStatement,
  isElementAccessExpression,
  isIdentifier,
  isIfStatement,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isSwitchStatement,
  isWhileStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type Change, isMarkedBy, type Marking } from '../../facts/marking.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { isAssignmentOperator, isFunctionNode, memberOf, ownNodesIn, textOf, unwrapped } from './nodes.ts';

const known = new WeakMap<Node, Marking>();

/** `waitedAt` is the offset at which the function begins to wait. */
export function isMarked(owner: Node, waitedAt: number, syntax: FileSyntax): boolean {
  if (!isFunctionNode(owner) || owner.body === undefined) return false;
  const marking = known.get(owner) ?? markingIn(owner.body, syntax);
  known.set(owner, marking);
  return isMarkedBy(marking, waitedAt);
}

function markingIn(body: Node, syntax: FileSyntax): Marking {
  const { source } = syntax;
  const tested = new Map<string, number>();
  const changes: Change[] = [];
  for (const node of ownNodesIn(body)) {
    for (const place of testedAt(node)) {
      const written = textOf(place, source);
      tested.set(written, Math.min(node.pos, tested.get(written) ?? Infinity));
    }
    const target = changedAt(node);
    const written = target === undefined ? [] : placesOf(target, syntax);
    if (written.length > 0) changes.push({ written, start: node.pos, end: node.end });
  }
  return { tested, changes };
}

/** What a condition mentions, and what is looked into for a key. */
function* testedAt(node: Node): Iterable<Node> {
  if (isIfStatement(node) || isWhileStatement(node) || isDoStatement(node) || isSwitchStatement(node)) {
    for (const part of ownNodesIn(node.expression)) if (isIdentifier(part) || memberOf(part) !== undefined) yield part;
  } else if (isCallExpression(node)) {
    const member = memberOf(node.expression);
    if (member !== undefined && lookingUp.has(member.name)) yield unwrapped(member.receiver);
  }
}

function changedAt(node: Node): Node | undefined {
  if (isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind))
    return unwrapped(node.right).kind === SyntaxKind.AwaitExpression ? undefined : unwrapped(node.left);
  if (isPostfixUnaryExpression(node) || (isPrefixUnaryExpression(node) && counting.has(node.operator)))
    return unwrapped(node.operand);
  const member = isCallExpression(node) ? memberOf(node.expression) : undefined;
  return member !== undefined && putting.has(member.name) ? unwrapped(member.receiver) : undefined;
}

const lookingUp: ReadonlySet<string> = new Set(['get', 'has']);
const putting: ReadonlySet<string> = new Set(['set', 'add', 'push']);
const counting: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken]);

/** Nothing for a variable of the function. */
function placesOf(target: Node, { moduleNames, source }: FileSyntax): readonly string[] {
  const written = textOf(target, source);
  if (isIdentifier(target)) return moduleNames.includes(written) ? [written] : [];
  if (!isElementAccessExpression(target)) return [written];
  return [written, textOf(unwrapped(target.expression), source)];
}
