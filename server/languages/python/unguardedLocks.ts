/** Locks of tasks that are taken by `await lock.acquire()` and stay taken where the code behind it fails, is cancelled or leaves. */

import { rangeOf } from '../../analysis/text.ts';
import type { HeldLockFact, LockedBlock } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, Place } from './drafts.ts';
import { walkInPlace } from './functionBodies.ts';
import { releases, releasesIn } from './lockReleases.ts';
import { isOfThreads, textOf, typeOfLock } from './locks.ts';
import { givenBy } from './arguments.ts';
import type { Expression, Node, Statement } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { firstPause } from './sureWaits.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

/** `behind` is what follows the call in its block. */
export function unguardedLock(
  analysed: Analysed,
  lock: Expression,
  place: Place,
  behind: readonly Statement[],
): HeldLockFact | undefined {
  const { text } = analysed.module.document;
  const written = textOf(text, lock);
  const { statement, around, function: owner } = place;
  if (statement === undefined || around.some((outer) => outer.kind === 'Try' && releases(outer, written, text)))
    return undefined;
  const gap = gapBeforeRelease(behind, written, text);
  if (gap === undefined) return undefined;
  const type = typeOfLock(analysed.inference, lock, place.scope);
  if (type === undefined || isOfThreads(type)) return undefined;
  const body = analysed.functions[owner]?.node;
  const isOnlyRelease = body !== undefined && releasesIn(body, written, text).length === 1;
  const block = isOnlyRelease ? lockedBlock(statement, lock, behind, text) : undefined;
  return {
    range: rangeOf(statement.start, statement.end),
    subject: oneLine(text, lock),
    flaw: gap.kind === 'Return' || gap.kind === 'Raise' ? 'left' : 'unguarded',
    pausedAt: rangeOf(gap.start, gap.end),
    ...(block === undefined ? {} : { block }),
    function: owner,
  };
}

/**
 * What comes before the release, and may be the last that runs: a way out, or something that it waits for. Where the block does not
 * release the lock itself, or hands the release to others, that is meant.
 */
function gapBeforeRelease(behind: readonly Statement[], lock: string, text: string): Node | undefined {
  let gap: Node | undefined;
  for (const statement of behind) {
    if (isHandedOn(statement, lock, text)) return undefined;
    if (
      isRelease(statement, lock, text) ||
      (statement.kind === 'Try' && isReleasedAtLast(statement.finalbody, lock, text))
    )
      return gap;
    if (releases(statement, lock, text)) {
      if (statement.kind !== 'If' || !leavesWhereReleased(statement, lock, text)) return undefined;
      continue;
    }
    gap ??= wayOutOf(statement) ?? firstPause([statement]);
  }
  return undefined;
}

/** `lock.release()`, as a statement. */
function isRelease(statement: Statement, lock: string, text: string): boolean {
  return (
    statement.kind === 'Expr' &&
    statement.value.kind === 'Call' &&
    statement.value.callee.kind === 'Attribute' &&
    statement.value.callee.name === 'release' &&
    textOf(text, statement.value.callee.value) === lock
  );
}

function isReleasedAtLast(finalbody: readonly Statement[], lock: string, text: string): boolean {
  return finalbody.some((each) => releases(each, lock, text));
}

/** Whether others get the lock or its release, to call it when they are done. */
function isHandedOn(statement: Statement, lock: string, text: string): boolean {
  if (releasesIn(statement, lock, text).some(({ isCalled }) => !isCalled)) return true;
  let found = false;
  walk(statement, (inner) => {
    if (inner.kind === 'Call' && inner.arguments.some((argument) => textOf(text, givenBy(argument)) === lock))
      found = true;
    const isInner = inner.kind === 'FunctionDef' || inner.kind === 'Lambda';
    if (isInner && releases(inner, lock, text)) found = true;
    return !found;
  });
  return found;
}

/** `if closed: lock.release(); return` */
function leavesWhereReleased(
  { body, orelse }: Extract<Statement, { kind: 'If' }>,
  lock: string,
  text: string,
): boolean {
  return [body, orelse].every(
    (branch) => !branch.some((each) => releases(each, lock, text)) || !waysOut(branch, anyCircumstances).has('end'),
  );
}

/** A `return` or `raise` that leaves the function, as far as no `try` inside catches it. */
function wayOutOf(statement: Statement): Node | undefined {
  const ways = waysOut([statement], anyCircumstances);
  if (!['return', 'raise', 'raise-again'].some((way) => ways.has(way as 'return'))) return undefined;
  let found: Node | undefined;
  walkInPlace(statement, (inner) => {
    if (inner.kind === 'Return' || inner.kind === 'Raise') found ??= inner;
    return inner.kind !== 'Try' && found === undefined;
  });
  return found;
}

/** What can be put into an `async with` as it stands. */
function lockedBlock(
  statement: Statement,
  { start, end }: Expression,
  behind: readonly Statement[],
  text: string,
): LockedBlock | undefined {
  const written = text.slice(start, end);
  const index = behind.findIndex((each) => releases(each, written, text));
  const [first] = behind;
  const [before, last] = [behind[index - 1], behind[index]];
  if (last === undefined || first === undefined || before === undefined) return undefined;
  const parts = { lock: rangeOf(start, end), acquire: rangeOf(statement.start, statement.end) };
  if (isRelease(last, written, text))
    return { ...parts, body: rangeOf(first.start, before.end), release: rangeOf(last.start, last.end) };
  if (last.kind !== 'Try' || last.handlers.length > 0 || last.orelse.length > 0) return undefined;
  const [only, ...others] = last.finalbody;
  const final = last.body.at(-1);
  if (only === undefined || final === undefined || others.length > 0 || !isRelease(only, written, text))
    return undefined;
  return {
    ...parts,
    body: rangeOf(first.start, before.end),
    release: rangeOf(only.start, only.end),
    guarded: rangeOf(last.body[0]?.start ?? last.start, final.end),
  };
}
