/** What a function waits for whenever it is called, as far as no way out comes before. */

import { lastNameOf } from './callFacts.ts';
import type { Expression, Node, Statement } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';
import { isEndless } from './statements.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

/** `await value`, `async with value:` or `async for … in value:` */
export interface Wait {
  readonly how: 'awaited' | 'entered' | 'gone-over';
  readonly value: Expression;
}

/** In source order. A way out that raises an error is taken for one that nobody asks for. */
export function sureWaits(body: readonly Statement[]): readonly Wait[] {
  const found: Wait[] = [];
  throughBlock(body, found);
  return found;
}

/** All that a statement or an expression may wait for where it stands, whatever it depends on. */
export function waitsIn(node: Node): readonly Wait[] {
  const found: Wait[] = [];
  collect(node, found, () => true);
  return found;
}

/** Whether the code behind it is reached. */
function throughBlock(block: readonly Statement[], found: Wait[]): boolean {
  for (const statement of block) if (!throughStatement(statement, found)) return false;
  return true;
}

function throughStatement(statement: Statement, found: Wait[]): boolean {
  switch (statement.kind) {
    case 'If':
      surely(statement.test, found);
      return !mayLeave(statement);
    case 'Match':
      surely(statement.subject, found);
      return !mayLeave(statement);
    case 'While':
      surely(statement.test, found);
      if (isEndless(statement)) return throughBlock(statement.body, found) && !mayLeave(statement);
      return !mayLeave(statement);
    case 'For':
      if (statement.isAsync) found.push({ how: 'gone-over', value: statement.iterable });
      surely(statement.iterable, found);
      return !mayLeave(statement);
    case 'With':
      for (const { context } of statement.items) {
        surely(context, found);
        if (statement.isAsync) found.push({ how: 'entered', value: context });
      }
      return throughBlock(statement.body, found);
    case 'Try': {
      const isBehind = throughBlock([...statement.body, ...statement.orelse], found);
      return throughBlock(statement.finalbody, found) && isBehind && !mayLeave(statement);
    }
    case 'Return':
    case 'Raise':
    case 'Break':
    case 'Continue':
      surely(statement, found);
      return false;
    default:
      surely(statement, found);
      return true;
  }
}

function mayLeave(statement: Statement): boolean {
  const ways = waysOut([statement], anyCircumstances);
  return ['return', 'break', 'continue', 'exit'].some((way) => ways.has(way as 'return')) || !ways.has('end');
}

function surely(node: Node, found: Wait[]): void {
  collect(node, found, (parent, child) => {
    if (parent.kind === 'BoolOp') return child === parent.values[0];
    if (parent.kind === 'IfExp') return child === parent.test;
    return parent.kind !== 'ListComp' && parent.kind !== 'SetComp' && parent.kind !== 'DictComp';
  });
}

/** What is written in functions and generators inside runs later, if at all. */
function collect(node: Node, found: Wait[], runs: (parent: Node, child: Node) => boolean): void {
  switch (node.kind) {
    case 'FunctionDef':
    case 'ClassDef':
    case 'Lambda':
    case 'GeneratorExp':
      return;
    case 'With':
      if (node.isAsync) found.push(...node.items.map(({ context }): Wait => ({ how: 'entered', value: context })));
      break;
    case 'For':
    case 'Comprehension':
      if (node.isAsync) found.push({ how: 'gone-over', value: node.iterable });
      break;
    default:
      break;
  }
  forEachChild(node, (child) => {
    if (runs(node, child)) collect(child, found, runs);
  });
  if (node.kind === 'Await') found.push({ how: 'awaited', value: node.value });
}

/** Where the first of the nodes waits, or gives a value to whoever goes over it. */
export function firstPause(nodes: readonly Node[]): Node | undefined {
  for (const node of nodes) {
    const pause = pauseIn(node);
    if (pause !== undefined) return pause;
  }
  return undefined;
}

function pauseIn(node: Node): Node | undefined {
  switch (node.kind) {
    case 'FunctionDef':
    case 'ClassDef':
    case 'Lambda':
    case 'GeneratorExp':
      return undefined;
    case 'Await':
    case 'Yield':
      return node;
    case 'With': {
      const entered = node.isAsync ? node.items.find(({ context }) => !isTimeout(context)) : undefined;
      if (entered !== undefined) return entered.context;
      break;
    }
    case 'For':
    case 'Comprehension':
      if (node.isAsync) return node.iterable;
      break;
    default:
      break;
  }
  let found: Node | undefined;
  forEachChild(node, (child) => {
    found ??= pauseIn(child);
  });
  return found;
}

/** `asyncio.timeout(10)` lets nobody else run where it is entered. */
function isTimeout(context: Expression): boolean {
  return context.kind === 'Call' && /^timeout(?:_at)?$/.test(lastNameOf(context.callee));
}
