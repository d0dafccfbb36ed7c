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
import { isFunctionLiteral, lastNameOf, memberOf, ownNodesIn, unwrapped } from './nodes.ts';

/** `new Promise((resolve) => …)` has no way to fail but a throw of the executor itself. */
export function onlyResolves(node: Node): boolean {
  if (!isNewExpression(node) || !isIdentifier(node.expression) || node.expression.text !== 'Promise') return false;
  const [given] = node.arguments ?? [];
  const executor = given === undefined ? undefined : unwrapped(given);
  return executor !== undefined && isFunctionLiteral(executor) && parametersOf(executor).length === 1;
}

/** A promise that only resolves, for something that its executor sets going: it posts a message, it is not there to be waited for. */
export function resolvesForWork(node: Node): boolean {
  if (!onlyResolves(node) || !isNewExpression(node)) return false;
  const [executor] = node.arguments ?? [];
  const body = executor === undefined ? undefined : unwrapped(executor);
  if (body === undefined || !isFunctionLiteral(body) || body.body === undefined) return false;
  const settle = parametersOf(body)[0]?.name.getText();
  return [...ownNodesIn(body.body)].some(
    (call) =>
      isCallExpression(call) && !onlyWaits.test(lastNameOf(call.expression)) && call.expression.getText() !== settle,
  );
}

/** Timers, and registering for what comes: who asks for these has nothing done but waits. */
const onlyWaits =
  /^(?:on|once|addListener|addEventListener|subscribe|push|setTimeout|setInterval|setImmediate|nextTick|queueMicrotask|requestAnimationFrame|requestIdleCallback)$/;

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
