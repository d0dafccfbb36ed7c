/** Promises as far as the way they are written tells what becomes of them. */

import {
  isArrayLiteralExpression,
  isBlock,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isNumericLiteral,
  isObjectLiteralExpression,
  isReturnStatement,
  isStringLiteral,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { listeners, parametersOf, timers } from './executorBodies.ts';
import {
  type FunctionNode,
  isFunctionLiteral,
  isNothing,
  lastNameOf,
  memberOf,
  ownNodesIn,
  unwrapped,
} from './nodes.ts';

/** `new Promise((resolve) => …)` has no way to fail but a throw of the executor itself. */
export function onlyResolves(node: Node): boolean {
  return resolvingExecutorOf(node) !== undefined;
}

/** A promise that only resolves, for something that its executor sets going: it posts a message, it is not there to be waited for. */
export function resolvesForWork(node: Node): boolean {
  const executor = resolvingExecutorOf(node);
  if (executor?.body === undefined) return false;
  const settle = parametersOf(executor)[0]?.name.getText();
  return [...ownNodesIn(executor.body)].some(
    (call) => isCallExpression(call) && !onlyWaits(lastNameOf(call.expression)) && call.expression.getText() !== settle,
  );
}

function resolvingExecutorOf(node: Node): FunctionNode | undefined {
  if (!isNewExpression(node) || !isIdentifier(node.expression) || node.expression.text !== 'Promise') return undefined;
  const [given] = node.arguments ?? [];
  const executor = given === undefined ? undefined : unwrapped(given);
  if (executor === undefined || !isFunctionLiteral(executor)) return undefined;
  return parametersOf(executor).length === 1 ? executor : undefined;
}

/** Timers, and registering for what comes: who asks for these has nothing done but waits. */
function onlyWaits(name: string): boolean {
  return timers.has(name) || listeners.has(name) || /^(?:subscribe|push|requestIdleCallback)$/.test(name);
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

/** `[]`, `{}`, `0` and their like: nothing that anybody could wait for. */
export function isWrittenOut(node: Node): boolean {
  if (isArrayLiteralExpression(node)) return node.elements.length === 0;
  if (isObjectLiteralExpression(node)) return node.properties.length === 0;
  const isBoolean = node.kind === SyntaxKind.TrueKeyword || node.kind === SyntaxKind.FalseKeyword;
  return isBoolean || isStringLiteral(node) || isNumericLiteral(node) || isNothing(node);
}

/** What a body gives back: an arrow's expression, or what stands behind `return`, those without a value left out. */
export function resultsOf(body: Node): readonly Node[] {
  if (!isBlock(body)) return [unwrapped(body)];
  return [...ownNodesIn(body)].flatMap((node) =>
    isReturnStatement(node) && node.expression !== undefined ? unwrapped(node.expression) : [],
  );
}
