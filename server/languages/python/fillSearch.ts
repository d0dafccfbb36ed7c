/** Follows a block to where it fills a place that was empty, if it has waited for something by then. */

import type { FunctionId } from '../../facts/facts.ts';
import { behindBranches, behindLoop, over, type Progress, throughAll } from '../../facts/fillProgress.ts';
import type { TestedPlace } from './emptyPlaces.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Call, Expression, FunctionDef, Node, Statement } from './parser/nodes.ts';

/** Where a place is filled after a wait. */
export interface Fill {
  /** The assignment, or the call that puts a key into a set. */
  readonly node: Node;
  /** What the place is given; left out for a set. */
  readonly value?: Expression;
  /** Where the block that is searched begins to wait. */
  readonly waitedAt: number;
  readonly function: FunctionId;
}

export interface FillSearch {
  readonly text: string;
  readonly place: TestedPlace;
  /** Whose the block is. */
  readonly function: FunctionId;
  /** The function of the same object or module that a call runs; left out where the block is the body of such a one. */
  readonly called?: (call: Call) => { readonly node: FunctionDef; readonly function: FunctionId } | undefined;
}

/** The first such fill on any way through the block. */
export function lateFillIn(search: FillSearch, block: readonly Statement[]): Fill | undefined {
  const end = throughBlock(search, block, undefined);
  return end.kind === 'filled' ? end.fill : undefined;
}

function throughBlock(search: FillSearch, block: readonly Statement[], waitedAt: number | undefined): Progress<Fill> {
  return throughAll(block, waitedAt, (statement, at) => throughStatement(search, statement, at));
}

function throughStatement(search: FillSearch, statement: Statement, waitedAt: number | undefined): Progress<Fill> {
  switch (statement.kind) {
    case 'FunctionDef':
    case 'ClassDef':
      return { kind: 'on', waitedAt };
    case 'If': {
      const tested = throughTest(search, statement.test, waitedAt);
      return tested.kind === 'on'
        ? throughBranches(search, [statement.body, statement.orelse], tested.waitedAt)
        : tested;
    }
    case 'Match': {
      const asked = throughExpression(search, statement.subject, waitedAt);
      const bodies = statement.cases.map(({ body }) => body);
      return asked.kind === 'on' ? throughBranches(search, [...bodies, []], asked.waitedAt) : asked;
    }
    case 'While': {
      const tested = throughTest(search, statement.test, waitedAt);
      return tested.kind === 'on' ? throughLoop(search, statement.body, tested.waitedAt) : tested;
    }
    case 'For': {
      const items = throughExpression(search, statement.iterable, waitedAt);
      if (items.kind !== 'on') return items;
      return throughLoop(search, statement.body, items.waitedAt ?? (statement.isAsync ? statement.start : undefined));
    }
    case 'With': {
      let entered: Progress<Fill> = { kind: 'on', waitedAt };
      for (const { context } of statement.items) {
        entered = throughExpression(search, context, entered.waitedAt);
        if (entered.kind !== 'on') return entered;
      }
      return throughBlock(
        search,
        statement.body,
        entered.waitedAt ?? (statement.isAsync ? statement.start : undefined),
      );
    }
    case 'Try': {
      const { body, orelse, finalbody } = statement;
      return throughBlock(search, [...body, ...orelse, ...finalbody], waitedAt);
    }
    case 'Assign':
      return throughAssignment(search, statement, statement.targets, statement.value, waitedAt);
    case 'AnnAssign':
      return throughAssignment(search, statement, [statement.target], statement.value, waitedAt);
    case 'Return':
    case 'Raise':
    case 'Break':
    case 'Continue':
      return { kind: 'left', waitedAt };
    default:
      return throughExpression(search, statement, waitedAt);
  }
}

function throughLoop(search: FillSearch, body: readonly Statement[], waitedAt: number | undefined): Progress<Fill> {
  return behindLoop(throughBlock(search, body, waitedAt));
}

function throughBranches(
  search: FillSearch,
  branches: readonly (readonly Statement[])[],
  waitedAt: number | undefined,
): Progress<Fill> {
  return behindBranches(branches.map((branch) => throughBlock(search, branch, waitedAt)));
}

/** A function that is called may test for itself whether there is anything to do. */
function throughTest(search: FillSearch, test: Expression, waitedAt: number | undefined): Progress<Fill> {
  return search.called === undefined && mentions(search, test) ? over : throughExpression(search, test, waitedAt);
}

