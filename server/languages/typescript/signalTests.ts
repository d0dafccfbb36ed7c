/** Code that a signal has no say in any more: what tidies up, and what runs because it was seen or is not there. */

import {
  isBinaryExpression,
  isBlock,
  isConditionalExpression,
  isIfStatement,
  isPrefixUnaryExpression,
  isPropertyAccessExpression,
  isTryStatement,
  isVariableStatement,
  type Node,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { isLoop, memberOf, unwrappedParent } from './nodes.ts';
import type { SignalScope } from './signalScopes.ts';
import { descendantsOf, isSignal } from './signalUses.ts';

/** Whether a call tidies up, or runs once the signal has been seen, or where there is none. */
export function isApart(call: Node, scope: SignalScope): boolean {
  let child: Node = call;
  for (let at = call.parent; at !== undefined && child !== scope.node; child = at, at = at.parent) {
    if (at.kind === SyntaxKind.CatchClause) return true;
    if (isTryStatement(at) && at.finallyBlock === child) return true;
    const condition = isIfStatement(at) ? at.expression : isConditionalExpression(at) ? at.condition : undefined;
    if (condition !== undefined && condition !== child) {
      if (isSettledBy(condition, scope)) return true;
      const otherwise = isIfStatement(at) ? at.elseStatement : isConditionalExpression(at) ? at.whenFalse : undefined;
      if (otherwise === child && testOf(condition, scope) === 'going-on') return true;
    }
    if (isBlock(at) && isLeftBefore(at.statements, child, scope)) return true;
  }
  return false;
}

/** A choice by whether there is a signal is left to its author. */
function isSettledBy(condition: Node, scope: SignalScope): boolean {
  const test = testOf(condition, scope);
  return test !== undefined && test !== 'going-on';
}

/** `if (!signal.aborted) return …`, `if (signal) return …`: what follows runs because of it, or without one. */
function isLeftBefore(statements: readonly Node[], before: Node, scope: SignalScope): boolean {
  return statements.some((statement) => {
    if (statement.pos >= before.pos) return false;
    if (asksOnTheWay(statement, scope)) return true;
    if (!isIfStatement(statement) || !isWayOut(statement.thenStatement)) return false;
    const test = testOf(statement.expression, scope);
    return test === 'going-on' || test === 'given';
  });
}

/** `while (!signal.aborted) …`, a `catch` that asks for it, `const stopped = signal.aborted`: what follows may run because of it. */
function asksOnTheWay(statement: Node, scope: SignalScope): boolean {
  const asking = isTryStatement(statement)
    ? statement.catchClause
    : isLoop(statement) || isVariableStatement(statement)
      ? statement
      : undefined;
  const test = asking === undefined ? undefined : testOf(asking, scope);
  return test === 'aborted' || test === 'going-on';
}

function isWayOut(statement: Node): boolean {
  const last = isBlock(statement) ? statement.statements.at(-1) : statement;
  return last !== undefined && waysOut.has(last.kind);
}

const waysOut: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.ReturnStatement,
  SyntaxKind.ThrowStatement,
  SyntaxKind.BreakStatement,
  SyntaxKind.ContinueStatement,
]);

/** What a condition asks: `signal.aborted`, `!signal.aborted`, `signal` and `signal === undefined`. */
function testOf(condition: Node, scope: SignalScope): 'aborted' | 'going-on' | 'given' | 'missing' | undefined {
  for (const node of descendantsOf(condition)) {
    const member = memberOf(node);
    const isState = member !== undefined && /^(?:aborted|isCancellationRequested)$/.test(member.name);
    if (isState && isSignal(member.receiver, scope)) return isNegated(node) ? 'going-on' : 'aborted';
    if (isSignal(node, scope) && !isRead(node)) return isNegated(node) ? 'missing' : 'given';
  }
  return undefined;
}

/** Whether something of it is looked at. */
function isRead(node: Node): boolean {
  const { parent, child } = unwrappedParent(node);
  return isPropertyAccessExpression(parent) && parent.expression === child;
}

/** `!value`, `value !== true`, `value === undefined` */
function isNegated(node: Node): boolean {
  const { parent } = unwrappedParent(node);
  if (isPrefixUnaryExpression(parent)) return parent.operator === SyntaxKind.ExclamationToken;
  if (!isBinaryExpression(parent)) return false;
  return /!==?\s*true$|===?\s*(?:false|undefined|null)$/.test(parent.getText());
}
