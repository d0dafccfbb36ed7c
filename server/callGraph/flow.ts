/** What becomes of the work that a call starts: does its function wait for it, and does anything else run meanwhile? */

import type { Language } from '../analysis/document.ts';
import { contains, type Range } from '../analysis/text.ts';
import type { CallFact, FanOutShape, FunctionFact } from '../facts/facts.ts';
import { promiseMembers } from '../facts/promiseMembers.ts';
import type { CallbackOwners, FileFacts } from './functions.ts';

/**
 * `awaited`: the function waits for it before it goes on. `together`: it runs at once with others. `started`: it runs
 * beside the function, which goes on. `handed-on`: whoever gets it decides. `never-runs`: a coroutine that nobody takes.
 * `called`: a plain call.
 */
export type How = 'awaited' | 'together' | 'started' | 'handed-on' | 'never-runs' | 'called';

export interface Flow {
  readonly how: How;
  /** Whether it happens once for each item or round. */
  readonly isLooped: boolean;
  /** For `together`: names those that run at once, within the function. */
  readonly group?: string;
}

/** Take many awaitables and run them at once. */
const gathering: ReadonlySet<string> = new Set([
  'global.Promise.all',
  'global.Promise.allSettled',
  'global.Promise.any',
  'global.Promise.race',
  'asyncio.gather',
  'asyncio.wait',
  'asyncio.as_completed',
]);

/** Start one piece of work; those of one group run at once until its block ends. */
const startingInGroup: ReadonlySet<string> = new Set([
  'asyncio.TaskGroup.create_task',
  'anyio.abc.TaskGroup.start_soon',
  'trio.Nursery.start_soon',
]);

const starting: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.AbstractEventLoop.create_task',
  'asyncio.run_coroutine_threadsafe',
]);

/** Run an event loop until the work is done. */
const running: ReadonlySet<string> = new Set([
  'asyncio.run',
  'asyncio.Runner.run',
  'asyncio.AbstractEventLoop.run_until_complete',
]);

/** Give what they are given, with something added. */
const passingOn: ReadonlySet<string> = new Set(['asyncio.wait_for', 'asyncio.shield', 'global.Promise.resolve']);

const arrayMethods: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'filter', 'some', 'every', 'reduce']);

/** Whether the call only says how other work runs, so that it is no work itself. */
export function isCarrier({ symbol = '', name, target }: CallFact): boolean {
  return (
    target === undefined &&
    (gathering.has(symbol) ||
      startingInGroup.has(symbol) ||
      starting.has(symbol) ||
      running.has(symbol) ||
      passingOn.has(symbol) ||
      promiseMembers.has(name))
  );
}

export function startsFunction({ symbol = '' }: CallFact): boolean {
  return symbol.endsWith('.start_soon') && startingInGroup.has(symbol);
}

/** Answers for the calls of one file. */
export class Flows {
  readonly #file: FileFacts;
  readonly #owners: CallbackOwners;
  readonly #carriers = new Set<number>();

  constructor(file: FileFacts, owners: CallbackOwners) {
    this.#file = file;
    this.#owners = owners;
  }

  /** Carriers that some call was found to run in, so far. */
  get usedCarriers(): ReadonlySet<number> {
    return this.#carriers;
  }

  of(call: CallFact): Flow {
    if (this.isLoopedOver(call)) return { how: 'awaited', isLooped: true };
    const flow = this.#fromFate(call);
    return this.#isLooped(call) ? { ...flow, isLooped: true } : flow;
  }

  /** Of an async function that is written in place as an argument. */
  ofCallback(fact: FunctionFact): Flow {
    const taking = this.#owners.callTaking(fact.id);
    return taking === undefined ? plain('handed-on') : this.#givenTo(taking);
  }

  /** Whether a plain call happens again and again, by a loop or an array's method around it. */
  isRepeated(call: CallFact): boolean {
    return this.#isLooped(call);
  }

  #fromFate(call: CallFact): Flow {
    if (startsFunction(call)) return { how: 'together', isLooped: false, group: this.#receiver(call) };
    const { fate } = call;
    switch (fate) {
      case 'awaited':
        return plain('awaited');
      case 'returned':
        return this.#returned(call);
      case 'yielded':
        return plain('handed-on');
      case 'chained': {
        const next = this.#nextInChain(call);
        return next === undefined ? plain('handed-on') : this.#carried(next);
      }
      case 'passed':
      case 'collected':
      case 'used': {
        const around = this.#callAround(call);
        if (around !== undefined) return this.#within(around);
        return this.#gatheredLater(call) ?? (fate === 'collected' ? kept(call) : plain('handed-on'));
      }
      case 'assigned':
      case 'stored':
        return this.#gatheredLater(call) ?? kept(call);
      case 'ignored':
      case 'voided':
      case 'tested':
        return plain(isCoroutine(call) ? 'never-runs' : 'started');
    }
  }