function throughAssignment(
  search: FillSearch,
  node: Statement,
  targets: readonly Expression[],
  value: Expression | undefined,
  waitedAt: number | undefined,
): Progress<Fill> {
  const given = value === undefined ? ({ kind: 'on', waitedAt } as const) : throughExpression(search, value, waitedAt);
  if (given.kind !== 'on') return given;
  const each = targets.flatMap((target) => (target.kind === 'Tuple' ? target.elements : [target]));
  if (value !== undefined && each.some((target) => isPlace(search, target)))
    return filledBy(search, node, value, given.waitedAt);
  const isEmptied = each.some((target) => textOf(search, target) === textOf(search, search.place.place));
  return isEmptied || (given.waitedAt !== undefined && each.some((target) => mentions(search, target))) ? over : given;
}

function filledBy(
  { function: owner }: FillSearch,
  node: Node,
  value: Expression | undefined,
  waitedAt: number | undefined,
): Progress<Fill> {
  const isEmptied = value?.kind === 'Constant' && value.value === 'None';
  if (isEmptied || waitedAt === undefined) return over;
  return { kind: 'filled', fill: { node, ...(value === undefined ? {} : { value }), waitedAt, function: owner } };
}

/** Whether all who wait for it get the same: `self.connecting`, a task that somebody keeps. */
function isShared({ kind }: Expression): boolean {
  return kind === 'Name' || kind === 'Attribute' || kind === 'Subscript' || kind === 'NamedExpr';
}

/** Through what runs with an expression, or a statement without parts, in source order. */
function throughExpression(search: FillSearch, node: Node, start: number | undefined): Progress<Fill> {
  let at: Progress<Fill> = { kind: 'on', waitedAt: start };
  walkInPlace(node, (inner) => {
    if (at.kind !== 'on') return false;
    const { waitedAt } = at;
    // It waits where it is gone over.
    if (inner.kind === 'GeneratorExp') return false;
    if (inner.kind === 'Await' && !isShared(inner.value))
      at = waitedAt === undefined ? throughAwait(search, inner.value, inner.start) : at;
    else if (inner.kind === 'Comprehension' && inner.isAsync) at = { kind: 'on', waitedAt: waitedAt ?? inner.start };
    else if (inner.kind === 'Call' && isOfKey(search, inner, putting))
      at = filledBy(search, inner, undefined, waitedAt);
    else if (inner.kind === 'Call' && isOfKey(search, inner, fillingInOneStep)) at = over;
    else if (waitedAt !== undefined && isSameText(search, inner)) at = over;
    return at.kind === 'on';
  });
  return at;
}

function throughAwait(search: FillSearch, awaited: Expression, waitedAt: number): Progress<Fill> {
  const called = awaited.kind === 'Call' ? search.called?.(awaited) : undefined;
  if (called === undefined) return { kind: 'on', waitedAt };
  const { text, place } = search;
  const end = throughBlock({ text, place, function: called.function }, called.node.body, undefined);
  if (end.kind === 'filled') return { kind: 'filled', fill: { ...end.fill, waitedAt } };
  // The call ends where its body does.
  return touches(search, called.node) ? over : { kind: 'on', waitedAt };
}

/** `seen.add(key)`: a call of one of these with the key that is searched for, of what holds it. */
function isOfKey(search: FillSearch, { callee, arguments: [first] }: Call, names: ReadonlySet<string>): boolean {
  const { place, key } = search.place;
  if (callee.kind !== 'Attribute' || key === undefined || first === undefined) return false;
  if (!names.has(callee.name) || textOf(search, callee.value) !== textOf(search, place)) return false;
  return textOf(search, first) === textOf(search, key);
}

const putting: ReadonlySet<string> = new Set(['add', 'append']);
/** They look at the place once more. */
const fillingInOneStep: ReadonlySet<string> = new Set(['setdefault']);

function touches(search: FillSearch, node: FunctionDef): boolean {
  return node.body.some((statement) => mentions(search, statement));
}

/** Whether the text of the place, or of the container that it is in, stands anywhere in the node. */
function mentions(search: FillSearch, node: Node): boolean {
  let found = false;
  walkInPlace(node, (inner) => {
    found ||= isSameText(search, inner);
    return !found;
  });
  return found;
}

function isSameText(search: FillSearch, node: Node): boolean {
  return node.kind === search.place.place.kind && textOf(search, node) === textOf(search, search.place.place);
}

/** Whether an assignment to it fills the place. */
function isPlace(search: FillSearch, target: Expression): boolean {
  const { place, key } = search.place;
  if (key === undefined) return textOf(search, target) === textOf(search, place);
  return (
    target.kind === 'Subscript' &&
    textOf(search, target.value) === textOf(search, place) &&
    textOf(search, target.index) === textOf(search, key)
  );
}

function textOf({ text }: FillSearch, { start, end }: Node): string {
  return text.slice(start, end);
}
