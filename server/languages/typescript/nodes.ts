/** Small questions about nodes of the compiler's syntax tree. Nothing here recurses, so that no input is too deep. */

import {
  type CallExpression,
  type Expression,
  isArrowFunction,
  isAsExpression,
  isAwaitExpression,
  isCallExpression,
  isConstructorDeclaration,
  isElementAccessExpression,
  isFunctionDeclaration,
  isFunctionExpression,
  isGetAccessorDeclaration,
  isIdentifier,
  isMethodDeclaration,
  isNonNullExpression,
  isNoSubstitutionTemplateLiteral,
  isParenthesizedExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isSatisfiesExpression,
  isSetAccessorDeclaration,
  isStringLiteral,
  isTypeAssertion,
  type Node,
  type SourceFile,
  SyntaxKind,
  skipTrivia,
} from 'typescript/unstable/ast';
import type { Range } from '../../analysis/text.ts';

export type FunctionNode = Extract<Node, { kind: SyntaxKind }> & {
  readonly body?: Node;
  readonly modifiers?: readonly Node[];
  readonly name?: Node;
  readonly parameters?: readonly Node[];
  readonly type?: Node;
};

/** A function with its own `this` world: what `FunctionFact` speaks of, with or without a body. */
export function isFunctionNode(node: Node): node is FunctionNode {
  return (
    isArrowFunction(node) ||
    isFunctionExpression(node) ||
    isFunctionDeclaration(node) ||
    isMethodDeclaration(node) ||
    isConstructorDeclaration(node) ||
    isGetAccessorDeclaration(node) ||
    isSetAccessorDeclaration(node)
  );
}

/** A function written where a value stands. */
export function isFunctionLiteral(node: Node): node is FunctionNode {
  return isArrowFunction(node) || isFunctionExpression(node);
}

/** Offset of the first token, behind comments and blanks. */
export function startOf(node: Node, text: string): number {
  if (node.kind === SyntaxKind.JsxText || node.pos === node.end) return node.pos;
  return skipTrivia(text, node.pos);
}

export function rangeOfNode(node: Node, text: string): Range {
  return { start: startOf(node, text), end: node.end };
}

export function textOf(node: Node, source: SourceFile): string {
  return source.text.slice(startOf(node, source.text), node.end);
}

/** The expression without parentheses, type assertions and `!`. */
export function unwrapped(node: Node): Node {
  let inner = node;
  while (isWrapper(inner)) inner = inner.expression;
  return inner;
}

/** `null` or `undefined`, as written. */
export function isNothing(node: Node): boolean {
  const plain = unwrapped(node);
  return plain.kind === SyntaxKind.NullKeyword || (isIdentifier(plain) && plain.text === 'undefined');
}

/** The expression as it is asserted to be: without parentheses only. */
export function asAsserted(node: Node): Node {
  let inner = node;
  while (isParenthesizedExpression(inner)) inner = inner.expression;
  return inner;
}

export function isWrapper(node: Node): node is Node & { readonly expression: Expression } {
  return (
    isParenthesizedExpression(node) ||
    isAsExpression(node) ||
    isSatisfiesExpression(node) ||
    isNonNullExpression(node) ||
    isTypeAssertion(node)
  );
}

/** The node around it that is no parenthesis, type assertion or `!`, and its child on the way there. */
export function unwrappedParent(node: Node): { readonly parent: Node; readonly child: Node } {
  let child = node;
  while (isWrapper(child.parent)) child = child.parent;
  return { parent: child.parent, child };
}

/** The receiver and name of `receiver.name` and `receiver['name']`. */
export function memberOf(
  node: Node,
): { readonly receiver: Node; readonly name: string; readonly node: Node } | undefined {
  const access = unwrapped(node);
  if (isPropertyAccessExpression(access))
    return { receiver: access.expression, name: textOfName(access.name), node: access.name };
  if (isElementAccessExpression(access)) {
    const name = stringOf(access.argumentExpression);
    if (name !== undefined) return { receiver: access.expression, name, node: access.argumentExpression };
  }
  return undefined;
}

export type LoopNode = Node & { readonly statement: Node };

export function isLoop(node: Node): node is LoopNode {
  return loops.has(node.kind);
}

const loops: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ForStatement,
  SyntaxKind.ForInStatement,
  SyntaxKind.ForOfStatement,
  SyntaxKind.WhileStatement,
  SyntaxKind.DoStatement,
]);

