/** Handlers around an `await` that keep a cancellation to themselves. */

import { rangeOf } from '../../analysis/text.ts';
import type { SwallowedCancellationFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import { awaitedIn, isRunning } from './cancellationPoints.ts';
import { type Catching, isCancellationOf } from './cancellations.ts';
import { firstCatching, isDealtWith, isSwallowing, waysOutWhenCancelled } from './cancelledHandlers.ts';
import type { Analysed, Place, TryDraft } from './drafts.ts';
import { walkInPlace, walkOwnBody } from './functionBodies.ts';
import type { ExceptHandler, Expression, For, Statement, Try, While } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { blockRange, blocksOf } from './statements.ts';
import { anyCircumstances, typeRaised, type WayOut, waysOut } from './waysOut.ts';

export function swallowedCancellationFacts(analysed: Analysed): readonly SwallowedCancellationFact[] {
  return analysed.tries.flatMap((draft) => swallowedBy(analysed, draft) ?? []);
}

function swallowedBy(analysed: Analysed, { node, place }: TryDraft): SwallowedCancellationFact | undefined {
  const { inference, module } = analysed;
  const owner = analysed.functions[place.function];
  if (node.isStar || owner?.fact.isAsync !== true) return undefined;
  const first = firstCatching(node, inference, place.scope);
  if (first === undefined) return undefined;
  const { handler, catching } = first;
  const awaited = awaitedIn(node.body, keepsCancellation);
  if (awaited.length === 0 || isExpected(analysed, awaited, catching, handler, place)) return undefined;
  const ways = waysOutWhenCancelled(handler, inference, place.scope);
  const isMeant = catching.caught === 'cancellation';
  const swallows = [...ways].some(isSwallowing);
  // Whoever raises it again on some way has thought about the others.
  if (!swallows || (isMeant && ways.has('raise-again'))) return undefined;
  if (isDealtWith(handler, inference, place.scope)) return undefined;
  const loop = loopThatGoesOn(node, handler, ways, place);
  const raised = raisedIn(handler);
  return {
    range: rangeOf(handler.start, handler.type?.end ?? handler.start + 'except'.length),
    ...(handler.type === undefined ? {} : { type: rangeOf(handler.type.start, handler.type.end) }),
    ...catching,
    body: blockRange(handler.body, handler.colon),
    isLostAtEnd: [...ways].every((way) => way === 'end' || !isSwallowing(way)),
    isFirst: handler === node.handlers[0],
    ...outcomeOf(),
    function: place.function,
  };

  function outcomeOf(): Pick<SwallowedCancellationFact, 'outcome' | 'raised'> {
    if (loop !== undefined) return { outcome: isEndless(loop) ? 'repeats' : 'next-round' };
    if (raised !== undefined && [...ways].every((way) => way === 'raise' || way === 'raise-again'))
      return {
        outcome: 'replaced',
        raised: oneLine(module.document.text, typeRaised(raised)),
      };
    return { outcome: awaitsBehind(analysed, node, ways, place) ? 'goes-on' : 'ends' };
  }

  /** Whether a cancellation comes to nothing else in the loop, and no way leads out of it. */
  function isEndless({ kind, body }: While | For): boolean {
    const isLeft = [...ways].some((way) => way !== 'end' && way !== 'continue');
    return (
      kind === 'While' && !isLeft && !awaited.every(isRunning) && awaitedIn(body).length === awaitedIn(node.body).length
    );
  }

  function keepsCancellation(inner: Try): boolean {
    const inside = firstCatching(inner, inference, place.scope);
    if (inside === undefined) return false;
    const left = waysOutWhenCancelled(inside.handler, inference, place.scope);
    return !left.has('raise-again') && !left.has('raise');
  }
}

/**
 * Whether a cancellation is to be expected there: that of a task which this function has cancelled, or which is only waited for, so that
 * it may have been cancelled by anybody; or the function counts cancellations itself.
 */
function isExpected(
  { calls, functions, inference }: Analysed,
  awaited: readonly Expression[],
  { caught }: Catching,
  handler: ExceptHandler,
  { function: owner, scope }: Place,
): boolean {
  const own = calls.filter(({ fact }) => fact.function === owner);
  if (own.some(({ fact: { name } }) => name === 'uncancel' || name === 'cancelling')) return true;
  const cancels = own.some(({ fact }) => fact.name === 'cancel' && fact.range.start < handler.start);
  if (caught === 'cancellation' ? cancels || awaited.some(isRunning) : cancels && awaited.every(isRunning)) return true;
  return raisesItBehind();

  /** `cancelled = True` in the handler, and `if cancelled: raise …` when all is done. */
  function raisesItBehind(): boolean {
    const node = functions[owner]?.node;
    let found = false;
    if (node !== undefined)
      walkOwnBody(node, (inner) => {
        if (inner.kind !== 'Raise' || inner.exception === undefined || inner.start < handler.end) return;
        found ||= isCancellationOf(typeRaised(inner.exception), inference, scope) === true;
      });
    return found;
  }
}

function raisedIn({ body }: ExceptHandler): Expression | undefined {
  let raised: Expression | undefined;
  for (const statement of body)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Raise') raised ??= node.exception;
    });
  return raised;
}

