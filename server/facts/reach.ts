/**
 * What plain functions lead to: calls that rules look for, however many helpers, classes and files lie between. A front
 * end gives the outgoing calls of a file; the search is the same in both languages, and it ends at functions that do not
 * run when they are called.
 */

import type { Document } from '../analysis/document.ts';
import { type Range, textAt } from '../analysis/text.ts';
import { once } from './onDemand.ts';
import type {
  ArgumentFact,
  CallFact,
  Definition,
  Facts,
  Fate,
  FunctionFact,
  FunctionId,
  ImportFact,
  ImplicitCallFact,
  LoopFact,
  ParameterTest,
  ReachedCall,
  ReachFact,
  ReachStep,
} from './facts.ts';

/** The part of a file's facts that tells what its functions call. */
export interface CallingFacts {
  readonly functions: readonly Pick<
    FunctionFact,
    'id' | 'kind' | 'name' | 'nameRange' | 'parent' | 'isAsync' | 'isGenerator' | 'isMemoised' | 'isRunInPlace' | 'runs'
  >[];
  readonly calls: readonly Pick<
    CallFact,
    | 'range'
    | 'calleeText'
    | 'name'
    | 'symbol'
    | 'target'
    | 'fate'
    | 'function'
    | 'arguments'
    | 'isDoneOnce'
    | 'parameterTests'
  >[];
  readonly loops: readonly Pick<LoopFact, 'iterable'>[];
  readonly imports: readonly Pick<ImportFact, 'module'>[];
  readonly implicitCalls?: readonly ImplicitCallFact[];
  /** Those of one function, where they are found out function by function. */
  readonly implicitCallsIn?: (owner: FunctionId) => readonly ImplicitCallFact[];
}

/** The functions of one file, by name. */
export type FileCalls = ReadonlyMap<string, readonly FunctionCalls[]>;

interface FunctionCalls {
  /** Of its name. */
  readonly offset: number;
  readonly name: string;
  /** No other file calls it by its name alone: it is inside of a function, or a method of an object that has no name. */
  readonly isLocal: boolean;
  /** A generator's body runs for those who go over what it gives. */
  readonly isGenerator: boolean;
  /** In source order. */
  readonly calls: readonly OutgoingCall[];
  /** Of parameters, which decide about some of the calls. */
  readonly parameterTests: readonly ParameterTest[];
}

interface OutgoingCall {
  readonly range: Range;
  readonly calleeText: string;
  /** Of a call that rules look for. */
  readonly argumentTexts: readonly string[];
  readonly fate: Fate;
  readonly goal: { readonly symbol: string } | Goal;
  readonly parameterTests: readonly ParameterTest[];
}

/** A function that is called, and whether what it gives is gone over at once. */
export interface Goal {
  readonly target: Definition;
  readonly isIterated: boolean;
  /** Left out where nobody knows what it is given. */
  readonly given?: readonly GivenArgument[];
}

type GivenArgument = Pick<ArgumentFact, 'keyword' | 'constant'>;

/** Plain data. `isTraced` tells the full names that rules look for behind helpers. */
export function fileCalls(document: Document, facts: CallingFacts, isTraced: (symbol: string) => boolean): FileCalls {
  const onDemand = fileCallsOnDemand(document, facts, isTraced);
  return new Map([...onDemand].map(([name, all]) => [name, all.map(plainCalls)]));
}

function plainCalls({ offset, name, isLocal, isGenerator, calls, parameterTests }: FunctionCalls): FunctionCalls {
  return { offset, name, isLocal, isGenerator, calls, parameterTests };
}

