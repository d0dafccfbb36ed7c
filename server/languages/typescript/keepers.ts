/** Whose a variable or a property is, so that other code may change it while a function waits. */

import {
  isClassDeclaration,
  isClassExpression,
  isElementAccessExpression,
  isIdentifier,
  isPropertyAccessExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FunctionId, Keeper } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { functionAround, hasModifier, isFunctionNode, unwrapped } from './nodes.ts';

export interface Keeping {
  readonly keeper: Keeper;
  /** The function that declares the variable, or that `this` belongs to: every run of it has one of its own. */
  readonly keptBy?: FunctionId;
}

/** Left out for a variable of the function, and for what belongs to such a one. */
export function keepingOf(target: Node, { symbols, syntax }: FileInput): Keeping | undefined {
  let root = unwrapped(target);
  while (isPropertyAccessExpression(root) || isElementAccessExpression(root)) root = unwrapped(root.expression);
  if (root.kind === SyntaxKind.ThisKeyword) {
    const owner = ownerOfThis(root);
    return { keeper: hasModifier(owner, SyntaxKind.StaticKeyword) ? 'class' : 'object', ...keptBy(owner) };
  }
  const declaration = isIdentifier(root) ? symbols.localDeclarationOf(root, syntax.source) : undefined;
  if (declaration === undefined) return undefined;
  if (isClassDeclaration(declaration) || isClassExpression(declaration)) return { keeper: 'class' };
  const owner = functionAround(declaration);
  if (owner === functionAround(root)) return undefined;
  return isFunctionNode(owner) ? { keeper: 'outer-function', ...keptBy(owner) } : { keeper: 'module' };

  function keptBy(node: Node): Pick<Keeping, 'keptBy'> {
    const id = syntax.functionOf.get(node);
    return id === undefined ? {} : { keptBy: id };
  }
}

/** Arrow functions have the `this` of what is around them. */
export function ownerOfThis(node: Node): Node {
  const owner = functionAround(node);
  return owner.kind === SyntaxKind.ArrowFunction ? ownerOfThis(owner) : owner;
}
