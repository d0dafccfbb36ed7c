/** Values that a statement makes and drops, where they may be awaitable. */

import type { Document } from '../../analysis/document.ts';
import { rangeOf } from '../../analysis/text.ts';
import type { AwaitableFact, DroppedFact, DroppedForm } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import { Doubts } from './doubts.ts';
import type { Analysed, Place } from './drafts.ts';
import { expectsError } from './expectedErrors.ts';
import { isRemark } from './functionBodies.ts';
import type { Call, Expression, Statement } from './parser/nodes.ts';
import { expressionScope, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { mayGiveMocked } from './types/mocks.ts';
import { alternatives, awaitableFact, isCoroutineFunction, maybe, mayBeNone, type Value } from './types/values.ts';
import { isAwaitedElsewhere } from './usage.ts';

export function droppedFacts(analysed: Analysed): readonly DroppedFact[] {
  const facts: DroppedFact[] = [];
  const doubts = new Doubts(analysed);
  for (const { expression, statement, place } of analysed.dropped)
    if (!doubts.concern(expression, place)) collect(analysed, expression, statement, place, true, facts);
  return facts;
}

function collect(
  analysed: Analysed,
  expression: Expression,
  statement: Statement,
  place: Place,
  isWhole: boolean,
  facts: DroppedFact[],
): void {
  const add = (form: DroppedForm, named: Expression, awaitable: AwaitableFact): void => {
    const call = analysed.callIds.get(expression);
    facts.push({
      range: rangeOf(expression.start, expression.end),
      statement: rangeOf(statement.start, statement.end),
      form,
      subject: oneLine(analysed.module.document.text, named.kind === 'Call' ? named.callee : named),
      ...(call === undefined ? {} : { call }),
      awaitable,
      function: place.function,
      ...(isDisplayed(analysed.module.document, statement) ? { isDisplayed: true } : {}),
      isWholeStatement: isWhole,
      needsParentheses: false,
    });
  };
  switch (expression.kind) {
    case 'Call': {
      const awaitable = withUsage(analysed, expression, place, calledFactOf(analysed, expression, place));
      if (awaitable.awaitability === 'never') return;
      const id = analysed.callIds.get(expression);
      const isConstruction = id !== undefined && analysed.calls[id]?.fact.isConstruction === true;
      add(isConstruction ? 'construction' : 'call', expression, awaitable);
      return;
    }
    case 'BoolOp': {
      const last = expression.values.at(-1);
      if (last !== undefined) collect(analysed, last, statement, place, false, facts);
      return;
    }
    case 'IfExp':
      collect(analysed, expression.body, statement, place, false, facts);
      collect(analysed, expression.orelse, statement, place, false, facts);
      return;
    case 'List':
    case 'Set':
    case 'Tuple': {
      for (const element of expression.elements) {
        const awaitable = factOf(analysed, element, place.scope);
        if (awaitable.awaitability !== 'always') continue;
        add('list', element, awaitable);
        return;
      }
      return;
    }
    case 'ListComp':
    case 'SetComp': {
      const awaitable = factOf(analysed, expression.element, expressionScope(expression, place.scope));
      if (awaitable.awaitability === 'always') add('comprehension', expression.element, awaitable);
      return;
    }
    case 'Name':
    case 'Attribute': {
      const awaitable = factOf(analysed, expression, place.scope);
      if (awaitable.awaitability === 'always') add('reference', expression, awaitable);
      return;
    }
    default:
      return;
  }
}

/** Where the callee is unknown, the other calls of its names may tell. */
function withUsage(analysed: Analysed, call: Call, place: Place, awaitable: AwaitableFact): AwaitableFact {
  // What is called to fail may well fail before there is anything to await.
  const isGuess = awaitable.awaitability === 'maybe' && !place.around.some(expectsError);
  return isGuess && isAwaitedElsewhere(analysed, call)
    ? { awaitability: 'maybe', kind: 'awaitable', evidence: 'usage' }
    : awaitable;
}

/** What gives an awaitable in one mode and `None` in the other does its work itself in the other. */
function calledFactOf({ inference }: Analysed, call: Call, { scope, around }: Place): AwaitableFact {
  const value = inference.valueOf(call, scope);
  if (mayBeNone(value)) return maybe;
  const fact = awaitableFact(value);
  if (fact.awaitability !== 'always' || alternatives(inference.valueOf(call.callee, scope)).some(isCoroutineFunction))
    return fact;
  // A plain function may do without what it gives, or fail before.
  const isPlainCall =
    (around.some(expectsError) && mayFail(inference.valueOf(call.callee, scope), fact)) ||
    decorates(inference, call, scope) ||
    mayGiveMocked(inference, call, scope);
  return isPlainCall ? maybe : fact;
}

/** Whether a plain function does more than to give an awaitable; what a library calls a coroutine does nothing before it is awaited. */
function mayFail(callee: Value, { kind }: AwaitableFact): boolean {
  return alternatives(callee).some((each) => {
    if (each.kind !== 'function') return kind !== 'coroutine';
    const statements = each.function.node.body.filter(({ kind: form }) => form !== 'Pass');
    return statements.some((statement) => statement.kind !== 'Return' && !isRemark(statement));
  });
}

/** `app.get('/')(handler)`: a decorator by hand, whose type is often said to be that of what it decorates. */
function decorates(inference: Inference, { callee, arguments: given }: Call, scope: Scope): boolean {
  const [only, ...others] = given;
  if (callee.kind !== 'Call' || only === undefined || others.length > 0) return false;
  return only.kind === 'Lambda' || (only.kind !== 'Keyword' && inference.valueOf(only, scope).kind === 'function');
}

function factOf(analysed: Analysed, expression: Expression, scope: Scope): AwaitableFact {
  return awaitableFact(analysed.inference.valueOf(expression, scope));
}

/** Whether only comments follow in the notebook's cell; a semicolon there would keep the value from being shown. */
function isDisplayed({ text, cells = [] }: Document, { end }: Statement): boolean {
  const cell = cells.find(({ range }) => range.start < end && end <= range.end);
  return cell !== undefined && /^(?:\s|#.*)*$/.test(text.slice(end, cell.range.end));
}