/** The loop around a `try` whose next round begins behind the handler. */
function loopThatGoesOn(
  node: Try,
  handler: ExceptHandler,
  ways: ReadonlySet<WayOut>,
  { around }: Place,
): While | For | undefined {
  let isReached = ways.has('end');
  let isNext = ways.has('continue');
  let current: Statement = node;
  for (const outer of around.toReversed()) {
    const block = blocksOf(outer).find((each) => each.includes(current));
    if (block === undefined) return undefined;
    if (isReached) {
      const behind = waysOut(block.slice(block.indexOf(current) + 1), anyCircumstances);
      isReached = behind.has('end');
      isNext ||= behind.has('continue');
    }
    if (outer.kind === 'While' || outer.kind === 'For') {
      const isBody = block === outer.body;
      return isBody && (isReached || isNext) && !endsLoop(handler, outer) ? outer : undefined;
    }
    if (!isReached && !isNext) return undefined;
    current = outer;
  }
  return undefined;
}

/** `self.running = False` in the handler of a loop that goes on while `self.running`. */
function endsLoop({ body }: ExceptHandler, loop: While | For): boolean {
  if (loop.kind === 'For') return false;
  const assigned = new Set<string>();
  for (const statement of body)
    walkInPlace(statement, (node) => {
      if (node.kind === 'Assign') for (const target of node.targets) assigned.add(pathOf(target));
      if (node.kind === 'AugAssign') assigned.add(pathOf(node.target));
      // `self.stopping.set()`
      if (node.kind === 'Call' && node.callee.kind === 'Attribute') assigned.add(pathOf(node.callee.value));
    });
  let found = false;
  walk(loop.test, (node) => {
    found ||= (node.kind === 'Name' || node.kind === 'Attribute') && assigned.has(pathOf(node));
  });
  return found;
}

/** `self.running`; empty for what is no such path, which nothing else is equal to. */
function pathOf(node: Expression): string {
  if (node.kind === 'Name') return node.name;
  return node.kind === 'Attribute' ? `${pathOf(node.value)}.${node.name}` : '';
}

/** Whether the function waits for anything behind a `try` and its loop; what only cleans up or handles errors does not count. */
function awaitsBehind(
  { functions }: Analysed,
  node: Try,
  ways: ReadonlySet<WayOut>,
  { function: owner, around }: Place,
): boolean {
  const body = functions[owner]?.node;
  const loop = around.findLast(({ kind }) => kind === 'While' || kind === 'For');
  const left = ways.has('end') ? node : ways.has('break') ? loop : undefined;
  if (body?.kind !== 'FunctionDef' || left === undefined) return false;
  const guards = [...around, node].filter((statement) => statement.kind === 'Try');
  const aside = guards.flatMap(({ handlers, finalbody }) => [...handlers, ...finalbody]);
  return awaitedIn(body.body).some(
    ({ start }) => start >= left.end && !aside.some((part) => part.start <= start && start < part.end),
  );
}