/** The last name of a called expression; empty where it has none. */
export function lastNameOf(callee: Node): string {
  const plain = unwrapped(callee);
  if (isIdentifier(plain)) return textOfName(plain);
  if (plain.kind === SyntaxKind.SuperKeyword) return 'super';
  if (plain.kind === SyntaxKind.ImportKeyword) return 'import';
  return memberOf(plain)?.name ?? '';
}

/** The text of a name: cut out of the file, which costs a tenth of reading it off the tree. */
export function textOfName(name: Node & { readonly text: string }): string {
  const { text } = name.getSourceFile();
  const written = text.slice(startOf(name, text), name.end);
  return plainName.test(written) ? written : name.text;
}

/** Without escapes and without a comment in between. */
const plainName = /^[\w$]+$/;

export function stringOf(node: Node | undefined): string | undefined {
  if (node === undefined) return undefined;
  return isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node) ? node.text : undefined;
}

/** `import('module')` */
export function isDynamicImport(node: Node): node is CallExpression {
  return isCallExpression(node) && node.expression.kind === SyntaxKind.ImportKeyword;
}

/** The module of `require('module')`. */
export function requiredModule(node: Node): string | undefined {
  if (!isCallExpression(node) || node.arguments.length !== 1) return undefined;
  return isIdentifier(node.expression) && node.expression.text === 'require' ? stringOf(node.arguments[0]) : undefined;
}

/** The module of `require('module')`, `import('module')` and `await import('module')`. */
export function loadedModule(node: Node): string | undefined {
  const plain = unwrapped(node);
  const call = isAwaitExpression(plain) ? unwrapped(plain.expression) : plain;
  return isDynamicImport(call) ? stringOf(call.arguments[0]) : requiredModule(call);
}

export function hasModifier(node: Node, kind: SyntaxKind): boolean {
  const { modifiers } = node as { readonly modifiers?: readonly Node[] };
  return modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

export function isAsync(node: Node): boolean {
  return hasModifier(node, SyntaxKind.AsyncKeyword);
}

export function isGenerator(node: Node): boolean {
  return (node as { readonly asteriskToken?: Node }).asteriskToken !== undefined;
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  node.forEachChild((child) => {
    children.push(child);
    return undefined;
  });
  return children;
}

/** The nodes of a body without those of functions inside, the body itself first; in no order beyond that. */
export function* ownNodesIn(body: Node): Iterable<Node> {
  const stack = [body];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isFunctionNode(node)) continue;
    yield node;
    stack.push(...childrenOf(node));
  }
}

/** The function, or the file, that a node belongs to. */
export function functionAround(node: Node): Node {
  let at = node.parent;
  while (at.parent !== undefined && !isFunctionNode(at)) at = at.parent;
  return at;
}

/** Whether it is a statement among others, before which more may be written. */
export function isInBlock({ parent }: Node): boolean {
  return (
    parent !== undefined &&
    (parent.kind === SyntaxKind.Block ||
      parent.kind === SyntaxKind.SourceFile ||
      parent.kind === SyntaxKind.ModuleBlock ||
      parent.kind === SyntaxKind.CaseClause ||
      parent.kind === SyntaxKind.DefaultClause)
  );
}

/** `total` in `stats.total` and `{ total: 1 }`. */
export function isNameOfMember(node: Node): boolean {
  const { parent } = node;
  return (isPropertyAccessExpression(parent) || isPropertyAssignment(parent)) && parent.name === node;
}

/** Operators whose right side may be left out. */
export const logicalOperators: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandToken,
  SyntaxKind.BarBarToken,
  SyntaxKind.QuestionQuestionToken,
]);

/** Assignments that the value before decides about. */
export const logicalAssignments: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.AmpersandAmpersandEqualsToken,
  SyntaxKind.BarBarEqualsToken,
  SyntaxKind.QuestionQuestionEqualsToken,
]);

/** `=`, `??=`, `+=` and their like. */
export function isAssignmentOperator(kind: SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

const longest = 60;

/** A node's text on one line and at most 60 characters. */
export function label(text: string): string {
  if (text.length <= longest && !/\s/.test(text)) return text;
  const line = text
    .replace(/\s*\n\s*(?=\??\.)/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}

/** How a message names an expression; a function is named by its head, such as `async () => …`. */
export function labelOf(node: Node, source: SourceFile): string {
  const plain = unwrapped(node);
  if (isFunctionLiteral(plain) && plain.body !== undefined) {
    const body = startOf(plain.body, source.text);
    return `${label(source.text.slice(startOf(plain, source.text), body)).slice(0, longest - 2)} …`;
  }
  // A receiver may be a page of code: only its last part matters then.
  return label(source.text.slice(startOf(plain, source.text), Math.min(plain.end, plain.pos + 2000)));
}