/** What a function calls is found out when it is asked for, so that this holds all that the facts are made from. */
export function fileCallsOnDemand(
  document: Document,
  facts: CallingFacts,
  isTraced: (symbol: string) => boolean,
): FileCalls {
  const source: CallingFile = {
    document,
    isTraced,
    iterated: once(() => iteratedRanges(facts)),
    implicitCallsIn: once(() => implicitCallsOfFunctions(facts)),
  };
  const run = partsRunBy(facts);
  const functions = new Map<string, FunctionCalls[]>();
  for (const fact of facts.functions) {
    // One that does not run when it is called still tells its namesakes apart.
    const entry = new CallsOnDemand(
      source,
      fact,
      isLocal(fact, facts),
      runsWhenCalled(fact) ? run.get(fact.id) : undefined,
    );
    for (const name of namesOf(fact)) {
      const namesakes = functions.get(name);
      if (namesakes === undefined) functions.set(name, [entry]);
      else namesakes.push(entry);
    }
  }
  return functions;
}

/** What is the same for all functions of a file. */
interface CallingFile {
  readonly document: Document;
  readonly isTraced: (symbol: string) => boolean;
  readonly iterated: () => ReadonlySet<RangeKey>;
  readonly implicitCallsIn: () => (owner: FunctionId) => readonly ImplicitCallFact[];
}

/** There are very many functions, and most are never reached. */
class CallsOnDemand implements FunctionCalls {
  readonly offset: number;
  readonly name: string;
  readonly isLocal: boolean;
  readonly isGenerator: boolean;
  private readonly source: CallingFile;
  private readonly parts: PartsRun | undefined;
  private made: readonly OutgoingCall[] | undefined;
  private tests: readonly ParameterTest[] | undefined;

  constructor(
    source: CallingFile,
    fact: CallingFacts['functions'][number],
    isLocal: boolean,
    parts: PartsRun | undefined,
  ) {
    this.offset = fact.nameRange.start;
    this.name = fact.name;
    this.isLocal = isLocal;
    this.isGenerator = fact.isGenerator;
    this.source = source;
    this.parts = parts;
  }

  get calls(): readonly OutgoingCall[] {
    this.made ??= this.parts === undefined ? [] : outgoingCalls(this.source, this.parts);
    return this.made;
  }

  get parameterTests(): readonly ParameterTest[] {
    this.tests ??= this.calls.flatMap(({ parameterTests }) => parameterTests);
    return this.tests;
  }
}

function outgoingCalls(source: CallingFile, { calls, owners }: PartsRun): readonly OutgoingCall[] {
  const outgoing: OutgoingCall[] = [];
  for (const call of calls) {
    const found = outgoingCall(source, call);
    if (found !== undefined) outgoing.push(found);
  }
  for (const owner of owners)
    for (const call of source.implicitCallsIn()(owner)) outgoing.push(implicitlyOutgoing(call));
  return outgoing;
}

function outgoingCall(
  { document, isTraced, iterated }: CallingFile,
  call: CallingFacts['calls'][number],
): OutgoingCall | undefined {
  const { symbol } = call;
  const goal = symbol !== undefined && isTraced(symbol) ? { symbol } : goalOf(call, iterated);
  // What happens once belongs to the start of the program.
  if (goal === undefined || call.isDoneOnce === true) return undefined;
  const { range, calleeText, fate, parameterTests = noTests } = call;
  const isEnd = 'symbol' in goal;
  const argumentTexts = isEnd ? call.arguments.map((argument) => textAt(document.text, argument.range)) : [];
  return { range, calleeText, argumentTexts, fate, goal, parameterTests };
}

const noTests: readonly ParameterTest[] = [];

interface PartsRun {
  /** The function itself, and those that run where they are written in it. */
  readonly owners: FunctionId[];
  readonly calls: CallingFacts['calls'][number][];
}

function partsRunBy(facts: CallingFacts): ReadonlyMap<FunctionId, PartsRun> {
  const runs = new Map<FunctionId, PartsRun>();
  const runOf = facts.functions.map(({ id }) => {
    const runner = runnerOf(facts, id);
    const run = runs.get(runner) ?? { owners: [], calls: [] };
    runs.set(runner, run);
    run.owners.push(id);
    return run;
  });
  for (const call of facts.calls) runOf[call.function]?.calls.push(call);
  return runs;
}

