/** What a function does with a variable that may hold an awaitable. */

import { walkOwnBody } from './functionBodies.ts';
import { membersOfCoroutines } from './library/awaitableMembers.ts';
import type { Call, Expression, FunctionDef, Name, Node } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

/**
 * What the variable is known to hold: a coroutine, which nothing but `await` and whoever takes coroutines can use; a container with
 * one in it; anything at all, such as a list of coroutines.
 */
export type Held = 'coroutine' | 'container' | 'anything';

/** Whether code may await a variable, or hand it to somebody who does. */
export function mayBeAwaited(name: string, body: FunctionDef, held: Held): boolean {
  return isUsed(name, body, (use) => {
    if (use.isInner) return held !== 'coroutine' || !isReadingResult(use);
    return handsOn(use, body, held);
  });
}

/** Whether code does with a variable what no coroutine lets it do, where it may hold the one in question, and gives it back to nobody. */
export function isOnlyReadAsResult(name: string, body: FunctionDef, mayHoldIt: (use: Name) => boolean): boolean {
  const isRead = isUsed(name, body, (use) => !use.isInner && isReadingResult(use) && mayHoldIt(use.node));
  return isRead && !isUsed(name, body, ({ parent }) => givingBack.has(parent.kind));
}

/** Where a function is asked for either, the choice may be made once more. */
const givingBack: ReadonlySet<Node['kind']> = new Set<Node['kind']>(['Return', 'Yield', 'IfExp']);

interface Use {
  readonly node: Name;
  readonly parent: Node;
  /** In a function, class or lambda inside. */
  readonly isInner: boolean;
}

function isUsed(name: string, body: FunctionDef, isWanted: (use: Use) => boolean): boolean {
  let isFound = false;
  const visit = (node: Node, parent: Node, isInner: boolean): void => {
    if (isFound) return;
    if (node.kind === 'Name' && node.name === name && isWanted({ node, parent, isInner })) isFound = true;
    const opens = node.kind === 'FunctionDef' || node.kind === 'Lambda' || node.kind === 'ClassDef';
    forEachChild(node, (child) => visit(child, node, isInner || opens));
  };
  forEachChild(body, (child) => visit(child, body, false));
  return isFound;
}

function isReadingResult({ node, parent }: Use): boolean {
  switch (parent.kind) {
    case 'Attribute':
      return !membersOfCoroutines.has(parent.name) && !parent.name.startsWith('__');
    case 'Subscript':
      return parent.value === node;
    case 'BinOp':
    case 'Starred':
      return true;
    case 'For':
    case 'Comprehension':
      return !parent.isAsync && parent.iterable === node;
    default:
      return false;
  }
}

function handsOn(use: Use, body: FunctionDef, held: Held): boolean {
  const { node, parent } = use;
  switch (parent.kind) {
    case 'Starred':
      return held !== 'coroutine';
    case 'Await':
    case 'List':
    case 'Tuple':
    case 'Set':
    case 'WithItem':
      return true;
    case 'Keyword':
      return takingKeywords.test(parent.name?.text ?? '');
    case 'Assign':
    case 'NamedExpr':
    case 'AnnAssign':
      return parent.value === node;
    case 'For':
    case 'Comprehension':
      return parent.isAsync || (held === 'container' && parent.iterable === node);
    // Whoever gives back coroutines in a list says so where types are written.
    case 'Return':
    case 'Yield':
      return held === 'container' && body.returns === undefined;
    case 'Call':
      return parent.callee !== node && takesAwaitable(parent, body, held);
    default:
      return false;
  }
}

function takesAwaitable(call: Call, body: FunctionDef, held: Held): boolean {
  const { callee } = call;
  const called = callee.kind === 'Name' || callee.kind === 'Attribute' ? callee.name : '';
  if (called === 'isinstance') return checksForAwaitable(call);
  const container = held === 'coroutine' ? containerFilled(callee) : undefined;
  if (container === undefined || !isMadeHere(container, body)) return takers.test(called);
  return mayBeAwaited(container, body, 'container');
}

/** `found` of `found.append(…)`, unless its name says that it is for coroutines. */
function containerFilled(callee: Expression): string | undefined {
  if (callee.kind !== 'Attribute' || callee.value.kind !== 'Name' || !putsIn.test(callee.name)) return undefined;
  return takingKeywords.test(callee.value.name) ? undefined : callee.value.name;
}

/** Whether the function makes the container itself, so that nobody else sees it but those whom it is given to. */
function isMadeHere(name: string, body: FunctionDef): boolean {
  let isMade = false;
  walkOwnBody(body, (node) => {
    if (node.kind !== 'Assign' && node.kind !== 'AnnAssign') return;
    const targets = node.kind === 'Assign' ? node.targets : [node.target];
    isMade ||= node.value?.kind === 'List' && targets.some((each) => each.kind === 'Name' && each.name === name);
  });
  return isMade;
}

const putsIn = /^(?:append|add|insert)$/;

/** `isinstance(value, Awaitable)`, or a class whose name cannot be read. */
function checksForAwaitable({ arguments: given }: Call): boolean {
  const [, types] = given;
  const all = types?.kind === 'Tuple' ? types.elements : [types];
  return all.some((type) => {
    const name = type?.kind === 'Name' || type?.kind === 'Attribute' ? type.name : '';
    return name === '' || takers.test(name) || /^(?:Generator|Task\w*|\w*Type)$/.test(name);
  });
}

/** Names of parameters that take awaitables: `run(main=…)`, `wait_for(fut=…)`, `create_task(coro=…)`. */
const takingKeywords = /^(?:main|aws?|fs|fut)$|task|future|coro|await|work/i;

/** Names of functions that take awaitables. */
const takers =
  /^(?:gather|wait|wait_for|shield|as_completed|append|add|extend|insert|put|put_nowait|send|submit|iscoroutine|isawaitable)$|task|future|coro|await|async|run|spawn|schedul|start|fire|background/i;
