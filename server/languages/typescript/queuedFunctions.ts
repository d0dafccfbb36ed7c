/** What a class puts into a private field, for the functions that it takes out of it: `const job = this.#queue.shift()`. */

import {
  type BinaryExpression,
  isArrayLiteralExpression,
  isBinaryExpression,
  isCallExpression,
  isClassDeclaration,
  isClassExpression,
  isIdentifier,
  isNewExpression,
  isPropertyDeclaration,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { SignatureKind } from 'typescript/unstable/sync';
import {
  childrenOf,
  type FunctionNode,
  hasModifier,
  isAssignmentOperator,
  isFunctionLiteral,
  memberOf,
  unwrapped,
} from './nodes.ts';
import type { OpenProject } from './openProject.ts';

/**
 * All functions that may come out of a call on a private field; `undefined` where it is none, or may hold functions that the
 * class does not write itself.
 */
export function functionsTakenBy(call: Node, project: OpenProject): readonly FunctionNode[] | undefined {
  const field = isCallExpression(call) ? fieldOf(memberOf(call.expression)?.receiver) : undefined;
  const owner = field === undefined ? undefined : classAround(call);
  if (field === undefined || owner === undefined || !isPrivate(field, owner)) return undefined;
  const functions: FunctionNode[] = [];
  const stack = childrenOf(owner);
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    stack.push(...childrenOf(node));
    if (isReplaced(node, field)) return undefined;
    if (!isCallExpression(node) || fieldOf(memberOf(node.expression)?.receiver) !== field) continue;
    for (const argument of node.arguments) {
      const given = functionGiven(argument, project);
      if (given === 'unknown') return undefined;
      if (given !== undefined) functions.push(given);
    }
  }
  return functions.length === 0 ? undefined : functions;
}

/** What the one assignment to a private field gives it, for `this.#field`; `undefined` where there are more. */
export function valueOfPrivateField(node: Node): Node | undefined {
  const field = fieldOf(node);
  const owner = field === undefined ? undefined : classAround(node);
  if (field === undefined || owner === undefined || !isPrivate(field, owner)) return undefined;
  const values: Node[] = [];
  const stack = childrenOf(owner);
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    stack.push(...childrenOf(at));
    if (isBinaryExpression(at) && isAssignmentTo(field, at)) values.push(at.right);
    else if (isPropertyDeclaration(at) && at.name.getText() === field && at.initializer !== undefined)
      values.push(at.initializer);
  }
  const [only] = values;
  return values.length === 1 && only !== undefined ? unwrapped(only) : undefined;
}

function isAssignmentTo(field: string, { left, operatorToken }: BinaryExpression): boolean {
  return isAssignmentOperator(operatorToken.kind) && fieldOf(left) === field;
}

/** `#queue` of `this.#queue`. */
function fieldOf(node: Node | undefined): string | undefined {
  const member = node === undefined ? undefined : memberOf(node);
  return member !== undefined && unwrapped(member.receiver).kind === SyntaxKind.ThisKeyword ? member.name : undefined;
}

function classAround(node: Node): Node | undefined {
  let at: Node | undefined = node;
  while (at !== undefined && !isClassDeclaration(at) && !isClassExpression(at)) at = at.parent;
  return at;
}

function isPrivate(field: string, owner: Node): boolean {
  if (field.startsWith('#')) return true;
  return childrenOf(owner).some(
    (member) =>
      isPropertyDeclaration(member) &&
      isIdentifier(member.name) &&
      member.name.text === field &&
      hasModifier(member, SyntaxKind.PrivateKeyword),
  );
}

/** Whether the field is given a value that may hold functions already. */
function isReplaced(node: Node, field: string): boolean {
  if (!isBinaryExpression(node) || node.operatorToken.kind !== SyntaxKind.EqualsToken) return false;
  if (fieldOf(node.left) !== field) return false;
  const value = unwrapped(node.right);
  return !isNewExpression(value) && !(isArrayLiteralExpression(value) && value.elements.length === 0);
}

function functionGiven(argument: Node, project: OpenProject): FunctionNode | 'unknown' | undefined {
  const value = unwrapped(argument);
  if (isFunctionLiteral(value)) return value;
  if (isIdentifier(value)) {
    const declaration = project.declared(project.checker.getResolvedSymbol(value)?.valueDeclaration);
    const held = declaration !== undefined && isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    const literal = held === undefined ? undefined : unwrapped(held);
    if (literal !== undefined && isFunctionLiteral(literal)) return literal;
  }
  const type = project.checker.getTypeAtLocation(value);
  return type !== undefined && project.checker.getSignaturesOfType(type, SignatureKind.Call).length === 0
    ? undefined
    : 'unknown';
}
