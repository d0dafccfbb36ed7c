/** What becomes of a cancellation in the handlers of a `try`. */

import { givenBy } from './arguments.ts';
import { lastNameOf } from './callFacts.ts';
import { type Catching, catchingOf, isCancellationOf, isOtherException } from './cancellations.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Call, Compare, ExceptHandler, Expression, Node, Try } from './parser/nodes.ts';
import { forEachChild } from './parser/walk.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { anyCircumstances, type Circumstances, typeRaised, type WayOut, waysOut } from './waysOut.ts';

/** The handler that a cancellation comes to; `undefined` as well where one before it may be for cancellations, and lets them go. */
export function firstCatching(
  { handlers }: Try,
  inference: Inference,
  scope: Scope,
): { readonly handler: ExceptHandler; readonly catching: Catching } | undefined {
  for (const handler of handlers) {
    const catching = catchingOf(handler, inference, scope);
    if (catching !== undefined) return { handler, catching };
    const isForOthers = handler.type === undefined || isOtherException(handler.type, inference, scope);
    if (!isForOthers && [...waysOut(handler.body, anyCircumstances)].every((way) => way === 'raise-again'))
      return undefined;
  }
  return undefined;
}

/** How a handler is left when it has caught a cancellation. */
export function waysOutWhenCancelled(handler: ExceptHandler, inference: Inference, scope: Scope): ReadonlySet<WayOut> {
  return waysOut(handler.body, whenCancelled(handler, inference, scope));
}

export function isSwallowing(way: WayOut): boolean {
  return way !== 'raise-again' && way !== 'exit';
}

function whenCancelled({ name }: ExceptHandler, inference: Inference, scope: Scope): Circumstances {
  const isName = (expression: Expression | undefined) => expression?.kind === 'Name' && expression.name === name?.text;
  const decide = (test: Expression): boolean | undefined => {
    if (test.kind === 'UnaryOp' && test.operator === 'not') {
      const inner = decide(test.operand);
      return inner === undefined ? undefined : !inner;
    }
    if (test.kind === 'BoolOp') {
      const decisive = test.operator === 'or';
      const outcomes = test.values.map(decide);
      if (outcomes.includes(decisive)) return decisive;
      return outcomes.includes(undefined) ? undefined : !decisive;
    }
    if (test.kind !== 'Call' || lastNameOf(test.callee) !== 'isinstance') return undefined;
    const [object, types] = test.arguments.map(givenBy);
    return isName(object) && types !== undefined ? isCancellationOf(types, inference, scope) : undefined;
  };
  return {
    decide,
    isCaught: (exception) =>
      isName(exception) ||
      (exception.kind === 'Call' && exception.callee.kind === 'Attribute' && isName(exception.callee.value)) ||
      isCancellationOf(typeRaised(exception), inference, scope) === true,
    bareRaise: 'raise-again',
  };
}

/**
 * Whether the handler deals with what it caught in a way of its own: it keeps it, hands it on to anybody but a log, or asks whether it is
 * a cancellation.
 */
export function isDealtWith({ body, name }: ExceptHandler, inference: Inference, scope: Scope): boolean {
  const isNamed = (node: Node): boolean => {
    if (node.kind === 'Name') return node.name === name?.text;
    if (node.kind === 'Attribute' || node.kind === 'FormattedValue' || node.kind === 'Compare') return false;
    if (node.kind === 'Call' && tellers.has(lastNameOf(node.callee))) return false;
    // What is raised is looked at as a way out.
    if (node.kind === 'Raise') return false;
    let found = false;
    forEachChild(node, (child) => {
      found ||= isNamed(child);
    });
    return found;
  };
  return body.some((statement) => isNamed(statement) || asksForIt(statement, inference, scope));
}

/** Calls that only tell of an exception. */
const tellers: ReadonlySet<string> = new Set(
  'debug info warning warn error exception critical log print str repr type isinstance format print_exception format_exception print_exc'
    .split(' ')
    .concat(['capture_exception', 'record_exception', 'getattr', 'hasattr', 'issubclass']),
);

/** `sys.exc_info()`, `type(error) is CancelledError`, and a test for one that is no plain condition. */
function asksForIt(statement: Node, inference: Inference, scope: Scope): boolean {
  let found = false;
  walkInPlace(statement, (node) => {
    if (node.kind === 'Call') found ||= isAskedFor(node, inference, scope);
    if (node.kind === 'Compare') found ||= isComparedWith(node, inference, scope);
  });
  return found;
}

function isAskedFor({ callee, arguments: given }: Call, inference: Inference, scope: Scope): boolean {
  const isOfSys = callee.kind === 'Attribute' && callee.value.kind === 'Name' && callee.value.name === 'sys';
  if (isOfSys) return callee.name === 'exc_info' || callee.name === 'exception';
  const types = given[1];
  if (types === undefined || !/^is(?:instance|subclass)$/.test(lastNameOf(callee))) return false;
  return isCancellationOf(givenBy(types), inference, scope) === true;
}

function isComparedWith({ comparators }: Compare, inference: Inference, scope: Scope): boolean {
  return comparators.some((type) => isCancellationOf(type, inference, scope) === true);
}