function implicitCallsOfFunctions(
  facts: Pick<CallingFacts, 'implicitCalls' | 'implicitCallsIn'>,
): (owner: FunctionId) => readonly ImplicitCallFact[] {
  if (facts.implicitCallsIn !== undefined) return facts.implicitCallsIn;
  const byFunction = new Map<FunctionId, ImplicitCallFact[]>();
  for (const call of facts.implicitCalls ?? []) {
    const calls = byFunction.get(call.function);
    if (calls === undefined) byFunction.set(call.function, [call]);
    else calls.push(call);
  }
  return (owner) => byFunction.get(owner) ?? [];
}

function implicitlyOutgoing({ range, calleeText, target, isIterated }: ImplicitCallFact): OutgoingCall {
  return {
    range,
    calleeText,
    argumentTexts: [],
    fate: 'used',
    goal: { target, isIterated },
    parameterTests: noTests,
  };
}

function runsWhenCalled({ kind, isAsync, isMemoised, runs }: CallingFacts['functions'][number]): boolean {
  return kind !== 'module' && !isAsync && isMemoised !== true && runs === 'loop';
}

function isLocal({ kind, name, parent }: CallingFacts['functions'][number], { functions }: CallingFacts): boolean {
  const around = parent === undefined ? undefined : functions[parent];
  if (around !== undefined && around.kind !== 'module') return true;
  return kind === 'method' && !name.includes('.');
}

/** Whoever makes an object runs its constructor, which a subclass may also call by its own name. */
function namesOf({ kind, name }: CallingFacts['functions'][number]): readonly string[] {
  return kind === 'constructor' ? [name.slice(0, name.lastIndexOf('.')), name] : [name];
}

type ReachedFunction = CallingFacts['functions'][number] & Partial<Pick<FunctionFact, 'isContinuation' | 'role'>>;

/** How one comes to what a function runs. */
export interface Access {
  /** Of what is called or made; none where calls do not run it. */
  readonly names: readonly string[];
  readonly mayHoldUpLoop: boolean;
}

export function accessTo(functions: readonly ReachedFunction[], id: FunctionId): Access {
  const runner = functions[runnerOf({ functions }, id)];
  const names = runner === undefined || !runsWhenCalled(runner) ? [] : namesOf(runner);
  return { names, mayHoldUpLoop: mayHoldUpLoop({ functions }, id) };
}

/** The function itself, or the one that runs it where it is written. */
function runnerOf({ functions }: Pick<CallingFacts, 'functions'>, id: FunctionId): FunctionId {
  let owner = functions[id];
  while (owner?.isRunInPlace === true && !owner.isAsync && !owner.isGenerator && owner.parent !== undefined)
    owner = functions[owner.parent];
  return owner?.id ?? id;
}

function goalOf(
  call: Pick<CallFact, 'target' | 'range' | 'arguments'>,
  iterated: () => ReadonlySet<RangeKey>,
): Goal | undefined {
  const { target } = call;
  if (target === undefined) return undefined;
  const { range, arguments: given } = call;
  const isIterated = iterated().has(rangeKey(range));
  if (given.some(({ spread }) => spread !== 'no')) return { target, isIterated };
  return { target, isIterated, given };
}

/** Functions that go over all of their argument before they come back. Nobody gives these another name. */
const consumers: ReadonlySet<string> = new Set('list tuple set frozenset dict sorted sum min max any all'.split(' '));

/** Expressions that a loop or a consumer goes over. */
function iteratedRanges({ loops, calls }: Pick<CallingFacts, 'loops' | 'calls'>): ReadonlySet<RangeKey> {
  const ranges = new Set<RangeKey>();
  for (const { iterable } of loops) if (iterable !== undefined) ranges.add(rangeKey(iterable));
  for (const call of calls)
    if (consumers.has(call.name) && call.symbol === `builtins.${call.name}`)
      for (const argument of call.arguments) ranges.add(rangeKey(argument.value));
  return ranges;
}

/** Of a range within one file. */
type RangeKey = number;

