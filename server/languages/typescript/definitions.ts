/** From declarations to the functions and values behind them. */

import {
  isBindingElement,
  isParameterDeclaration,
  isPropertyAssignment,
  isPropertyDeclaration,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { isFunctionLiteral, isFunctionNode, unwrapped } from './nodes.ts';

/** The function with a body that a declaration names: itself, or the one its variable or property starts with. */
export function definedFunction(declaration: Node): Node | undefined {
  if (isFunctionNode(declaration)) return declaration.body === undefined ? undefined : declaration;
  if (!isVariableDeclaration(declaration) && !isPropertyAssignment(declaration) && !isPropertyDeclaration(declaration))
    return undefined;
  const { initializer } = declaration;
  const value = initializer === undefined ? undefined : unwrapped(initializer);
  return value !== undefined && isFunctionLiteral(value) ? value : undefined;
}

/** Whether a name is a parameter or a part of one. */
export function isParameter(declaration: Node): boolean {
  let at = declaration;
  while (isBindingElement(at)) at = at.parent.parent;
  return isParameterDeclaration(at);
}
