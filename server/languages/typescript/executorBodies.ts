/** What stands inside of a promise's executor: where it settles, throws and parses, and what runs later than it. */

import {
  type CallExpression,
  type Expression,
  isBinaryExpression,
  isCallExpression,
  isForOfStatement,
  isIdentifier,
  isNewExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isStringLiteral,
  isThrowStatement,
  isTryStatement,
  type NewExpression,
  type Node,
  SyntaxKind,
  type ThrowStatement,
  type TryStatement,
} from 'typescript/unstable/ast';
import { promiseMembers } from '../../facts/promiseMembers.ts';
import {
  childrenOf,
  type FunctionNode,
  isAsync,
  isFunctionNode,
  lastNameOf,
  memberOf,
  unwrappedParent,
} from './nodes.ts';

export type Outcome = 'resolve' | 'reject';

/** `resolve` or `reject` where it is written; `call` is what it is the callee of. */
export interface Mention {
  readonly node: Node;
  readonly outcome: Outcome;
  readonly owner: FunctionNode;
  readonly call?: CallExpression;
}

interface Owned<Kind extends Node> {
  readonly node: Kind;
  readonly owner: FunctionNode;
}

export interface ExecutorBody {
  readonly mentions: readonly Mention[];
  /** Those that no `try` of the same function catches, and that belong to no promise made inside. */
  readonly throws: readonly Owned<ThrowStatement>[];
  readonly parses: readonly Owned<CallExpression>[];
  /** Functions written in it. */
  readonly functions: readonly FunctionNode[];
  readonly hasAwait: boolean;
  /** Whether it awaits outside of any `try` with a `catch`. */
  readonly hasLooseAwait: boolean;
  /** The `try` statements of the executor itself that catch. */
  readonly catching: readonly TryStatement[];
}

interface Place {
  readonly node: Node;
  readonly owner: FunctionNode;
  readonly isGuarded: boolean;
  /** Inside of another promise's executor, which has its own `resolve` and `reject`. */
  readonly isInner: boolean;
  readonly names: ReadonlyMap<string, Outcome>;
}

export function executorBodyOf(executor: FunctionNode, names: ReadonlyMap<string, Outcome>): ExecutorBody {
  const mentions: Mention[] = [];
  const throws: Owned<ThrowStatement>[] = [];
  const parses: Owned<CallExpression>[] = [];
  const functions: FunctionNode[] = [];
  const catching: TryStatement[] = [];
  let hasAwait = false;
  let hasLooseAwait = false;
  const stack: Place[] = [];
  if (executor.body !== undefined)
    stack.push({ node: executor.body, owner: executor, isGuarded: false, isInner: false, names });
  for (let place = stack.pop(); place !== undefined; place = stack.pop()) {
    const { node, owner, isGuarded, isInner } = place;
    if (isFunctionNode(node)) {
      functions.push(node);
      const inner = {
        owner: node,
        isGuarded: false,
        isInner: isInner || isExecutor(node),
        names: namesInside(node, place.names),
      };
      for (const child of childrenOf(node).reverse()) stack.push({ ...inner, node: child });
      continue;
    }
    if (isTryStatement(node)) {
      const { tryBlock, catchClause, finallyBlock } = node;
      if (catchClause !== undefined && owner === executor) catching.push(node);
      if (finallyBlock !== undefined) stack.push({ ...place, node: finallyBlock });
      if (catchClause !== undefined) stack.push({ ...place, node: catchClause });
      stack.push({ ...place, node: tryBlock, isGuarded: isGuarded || catchClause !== undefined });
      continue;
    }
    if (isIdentifier(node)) {
      const outcome = place.names.get(node.text);
      if (outcome !== undefined && isReference(node)) mentions.push({ node, outcome, owner, ...callOf(node) });
    } else if (isThrowStatement(node)) {
      if (!isGuarded && !isInner) throws.push({ node, owner });
    } else if (isCallExpression(node)) {
      if (!isGuarded && !isInner && isParse(node)) parses.push({ node, owner });
    } else if (owner === executor && isAwaiting(node)) {
      hasAwait = true;
      hasLooseAwait ||= !isGuarded;
    }
    for (const child of childrenOf(node).reverse()) stack.push({ ...place, node: child });
  }
  return { mentions, throws, parses, functions, hasAwait, hasLooseAwait, catching };
}

/** `await x` and `for await (…)` */
function isAwaiting(node: Node): boolean {
  if (node.kind === SyntaxKind.AwaitExpression) return true;
  return isForOfStatement(node) && node.awaitModifier !== undefined;
}