/** More than the length of any text that is analysed. */
const offsets = 2 ** 26;

function rangeKey({ start, end }: Range): RangeKey {
  return start * offsets + end;
}

/** Longer chains are not followed. */
const deepest = 12;
/** More functions than this are not looked at for one call. */
const mostFunctions = 600;
/** Of different full names. */
const mostEnds = 16;

interface Way {
  readonly goal: Goal;
  readonly steps: readonly ReachStep[];
}

export class Reach {
  readonly #callsAt: (path: string) => FileCalls | undefined;
  readonly #known = new Map<string, readonly ReachedCall[]>();

  /** `callsAt` gives the outgoing calls of a file of the workspace, `undefined` for others. */
  constructor(callsAt: (path: string) => FileCalls | undefined) {
    this.#callsAt = callsAt;
  }

  /** Forgets what was found, since some file has changed. */
  reset(): void {
    this.#known.clear();
  }

  /** For the calls that an event loop waits for. */
  factsFor(facts: Facts): readonly ReachFact[] {
    const found: ReachFact[] = [];
    const iterated = once(() => iteratedRanges(facts));
    for (const call of facts.calls) {
      const goal = goalInLoop(call, facts, iterated);
      if (goal === undefined) continue;
      const ends = this.#from(goal);
      if (ends.length === 0) continue;
      const runs = this.#functionsRunBy(goal).some((each) => each.isGenerator) ? 'when-iterated' : 'when-called';
      const { id, function: owner, range } = call;
      found.push({ range, calleeText: call.calleeText, function: owner, call: id, runs, ends });
    }
    return [...found, ...this.#implicitly(facts, found)];
  }

  /** Whether `factsFor` facts with these goals finds anything. */
  leadsAnywhere(goals: readonly Goal[]): boolean {
    return goals.some((goal) => this.#from(goal).length > 0);
  }

  /** One for each place: whatever an override does, the call of the method itself may do as well. */
  #implicitly(facts: Facts, found: readonly ReachFact[]): readonly ReachFact[] {
    const more: ReachFact[] = [];
    const owners = facts.functions.map(({ id }) => id).filter((id) => mayHoldUpLoop(facts, id));
    if (owners.length === 0) return more;
    const known = new Set(found.map(({ range }) => rangeKey(range)));
    const calls = owners.flatMap(implicitCallsOfFunctions(facts));
    for (const { target, isIterated, function: owner, range, calleeText, call } of calls) {
      if (known.has(rangeKey(range))) continue;
      const ends = this.#from({ target, isIterated });
      if (ends.length === 0) continue;
      known.add(rangeKey(range));
      more.push({
        range,
        calleeText,
        function: owner,
        call,
        runs: isIterated ? 'when-iterated' : 'when-called',
        ends,
      });
    }
    return more;
  }

  #from(goal: Goal): readonly ReachedCall[] {
    const key = this.#keyOf(goal);
    let ends = this.#known.get(key);
    if (ends === undefined) {
      ends = this.#search(goal);
      this.#known.set(key, ends);
    }
    return ends;
  }

  /** Breadth first, so that the chain shown is the shortest. */
  #search(start: Goal): readonly ReachedCall[] {
    const ends = new Map<string, ReachedCall>();
    const seen = new Set([this.#keyOf(start)]);
    let ways: readonly Way[] = [{ goal: start, steps: [] }];
    for (let depth = 0; depth < deepest && ways.length > 0 && ends.size < mostEnds; depth++) {
      const next: Way[] = [];
      for (const { goal: reached, steps } of ways) {
        for (const { name, calls } of this.#functionsRunBy(reached)) {
          for (const { range, calleeText, argumentTexts, fate, goal, parameterTests } of calls) {
            if (parameterTests.some((test) => mustFail(test, reached.given))) continue;
            const longer = [...steps, { path: reached.target.path, range, function: name, calleeText }];
            if ('symbol' in goal) {
              const { symbol } = goal;
              if (!ends.has(symbol)) ends.set(symbol, { symbol, calleeText, argumentTexts, fate, steps: longer });
            } else {
              const key = this.#keyOf(goal);
              if (seen.size >= mostFunctions || seen.has(key)) continue;
              seen.add(key);
              next.push({ goal, steps: longer });
            }
          }
        }
      }
      ways = next;
    }
    return [...ends.values()];
  }

  /** What the arguments are matters only for functions that look at them. */
  #keyOf(goal: Goal): string {
    const { target, isIterated, given } = goal;
    const key = `${target.path}:${target.offset}:${target.name}:${isIterated}`;
    const tests = this.#functionsRunBy(goal).flatMap(({ parameterTests }) => parameterTests);
    return tests.length === 0 ? key : `${key}:${tests.map((test) => Number(mustFail(test, given))).join('')}`;
  }

