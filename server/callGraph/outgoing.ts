/** What one function does that matters for waiting: what it awaits, starts and blocks on, in the order in which it runs. */

import { textAt } from '../analysis/text.ts';
import { type BlockingEnd, blockingEnd, blockingKind } from '../blocking/chainEnd.ts';
import type { CallFact, Definition, FunctionId } from '../facts/facts.ts';
import { Flows, startsFunction, isCarrier, type How } from './flow.ts';
import {
  CallbackOwners,
  type FileFacts,
  type FactsSource,
  type FunctionInFile,
  functionDefinedBy,
  type Place,
} from './functions.ts';

export interface OutgoingCall {
  /** As written: `self.store.save`. */
  readonly calleeText: string;
  readonly place: Place;
  readonly how: How;
  readonly isLooped: boolean;
  /** 1 for what runs first; calls that run at once share one number. */
  readonly order: number;
  /** What keeps the event loop from everything else, where something does. */
  readonly blocks?: BlockingEnd;
  /** What it runs, where that is code of the workspace: a definition, or a function written in place. */
  readonly runs?: Definition | FunctionId;
  /** It only matters if what it runs is async, whatever its types say, or awaits, starts or blocks on something. */
  readonly isPlain: boolean;
  /** What becomes of a plain call's result, for the case that it turns out to be awaitable. */
  readonly howIfAsync?: How;
}

/** The calls of a function and of the plain functions written in place in it. */
export function outgoingCalls({ document, facts, fact }: FunctionInFile): readonly OutgoingCall[] {
  return new FileCalls({ document, facts }).of(fact.id);
}

/** The function of the workspace that a call runs, where there is one. */
export async function functionRunBy(
  { runs }: OutgoingCall,
  { document, facts }: FileFacts,
  source: FactsSource,
): Promise<FunctionInFile | undefined> {
  if (typeof runs !== 'number') return runs === undefined ? undefined : functionDefinedBy(runs, source);
  const fact = facts.functions[runs];
  return fact && { document, facts, fact };
}

/** An async function gives an awaitable, even where its types say otherwise. */
export function howOf({ how, howIfAsync }: OutgoingCall, reached: FunctionInFile | undefined): How {
  return reached?.fact.isAsync === true ? (howIfAsync ?? how) : how;
}

/** The calls of one file, function by function. */
export class FileCalls {
  readonly #file: FileFacts;
  readonly owners: CallbackOwners;
  readonly #flows: Flows;

  constructor(file: FileFacts) {
    this.#file = file;
    this.owners = new CallbackOwners(file.facts);
    this.#flows = new Flows(file, this.owners);
  }

  of(owner: FunctionId): readonly OutgoingCall[] {
    const own = this.#file.facts.calls.filter((call) => this.owners.shownOwner(call.function) === owner);
    const drafts = own
      .filter((call) => !isCarrier(call) || startsFunction(call))
      .flatMap((call) => [this.#ownWork(call) ?? [], ...this.#callbacks(call)].flat());
    const shown = new Set(drafts.map(({ call }) => call));
    // `asyncio.gather(*jobs)` stands for its jobs where nobody can see them.
    const bare = own.filter((call) => isCarrier(call) && !shown.has(call) && !this.#flows.usedCarriers.has(call.id));
    for (const call of bare) if (call.fate === 'awaited') drafts.push({ call, ...this.#described(call), ...waitedFor });
    return numbered(drafts);
  }

  #ownWork(call: CallFact): readonly Draft[] | undefined {
    const blocks = this.#blocks(call);
    const { awaitability } = call.awaitable;
    const flow = this.#flows.of(call);
    const isAwaitable =
      startsFunction(call) ||
      this.#flows.isLoopedOver(call) ||
      awaitability === 'always' ||
      (awaitability === 'maybe' && (call.fate === 'awaited' || flow.how === 'together'));
    // A promise that an array's method gives is that of its callbacks, which are shown themselves.
    if (isAwaitable && this.#flows.usedCarriers.has(call.id) && call.target === undefined) return undefined;
    const described = this.#described(call);
    if (isAwaitable && blocks === undefined) return [{ call, ...described, ...flow, isPlain: false }];
    const isLooped = this.#flows.isRepeated(call);
    if (blocks !== undefined) return [{ call, ...described, how: 'called', isLooped, blocks, isPlain: false }];
    if (call.target === undefined) return undefined;
    return [{ call, ...described, how: 'called', isLooped, isPlain: true, howIfAsync: flow.how }];
  }

  /** Async functions written in place as arguments of the call. */
  #callbacks(call: CallFact): readonly Draft[] {
    return call.arguments.flatMap(({ function: id }) => {
      const fact = id === undefined ? undefined : this.#file.facts.functions[id];
      if (fact === undefined || !fact.isAsync) return [];
      const place = { path: this.#file.document.path, range: fact.nameRange };
      const calleeText = call.calleeText;
      return [{ call, calleeText, place, runs: fact.id, ...this.#flows.ofCallback(fact), isPlain: false }];
    });
  }

  #described(call: CallFact) {
    const { document } = this.#file;
    const [first] = call.arguments;
    const started = startsFunction(call) && first !== undefined ? textAt(document.text, first.value) : undefined;
    return {
      calleeText: started ?? call.calleeText,
      place: { path: document.path, range: call.range },
      ...(call.target === undefined ? {} : { runs: call.target }),
    };
  }

  #blocks(call: CallFact): BlockingEnd | undefined {
    const { document, facts } = this.#file;
    if (facts.functions[call.function]?.runs === 'elsewhere' || call.fate === 'awaited') return undefined;
    const { symbol, calleeText, fate } = call;
    if (symbol !== undefined) {
      const argumentTexts = call.arguments.map((argument) => textAt(document.text, argument.range));
      const direct = { symbol, calleeText, argumentTexts, fate, steps: [] };
      const kind = blockingKind(document.language, direct);
      if (kind !== undefined) return { kind, call: direct };
    }
    const reached = facts.reached.find((each) => each.call === call.id);
    return reached && blockingEnd(document.language, reached);
  }
}

interface Draft extends Omit<OutgoingCall, 'order'> {
  readonly call: CallFact;
  readonly group?: string;
}

const waitedFor = { how: 'awaited', isLooped: false, isPlain: false } as const;

function numbered(drafts: readonly Draft[]): readonly OutgoingCall[] {
  // A call runs when its arguments have been made, so its end says when.
  const inOrder = [...drafts].sort(
    (a, b) => a.call.range.end - b.call.range.end || a.place.range.end - b.place.range.end,
  );
  const groups = new Map<string, number>();
  let order = 0;
  const result: OutgoingCall[] = [];
  for (const { call: _, group, ...outgoing } of inOrder) {
    const own = (group === undefined ? undefined : groups.get(group)) ?? ++order;
    if (group !== undefined) groups.set(group, own);
    result.push({ ...outgoing, order: own });
  }
  return result;
}
