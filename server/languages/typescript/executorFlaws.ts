/** What goes wrong in an executor: errors that escape the promise, and paths that settle it twice or never. */

import {
  type CallExpression,
  isAwaitExpression,
  isBlock,
  isCallExpression,
  isExpressionStatement,
  isIdentifier,
  isIfStatement,
  isNewExpression,
  isReturnStatement,
  isTryStatement,
  type Node,
} from 'typescript/unstable/ast';
import type { ExecutorFlaw } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import { withoutComments } from './edits.ts';
import { isHandledChain } from './dropped.ts';
import { errorParameterOf, type ExecutorBody, isCalledLater, type Outcome, parametersOf } from './executorBodies.ts';
import {
  type FunctionNode,
  isAsync,
  lastNameOf,
  memberOf,
  ownNodesIn,
  rangeOfNode,
  startOf,
  unwrapped,
} from './nodes.ts';
import { returnsReceiver } from './receivers.ts';
import { type Settlement, secondSettlements } from './settledTwice.ts';
import type { Types } from './types.ts';

/** In source order. */
export function flawsOf(
  executor: FunctionNode,
  names: ReadonlyMap<string, Outcome>,
  body: ExecutorBody,
  input: FileInput,
): readonly ExecutorFlaw[] {
  const flaws = [
    ...swappedNames(executor, input),
    ...lostErrors(body, input),
    ...settledAgain(executor, body, input),
    ...neverSettled(executor, names, body, input),
    ...leftPending(body, input),
    ...lostResults(executor, input),
  ];
  return flaws.sort((one, other) => one.range.start - other.range.start);
}

/** `new Promise((reject, resolve) => …)` resolves with what is meant to be the error. */
function swappedNames(executor: FunctionNode, { syntax: { source } }: FileInput): readonly ExecutorFlaw[] {
  const [first, second] = parametersOf(executor).map(({ name }) => name);
  if (first === undefined || second === undefined || !isIdentifier(first) || !isIdentifier(second)) return [];
  if (!/^_?rej(?:ect)?$/.test(first.text) || !/^_?res(?:olve)?$/.test(second.text)) return [];
  const names = [rangeOfNode(first, source.text), rangeOfNode(second, source.text)] as const;
  return [{ kind: 'swapped-names', range: { start: names[0].start, end: names[1].end }, names }];
}

/** What is thrown in a callback after the executor is done reaches nobody who could reject. */
function lostErrors(
  { throws, parses, mentions }: ExecutorBody,
  { syntax: { source } }: FileInput,
): readonly ExecutorFlaw[] {
  const { text } = source;
  const flaws: ExecutorFlaw[] = [];
  for (const { node, owner } of throws) {
    if (!isCalledLater(owner) || isOnlyThrow(owner) || node.expression === undefined) continue;
    const error = rangeOfNode(node.expression, text);
    flaws.push({ kind: 'throw-in-callback', range: rangeOfNode(node, text), error });
  }
  for (const { node, owner } of parses) {
    if (!isCalledLater(owner) || owner.body === undefined) continue;
    // A listener that settles nothing goes on when the promise is done: its errors are no business of the promise.
    const { pos, end } = owner.body;
    if (!mentions.some((mention) => mention.node.pos >= pos && mention.node.end <= end)) continue;
    const range = rangeOfNode(node, text);
    if (!isBlock(owner.body)) {
      const guarded = rangeOfNode(owner.body, text);
      flaws.push({ kind: 'parse-in-callback', range, guarded, isExpression: true });
      continue;
    }
    let statement: Node = node;
    while (!isBlock(statement.parent)) statement = statement.parent;
    const last = statement.parent.statements.at(-1) ?? statement;
    const isAlone = isExpressionStatement(statement) || isReturnStatement(statement);
    const guarded = { start: startOf(statement, text), end: isAlone ? statement.end : last.end };
    flaws.push({ kind: 'parse-in-callback', range, guarded, isExpression: false });
  }
  return flaws;
}

/** `setTimeout(() => { throw error; })` is how an error is shown to the process on purpose. */
function isOnlyThrow({ body }: FunctionNode): boolean {
  return (
    body !== undefined &&
    isBlock(body) &&
    body.statements.length === 1 &&
    /^\s*throw\b/.test(body.statements[0]?.getText() ?? '')
  );
}

function settledAgain(
  executor: FunctionNode,
  { mentions, functions }: ExecutorBody,
  { syntax: { source } }: FileInput,
): readonly ExecutorFlaw[] {
  const { text } = source;
  const calls = new Map(mentions.flatMap(({ call, owner }) => (call === undefined ? [] : [[call as Node, owner]])));
  return [executor, ...functions].flatMap((owner) => {
    const own = [...calls.values()].filter((other) => other === owner);
    if (own.length < 2 || owner.body === undefined) return [];
    return secondSettlements(owner.body, (call) => calls.get(call) === owner).map(({ second, first }): ExecutorFlaw => {
      const statement = rangeOfNode(first.statement, text);
      const { parent } = first.statement;
      const isLast = !isBlock(parent) || (parent.statements.at(-1) === first.statement && parent !== owner.body);
      const mayReturn =
        isLast &&
        isExpressionStatement(first.statement) &&
        parent !== second.statement.parent &&
        !isCleanup(second.statement.parent);
      return {
        kind: 'settled-twice',
        range: rangeOfNode(second.call, text),
        first: rangeOfNode(first.call, text),
        isIdle: isIdle(first, second, text),
        ...(mayReturn ? { firstStatement: statement } : {}),
      };
    });
  });
}

