/** Places that an async function finds empty, and fills after a wait: `if self.socket is None: self.socket = await connect()`. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { Keeper, LateFillFact } from '../../facts/facts.ts';
import { isLockName } from '../../facts/turns.ts';
import { lastNameOf, oneLine, symbolOf } from './callFacts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { emptyWhere, placeOf, type TestedPlace } from './emptyPlaces.ts';
import { type Fill, type FillSearch, lateFillIn } from './fillSearch.ts';
import { walkInPlace } from './functionBodies.ts';
import { keeperOf } from './keepers.ts';
import { isMarked } from './marks.ts';
import type { Assign, Call, Expression, FunctionDef, If, Statement } from './parser/nodes.ts';
import { definitionScope, type Scope, scopeOfName } from './scopes.ts';
import { blocksOf } from './statements.ts';
import type { Walked } from './walkModule.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

export function lateFillFacts(analysed: Walked): readonly LateFillFact[] {
  const waiting = new Set(analysed.awaits.map((awaited) => awaited.function));
  return analysed.functions.flatMap((draft) => {
    const { node, parent } = draft;
    if (!waiting.has(draft.fact.id) || node?.kind !== 'FunctionDef' || takesTurns(analysed, node)) return [];
    const filling: Filling = { analysed, draft, node, scope: definitionScope(node, parent), found: new Map() };
    inBlock(filling, node.body);
    return [...filling.found.values()];
  });
}

/** `@lock` */
function takesTurns({ module }: Analysed, { decorators }: FunctionDef): boolean {
  return decorators.some(({ start, end }) => isLockName(module.document.text.slice(start, end)));
}

interface Filling {
  readonly analysed: Analysed;
  readonly draft: FunctionDraft;
  readonly node: FunctionDef;
  readonly scope: Scope;
  /** By the offset of the fill. */
  readonly found: Map<number, LateFillFact>;
}

/** A place that is tested, with where its turn would begin: at the test, or at a look-up before it. */
interface Asked {
  readonly tested: TestedPlace;
  readonly from: number;
}

function inBlock(filling: Filling, block: readonly Statement[]): void {
  for (const [index, statement] of block.entries()) {
    if (statement.kind === 'If') behindTest(filling, statement, block.slice(0, index), block.slice(index + 1));
    if (statement.kind === 'Assign') inAssignment(filling, statement);
    for (const inner of blocksOf(statement)) inBlock(filling, inner);
  }
}

function behindTest(filling: Filling, test: If, before: readonly Statement[], behind: readonly Statement[]): void {
  for (const asked of askedBy(test, true, before)) search(filling, asked, test, test.body, test.orelse.length === 0);
  const leaves = !waysOut(test.body, anyCircumstances).has('end');
  if (test.orelse.length === 0 && !leaves) return;
  for (const asked of askedBy(test, false, before)) {
    search(filling, asked, test, test.orelse, false);
    if (leaves) search(filling, asked, test, behind, true);
  }
}

function askedBy({ test, start }: If, holds: boolean, before: readonly Statement[]): readonly Asked[] {
  return emptyWhere(test, holds).map((tested) => {
    const named =
      tested.key === undefined && tested.place.kind === 'Name' ? lookUpOf(tested.place.name, before) : undefined;
    return named ?? { tested, from: start };
  });
}

/** `socket = sockets.get(name)` above the test, with nothing waited for in between. */
function lookUpOf(name: string, before: readonly Statement[]): Asked | undefined {
  for (const statement of before.toReversed()) {
    if (
      statement.kind === 'Assign' &&
      statement.targets.some((target) => target.kind === 'Name' && target.name === name)
    )
      return statement.value.kind === 'Await' ? undefined : { tested: placeOf(statement.value), from: statement.start };
    let isOver = false;
    walkInPlace(statement, ({ kind }) => {
      isOver ||= kind === 'Await';
    });
    if (isOver) return undefined;
  }
  return undefined;
}

function search(
  filling: Filling,
  { tested, from }: Asked,
  test: If,
  block: readonly Statement[],
  isOneTurn: boolean,
): void {
  const { analysed, draft, scope } = filling;
  const keeper = keeperOf(analysed.inference, tested.place, scope);
  if (keeper === undefined) return;
  const called: FillSearch['called'] = (call) => methodOf(filling, tested, call);
  const found = { text: analysed.module.document.text, place: tested, function: draft.fact.id, called };
  const fill = lateFillIn(found, block);
  if (fill === undefined || isMarked(filling.node, fill.waitedAt, scope)) return;
  const last = block.find((statement) => statement.start <= fill.node.start && fill.node.end <= statement.end);
  const end = Math.max(test.end, last?.end ?? 0);
  // Nothing may stand before an `elif`.
  const isAlone = isOneTurn && last !== undefined && !analysed.module.document.text.startsWith('elif', test.start);
  note(filling, { tested, keeper, test: test.test, fill, turn: isAlone ? rangeOf(from, end) : undefined });
}

/** `self.socket = self.socket or await connect()` */
function inAssignment(filling: Filling, statement: Assign): void {
  const { analysed, draft, scope } = filling;
  const { text } = analysed.module.document;
  const { value } = statement;
  const [target, ...others] = statement.targets;
  if (target === undefined || others.length > 0 || value.kind !== 'BoolOp' || value.operator !== 'or') return;
  const [first, ...rest] = value.values;
  if (first === undefined || text.slice(first.start, first.end) !== text.slice(target.start, target.end)) return;
  if (!rest.some(({ kind }) => kind === 'Await')) return;
  const fill: Fill = { node: statement, value, waitedAt: value.start, function: draft.fact.id };
  const tested = placeOf(target);
  const keeper = keeperOf(analysed.inference, tested.place, scope);
  const turn = rangeOf(statement.start, statement.end);
  if (keeper !== undefined) note(filling, { tested, keeper, test: statement, fill, turn });
}

