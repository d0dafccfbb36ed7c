/** Promises as far as the way they are written tells what becomes of them. */

import {
  isBlock,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isReturnStatement,
  type Node,
} from 'typescript/unstable/ast';
import { parametersOf } from './executorBodies.ts';
import { isFunctionLiteral, memberOf, ownNodesIn, unwrapped } from './nodes.ts';

/** `new Promise((resolve) => …)` has no way to fail but a throw of the executor itself. */
export function onlyResolves(node: Node): boolean {
  if (!isNewExpression(node) || !isIdentifier(node.expression) || node.expression.text !== 'Promise') return false;
  const [given] = node.arguments ?? [];
  const executor = given === undefined ? undefined : unwrapped(given);
  return executor !== undefined && isFunctionLiteral(executor) && parametersOf(executor).length === 1;
}

/** `Promise.resolve(value)` neither fails nor takes time. */
export function isSettled(node: Node): boolean {
  return isCallExpression(node) && isPromiseMethod(node.expression, 'resolve');
}

/** Of the global `Promise`. */
export function isPromiseMethod(callee: Node, name: string): boolean {
  const member = memberOf(callee);
  const owner = member === undefined ? undefined : unwrapped(member.receiver);
  return member?.name === name && owner !== undefined && isIdentifier(owner) && owner.text === 'Promise';
}

/** What a body gives back: an arrow's expression, or what stands behind `return`, those without a value left out. */
export function resultsOf(body: Node): readonly Node[] {
  if (!isBlock(body)) return [unwrapped(body)];
  return [...ownNodesIn(body)].flatMap((node) =>
    isReturnStatement(node) && node.expression !== undefined ? unwrapped(node.expression) : [],
  );
}
