/**
 * The graph of who waits for whom, from one function on: what it awaits one after the other, what runs at once, what is
 * only started, and what blocks. It is made of facts, the same for both languages, and asks for files as it needs them.
 */

import type { BlockingKind } from '../blocking/blockingCall.ts';
import type { ReachStep } from '../facts/facts.ts';
import { callersOf, type MentioningFiles } from './callers.ts';
import type { How } from './flow.ts';
import {
  CallbackOwners,
  type FactsSource,
  type FunctionInFile,
  type FunctionKey,
  functionWithKey,
  keyOf,
  type Place,
} from './functions.ts';
import { functionRunBy, howOf, type OutgoingCall, outgoingCalls } from './outgoing.ts';

export interface CallGraphRequest {
  readonly root: FunctionKey;
  /** `callees`: what the function leads to; `callers`: who leads to it. */
  readonly direction: 'callees' | 'callers';
  /** How many calls away from the root functions are followed. */
  readonly depth: number;
  /** Functions that are followed wherever they are. */
  readonly expanded: readonly FunctionKey[];
  /** More functions than this are not shown. */
  readonly mostNodes: number;
}

export interface CallGraph {
  readonly root: FunctionKey;
  /** The root first, then by distance from it. */
  readonly nodes: readonly CallGraphNode[];
  /** Whether something is left out because there would be too many functions or files to look at. */
  readonly isCut: boolean;
}

export interface CallGraphNode {
  readonly id: FunctionKey;
  readonly kind: 'async' | 'plain' | 'module';
  /** Empty for a module, and for a function without a name. */
  readonly name: string;
  /** For a function without a name: the call that it is written in. */
  readonly givenTo?: string;
  /** Of its name. */
  readonly place: Place;
  /** Runs in a thread, a worker or another process. */
  readonly isElsewhere: boolean;
  readonly isRequestHandler: boolean;
  /** In the order in which they run; among callers, only those that lead to the root. */
  readonly steps: readonly CallGraphStep[];
  /** How many more there are, which are not followed. */
  readonly hiddenSteps: number;
}

/** What a function awaits, starts or blocks on: one call, or several of the same function in a row. */
export interface CallGraphStep {
  /** As written there: `self.store.save`. */
  readonly calleeText: string;
  /** The node that it leads to; left out where that is no code of the workspace, or is not shown. */
  readonly to?: FunctionKey;
  readonly how: How;
  /** Whether it happens once for each item or round of a loop. */
  readonly isLooped: boolean;
  /** When it runs, from 1; steps that run at once share a number. */
  readonly order: number;
  /** The calls. */
  readonly places: readonly Place[];
  readonly blocks?: {
    readonly kind: BlockingKind;
    /** What blocks in the end, as written there. */
    readonly calleeText: string;
    /** The calls from there to the one that blocks; none where this one does. */
    readonly steps: readonly ReachStep[];
  };
}

/** More functions are not looked at, however few of them are shown. */
const mostFunctions = 400;

/** `undefined` where the function is gone. */
export async function callGraph(
  request: CallGraphRequest,
  source: FactsSource,
  mentioning: MentioningFiles,
): Promise<CallGraph | undefined> {
  const root = await functionWithKey(request.root, source);
  if (root === undefined) return undefined;
  const explored = new Explored(request);
  if (request.direction === 'callees') await explored.callees(root, source);
  else await explored.callers(root, source, mentioning);
  return explored.graph(request.root);
}

/** A step that may lead to nothing which awaits, starts or blocks on something; then it is not shown. */
interface Draft extends CallGraphStep {
  readonly isTentative: boolean;
}

type Found = Omit<CallGraphNode, 'steps' | 'hiddenSteps'>;

