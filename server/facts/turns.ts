/** Whether code that waits runs beside itself, or waits for its turn. */

import type { Document } from '../analysis/document.ts';
import { contains, type Range, textAt } from '../analysis/text.ts';
import type { CallFact, ContextFact, Facts, FunctionId } from './facts.ts';
import { ownCallsOf } from './ownCalls.ts';
import { promiseMembers } from './promiseMembers.ts';

/** Code that uses something of an object, of the module, or of a function around it. */
interface Code {
  readonly function: FunctionId;
  /** The function that what it uses belongs to: every run of that has one of its own. */
  readonly keptBy?: FunctionId;
  readonly range: Range;
}

/**
 * Whether it holds a lock, or is given to what runs one such function after the other. A name that says so will do, for who waits there
 * waits for its turn.
 */
export function hasItsTurn(document: Document, facts: Facts, code: Code): boolean {
  const { calls, contexts } = facts;
  const own = facts.functions[code.function];
  const runs = own === undefined ? [] : ownCallsOf(document, facts, own);
  return (
    /locked/i.test(own?.name ?? '') ||
    isLocked(code) ||
    (runs.length > 0 && runs.every(isLocked)) ||
    callersOf(facts, code).some(isInTurn)
  );

  function isLocked(place: Pick<Code, 'function' | 'range'>): boolean {
    return contexts.some((context) => holds(context, place)) || calls.some((call) => acquires(call, place));
  }

  /** `async with self.lock:` */
  function holds({ body, context, isAsync, symbol }: ContextFact, { range }: Pick<Code, 'range'>): boolean {
    return isAsync && contains(body, range) && isLockName(symbol ?? textAt(document.text, context));
  }

  /** `await mutex.acquire()` */
  function acquires(call: CallFact, place: Pick<Code, 'function' | 'range'>): boolean {
    const isBefore = call.function === place.function && call.range.start < place.range.start;
    return isBefore && /^(?:acquire|lock)/i.test(call.name) && call.fate === 'awaited';
  }

  /** `mutex.runExclusive(async () => …)`, `queue.add(async () => …)`, `navigator.locks.request(…)`, `limit(async () => …)` */
  function isInTurn({ calleeText, name }: CallFact): boolean {
    return takesTurns.test(calleeText) || promiseMembers.has(name);
  }
}

/** What names of locks look like, and those of decorators that take one. */
export function isLockName(text: string): boolean {
  return lockName.test(text);
}

const lockName = /(?<![bcn])lock|mutex|sem(?:aphore)?\b|limiter|condition|synchronized|serialized?\b|exclusive/i;

const takesTurns = /exclusive|(?<![bcn])lock|mutex|serial|synchronized|critical|limit|queue/i;

/** Whether it is written where it is given to what calls it for every item, before the one before is done. */
export function runsForEach(facts: Facts, code: Code): boolean {
  return callersOf(facts, code).some(({ name }) => startsAll.has(name));
}

/** Whether several runs of it are started side by side, of one object where it belongs to one. */
export function runsTogether(document: Document, facts: Facts, code: Code): boolean {
  if (runsForEach(facts, code)) return true;
  const { fanOuts, functions } = facts;
  const owner = functions[code.function];
  const runs = owner === undefined ? [] : ownCallsOf(document, facts, owner);
  return runs.some(
    ({ range, calleeText, fate }) =>
      fate !== 'awaited' &&
      /^(?:(?:self|cls|this)\.)?[\w$#]+$/.test(calleeText) &&
      fanOuts.some(
        (fanOut) => contains(fanOut.range, range) || (fanOut.statement && contains(fanOut.statement, range)),
      ),
  );
}

/** These call an async function again before it is done. */
const startsAll: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'pMap']);

/** The calls that the function is given to where it is written, or one around it that has the same variable. */
function callersOf(facts: Facts, { function: own, keptBy }: Code): readonly CallFact[] {
  const takers = takersIn(facts);
  const callers: CallFact[] = [];
  let owner = facts.functions[own];
  while (owner !== undefined && owner.id !== keptBy) {
    callers.push(...(takers.get(owner.id) ?? []));
    owner = owner.parent === undefined ? undefined : facts.functions[owner.parent];
  }
  return callers;
}

const known = new WeakMap<Facts, ReadonlyMap<FunctionId, readonly CallFact[]>>();

/** The calls that each function is given to. */
function takersIn(facts: Facts): ReadonlyMap<FunctionId, readonly CallFact[]> {
  const found = known.get(facts);
  if (found !== undefined) return found;
  const takers = new Map<FunctionId, CallFact[]>();
  for (const call of facts.calls)
    for (const { function: given } of call.arguments)
      if (given !== undefined) takers.set(given, [...(takers.get(given) ?? []), call]);
  known.set(facts, takers);
  return takers;
}
