/** Follows statements to where they fill a place that was empty, if they have waited for something by then. */

import {
  type BinaryExpression,
  type CallExpression,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isBreakStatement,
  isCallExpression,
  isContinueStatement,
  isElementAccessExpression,
  isForOfStatement,
  isIdentifier,
  isIfStatement,
  isLabeledStatement,
  isReturnStatement,
  isSwitchStatement,
  isThrowStatement,
  isTryStatement,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { behindBranches, behindLoop, over, type Progress, throughAll } from '../../facts/fillProgress.ts';
import type { TestedPlace } from './emptyPlaces.ts';
import {
  childrenOf,
  type FunctionNode,
  isAssignmentOperator,
  isDynamicImport,
  isFunctionNode,
  isLoop,
  isNameOfMember,
  isNothing,
  memberOf,
  textOf,
  unwrapped,
} from './nodes.ts';

/** Where a place is filled after a wait. */
export interface Fill {
  /** The assignment, or the call that puts something into a map or a set. */
  readonly node: Node;
  /** What the place is given; left out for a set. */
  readonly value?: Node;
  /** Where the statements begin to wait. */
  readonly waitedAt: number;
}

export interface FillSearch {
  readonly source: SourceFile;
  readonly place: TestedPlace;
  /** The method of the same object, or the function of the module, that a call runs; left out where the statements are the body of such a one. */
  readonly called?: (call: CallExpression) => FunctionNode | undefined;
}

/** The first such fill on any way through the statements. */
export function lateFillIn(search: FillSearch, statements: readonly Node[]): Fill | undefined {
  const end = throughEach(search, statements, undefined);
  return end.kind === 'filled' ? end.fill : undefined;
}

/** Through statements, or the parts of an expression, one after the other. */
function throughEach(search: FillSearch, nodes: readonly Node[], waitedAt: number | undefined): Progress<Fill> {
  return throughAll(nodes, waitedAt, (node, at) => through(search, node, at));
}

function through(search: FillSearch, node: Node, waitedAt: number | undefined): Progress<Fill> {
  if (isFunctionNode(node)) return { kind: 'on', waitedAt };
  if (isBlock(node)) return throughEach(search, node.statements, waitedAt);
  if (isIfStatement(node)) {
    const tested = throughTest(search, node.expression, waitedAt);
    if (tested.kind !== 'on') return tested;
    return throughBranches(search, [[node.thenStatement], toList(node.elseStatement)], tested.waitedAt);
  }
  if (isSwitchStatement(node)) {
    const tested = throughTest(search, node.expression, waitedAt);
    if (tested.kind !== 'on') return tested;
    const bodies = node.caseBlock.clauses.map(({ statements }) => statements);
    return behindLoop(throughBranches(search, [...bodies, []], tested.waitedAt));
  }
  if (isTryStatement(node)) return throughEach(search, [node.tryBlock, ...toList(node.finallyBlock)], waitedAt);
  if (isLoop(node)) {
    const waits = isForOfStatement(node) && node.awaitModifier !== undefined;
    const parts = childrenOf(node).filter((part) => part !== node.statement);
    const begun = throughEach(search, parts, waitedAt);
    if (begun.kind !== 'on') return begun;
    return behindLoop(through(search, node.statement, begun.waitedAt ?? (waits ? node.pos : undefined)));
  }
  if (isLabeledStatement(node)) return through(search, node.statement, waitedAt);
  if (isReturnStatement(node) || isThrowStatement(node) || isBreakStatement(node) || isContinueStatement(node)) {
    const end = throughEach(search, childrenOf(node), waitedAt);
    return end.kind === 'on' ? { kind: 'left', waitedAt: end.waitedAt } : end;
  }
  return throughExpression(search, node, waitedAt);
}

function toList(node: Node | undefined): readonly Node[] {
  return node === undefined ? [] : [node];
}

function throughBranches(
  search: FillSearch,
  branches: readonly (readonly Node[])[],
  waitedAt: number | undefined,
): Progress<Fill> {
  return behindBranches(branches.map((branch) => throughEach(search, branch, waitedAt)));
}

/** A function that is called may test for itself whether there is anything to do. */
function throughTest(search: FillSearch, test: Node, waitedAt: number | undefined): Progress<Fill> {
  return search.called === undefined && mentions(search, test) ? over : through(search, test, waitedAt);
}

function throughExpression(search: FillSearch, node: Node, waitedAt: number | undefined): Progress<Fill> {
  if (isAwaitExpression(node)) {
    const operand = through(search, node.expression, waitedAt);
    if (operand.kind !== 'on' || operand.waitedAt !== undefined) return operand;
    return isShared(unwrapped(node.expression)) ? operand : throughAwait(search, unwrapped(node.expression), node.pos);
  }
  if (isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind) && isPlace(search, node.left))
    return throughAssignment(search, node, waitedAt);
  if (isCallExpression(node)) {
    const put = putInto(search, node);
    if (put !== undefined) {
      const given = throughEach(search, node.arguments, waitedAt);
      return given.kind === 'on' ? filledBy(node, put.value, given.waitedAt) : given;
    }
  }
  if (waitedAt !== undefined && isSameText(search, node)) return over;
  // What an assignment gives runs before it.
  const parts = childrenOf(node);
  const isAssignment = isBinaryExpression(node) && isAssignmentOperator(node.operatorToken.kind);
  return throughEach(search, isAssignment ? parts.toReversed() : parts, waitedAt);
}