  #returned(call: CallFact): Flow {
    const owner = this.#file.facts.functions[call.function];
    if (owner !== undefined && this.#owners.isPartOfParent(owner)) {
      const taking = this.#owners.callTaking(owner.id);
      if (taking !== undefined) return this.#givenTo(taking);
    }
    // An async function of JavaScript waits for the promise that it returns; one of Python hands on a coroutine.
    return plain(owner?.isAsync === true && this.#language === 'typescript' ? 'awaited' : 'handed-on');
  }

  /** Of what a function in place gives back to the call that takes the function. */
  #givenTo(taking: CallFact): Flow {
    if (arrayMethods.has(taking.name)) {
      const isDropped = taking.name === 'forEach';
      return { ...(isDropped ? plain('started') : this.of(taking)), isLooped: true };
    }
    if (promiseMembers.has(taking.name) || taking.awaitable.awaitability === 'always') return this.#carried(taking);
    return plain('handed-on');
  }

  #within(around: CallFact): Flow {
    const { symbol = '' } = around;
    if (gathering.has(symbol)) {
      this.#carriers.add(around.id);
      return { how: 'together', isLooped: false, group: `call ${around.id}` };
    }
    if (startingInGroup.has(symbol)) {
      this.#carriers.add(around.id);
      return { how: 'together', isLooped: false, group: this.#receiver(around) };
    }
    if (starting.has(symbol)) {
      this.#carriers.add(around.id);
      return this.#gatheredLater(around) ?? (around.fate === 'awaited' ? plain('awaited') : plain('started'));
    }
    if (running.has(symbol)) {
      this.#carriers.add(around.id);
      return plain('awaited');
    }
    // A list of the work that goes on its way, or a function that waits for what it is given.
    const goesOn = /^(?:list|tuple|set|map|filter)$/.test(around.name) || around.awaitable.awaitability === 'always';
    return goesOn ? this.#carried(around) : plain('handed-on');
  }

  #carried(call: CallFact): Flow {
    this.#carriers.add(call.id);
    return this.of(call);
  }

  /** Where a variable keeps the work until a call takes all of it. */
  #gatheredLater(call: CallFact): Flow | undefined {
    for (const fanOut of this.#file.facts.fanOuts) {
      const { shape } = fanOut;
      const from = shape.kind === 'variable' ? shape.from : undefined;
      if (from === undefined || fanOut.function !== call.function || !madeBy(from, call.range)) continue;
      this.#carriers.add(fanOut.call);
      return { how: 'together', isLooped: true, group: `call ${fanOut.call}` };
    }
    return undefined;
  }

  #isLooped(call: CallFact): boolean {
    if (call.loop !== undefined) return true;
    const owner = this.#file.facts.functions[call.function];
    if (owner === undefined || !this.#owners.isPartOfParent(owner)) return false;
    const taking = this.#owners.callTaking(owner.id);
    return taking !== undefined && (arrayMethods.has(taking.name) || this.#isLooped(taking));
  }

  /** Whether an asynchronous loop goes over what the call gives. */
  isLoopedOver({ range, function: owner }: CallFact): boolean {
    return this.#file.facts.loops.some(
      ({ kind, iterable, function: looping }) =>
        kind === 'async-for' && looping === owner && iterable?.start === range.start && iterable.end === range.end,
    );
  }

  /** The innermost call of the same function that has the given one among its arguments. */
  #callAround({ id, range, function: owner }: CallFact): CallFact | undefined {
    return this.#file.facts.calls
      .filter(
        (other) =>
          other.function === owner && other.id !== id && other.arguments.some(({ value }) => contains(value, range)),
      )
      .reduce<CallFact | undefined>(
        (best, other) => (best === undefined || contains(best.range, other.range) ? other : best),
        undefined,
      );
  }

  /** `load().then(…)` for `load()`. */
  #nextInChain({ range, function: owner }: CallFact): CallFact | undefined {
    return this.#file.facts.calls
      .filter(
        ({ callee, function: function_ }) =>
          function_ === owner && callee.start === range.start && callee.end > range.end,
      )
      .reduce<CallFact | undefined>(
        (best, other) => (best === undefined || other.callee.end < best.callee.end ? other : best),
        undefined,
      );
  }

  #receiver({ callee, name }: CallFact): string {
    return `group ${this.#file.document.text.slice(callee.start, callee.end - name.length)}`;
  }

  get #language(): Language {
    return this.#file.document.language;
  }
}

/** Where a variable keeps it. A coroutine runs when somebody awaits it. */
function kept(call: CallFact): Flow {
  return plain(isCoroutine(call) ? 'handed-on' : 'started');
}

function isCoroutine({ awaitable }: CallFact): boolean {
  return awaitable.kind === 'coroutine';
}

function plain(how: How): Flow {
  return { how, isLooped: false };
}

function madeBy(shape: FanOutShape, range: Range): boolean {
  switch (shape.kind) {
    case 'array-map':
      return contains(shape.mapCall, range);
    case 'comprehension':
    case 'mapped-function':
      return contains(shape.range, range);
    case 'loop':
      return contains(shape.started, range);
    case 'variable':
      return shape.from !== undefined && madeBy(shape.from, range);
  }
}