interface Found {
  readonly tested: TestedPlace;
  readonly keeper: Keeper;
  readonly test: Expression | Statement;
  readonly fill: Fill;
  readonly turn: Range | undefined;
}

function note(filling: Filling, { tested, keeper, test, fill, turn }: Found): void {
  const { analysed, draft, found } = filling;
  if (found.has(fill.node.start)) return;
  const declaration = declarationOf(filling, tested.place);
  const maker = makerOf(filling, fill);
  found.set(fill.node.start, {
    test: rangeOf(test.start, test.end),
    fill: rangeOf(fill.node.start, fill.node.end),
    filledIn: fill.function,
    subject: subjectOf(analysed, tested),
    content: contentOf(tested, fill),
    isKeyed: tested.key !== undefined,
    ...(maker === undefined ? {} : { maker }),
    keeper,
    ...(turn === undefined || fill.function !== draft.fact.id ? {} : { turn }),
    ...(declaration === undefined
      ? {}
      : {
          declaration: rangeOf(declaration.statement.start, declaration.statement.end),
          locks: locksAmong(filling, declaration.block),
        }),
    function: draft.fact.id,
  });
}

function subjectOf({ module }: Analysed, { place, key }: TestedPlace): string {
  const { text } = module.document;
  return key === undefined ? oneLine(text, place) : `${oneLine(text, place)}[${oneLine(text, key)}]`;
}

function contentOf({ key }: TestedPlace, { value }: Fill): LateFillFact['content'] {
  if (value === undefined) return 'flag';
  if (key !== undefined) return value.kind === 'Constant' && value.value === 'True' ? 'flag' : 'value';
  return value.kind === 'Constant' || value.kind === 'Number' || value.kind === 'String' ? 'flag' : 'value';
}

/** The last name of what is called for the value, or for the variable that holds it. */
function makerOf({ analysed, scope }: Filling, { node, value }: Fill): string | undefined {
  let made = value;
  if (value?.kind === 'Name') {
    const [binding] = analysed.inference.bindingsAt(value.name, scope, node.start);
    made = binding?.kind === 'value' && binding.path.length === 0 ? binding.value : undefined;
  }
  const called = made?.kind === 'Await' ? made.value : made;
  return called?.kind === 'Call' ? lastNameOf(called.callee) : undefined;
}

function methodOf(
  { analysed, scope }: Filling,
  { place }: TestedPlace,
  call: Call,
): ReturnType<NonNullable<FillSearch['called']>> {
  if (!/^(?:(?:self|cls)\.)?\w+$/.test(analysed.module.document.text.slice(call.callee.start, call.callee.end)))
    return undefined;
  const target = analysed.calls[analysed.callIds.get(call) ?? -1]?.fact.target;
  if (target?.path !== analysed.module.document.path) return undefined;
  const draft = analysed.functions.find(({ fact }) => fact.nameRange.start === target.offset);
  if (draft?.node?.kind !== 'FunctionDef' || !draft.node.isAsync) return undefined;
  const inside = definitionScope(draft.node, draft.parent);
  // A variable of its own is something else.
  if (place.kind === 'Name' && scopeOfName(place.name, inside) !== scopeOfName(place.name, scope)) return undefined;
  return { node: draft.node, function: draft.fact.id };
}

/** The statements among which a constructor, a class or the module gives the place its first value, and that one. */
function declarationOf({ analysed, draft }: Filling, place: Expression): Declaration | undefined {
  const { text } = analysed.module.document;
  const owner = draft.parent.node;
  if (place.kind === 'Name') return firstOf(analysed.module.tree.body, place.name);
  if (place.kind !== 'Attribute' || place.value.kind !== 'Name' || owner.kind !== 'ClassDef') return undefined;
  const { name } = place.value;
  if (name === 'cls' || name === owner.name) return firstOf(owner.body, place.name);
  const made = owner.body.find(
    (member): member is FunctionDef => member.kind === 'FunctionDef' && member.name === '__init__',
  );
  return made && firstOf(made.body, `self.${place.name}`);

  function firstOf(block: readonly Statement[], written: string): Declaration | undefined {
    const statement = block.find((each) =>
      targetsOf(each).some(({ start, end }) => text.slice(start, end) === written),
    );
    return statement && { statement, block };
  }
}

interface Declaration {
  readonly statement: Statement;
  readonly block: readonly Statement[];
}

function targetsOf(statement: Statement): readonly Expression[] {
  if (statement.kind === 'Assign') return statement.targets;
  return statement.kind === 'AnnAssign' ? [statement.target] : [];
}

/** What is given a `Lock()` of an async library among the statements: `self.lock`. */
function locksAmong({ analysed, scope }: Filling, block: readonly Statement[]): readonly string[] {
  const { document } = analysed.module;
  return block.flatMap((statement) => {
    if (statement.kind !== 'Assign' && statement.kind !== 'AnnAssign') return [];
    const { value } = statement;
    const type = value?.kind === 'Call' ? symbolOf(analysed.inference.valueOf(value.callee, scope)) : undefined;
    if (type === undefined || !/^(?:asyncio|anyio|trio)\..*\bLock$/.test(type)) return [];
    return targetsOf(statement).map(({ start, end }) => document.text.slice(start, end));
  });
}
