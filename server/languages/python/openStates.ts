/** On which ways out of a function a resource stays open that only the function itself may close. */

import { rangeOf } from '../../analysis/text.ts';
import type { OpenState } from '../../facts/facts.ts';
import { lastNameOf } from './callFacts.ts';
import type { Custody } from './custody.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Opening } from './openings.ts';
import type { ExceptHandler, Expression, Node, Statement } from './parser/nodes.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

/** `block` holds the statement that opens it; `undefined` where it is closed, or where nobody can tell. */
export function openStateOf(
  { value, assigned, name }: Extract<Opening, { kind: 'held' }>,
  { closings }: Extract<Custody, { kind: 'own' }>,
  statement: Statement,
  block: readonly Statement[],
): OpenState | undefined {
  const behind = block.slice(block.indexOf(statement) + 1);
  if (closings.length === 0) return { kind: 'never-closed', isInUseForGood: neverEnds(behind) };
  const closed = behind.findIndex((each) => closings.includes(each));
  // What is closed elsewhere as well has been thought about; what is given may be somebody else's.
  if (closed < 0 || closings.some((each) => !block.includes(each)) || value !== assigned) return undefined;
  const between = behind.slice(0, closed);
  const ways = waysOut(between, anyCircumstances);
  const isLeft = ways.has('return') || ways.has('break') || ways.has('continue');
  if (isLeft)
    return between.some((each) => tests(each, name.name)) ? undefined : { kind: 'skipped', ...leaving(between) };
  return ways.has('raise') || ways.has('raise-again') || between.some(mayFail) ? { kind: 'unguarded' } : undefined;
}

/** Nothing but an error leads out of it. */
function neverEnds(block: readonly Statement[]): boolean {
  const ways = waysOut(block, anyCircumstances);
  return !['end', 'return', 'break', 'continue', 'exit'].some((way) => ways.has(way as 'end'));
}

/** Whether a test is about the resource itself, such as whether it is closed already; what it gives is something else. */
function tests(statement: Statement, name: string): boolean {
  let found = false;
  walkInPlace(statement, (node) => {
    if (node.kind !== 'If' && node.kind !== 'While') return;
    walkInPlace(node.test, (part) => {
      found ||= part.kind === 'Name' && part.name === name;
      return part.kind !== 'Await';
    });
  });
  return found;
}

/** The first `return`, where there is one. */
function leaving(between: readonly Statement[]): Pick<Extract<OpenState, { kind: 'skipped' }>, 'leaving'> {
  let first: Node | undefined;
  for (const statement of between)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Return') first ??= node;
    });
  return first === undefined ? {} : { leaving: rangeOf(first.start, first.end) };
}

/** Whether a statement waits for something that may fail, where nothing handles all errors. */
function mayFail(statement: Statement): boolean {
  let found = false;
  walkInPlace(statement, (node) => {
    found ||= node.kind === 'Await' || ((node.kind === 'For' || node.kind === 'With') && node.isAsync);
    return !found && !handlesAll(node);
  });
  return found;
}

/** A `try` with a handler for all errors, and `with suppress(Exception):`. */
function handlesAll(node: Node): boolean {
  if (node.kind === 'Try') return node.handlers.some(catchesAll);
  return node.kind === 'With' && node.items.some(({ context }) => suppressesAll(context));
}

function suppressesAll(context: Expression): boolean {
  return context.kind === 'Call' && lastNameOf(context.callee) === 'suppress' && context.arguments.some(isAnyError);
}

function isAnyError(type: Node): boolean {
  return type.kind === 'Name' && /^(?:Base)?Exception$/.test(type.name);
}

function catchesAll({ type }: ExceptHandler): boolean {
  return type === undefined || isAnyError(type);
}
