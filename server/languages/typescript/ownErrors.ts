/** Whether an async function handles its own errors, as far as its text tells. */

import {
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isForOfStatement,
  isNewExpression,
  isReturnStatement,
  isThrowStatement,
  isTryStatement,
  type Node,
} from 'typescript/unstable/ast';
import { isHandledChain } from './dropped.ts';
import { childrenOf, type FunctionNode, isFunctionNode, unwrapped } from './nodes.ts';

interface Place {
  readonly node: Node;
  /** Inside of a `try` whose `catch` takes what is thrown. */
  readonly isGuarded: boolean;
}

/**
 * Whether everything in the body that is there to wait or throw stands in a `try` with a `catch`. Plain calls outside of
 * it count as harmless, as in `setLoading(true); try { … }` and in the `catch` itself.
 */
export function handlesOwnErrors({ body }: FunctionNode): boolean {
  if (body === undefined) return false;
  if (!isBlock(body)) return isHandled(unwrapped(body));
  let hasCatch = false;
  const stack: Place[] = [{ node: body, isGuarded: false }];
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node, isGuarded } = place;
    if (isFunctionNode(node)) continue;
    if (isTryStatement(node)) {
      const { tryBlock, catchClause, finallyBlock } = node;
      hasCatch ||= catchClause !== undefined;
      stack.push({ node: tryBlock, isGuarded: isGuarded || catchClause !== undefined });
      if (catchClause !== undefined) stack.push({ node: catchClause, isGuarded });
      if (finallyBlock !== undefined) stack.push({ node: finallyBlock, isGuarded });
    } else {
      if (handsErrorsOut(node) || (!isGuarded && throwsErrors(node))) return false;
      for (const child of childrenOf(node)) stack.push({ node: child, isGuarded });
    }
  }
  return hasCatch;
}

/** A promise that is returned without `await` takes its errors out of any `try`. */
function handsErrorsOut(node: Node): boolean {
  if (!isReturnStatement(node) || node.expression === undefined) return false;
  const value = unwrapped(node.expression);
  return isNewExpression(value) || (isCallExpression(value) && !isHandled(value));
}

function throwsErrors(node: Node): boolean {
  if (isThrowStatement(node)) return true;
  if (isForOfStatement(node)) return node.awaitModifier !== undefined;
  return isAwaitExpression(node) && !isHandled(node);
}

/** `save().catch(log)`, awaited or not. */
function isHandled(value: Node): boolean {
  const promise = isAwaitExpression(value) ? unwrapped(value.expression) : value;
  return isCallExpression(promise) && isHandledChain(promise);
}
