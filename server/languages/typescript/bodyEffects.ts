/** What the code of a function does beside giving a result: what of it others see without calling it. */

import {
  isBinaryExpression,
  isForInStatement,
  isForOfStatement,
  isIdentifier,
  isPostfixUnaryExpression,
  isPrefixUnaryExpression,
  isVariableDeclarationList,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { childrenOf, isAssignmentOperator, textOfName, unwrapped } from './nodes.ts';
import type { TreeVersion } from './treeVersion.ts';

/**
 * The variables from outside that a body assigns, which say how sure their types are there, and whether it uses `this`, which
 * says when its function is looked at. `undefined` where the body may do more.
 */
export function bodyEffects(version: TreeVersion, body: number): string | undefined {
  const end = version.endOf(body);
  const assigned = new Set<string>();
  const declared = new Set<string>();
  let usesThis = false;
  for (let place = body; place < end; place += 1) {
    const row = version.rowAt(place);
    const kind = version.table.kind(row);
    if (kind === SyntaxKind.ThisKeyword) usesThis = true;
    if (version.isJavaScript && kind === SyntaxKind.JSDoc) return undefined;
    if (kind === SyntaxKind.Identifier) {
      const name = version.table.node(row);
      if (version.isJavaScript && isIdentifier(name) && name.text === 'arguments') return undefined;
      if (isDeclared(name)) declared.add(nameOf(name));
    }
    if (!assigning.has(kind)) continue;
    for (const target of targetsOf(version.table.node(row))) {
      const names = namesIn(target);
      // In JavaScript, to assign a member may be to declare it.
      if (version.isJavaScript && (names.length === 0 || !isIdentifier(target))) return undefined;
      for (const name of names) assigned.add(name);
    }
  }
  const outside = assigned.size === 0 ? assigned : namesSeenFromOutside(version, body, end);
  const changed = [...assigned].filter((name) => outside.has(name)).sort();
  // Which of two variables of a name is meant would take a look at where they can be seen.
  return changed.some((name) => declared.has(name)) ? undefined : `${usesThis} ${changed.join()}`;
}

/** Names that code around a body declares, without those of functions that the body is not part of. */
function namesSeenFromOutside(version: TreeVersion, body: number, end: number): ReadonlySet<string> {
  const names = new Set<string>();
  for (let place = 1; place < version.rows.length; place += 1) {
    const row = version.rowAt(place);
    if ((place >= body && place < end) || version.table.kind(row) !== SyntaxKind.Identifier) continue;
    if (!declaring.has(version.table.kind(version.table.parent(row)))) continue;
    const name = version.table.node(row);
    if (isDeclared(name) && isSeenFrom(body, version.parentOf(place), version)) names.add(nameOf(name));
  }
  return names;
}

/** Whether what a node declares can be seen in a body: `declaration` is the place of the node. */
function isSeenFrom(body: number, declaration: number, version: TreeVersion): boolean {
  for (let at = version.parentOf(declaration); at > 0; at = version.parentOf(at))
    if (version.isFunction(at)) return at < body && body < version.endOf(at);
  return true;
}

function isDeclared(name: Node): boolean {
  return declaring.has(name.parent.kind) && (name.parent as { readonly name?: Node }).name === name;
}

function nameOf(name: Node): string {
  return isIdentifier(name) ? textOfName(name) : '';
}

/** What an assignment, a counter or a loop over something gives a value. */
export function targetsOf(node: Node): readonly Node[] {
  if (isBinaryExpression(node)) return isAssignmentOperator(node.operatorToken.kind) ? [unwrapped(node.left)] : [];
  if (isPrefixUnaryExpression(node) || isPostfixUnaryExpression(node))
    return counting.has(node.operator) ? [unwrapped(node.operand)] : [];
  if (!isForInStatement(node) && !isForOfStatement(node)) return [];
  return isVariableDeclarationList(node.initializer) ? [] : [unwrapped(node.initializer)];
}

/** The names in a target, or none where it is a member: `a`, and `a` and `b` of `[a, { b }]`. */
function namesIn(target: Node): readonly string[] {
  if (isIdentifier(target)) return [target.text];
  if (!patterns.has(target.kind)) return [];
  const names: string[] = [];
  const stack = [target];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isIdentifier(node)) names.push(node.text);
    stack.push(...childrenOf(node));
  }
  return names;
}

const counting: ReadonlySet<SyntaxKind> = new Set([SyntaxKind.PlusPlusToken, SyntaxKind.MinusMinusToken]);

const patterns: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ObjectLiteralExpression,
]);

const assigning: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.BinaryExpression,
  SyntaxKind.PrefixUnaryExpression,
  SyntaxKind.PostfixUnaryExpression,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
]);

const declaring: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.Parameter,
  SyntaxKind.FunctionDeclaration,
  SyntaxKind.FunctionExpression,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.ClassExpression,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ModuleDeclaration,
]);