class Explored {
  readonly #request: CallGraphRequest;
  readonly #nodes = new Map<FunctionKey, Found>();
  readonly #steps = new Map<FunctionKey, readonly Draft[]>();
  /** The number of steps of functions that are not followed. */
  readonly #hidden = new Map<FunctionKey, number>();
  /** Functions that lead to a call which blocks, however far away. */
  readonly #onChain = new Set<FunctionKey>();
  readonly #knownToLead = new Map<FunctionKey, boolean>();
  #isCut = false;

  constructor(request: CallGraphRequest) {
    this.#request = request;
  }

  async callees(root: FunctionInFile, source: FactsSource): Promise<void> {
    this.#add(root);
    let level: readonly FunctionInFile[] = [root];
    for (let depth = 0; level.length > 0; depth++) {
      const next: FunctionInFile[] = [];
      for (const each of level) {
        const key = keyOf(each);
        const outgoing = outgoingCalls(each);
        if (!this.#isFollowed(key, depth)) {
          const sure = outgoing.filter(({ isPlain }) => !isPlain).length;
          this.#hidden.set(key, this.#onChain.has(key) ? Math.max(1, sure) : sure);
          continue;
        }
        const drafts: Draft[] = [];
        for (const call of outgoing) {
          const reached = await functionRunBy(call, each, source);
          drafts.push(draftOf(call, reached));
          if (reached !== undefined && call.blocks !== undefined) this.#onChain.add(keyOf(reached));
          if (reached !== undefined && this.#add(reached)) next.push(reached);
        }
        this.#steps.set(key, drafts);
      }
      level = next;
    }
  }

  async callers(root: FunctionInFile, source: FactsSource, mentioning: MentioningFiles): Promise<void> {
    this.#add(root);
    let level: readonly FunctionInFile[] = [root];
    for (let depth = 0; level.length > 0; depth++) {
      const followed = level.filter((each) => this.#isFollowed(keyOf(each), depth));
      const next: FunctionInFile[] = [];
      const { incoming, isCut } = await callersOf(followed, source, mentioning);
      if (isCut) this.#isCut = true;
      for (const { caller, callee, call } of incoming) {
        const key = keyOf(caller);
        if (this.#add(caller)) next.push(caller);
        this.#steps.set(key, [...(this.#steps.get(key) ?? []), { ...draftOf(call, callee), isTentative: false }]);
      }
      level = next;
    }
  }

  graph(root: FunctionKey): CallGraph {
    const kept = this.#keptFrom(root);
    const nodes = [...kept].flatMap((id) => {
      const node = this.#nodes.get(id);
      if (node === undefined) return [];
      const steps = this.#shownSteps(id).map(({ isTentative: _, to, ...step }) => {
        const blocks = step.blocks ?? this.#blocksFurtherDown(step.how, to, []);
        return { ...step, ...(blocks && { blocks }), ...(to !== undefined && kept.has(to) ? { to } : {}) };
      });
      return [{ ...node, steps: inARow(steps), hiddenSteps: this.#hidden.get(id) ?? 0 }];
    });
    return { root, nodes, isCut: this.#isCut };
  }

  #isFollowed(key: FunctionKey, depth: number): boolean {
    if (this.#nodes.size > mostFunctions) this.#isCut = true;
    return !this.#isCut && (depth < this.#request.depth || this.#request.expanded.includes(key));
  }

  /** Breadth first from the root in the direction asked for, so that what is cut is what is far away. */
  #keptFrom(root: FunctionKey): ReadonlySet<FunctionKey> {
    const kept = new Set([root]);
    for (const id of kept) {
      for (const next of this.#neighbours(id)) {
        if (kept.size >= this.#request.mostNodes && !kept.has(next)) this.#isCut = true;
        else kept.add(next);
      }
    }
    return kept;
  }

  #neighbours(id: FunctionKey): readonly FunctionKey[] {
    if (this.#request.direction === 'callees') return this.#shownSteps(id).flatMap(({ to }) => to ?? []);
    return [...this.#steps].filter(([, drafts]) => drafts.some(({ to }) => to === id)).map(([from]) => from);
  }

  #shownSteps(id: FunctionKey): readonly Draft[] {
    return (this.#steps.get(id) ?? []).filter(({ to, isTentative }) => !isTentative || this.#leadsSomewhere(to));
  }

  /** Whether a plain function awaits, starts or blocks on something, itself or through others. */
  #leadsSomewhere(id: FunctionKey | undefined): boolean {
    const known = id === undefined ? false : this.#knownToLead.get(id);
    if (id === undefined || known !== undefined) return known === true;
    // Functions that call each other lead somewhere if one of them does.
    this.#knownToLead.set(id, false);
    const leads =
      (this.#hidden.get(id) ?? 0) > 0 ||
      (this.#steps.get(id) ?? []).some(({ to, isTentative }) => !isTentative || this.#leadsSomewhere(to));
    this.#knownToLead.set(id, leads);
    return leads;
  }

  /** What a plain function blocks on, which a plain call of it waits for. */
  #blocksFurtherDown(how: How, id: FunctionKey | undefined, above: readonly FunctionKey[]): CallGraphStep['blocks'] {
    const node = id === undefined || above.includes(id) ? undefined : this.#nodes.get(id);
    if (how !== 'called' || id === undefined || node?.kind !== 'plain' || node.isElsewhere) return undefined;
    for (const { how, to, calleeText, places, ...step } of this.#steps.get(id) ?? []) {
      const end = step.blocks ?? this.#blocksFurtherDown(how, to, [...above, id]);
      const [place] = places;
      if (end !== undefined && place !== undefined)
        return { ...end, steps: [{ ...place, function: node.name, calleeText }, ...end.steps] };
    }
    return undefined;
  }

  /** Whether it is new. */
  #add(added: FunctionInFile): boolean {
    const { document, facts, fact } = added;
    const id = keyOf(added);
    if (this.#nodes.has(id)) return false;
    const givenTo = fact.name === '' ? new CallbackOwners(facts).callTaking(fact.id)?.calleeText : undefined;
    this.#nodes.set(id, {
      id,
      kind: fact.kind === 'module' ? 'module' : fact.isAsync ? 'async' : 'plain',
      name: fact.kind === 'module' ? '' : fact.name,
      ...(givenTo === undefined ? {} : { givenTo }),
      place: { path: document.path, range: fact.kind === 'module' ? { start: 0, end: 0 } : fact.nameRange },
      isElsewhere: fact.runs === 'elsewhere',
      isRequestHandler: fact.role === 'request-handler',
    });
    return true;
  }
}

function draftOf(call: OutgoingCall, reached: FunctionInFile | undefined): Draft {
  const { calleeText, isLooped, order, place, blocks, isPlain } = call;
  return {
    calleeText,
    ...(reached === undefined ? {} : { to: keyOf(reached) }),
    how: howOf(call, reached),
    isLooped,
    order,
    places: [place],
    ...(blocks && { blocks: { kind: blocks.kind, calleeText: blocks.call.calleeText, steps: blocks.call.steps } }),
    isTentative: isPlain && reached?.fact.isAsync !== true,
  };
}

/** Numbered without gaps; neighbours that run at once and do the same are one step. */
function inARow(steps: readonly CallGraphStep[]): readonly CallGraphStep[] {
  const result: CallGraphStep[] = [];
  const numbers = new Map<number, number>();
  for (const step of [...steps].sort((a, b) => a.order - b.order)) {
    const order = numbers.get(step.order) ?? numbers.size + 1;
    numbers.set(step.order, order);
    const last = result.at(-1);
    const isSame =
      last?.order === order &&
      last.calleeText === step.calleeText &&
      last.to === step.to &&
      last.isLooped === step.isLooped;
    if (isSame) result.splice(-1, 1, { ...last, places: [...last.places, ...step.places] });
    else result.push({ ...step, order });
  }
  return result;
}
