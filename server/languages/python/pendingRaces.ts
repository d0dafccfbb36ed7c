/** Tasks that `asyncio.wait` gives back as not done yet, and that nobody cancels, awaits or keeps. */

import { contains, rangeOf } from '../../analysis/text.ts';
import type { PendingRaceFact } from '../../facts/facts.ts';
import { argumentAt } from './arguments.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import type { Assign, Call, Expression, FunctionDef, Name, Node } from './parser/nodes.ts';
import { forEachChild, walk } from './parser/walk.ts';

export function raceFacts(analysed: Analysed): readonly PendingRaceFact[] {
  return analysed.calls.flatMap((draft) =>
    draft.fact.name.startsWith('wait') && draft.fact.symbol === 'asyncio.wait'
      ? (pendingFact(draft, analysed) ?? [])
      : [],
  );
}

function pendingFact({ fact, node, place }: CallDraft, analysed: Analysed): PendingRaceFact | undefined {
  const owner = place.scope.node;
  const { statement } = place;
  if (owner.kind !== 'FunctionDef' || statement === undefined || !mayLeaveSome(node)) return undefined;
  const pending = statement.kind === 'Assign' ? pendingName(statement, node) : undefined;
  const isDropped = statement.kind === 'Expr' && isAwaitOf(statement.value, node);
  if (pending === undefined && !isDropped) return undefined;
  if (pending !== undefined && usesOf(pending.name, owner).some(({ node: use }) => use !== pending)) return undefined;
  const [works] = node.arguments;
  if (works === undefined || works.kind === 'Keyword' || !areLostIn(works, node, owner, analysed)) return undefined;
  return {
    kind: 'pending',
    range: fact.range,
    function: fact.function,
    ...(pending === undefined
      ? {}
      : {
          cancelling: {
            name: rangeOf(pending.start, pending.end),
            statement: rangeOf(statement.start, statement.end),
          },
        }),
  };
}

/** Whether it may come back before all are done: without a timeout, the first of one is the only one. */
function mayLeaveSome(call: Call): boolean {
  const [works] = call.arguments;
  const isOne = (works?.kind === 'List' || works?.kind === 'Set') && works.elements.length === 1;
  const timeout = argumentAt(call, 'timeout');
  if (timeout !== undefined && !(timeout.kind === 'Constant' && timeout.value === 'None')) return true;
  const when = argumentAt(call, 'return_when');
  return !isOne && (when?.kind === 'Attribute' || when?.kind === 'Name') && /^FIRST_/.test(when.name);
}

/** `_` of `done, _ = await asyncio.wait(…)` */
function pendingName({ targets, value }: Assign, call: Call): Name | undefined {
  const [target] = targets;
  if (targets.length !== 1 || target?.kind !== 'Tuple' || !isAwaitOf(value, call)) return undefined;
  const [, pending, ...others] = target.elements;
  return pending?.kind === 'Name' && others.length === 0 ? pending : undefined;
}

function isAwaitOf(value: Expression, call: Call): boolean {
  return value.kind === 'Await' && value.value === call;
}

/** Whether the function starts all of the work itself and has no other way to come back to it. */
function areLostIn(works: Expression, wait: Call, owner: FunctionDef, analysed: Analysed): boolean {
  switch (works.kind) {
    case 'List':
    case 'Set':
    case 'Tuple':
      return works.elements.length > 0 && works.elements.every((work) => areLostIn(work, wait, owner, analysed));
    case 'ListComp':
    case 'SetComp':
      return isStarted(works.element, analysed);
    case 'Call':
      return isStarted(works, analysed);
    case 'Name':
      return isLostName(works, wait, owner, analysed);
    default:
      return false;
  }
}

function isLostName({ name }: Name, wait: Call, owner: FunctionDef, analysed: Analysed): boolean {
  const made: Node[] = [];
  for (const use of usesOf(name, owner)) {
    const { node, parent, isInner } = use;
    if (isInner) return false;
    if (contains(wait, node)) continue;
    if (parent.kind === 'Assign' && parent.targets.includes(node)) {
      if (!isOnlyStarted(parent.value, analysed)) return false;
      made.push(node);
    } else if (!isHarmless(use)) return false;
  }
  // A loop that does not start it comes back to wait for it again.
  const isInRound = loopsAround(wait, owner).every((loop) => made.some((node) => contains(loop, node)));
  return made.length > 0 && isInRound;
}

/** A task, or a collection of tasks, made in place. */
function isOnlyStarted(value: Expression, analysed: Analysed): boolean {
  if (value.kind === 'List' || value.kind === 'Set') return value.elements.every((each) => isStarted(each, analysed));
  if (value.kind === 'ListComp' || value.kind === 'SetComp') return isStarted(value.element, analysed);
  return isStarted(value, analysed);
}

function isStarted(work: Expression, { callIds, calls }: Analysed): boolean {
  const id = work.kind === 'Call' ? callIds.get(work) : undefined;
  return starters.has((id === undefined ? undefined : calls[id]?.fact.symbol) ?? '');
}

/** A task of a group is waited for at the end of that. */
const starters: ReadonlySet<string> = new Set(
  ['create_task', 'ensure_future', 'AbstractEventLoop.create_task'].map((name) => `asyncio.${name}`),
);

function loopsAround(wait: Call, owner: FunctionDef): readonly Node[] {
  const loops: Node[] = [];
  walk(owner, (node) => {
    if (!contains(node, wait)) return false;
    if (node.kind === 'While' || node.kind === 'For') loops.push(node);
    return true;
  });
  return loops;
}

/** Whether a use only looks at a task, or fills a collection. */
function isHarmless({ node, parent, outer }: Use): boolean {
  if (parent.kind === 'Attribute')
    return looking.has(parent.name) && parent.value === node && outer?.kind === 'Call' && outer.callee === parent;
  return parent.kind === 'Compare' && parent.operators.every((operator) => operator === 'in' || operator === 'not in');
}

/** Who asks whether a task is done knows that it may go on. */
const looking: ReadonlySet<string> = new Set(['result', 'exception', 'cancelled']);

interface Use {
  readonly node: Name;
  readonly parent: Node;
  /** What the parent stands in. */
  readonly outer: Node | undefined;
  /** In a function, class or lambda inside. */
  readonly isInner: boolean;
}

const known = new WeakMap<FunctionDef, ReadonlyMap<string, readonly Use[]>>();

function usesOf(name: string, owner: FunctionDef): readonly Use[] {
  const uses = known.get(owner) ?? usesByName(owner);
  known.set(owner, uses);
  return uses.get(name) ?? [];
}

function usesByName(owner: FunctionDef): ReadonlyMap<string, readonly Use[]> {
  const uses = new Map<string, Use[]>();
  const visit = (node: Node, parent: Node, outer: Node | undefined, isInner: boolean): void => {
    if (node.kind === 'Name') {
      const known = uses.get(node.name);
      if (known === undefined) uses.set(node.name, [{ node, parent, outer, isInner }]);
      else known.push({ node, parent, outer, isInner });
    }
    const opens = node.kind === 'FunctionDef' || node.kind === 'Lambda' || node.kind === 'ClassDef';
    forEachChild(node, (child) => visit(child, node, parent, isInner || opens));
  };
  forEachChild(owner, (child) => visit(child, owner, undefined, false));
  return uses;
}