  /**
   * The function itself, or what runs when an object of the class is made. An edit above it moves its offset and leaves
   * its callers' facts as they are, so that the offset only tells functions of one name, or of none, apart.
   */
  #functionsRunBy({ target: { path, name, offset }, isIterated }: Goal): readonly FunctionCalls[] {
    const all = this.#callsAt(path)?.get(name) ?? [];
    const named = isIterated ? all : all.filter((each) => !each.isGenerator);
    if (name !== '' && named.length < 2) return named;
    if (offset === undefined) return namesakesOf(name, named);
    const there = named.filter((each) => each.name !== name || each.offset === offset);
    return name === '' || there.length > 0 ? there : named;
  }
}

/** Which of several is meant where nothing but the name is known; none where two may be, as in two namespaces. */
function namesakesOf(name: string, all: readonly FunctionCalls[]): readonly FunctionCalls[] {
  // A class may be inside of a function, and have a getter and a setter.
  if (name.includes('.')) return all;
  const outermost = all.filter(({ isLocal }) => !isLocal);
  return outermost.length < 2 ? outermost : outermost.filter((each) => each.name !== name);
}

/** Whether what a call gives, or leaves out, decides that a test fails. */
function mustFail(
  { name, index, of, holds, byDefault }: ParameterTest,
  given: readonly GivenArgument[] | undefined,
): boolean {
  if (given === undefined) return false;
  const argument =
    given.filter(({ keyword }) => keyword === undefined)[index] ?? given.find(({ keyword }) => keyword === name);
  const value = argument === undefined ? byDefault : argument.constant;
  // Who gives what may be left out gives something.
  if (value === undefined) return argument !== undefined && byDefault === 'None' && !holds;
  return (of === 'truth' ? value === 'True' : value !== 'None') !== holds;
}

/** Where calls that an event loop waits for go: all of the facts that `Reach` starts from. */
export function goalsIn(facts: Facts): readonly Goal[] {
  const iterated = once(() => iteratedRanges(facts));
  const calls = facts.calls.flatMap((call) => goalInLoop(call, facts, iterated) ?? []);
  const implicit = facts.implicitCalls.flatMap(({ target, isIterated, function: owner }) =>
    mayHoldUpLoop(facts, owner) ? { target, isIterated } : [],
  );
  return [...calls, ...implicit];
}

function goalInLoop(call: CallFact, facts: Facts, iterated: () => ReadonlySet<RangeKey>): Goal | undefined {
  const goal = mayHoldUpLoop(facts, call.function) ? goalOf(call, iterated) : undefined;
  return goal === undefined || call.isDoneOnce === true ? undefined : goal;
}

function mayHoldUpLoop(facts: { readonly functions: readonly ReachedFunction[] }, id: number): boolean {
  const owner = facts.functions[id];
  if (owner === undefined || owner.runs === 'elsewhere') return false;
  if (owner.isAsync || owner.isContinuation === true || owner.role === 'request-handler') return true;
  return (
    (owner.kind === 'lambda' || owner.isRunInPlace === true) &&
    owner.parent !== undefined &&
    mayHoldUpLoop(facts, owner.parent)
  );
}
