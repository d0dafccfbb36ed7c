/** How long timers take, where the file says it: `5000`, `30 * 1000`, and constants for such. */

import {
  isBinaryExpression,
  isIdentifier,
  isNumericLiteral,
  isVariableDeclaration,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { FileInput } from './collectFacts.ts';
import { unwrapped } from './nodes.ts';

/** In milliseconds. */
export function delayIn(node: Node | undefined, input: FileInput): { readonly delay?: number } {
  const delay = node === undefined ? undefined : numberOf(node, input, 0);
  return delay === undefined ? {} : { delay };
}

/** Constants of constants are followed this far. */
const deepest = 3;

function numberOf(node: Node, input: FileInput, depth: number): number | undefined {
  const plain = unwrapped(node);
  if (isNumericLiteral(plain)) return Number(plain.text.replaceAll('_', ''));
  if (isBinaryExpression(plain)) {
    const left = numberOf(plain.left, input, depth);
    const right = numberOf(plain.right, input, depth);
    if (left === undefined || right === undefined) return undefined;
    if (plain.operatorToken.kind === SyntaxKind.AsteriskToken) return left * right;
    return plain.operatorToken.kind === SyntaxKind.PlusToken ? left + right : undefined;
  }
  if (!isIdentifier(plain) || depth > deepest) return undefined;
  const declaration = input.symbols.localDeclarationOf(plain, input.syntax.source);
  if (declaration === undefined || !isVariableDeclaration(declaration)) return undefined;
  return declaration.initializer === undefined ? undefined : numberOf(declaration.initializer, input, depth + 1);
}
