/** Members that are named by symbols: `this[kClose]()`. */

import {
  type Identifier,
  isCallExpression,
  isComputedPropertyName,
  isConditionalExpression,
  isElementAccessExpression,
  isIdentifier,
  isVariableDeclaration,
  type Node,
} from 'typescript/unstable/ast';
import { unwrapped } from './nodes.ts';
import type { OpenProject } from './openProject.ts';

/**
 * Whether the compiler takes another member for the one that is written. In JavaScript it does so where some members are
 * methods and others are assigned.
 */
export function isMistakenMember(call: Node, project: OpenProject): boolean {
  if (!isCallExpression(call)) return false;
  const written = keysOf(call.expression, (name) =>
    project.declared(project.checker.getResolvedSymbol(name)?.valueDeclaration),
  );
  if (written.length === 0) return false;
  const { name } = (project.declared(project.checker.getResolvedSignature(call)?.declaration) ?? {}) as {
    readonly name?: Node;
  };
  if (name === undefined || !isComputedPropertyName(name) || !isIdentifier(name.expression)) return false;
  return !written.includes(name.expression.text);
}

/** The names of the symbols by which a callee, or what its constant is given, is read from an object. */
function keysOf(callee: Node, declarationOf: (name: Identifier) => Node | undefined): string[] {
  const keys: string[] = [];
  const stack = [unwrapped(callee)];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isConditionalExpression(node)) stack.push(unwrapped(node.whenTrue), unwrapped(node.whenFalse));
    else if (isElementAccessExpression(node)) {
      const key = unwrapped(node.argumentExpression);
      if (isIdentifier(key)) keys.push(key.text);
    } else if (isIdentifier(node) && node === unwrapped(callee)) {
      const declaration = declarationOf(node);
      if (declaration !== undefined && isVariableDeclaration(declaration) && declaration.initializer !== undefined)
        stack.push(unwrapped(declaration.initializer));
    }
  }
  return keys;
}
