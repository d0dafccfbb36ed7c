/** Whether code that waits runs beside itself, or waits for its turn. */

import type { Document } from '../analysis/document.ts';
import { contains, type Range, textAt } from '../analysis/text.ts';
import type { CallFact, Facts, FunctionFact, FunctionId } from './facts.ts';
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
export function hasItsTurn({ text }: Document, facts: Facts, code: Code): boolean {
  const { calls, contexts } = facts;
  return contexts.some(isLocked) || calls.some(isAcquired) || callersOf(facts, code).some(isInTurn);

  /** `async with self.lock:` */
  function isLocked({ body, context, isAsync, symbol }: Facts['contexts'][number]): boolean {
    return isAsync && contains(body, code.range) && lockName.test(symbol ?? textAt(text, context));
  }

  /** `await mutex.acquire()` */
  function isAcquired(call: CallFact): boolean {
    const isBefore = call.function === code.function && call.range.start < code.range.start;
    return isBefore && /^(?:acquire|lock)/i.test(call.name) && call.fate === 'awaited';
  }

  /** `mutex.runExclusive(async () => …)`, `queue.add(async () => …)`, `navigator.locks.request(…)`, `limit(async () => …)` */
  function isInTurn({ calleeText, name }: CallFact): boolean {
    return takesTurns.test(calleeText) || promiseMembers.has(name);
  }
}

/** What names of locks look like, and those of decorators that take one. */
export const lockName = /(?<![bcn])lock|mutex|sem(?:aphore)?\b|limiter|condition|synchronized|serialized?\b/i;

const takesTurns = /exclusive|(?<![bcn])lock|mutex|serial|synchronized|critical|limit|queue/i;

/** Whether it is written where it is given to what calls it for every item, before the one before is done. */
export function runsForEach(facts: Facts, code: Code): boolean {
  return callersOf(facts, code).some(({ name }) => startsAll.has(name));
}

/** Whether several runs of it are started side by side, of one object where it belongs to one. */
export function runsTogether({ path }: Document, facts: Facts, code: Code): boolean {
  if (runsForEach(facts, code)) return true;
  const { calls, fanOuts, functions } = facts;
  const owner = functions[code.function];
  return calls.some(
    ({ target, range, calleeText, fate }) =>
      target?.path === path &&
      fate !== 'awaited' &&
      target.offset === owner?.nameRange.start &&
      /^(?:(?:self|cls|this)\.)?[\w$#]+$/.test(calleeText) &&
      fanOuts.some(
        (fanOut) => contains(fanOut.range, range) || (fanOut.statement && contains(fanOut.statement, range)),
      ),
  );
}

/** These call an async function again before it is done. */
const startsAll: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'pMap']);

/** The calls that the function is given to where it is written, or one around it that has the same variable. */
function callersOf({ calls, functions }: Facts, { function: own, keptBy }: Code): readonly CallFact[] {
  const around = new Set<FunctionId>();
  for (let owner = functions[own]; owner !== undefined && owner.id !== keptBy; owner = parentOf(owner))
    around.add(owner.id);
  return calls.filter((call) => call.arguments.some(({ function: given }) => given !== undefined && around.has(given)));

  function parentOf({ parent }: FunctionFact): FunctionFact | undefined {
    return parent === undefined ? undefined : functions[parent];
  }
}
