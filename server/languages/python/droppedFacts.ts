/** Values that a statement makes and drops, where they may be awaitable. */

import { rangeOf } from '../../analysis/text.ts';
import type { AwaitableFact, DroppedFact, DroppedForm } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, Place } from './drafts.ts';
import { isStandardLibrary } from './library/standardLibrary.ts';
import type { Call, Expression, Statement } from './parser/nodes.ts';
import { twoNames } from './nameUses.ts';
import { expressionScope, type Scope } from './scopes.ts';
import { awaitableFact } from './types/values.ts';

export function droppedFacts(analysed: Analysed): readonly DroppedFact[] {
  const facts: DroppedFact[] = [];
  for (const { expression, statement, place } of analysed.dropped)
    collect(analysed, expression, statement, place, true, facts);
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
      isWholeStatement: isWhole,
      needsParentheses: false,
    });
  };
  switch (expression.kind) {
    case 'Call': {
      const awaitable = withUsage(analysed, expression, factOf(analysed, expression, place.scope));
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

/** Where the callee is unknown, the other calls of its names may tell: everybody else awaits what it gives. */
function withUsage(analysed: Analysed, call: Call, awaitable: AwaitableFact): AwaitableFact {
  const { callee } = call;
  if (awaitable.awaitability !== 'maybe' || callee.kind !== 'Attribute') return awaitable;
  const id = analysed.callIds.get(call);
  const value = id === undefined ? undefined : analysed.calls[id]?.callee;
  if (value?.kind !== 'unknown' && value?.kind !== 'library') return awaitable;
  // An equal name elsewhere says nothing about a plain file.
  if (value.kind === 'library' && isStandardLibrary(value.symbol)) return awaitable;
  const names = twoNames(callee);
  if (names === undefined) return awaitable;
  const { awaited, dropped, used } = analysed.inference.reading.callsOf(names);
  const isAwaitedElsewhere = awaited >= fewestAwaits && dropped * 3 <= awaited && used === 0;
  if (isAwaitedElsewhere && analysed.inference.reading.callsOf(callee.name).plainFunctions > 0) return awaitable;
  return isAwaitedElsewhere ? { awaitability: 'maybe', kind: 'awaitable', evidence: 'usage' } : awaitable;
}

/** One or two awaited calls of a name may be a coincidence. */
const fewestAwaits = 3;

function factOf(analysed: Analysed, expression: Expression, scope: Scope): AwaitableFact {
  return awaitableFact(analysed.inference.valueOf(expression, scope));
}
