/** The promises that are given to `Promise.allSettled`, as far as the function around makes them itself. */

import {
  isArrayLiteralExpression,
  isAwaitExpression,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isConditionalExpression,
  isElementAccessExpression,
  isIdentifier,
  isSpreadElement,
  isVariableDeclaration,
  type Node,
  type SourceFile,
} from 'typescript/unstable/ast';
import type { Awaitability } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { definedFunction } from './definitions.ts';
import {
  type FunctionNode,
  functionAround,
  isAssignmentOperator,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  labelOf,
  lastNameOf,
  memberOf,
  ownNodesIn,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { usesOf } from './settledUses.ts';
import { resultsOf } from './writtenPromises.ts';

/** One call or callback that makes promises. */
export interface SettledWork {
  readonly mayFail: Awaitability;
  /** What a message calls it. */
  readonly text: string;
}

/** `undefined` where some of the promises come from elsewhere, so that others may know more about them. */
export function settledWork(promises: Node, input: FileInput): readonly SettledWork[] | undefined {
  const { errors, symbols, syntax } = input;
  const works: SettledWork[] = [];
  return add(promises) && works.length > 0 ? works : undefined;

  function add(written: Node): boolean {
    const node = unwrapped(written);
    if (isSpreadElement(node)) return add(node.expression);
    if (isArrayLiteralExpression(node)) return node.elements.every(add);
    if (isConditionalExpression(node)) return add(node.whenTrue) && add(node.whenFalse);
    if (isIdentifier(node)) return isNothing(node) || addVariable(node);
    if (!isCallExpression(node)) return false;
    const given = givenToMap(node);
    if (given !== undefined && isIdentifier(given)) return addNamed(given);
    const callback = given !== undefined && isFunctionLiteral(given) ? given : undefined;
    if (given !== undefined && callback === undefined) return false;
    if (callback === undefined)
      works.push({ mayFail: failuresOfCall(node), text: labelOf(node.expression, syntax.source) });
    else if (isAsync(callback)) works.push({ mayFail: failuresOf(callback), text: workIn(callback, syntax.source) });
    else return callback.body !== undefined && resultsOf(callback.body).every(add);
    return true;
  }

  /** `orders.map(send)` */
  function addNamed(name: Node): boolean {
    const declaration = symbols.declarationOf(name);
    const called = declaration === undefined ? undefined : definedFunction(declaration);
    if (called === undefined || !isFunctionNode(called) || !isAsync(called)) return false;
    works.push({ mayFail: failuresOf(called), text: labelOf(name, syntax.source) });
    return true;
  }

  function failuresOfCall(call: Node & { readonly expression: Node }): Awaitability {
    const declaration = isIdentifier(call.expression) ? symbols.declarationOf(call.expression) : undefined;
    const called = declaration === undefined ? undefined : definedFunction(declaration);
    const isInside = called !== undefined && functionAround(called) === functionAround(promises);
    return isInside && isFunctionNode(called) && keepsResults(called) ? 'maybe' : errors.mayFail(call);
  }

  function failuresOf(callback: FunctionNode): Awaitability {
    if (keepsResults(callback)) return 'maybe';
    const results = callback.body === undefined ? [] : resultsOf(callback.body);
    return errors.canReject(
      callback,
      results.some((result) => isCallExpression(unwrapped(result))),
    )
      ? 'always'
      : 'never';
  }

  /** A list of the function, with what is pushed into it, that nothing else reads. */
  function addVariable(name: Node): boolean {
    const declaration = symbols.declarationOf(name);
    if (declaration === undefined || !isVariableDeclaration(declaration) || declaration.initializer === undefined)
      return false;
    if (!isIdentifier(declaration.name) || functionAround(declaration) !== functionAround(name)) return false;
    const pushed: Node[] = [];
    for (const use of usesOf(declaration.name)) {
      if (use === name) continue;
      const { parent } = unwrappedParent(use);
      const member = memberOf(parent)?.name;
      const call = parent.parent;
      if (member === 'push' && isCallExpression(call)) pushed.push(...call.arguments);
      else if (member !== 'length') return false;
    }
    const initial = unwrapped(declaration.initializer);
    const isList = isArrayLiteralExpression(initial) || givenToMap(initial) !== undefined;
    return (isList || isCallExpression(initial)) && add(initial) && pushed.every(add);
  }
}

/** What is called for each of the rows in `rows.map((row) => …)` and `Array.from(rows, (row) => …)`. */
function givenToMap(call: Node): Node | undefined {
  if (!isCallExpression(call)) return undefined;
  const member = memberOf(call.expression);
  const isFrom = member?.name === 'from' && lastNameOf(member.receiver) === 'Array';
  if (member?.name !== 'map' && !isFrom) return undefined;
  const given = call.arguments[isFrom ? 1 : 0];
  return given === undefined ? undefined : unwrapped(given);
}

/** Whether it puts what it gets into a collection, `pages.set(key, page)`: what is missing there tells what has failed. */
function keepsResults({ body }: FunctionNode): boolean {
  if (body === undefined) return false;
  for (const node of ownNodesIn(body)) {
    if (isCallExpression(node) && /^(?:add|push|set|unshift)$/.test(memberOf(node.expression)?.name ?? '')) return true;
    if (
      isBinaryExpression(node) &&
      isAssignmentOperator(node.operatorToken.kind) &&
      isElementAccessExpression(node.left)
    )
      return true;
  }
  return false;
}

/** What the callback waits for first. */
function workIn({ body }: FunctionNode, source: SourceFile): string {
  if (body === undefined) return '';
  const awaited = isBlock(body)
    ? [...ownNodesIn(body)].filter(isAwaitExpression).map(({ expression }) => expression)
    : [body];
  const calls = [...awaited, ...resultsOf(body)].map(unwrapped).filter(isCallExpression);
  const [first] = calls.sort((one, other) => one.pos - other.pos);
  return first === undefined ? '' : labelOf(first.expression, source);
}

function isNothing(name: Node & { readonly text: string }): boolean {
  return name.text === 'undefined';
}
