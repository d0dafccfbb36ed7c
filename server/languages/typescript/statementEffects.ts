/** What a statement does to the statements beside it, as far as types go: which variables it touches, and how it ends. */

import {
  type CallExpression,
  isBinaryExpression,
  isCallExpression,
  isDeleteExpression,
  isElementAccessExpression,
  isFunctionDeclaration,
  isIdentifier,
  isPropertyAccessExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { targetsOf } from './bodyEffects.ts';
import { isRunInPlace } from './functionFace.ts';
import {
  childrenOf,
  isFunctionNode,
  textOfName,
  unwrapped,
  unwrappedParent,
  logicalOperators,
  logicalAssignments,
} from './nodes.ts';
import type { TreeVersion } from './treeVersion.ts';

/** Places of a node and all that is in it. */
export interface PlaceRange {
  readonly start: number;
  readonly end: number;
}

/** Whether a call may never come back, or vouches for the type of what it is given. */
export type DecidesFlow = (call: CallExpression) => boolean;

/** All names in a statement, of whatever. */
export function namesIn(version: TreeVersion, { start, end }: PlaceRange): ReadonlySet<string> {
  const names = new Set<string>();
  for (let place = start; place < end; place += 1) {
    const name = nodeAt(version, place);
    if (name !== undefined && isIdentifier(name)) names.add(textOfName(name));
  }
  return names;
}

export class StatementEffects {
  /** Names whose variables may hold something else behind it, or be known to be of another type. */
  readonly touched = new Set<string>();
  /** Whether what follows may not be run. */
  readonly mayLeave: boolean;

  constructor(version: TreeVersion, range: PlaceRange, decidesFlow: DecidesFlow) {
    let mayLeave = false;
    let isDecided = false;
    let endOfFunction = range.start;
    let local: ReadonlySet<string> = new Set();
    for (let place = range.start; place < range.end; place += 1) {
      const node = nodeAt(version, place);
      if (node === undefined) continue;
      const isLater = place < endOfFunction;
      for (const target of changedBy(node)) this.#touchWritten(target, isLater ? local : undefined);
      // What runs later declares nothing and decides nothing here.
      if (isLater) continue;
      if (isFunctionDeclaration(node) && node.name !== undefined) this.touched.add(textOfName(node.name));
      if (isFunctionNode(node) && !isRunInPlace(node)) {
        endOfFunction = version.endOf(place);
        local = declaredIn(version, { start: place, end: endOfFunction });
      } else if (isIdentifier(node)) {
        if (declaring.has(node.parent.kind)) this.touched.add(textOfName(node));
      } else if (leaving.has(node.kind) || (isStatementCall(node) && decidesFlow(node))) mayLeave = true;
      else if (deciding.has(node.kind) || isChoice(node)) isDecided = true;
    }
    this.mayLeave = mayLeave;
    if (mayLeave || isDecided) for (const name of namesIn(version, range)) this.touched.add(name);
  }

  /** `local` are the names that a function inside declares for itself. */
  #touchWritten(target: Node, local: ReadonlySet<string> | undefined): void {
    let root = unwrapped(target);
    while (isPropertyAccessExpression(root) || isElementAccessExpression(root)) root = unwrapped(root.expression);
    if (isIdentifier(root) && local?.has(textOfName(root)) === true) return;
    const stack = [target];
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (isIdentifier(node)) this.touched.add(textOfName(node));
      stack.push(...childrenOf(node));
    }
  }
}

/** Names of variables that are a function's own wherever it uses them: its parameters, and what the top of its body declares. */
function declaredIn(version: TreeVersion, { start, end }: PlaceRange): ReadonlySet<string> {
  const names = new Set<string>();
  for (let place = start; place < end; place += 1) {
    const node = nodeAt(version, place);
    if (node === undefined || !isIdentifier(node)) continue;
    const { name } = node.parent as { readonly name?: Node };
    if (name === node && variables.has(node.parent.kind) && isSeenInAll(start, place, version))
      names.add(textOfName(node));
  }
  return names;
}

/** Whether what is declared at a place can be seen in the whole of the function around it that starts at another. */
function isSeenInAll(owner: number, declaration: number, version: TreeVersion): boolean {
  for (let at = version.parentOf(declaration); at > owner; at = version.parentOf(at)) {
    const kind = version.table.kind(version.rowAt(at));
    if (narrowing.has(kind) || version.isFunction(at)) return false;
    if (kind === SyntaxKind.Block && version.parentOf(at) !== owner) return false;
  }
  return true;
}

/** What a node gives another value, or another type. */
function changedBy(node: Node): readonly Node[] {
  if (isDeleteExpression(node)) return [node.expression];
  if (!isCallExpression(node) || !isPropertyAccessExpression(node.expression)) return targetsOf(node);
  // A list that is not declared with a type takes it from what is put into it.
  return /^(?:push|unshift)$/.test(textOfName(node.expression.name)) ? [node.expression.expression] : [];
}

function nodeAt(version: TreeVersion, place: number): Node | undefined {
  const row = version.rowAt(place);
  // Lists of nodes are rows of no kind.
  return version.table.kind(row) < SyntaxKind.Count ? version.table.node(row) : undefined;
}

/** A statement that only calls something by its name: to others the compiler gives no say in what follows. */
function isStatementCall(node: Node): node is CallExpression {
  if (!isCallExpression(node)) return false;
  let root = unwrapped(node.expression);
  while (isPropertyAccessExpression(root)) root = unwrapped(root.expression);
  if (!firstNames.has(root.kind)) return false;
  const { parent } = unwrappedParent(node);
  return parent.kind === SyntaxKind.ExpressionStatement || isBinaryExpression(parent);
}

function isChoice(node: Node): boolean {
  return isBinaryExpression(node) && choices.has(node.operatorToken.kind);
}

/** What the name of a function may start with: `run()`, `this.run()`, `super.run()`, `import.meta.run()`. */
const firstNames: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Identifier,
  SyntaxKind.ThisKeyword,
  SyntaxKind.SuperKeyword,
  SyntaxKind.MetaProperty,
]);

const choices: ReadonlySet<SyntaxKind> = new Set([...logicalOperators, ...logicalAssignments]);

const deciding: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.IfStatement,
  SyntaxKind.SwitchStatement,
  SyntaxKind.ConditionalExpression,
]);

/** Behind these, or around them, code may not be run; a generator gives its results in between. */
const leaving: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.YieldExpression,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
  SyntaxKind.LabeledStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.TryStatement,
  SyntaxKind.WithStatement,
]);

/** What they declare is seen in them alone. */
const narrowing: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.CaseBlock,
  SyntaxKind.CatchClause,
]);

const variables: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.Parameter,
]);

const declaring: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.VariableDeclaration,
  SyntaxKind.BindingElement,
  SyntaxKind.ClassDeclaration,
  SyntaxKind.EnumDeclaration,
  SyntaxKind.ModuleDeclaration,
  SyntaxKind.InterfaceDeclaration,
  SyntaxKind.TypeAliasDeclaration,
  SyntaxKind.ImportEqualsDeclaration,
]);
