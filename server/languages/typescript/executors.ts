/** Executors of promises: `new Promise(executor)`, with what goes wrong in them. */

import {
  type CallExpression,
  isArrowFunction,
  isBlock,
  isCallExpression,
  isExpressionStatement,
  isIdentifier,
  isIfStatement,
  isNewExpression,
  isReturnStatement,
  isTryStatement,
  type NewExpression,
  type Node,
} from 'typescript/unstable/ast';
import { type Edit, insertion, replacement } from '../../analysis/text.ts';
import type { ExecutorFact, ExecutorFlaw } from '../../facts/facts.ts';
import type { FileInput } from './collectFacts.ts';
import type { FileSyntax } from './collectSyntax.ts';
import { isHandledChain } from './dropped.ts';
import {
  errorParameterOf,
  type ExecutorBody,
  executorBodyOf,
  isCalledLater,
  type Outcome,
  parametersOf,
} from './executorBodies.ts';
import type { FactFamily } from './families.ts';
import { nameOf } from './functions.ts';
import {
  type FunctionNode,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  lastNameOf,
  memberOf,
  rangeOfNode,
  startOf,
  unwrapped,
} from './nodes.ts';
import { returnsReceiver } from './receivers.ts';
import { secondSettlements } from './settledTwice.ts';
import type { Types } from './types.ts';
import { unwrappingOf } from './unwrapping.ts';

export const executorFamily: FactFamily<'executors'> = {
  kinds: [],
  facts: (input) => {
    const { syntax } = input;
    const constructions = syntax.calls.flatMap(({ node }) =>
      isNewExpression(node) && isIdentifier(node.expression) && node.expression.text === 'Promise' ? node : [],
    );
    if (constructions.length === 0 || isOwnPromise(syntax)) return { executors: [] };
    return { executors: constructions.flatMap((construction) => executorFact(construction, input) ?? []) };
  },
};

/** Bluebird and its like, anywhere in the file under the name of the global. */
function isOwnPromise({ imports, functions, source }: FileSyntax): boolean {
  if (imports.some(({ local }) => local === 'Promise')) return true;
  if (/\b(?:let|var|const|class|function)\s+Promise\b/.test(source.text)) return true;
  return functions.some(
    ({ node }) =>
      isFunctionNode(node) && parametersOf(node).some(({ name }) => isIdentifier(name) && name.text === 'Promise'),
  );
}

function executorFact(construction: NewExpression, input: FileInput): ExecutorFact | undefined {
  const { syntax } = input;
  const { text } = syntax.source;
  const executor = executorOf(construction, syntax);
  const id = executor === undefined ? undefined : syntax.functionOf.get(executor);
  if (executor === undefined || id === undefined || executor.body === undefined) return undefined;
  const names = namesOf(executor);
  const body = executorBodyOf(executor, names);
  const isInPlace = isFunctionLiteral(executor) && unwrapped(construction.arguments?.[0] ?? construction) === executor;
  const rejection = isInPlace ? rejectionOf(executor, names, text) : undefined;
  const unwrapping =
    isInPlace && isAsync(executor) ? unwrappingOf(construction, executor, body, syntax.source) : undefined;
  return {
    range: rangeOfNode(construction, text),
    function: id,
    isInPlace,
    hasAwait: body.hasAwait,
    isGuarded: handlesAll(executor, body),
    flaws: flawsOf(executor, names, body, input).sort((one, other) => one.range.start - other.range.start),
    ...(rejection === undefined ? {} : { rejection }),
    ...(unwrapping === undefined ? {} : { unwrapping }),
  };
}

/** The function written in place, or the only one of its name in the file. */
function executorOf(construction: NewExpression, { functions }: FileSyntax): FunctionNode | undefined {
  const [argument] = construction.arguments ?? [];
  if (argument === undefined) return undefined;
  const plain = unwrapped(argument);
  if (isFunctionLiteral(plain)) return plain;
  if (!isIdentifier(plain)) return undefined;
  const named = functions.flatMap(({ node }) => (isFunctionNode(node) && nameOf(node) === plain.text ? node : []));
  return named.length === 1 ? named[0] : undefined;
}

function namesOf(executor: FunctionNode): ReadonlyMap<string, Outcome> {
  const names = new Map<string, Outcome>();
  const outcomes = ['resolve', 'reject'] as const;
  parametersOf(executor).forEach(({ name }, index) => {
    const outcome = outcomes[index];
    if (outcome !== undefined && isIdentifier(name)) names.set(name.text, outcome);
  });
  return names;
}

/** What `reject` is called here, and the edits that declare it where the executor takes only `resolve`. */
function rejectionOf(
  executor: FunctionNode,
  names: ReadonlyMap<string, Outcome>,
  text: string,
): ExecutorFact['rejection'] {
  for (const [name, outcome] of names) if (outcome === 'reject') return { name, edits: [] };
  const [first, second] = parametersOf(executor);
  if (first === undefined || second !== undefined || first.dotDotDotToken !== undefined) return undefined;
  if (!isIdentifier(first.name) || /\breject\b/.test(text.slice(executor.pos, executor.end))) return undefined;
  const start = startOf(first, text);
  const isBare = isArrowFunction(executor) && !/\(\s*$/.test(text.slice(executor.pos, start));
  const edits: readonly Edit[] = isBare
    ? [replacement({ start, end: first.end }, `(${first.name.text}, reject)`)]
    : [insertion(first.end, ', reject')];
  return { name: 'reject', edits };
}

/**
 * Whether all that the executor waits for stands in a `try` whose `catch`, or what comes after it, settles: then being
 * async loses nothing. Plain calls elsewhere count as harmless.
 */
function handlesAll(executor: FunctionNode, { mentions, throws, hasLooseAwait, catching }: ExecutorBody): boolean {
  if (hasLooseAwait || catching.length === 0 || throws.some(({ owner }) => owner === executor)) return false;
  return catching.every(({ tryBlock }) => mentions.some(({ node }) => node.pos >= tryBlock.end));
}

function flawsOf(
  executor: FunctionNode,
  names: ReadonlyMap<string, Outcome>,
  body: ExecutorBody,
  input: FileInput,
): ExecutorFlaw[] {
  return [
    ...swappedNames(executor, input),
    ...lostErrors(body, input),
    ...settledAgain(executor, body, input),
    ...neverSettled(executor, names, body, input),
    ...leftPending(body, input),
    ...lostResults(executor, input),
  ];
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
        ...(mayReturn ? { firstStatement: statement } : {}),
      };
    });
  });
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
  return returnsReceiver(call, types.project) || types.of(receiver)?.id === types.of(call)?.id;
}
