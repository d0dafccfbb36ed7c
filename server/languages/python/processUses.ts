/** What a function does with a process that a variable of it holds. */

import type { Communication, UnreadPipeFact } from '../../facts/facts.ts';
import { lastNameOf } from './callFacts.ts';
import type { Attribute, Await, Call, FunctionDef, Name, Node, Statement } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';

export type PipeName = UnreadPipeFact['pipe'];

/** A mention of a pipe. */
export interface PipeUse {
  readonly pipe: PipeName;
  readonly node: Attribute;
  /** `await process.stdout.read()`, where it is that. */
  readonly read?: Await & { readonly value: Call };
  /** In a function inside. */
  readonly isInner: boolean;
}

export interface ProcessUses {
  readonly pipes: readonly PipeUse[];
  /** Calls of `wait` that the function itself waits for, in source order. */
  readonly waits: readonly Call[];
  /** Where it is made to end. */
  readonly ends: readonly number[];
  /** Whether anything is written into it. */
  readonly usesInput: boolean;
}

/** `undefined` where others may see the process, or where it is communicated with. */
export function usesOfProcess(name: string, owner: FunctionDef): ProcessUses | undefined {
  const pipes: PipeUse[] = [];
  const waits: Call[] = [];
  const ends: number[] = [];
  let usesInput = false;
  let isHandedOn = false;
  const visit = (node: Node, around: readonly Node[], isInner: boolean): void => {
    if (node.kind === 'Name' && node.name === name) use(node, around, isInner);
    else {
      const inside = [node, ...around.slice(0, 3)];
      const opens = node.kind === 'FunctionDef' || node.kind === 'Lambda';
      forEachChild(node, (child) => visit(child, inside, isInner || opens));
    }
  };
  for (const statement of owner.body) visit(statement, [], false);
  return isHandedOn ? undefined : { pipes, waits, ends, usesInput };

  /** `around` is what stands around the name, the innermost first. */
  function use(node: Name, [member, call, awaited, outer]: readonly Node[], isInner: boolean): void {
    if (member?.kind !== 'Attribute') {
      isHandedOn ||= member !== undefined && !isLookedAt(node, member, call);
      return;
    }
    switch (member.name) {
      case 'stdout':
      case 'stderr':
        pipes.push({ pipe: member.name, node: member, isInner, ...readOf(call, awaited, outer) });
        return;
      case 'wait':
        if (call?.kind === 'Call' && !isInner && isAwaited(awaited, outer)) waits.push(call);
        return;
      case 'kill':
      case 'terminate':
      case 'send_signal':
        ends.push(member.start);
        return;
      case 'pid':
        if (call?.kind === 'Call' && /kill|terminate/.test(lastNameOf(call.callee))) ends.push(member.start);
        return;
      case 'stdin':
        usesInput = true;
        return;
      case 'returncode':
        return;
      default:
        isHandedOn = true;
    }
  }
}

/** Whether it is only tested, or where the variable is given the process. */
function isLookedAt(node: Name, parent: Node, outer: Node | undefined): boolean {
  switch (parent.kind) {
    case 'Assign':
      return parent.targets.includes(node);
    case 'AnnAssign':
    case 'WithItem':
      return parent.target === node;
    case 'BoolOp':
      return outer?.kind === 'If';
    default:
      return parent.kind === 'If' || parent.kind === 'UnaryOp' || parent.kind === 'Compare';
  }
}

/** `around` is `.read`, its call and the `await` before it. */
function readOf(...[method, call, awaited]: readonly (Node | undefined)[]): Pick<PipeUse, 'read'> {
  const isRead = method?.kind === 'Attribute' && method.name === 'read' && call?.kind === 'Call';
  if (!isRead || call.callee !== method || call.arguments.length > 0 || awaited?.kind !== 'Await') return {};
  return { read: { ...awaited, value: call } };
}

/** `await process.wait()` and `await asyncio.wait_for(process.wait(), 5)` */
function isAwaited(around: Node | undefined, outer: Node | undefined): boolean {
  if (around?.kind === 'Await') return true;
  return around?.kind === 'Call' && lastNameOf(around.callee) === 'wait_for' && outer?.kind === 'Await';
}

/** How a wait stands in its statement; `undefined` where others would come before it there. */
export function formOf(wait: Call, statement: Statement): Communication['form'] | undefined {
  switch (statement.kind) {
    case 'Expr': {
      const awaited = statement.value.kind === 'Await' ? statement.value.value : undefined;
      const isLimited = awaited?.kind === 'Call' && awaited.arguments[0] === wait;
      return awaited === wait || isLimited ? 'alone' : undefined;
    }
    case 'Assign':
    case 'Return':
      return isAwaitOf(wait, statement.value) ? 'result' : undefined;
    case 'If': {
      // `await process.wait() != 0`
      const { test } = statement;
      return isAwaitOf(wait, test.kind === 'Compare' ? test.left : test) ? 'result' : undefined;
    }
    default:
      return undefined;
  }
}

function isAwaitOf(wait: Call, expression: Node | undefined): boolean {
  return expression?.kind === 'Await' && expression.value === wait;
}
