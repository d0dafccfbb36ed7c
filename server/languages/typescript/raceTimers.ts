/** Promises that a timer settles and that nobody can call off: `new Promise((_, reject) => setTimeout(reject, 5000))`. */

import {
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isReturnStatement,
  isVariableDeclaration,
  isVariableStatement,
  type CallExpression,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import type { TimerRaceFact } from '../../facts/facts.ts';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import type { FileInput } from './collectFacts.ts';
import { parametersOf } from './executorBodies.ts';
import { fateOf } from './fates.ts';
import {
  functionAround,
  isAsync,
  isFunctionLiteral,
  isFunctionNode,
  isLoop,
  lastNameOf,
  memberOf,
  ownNodesIn,
  textOfName,
  unwrapped,
  unwrappedParent,
} from './nodes.ts';
import { delayIn } from './delays.ts';
import { usesOf } from './settledUses.ts';
import { descendantsOf } from './signalUses.ts';

export interface RaceTimer {
  readonly ends: TimerRaceFact['ends'];
  readonly delay?: number;
  /** The call that starts it, where it is written in the file. */
  readonly start?: CallExpression;
}

/** Helpers of helpers are followed this far. */
const deepest = 3;

/** The timer that alone settles a contestant: written there, held by a constant, or made by a helper function. */
export function timerOf(contestant: Node, input: FileInput, depth = 0): RaceTimer | undefined {
  if (depth > deepest) return undefined;
  const node = withoutChain(contestant);
  if (isNewExpression(node)) return timerOfPromise(node, input);
  if (isIdentifier(node)) {
    const declaration = input.symbols.localDeclarationOf(node, input.syntax.source);
    if (declaration === undefined || !isVariableDeclaration(declaration)) return undefined;
    const { initializer, name } = declaration;
    if (initializer === undefined || functionAround(declaration) !== functionAround(node)) return undefined;
    // One deadline for several races outlives the first of them, and who waits for it alone wants it.
    if (!isIdentifier(name) || usesOf(name).length > 1) return undefined;
    const timer = timerOf(initializer, input, depth + 1);
    return timer === undefined || isRacedOnce(node, declaration) ? timer : withoutStart(timer);
  }
  return isCallExpression(node) ? timerOfCall(node, input, depth) : undefined;
}

/** Whether the block that declares it comes to the race once: behind a loop the timer has to go on. */
function isRacedOnce(use: Node, declaration: Node): boolean {
  const statement = declaration.parent.parent;
  if (!isVariableStatement(statement)) return false;
  let at: Node | undefined = use;
  while (at !== undefined && at !== statement.parent && !isLoop(at)) at = at.parent;
  return at === statement.parent;
}

function withoutStart({ ends, delay }: RaceTimer): RaceTimer {
  return { ends, ...(delay === undefined ? {} : { delay }) };
}

/** `sleep(1000).then(() => 'timeout')` waits as long as `sleep(1000)`. */
function withoutChain(node: Node): Node {
  let at = unwrapped(node);
  for (;;) {
    const member = isCallExpression(at) ? memberOf(at.expression) : undefined;
    if (member === undefined || !promiseMembers.has(member.name)) return at;
    at = unwrapped(member.receiver);
  }
}

function timerOfCall(call: CallExpression, input: FileInput, depth: number): RaceTimer | undefined {
  const { symbols, signatures, syntax } = input;
  const [first] = call.arguments;
  if (symbols.writtenName(call.expression, syntax.source) === 'node:timers/promises.setTimeout')
    return call.arguments.length < 3 ? { ends: 'resolved', ...delayIn(first, input) } : undefined;
  const helper = signatures.functionOf(call);
  if (helper?.body === undefined) return undefined;
  const result = onlyResult(helper.body);
  const timer = result === undefined ? undefined : timerOf(result, input, depth + 1);
  if (timer === undefined) return undefined;
  // What the helper starts lies elsewhere, and its delay is a parameter.
  return { ends: timer.ends, ...(call.arguments.length === 1 ? delayIn(first, input) : {}) };
}

/** Of a function that does nothing else than give back one value. */
function onlyResult(body: Node): Node | undefined {
  if (!isBlock(body)) return unwrapped(body);
  const [statement, ...others] = body.statements;
  if (statement === undefined || others.length > 0 || !isReturnStatement(statement)) return undefined;
  return statement.expression === undefined ? undefined : unwrapped(statement.expression);
}

function timerOfPromise(
  construction: Node & { readonly arguments?: readonly Node[] },
  input: FileInput,
): RaceTimer | undefined {
  const [argument] = construction.arguments ?? [];
  const executor = argument === undefined ? undefined : unwrapped(argument);
  if (executor === undefined || !isFunctionLiteral(executor) || executor.body === undefined || isAsync(executor))
    return undefined;
  const [resolve, reject] = parametersOf(executor).map(({ name }) =>
    name !== undefined && isIdentifier(name) ? textOfName(name) : undefined,
  );
  const settling: RaceTimer[] = [];
  for (const node of ownNodesIn(executor.body)) {
    if (!isCallExpression(node)) continue;
    if (isTimer(node)) {
      const [callback, delay] = node.arguments;
      if (callback === undefined || isKept(node, executor.body)) return undefined;
      const ends = mentions(callback, reject) ? 'rejected' : mentions(callback, resolve) ? 'resolved' : undefined;
      if (ends !== undefined) settling.push({ ends, start: node, ...delayIn(delay, input) });
    }
  }
  const [only, ...others] = settling;
  return others.length > 0 ? undefined : only;
}

function isTimer(call: CallExpression): boolean {
  const callee = unwrapped(call.expression);
  if (isIdentifier(callee)) return textOfName(callee) === 'setTimeout';
  const member = memberOf(callee);
  return member?.name === 'setTimeout' && /^(?:globalThis|window|self|global)$/.test(lastNameOf(member.receiver));
}

/** Whether somebody may clear it: what it gives is kept, or used at once, as by `setTimeout(…).unref()`. */
function isKept(call: Node, body: Node): boolean {
  const { parent } = unwrappedParent(call);
  const fate = fateOf(call);
  if (fate === 'ignored') return false;
  if (fate === 'returned') return parent !== unwrappedParent(body).parent && !isArrowFunction(parent);
  if (fate !== 'assigned') return true;
  const name = isVariableDeclaration(parent) ? parent.name : isBinaryExpression(parent) ? parent.left : undefined;
  return name === undefined || !isIdentifier(name) || isRead(textOfName(name), call);
}

/** Whether the variable is used anywhere but where it gets its value. */
function isRead(name: string, call: Node): boolean {
  const around = outermostFunctionAround(call);
  const namesIn = (node: Node) =>
    [...descendantsOf(node)].filter((each) => isIdentifier(each) && textOfName(each) === name);
  const local = namesIn(around);
  const isLocal = local.some((each) => isVariableDeclaration(each.parent) && each.parent.name === each);
  return (isLocal ? local : namesIn(call.getSourceFile())).some((each) => !isWritten(each));
}

function outermostFunctionAround(node: Node): Node {
  let at = functionAround(node);
  for (let next = at; isFunctionNode(next); next = functionAround(next)) at = next;
  return at;
}

function isWritten(name: Node): boolean {
  const { parent } = name;
  if (isVariableDeclaration(parent)) return parent.name === name;
  return isBinaryExpression(parent) && parent.left === name && parent.operatorToken.kind === SyntaxKind.EqualsToken;
}

function mentions(node: Node, name: string | undefined): boolean {
  if (name === undefined) return false;
  for (const each of descendantsOf(node)) if (isIdentifier(each) && textOfName(each) === name) return true;
  return false;
}