/** `new Promise(…)` around a function written in place. */
export function constructionOf(node: FunctionNode): NewExpression | undefined {
  const { parent, child } = unwrappedParent(node);
  if (!isNewExpression(parent) || parent.arguments?.[0] !== child) return undefined;
  return isIdentifier(parent.expression) && parent.expression.text === 'Promise' ? parent : undefined;
}

/**
 * Whether a function is surely called later than the code around it and by somebody who drops what it throws: by a
 * timer, an emitter, a request, or as a callback whose first parameter is the error.
 */
export function isCalledLater(node: FunctionNode): boolean {
  if (isAsync(node)) return false;
  const { parent, child } = unwrappedParent(node);
  if (isBinaryExpression(parent)) {
    const handler = parent.right === child && parent.operatorToken.kind === SyntaxKind.EqualsToken;
    return handler && /^on[a-z]+$/.test(memberOf(parent.left)?.name ?? '');
  }
  if (!isCallExpression(parent)) return false;
  // A child of a call that is no argument is its callee, which is not found then.
  const index = parent.arguments.indexOf(child as Expression);
  if (index < 0) return false;
  const name = lastNameOf(parent.expression);
  if (timers.has(name)) return index === 0;
  const [first] = parent.arguments;
  if (listeners.has(name)) return index === 1 && first !== undefined && isStringLiteral(first);
  if (isRequest(parent)) return true;
  return errorParameterOf(node) !== undefined && index === parent.arguments.length - 1 && !chains.has(name);
}

/** The first parameter of a callback in Node's manner, where it is named like an error. */
export function errorParameterOf(node: FunctionNode): string | undefined {
  const [first] = parametersOf(node);
  const name = first?.name;
  if (name === undefined || !isIdentifier(name)) return undefined;
  return /^_?(?:er|err|error|\w+(?:Err|Error))$/.test(name.text) ? name.text : undefined;
}

export interface Parameter extends Node {
  readonly name: Node;
  readonly dotDotDotToken?: Node;
  readonly initializer?: Node;
  readonly type?: Node;
  readonly modifiers?: readonly Node[];
}

export function parametersOf(node: FunctionNode): readonly Parameter[] {
  return (node as { readonly parameters?: readonly Parameter[] }).parameters ?? [];
}

function namesInside(node: FunctionNode, names: ReadonlyMap<string, Outcome>): ReadonlyMap<string, Outcome> {
  const hidden = parametersOf(node).flatMap(({ name }) =>
    isIdentifier(name) && names.has(name.text) ? name.text : [],
  );
  if (hidden.length === 0) return names;
  return new Map([...names].filter(([name]) => !hidden.includes(name)));
}

function isExecutor(node: FunctionNode): boolean {
  return constructionOf(node) !== undefined;
}

/** Not the name of a member or key. */
function isReference(node: Node): boolean {
  const { parent } = node;
  if (isPropertyAccessExpression(parent)) return parent.expression === node;
  return !(isPropertyAssignment(parent) && parent.name === node);
}

function callOf(node: Node): { readonly call?: CallExpression } {
  const { parent } = node;
  return isCallExpression(parent) && parent.expression === node ? { call: parent } : {};
}

/** `JSON.parse` of something that came from elsewhere. */
function isParse(call: CallExpression): boolean {
  const member = memberOf(call.expression);
  if (member?.name !== 'parse' || !isIdentifier(member.receiver) || member.receiver.text !== 'JSON') return false;
  const [text] = call.arguments;
  if (text === undefined || isStringLiteral(text)) return false;
  return !(isCallExpression(text) && lastNameOf(text.expression) === 'stringify');
}

/** `https.get(url, (response) => …)` */
function isRequest(call: CallExpression): boolean {
  const member = memberOf(call.expression);
  if (member === undefined || (member.name !== 'get' && member.name !== 'request')) return false;
  return isIdentifier(member.receiver) && /^https?$/.test(member.receiver.text);
}

/** Functions that call back when time has passed. */
export const timers: ReadonlySet<string> = new Set([
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'nextTick',
  'requestAnimationFrame',
]);

/** Methods that register a function for events. */
export const listeners: ReadonlySet<string> = new Set([
  'on',
  'once',
  'addListener',
  'prependListener',
  'prependOnceListener',
  'addEventListener',
]);

/** Callees that hand on what their callback throws. */
const chains: ReadonlySet<string> = new Set([
  ...promiseMembers,
  'map',
  'filter',
  'forEach',
  'some',
  'every',
  'find',
  'reduce',
  'sort',
  'catchError',
  'tapCatch',
]);
