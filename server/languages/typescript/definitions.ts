/** From declarations to the functions and values behind them. */

import {
  isBinaryExpression,
  isBindingElement,
  isExportAssignment,
  isParameterDeclaration,
  isPropertyAssignment,
  isPropertyDeclaration,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { type FunctionNode, isFunctionLiteral, isFunctionNode, unwrapped } from './nodes.ts';

/** The function with a body that a declaration names: itself, or the one that its variable, property or export is given. */
export function definedFunction(declaration: Node | undefined): FunctionNode | undefined {
  if (declaration === undefined) return undefined;
  if (isFunctionNode(declaration)) return declaration.body === undefined ? undefined : declaration;
  const assigned = assignedValue(declaration);
  const value = assigned === undefined ? undefined : unwrapped(assigned);
  return value !== undefined && isFunctionLiteral(value) ? value : undefined;
}

/** What a declaration gives to the name that it declares: `exports.save = save`, `{ save: store }`, `const save = store`. */
export function assignedValue(declaration: Node): Node | undefined {
  const assignment = isBinaryExpression(declaration.parent) ? declaration.parent : declaration;
  if (isBinaryExpression(assignment))
    return assignment.operatorToken.kind === SyntaxKind.EqualsToken ? assignment.right : undefined;
  if (isExportAssignment(declaration)) return declaration.expression;
  if (isVariableDeclaration(declaration) || isPropertyAssignment(declaration) || isPropertyDeclaration(declaration))
    return declaration.initializer;
  return undefined;
}

/** Whether a name is a parameter or a part of one. */
export function isParameter(declaration: Node): boolean {
  let at = declaration;
  while (isBindingElement(at)) at = at.parent.parent;
  return isParameterDeclaration(at);
}