/** Whether the path on which both calls are made does nothing between them, in the second one and after it. */
function isIdle(first: Settlement, second: Settlement, text: string): boolean {
  const { parent } = second.statement;
  if (first.statement.parent === parent) return false;
  const between = text.slice(first.statement.end, startOf(second.statement, text));
  if (!/^[\s{};]*$/.test(withoutComments(between))) return false;
  const isLast = !isBlock(parent) || parent.statements.at(-1) === second.statement;
  return isLast && ![...ownNodesIn(second.call)].some((node) => node !== second.call && doesWork(node));
}

function doesWork(node: Node): boolean {
  return isCallExpression(node) || isNewExpression(node) || isAwaitExpression(node);
}

/** A `finally` block, which runs after a `return` as well. */
function isCleanup(block: Node): boolean {
  return isTryStatement(block.parent) && block.parent.finallyBlock === block;
}

/** `resolve` and `reject` are asked for and then forgotten. An empty executor never settles on purpose. */
function neverSettled(
  executor: FunctionNode,
  names: ReadonlyMap<string, Outcome>,
  { mentions, throws }: ExecutorBody,
  { syntax: { source } }: FileInput,
): readonly ExecutorFlaw[] {
  const [first] = parametersOf(executor);
  const { body } = executor;
  if (first === undefined || body === undefined || !isIdentifier(first.name) || mentions.length > 0) return [];
  if ([...names.keys()].some((name) => name.startsWith('_'))) return [];
  if (!isBlock(body) || body.statements.length === 0 || throws.some(({ owner }) => owner === executor)) return [];
  const written = source.text.slice(body.pos, body.end);
  if (/\barguments\b|\beval\(|\bprocess\.exit\(/.test(written)) return [];
  return [{ kind: 'never-settled', range: rangeOfNode(first.name, source.text) }];
}

/** `(error, data) => { if (error) return; resolve(data); }`, where nothing else settles. */
function leftPending(
  { mentions, functions }: ExecutorBody,
  { syntax: { source } }: FileInput,
): readonly ExecutorFlaw[] {
  const { text } = source;
  return functions.flatMap((callback): readonly ExecutorFlaw[] => {
    const error = errorParameterOf(callback);
    const { body } = callback;
    if (error === undefined || body === undefined || !isBlock(body) || !isCalledLater(callback)) return [];
    if (mentions.length === 0 || mentions.some(({ owner }) => owner !== callback)) return [];
    return body.statements.flatMap((statement): readonly ExecutorFlaw[] => {
      if (!isIfStatement(statement) || statement.elseStatement !== undefined) return [];
      const test = unwrapped(statement.expression);
      if (!isIdentifier(test) || test.text !== error) return [];
      const branch = isBlock(statement.thenStatement) ? statement.thenStatement.statements : [statement.thenStatement];
      const last = branch.at(-1);
      if (last === undefined || !isReturnStatement(last) || last.expression !== undefined) return [];
      if (!branch.slice(0, -1).every(isLogging)) return [];
      return [{ kind: 'left-pending', range: rangeOfNode(last, text), error }];
    });
  });
}

function isLogging(statement: Node): boolean {
  if (!isExpressionStatement(statement)) return false;
  const call = unwrapped(statement.expression);
  if (!isCallExpression(call)) return false;
  const name = lastNameOf(call.expression);
  return /^(?:log|debug|info|warn|error|trace)$/.test(name) && memberOf(call.expression) !== undefined;
}

/** A promise that the executor returns goes nowhere, and its error with it. */
function lostResults(executor: FunctionNode, { syntax, types, errors }: FileInput): readonly ExecutorFlaw[] {
  if (isAsync(executor)) return [];
  const id = syntax.functionOf.get(executor);
  const results = id === undefined ? [] : (syntax.functions[id]?.results ?? []);
  return results.flatMap((result): readonly ExecutorFlaw[] => {
    const value = unwrapped(result);
    if (!isCallExpression(value) || types.awaitability(value).awaitability !== 'always') return [];
    if (types.awaitability(value).kind !== 'promise') return [];
    if (isHandledChain(value) || errors.of(value) !== undefined || givesReceiver(value, types)) return [];
    return [{ kind: 'result-lost', range: rangeOfNode(value, syntax.source.text) }];
  });
}

/** A process that is a promise as well gives itself back from `once`: nothing is made that could be lost. */
function givesReceiver(call: CallExpression, types: Types): boolean {
  const receiver = memberOf(call.expression)?.receiver;
  if (receiver === undefined) return false;
  return returnsReceiver(call, types) || types.of(receiver) === types.of(call);
}