function throughAwait(search: FillSearch, awaited: Node, waitedAt: number): Progress<Fill> {
  const called = isCallExpression(awaited) ? search.called?.(awaited) : undefined;
  if (called?.body === undefined) return { kind: 'on', waitedAt };
  const { source, place } = search;
  const end = through({ source, place }, called.body, undefined);
  if (end.kind === 'filled') return { kind: 'filled', fill: { ...end.fill, waitedAt } };
  return mentions(search, called.body) ? over : { kind: 'on', waitedAt };
}

function throughAssignment(search: FillSearch, node: BinaryExpression, waitedAt: number | undefined): Progress<Fill> {
  // `??=` and its like look at the place once more, before what they give.
  if (node.operatorToken.kind !== SyntaxKind.EqualsToken) return over;
  const given = through(search, node.right, waitedAt);
  return given.kind === 'on' ? filledBy(node, node.right, given.waitedAt) : given;
}

function filledBy(node: Node, value: Node | undefined, waitedAt: number | undefined): Progress<Fill> {
  if (waitedAt === undefined || (value !== undefined && isNothing(value))) return over;
  return { kind: 'filled', fill: { node, ...(value === undefined ? {} : { value: unwrapped(value) }), waitedAt } };
}

/** Whether all who wait for it get the same: `this.connecting`, `opening ??= open()`, and a module, which is loaded once. */
export function isShared(awaited: Node): boolean {
  if (isBinaryExpression(awaited)) return isAssignmentOperator(awaited.operatorToken.kind);
  return isIdentifier(awaited) || memberOf(awaited) !== undefined || isDynamicImport(awaited);
}

/** `sockets.set(name, socket)`, `seen.add(name)` */
function putInto(
  { source, place }: FillSearch,
  call: CallExpression,
): { readonly value: Node | undefined } | undefined {
  const member = memberOf(call.expression);
  const [key, value] = call.arguments;
  if (place.key === undefined || member === undefined || key === undefined) return undefined;
  if (member.name !== (value === undefined ? 'add' : 'set')) return undefined;
  const isSame =
    textOf(unwrapped(member.receiver), source) === textOf(place.place, source) &&
    textOf(key, source) === textOf(place.key, source);
  return isSame ? { value } : undefined;
}

/** Whether an assignment to it fills the place. */
function isPlace({ source, place: { place, key } }: FillSearch, target: Node): boolean {
  const plain = unwrapped(target);
  if (key === undefined) return textOf(plain, source) === textOf(place, source);
  return (
    isElementAccessExpression(plain) &&
    textOf(unwrapped(plain.expression), source) === textOf(place, source) &&
    textOf(plain.argumentExpression, source) === textOf(key, source)
  );
}

/** Whether the text of the place, or of what it is in, stands anywhere in the node. */
function mentions(search: FillSearch, node: Node): boolean {
  if (isFunctionNode(node)) return false;
  return isSameText(search, node) || childrenOf(node).some((child) => mentions(search, child));
}

function isSameText({ source, place: { place } }: FillSearch, node: Node): boolean {
  return node.kind === place.kind && !isNameOfMember(node) && textOf(node, source) === textOf(place, source);
}
