/**
 * What plain functions lead to: calls that rules look for, however many helpers, classes and files lie between. A front
 * end gives the outgoing calls of a file; the search is the same in both languages, and it ends at functions that do not
 * run when they are called.
 */

import type { Document } from '../analysis/document.ts';
import { type Range, textAt } from '../analysis/text.ts';
import type { Definition, Facts, FunctionFact, ReachedCall, ReachFact, ReachStep } from './facts.ts';

/** The functions of one file, by name. */
export type FileCalls = ReadonlyMap<string, readonly FunctionCalls[]>;

interface FunctionCalls {
  /** Of its name. */
  readonly offset: number;
  readonly name: string;
  /** In source order. */
  readonly calls: readonly OutgoingCall[];
}

interface OutgoingCall {
  readonly range: Range;
  readonly calleeText: string;
  readonly argumentTexts: readonly string[];
  readonly goal: { readonly symbol: string } | { readonly target: Definition };
}

/** `traced`: the full names that rules look for behind helpers. */
export function fileCalls(document: Document, facts: Facts, traced: ReadonlySet<string>): FileCalls {
  const calls = facts.functions.map((): OutgoingCall[] => []);
  for (const call of facts.calls) {
    const { range, calleeText, symbol, target } = call;
    const goal =
      symbol !== undefined && traced.has(symbol) ? { symbol } : target === undefined ? undefined : { target };
    if (goal === undefined) continue;
    const argumentTexts = call.arguments.map((argument) => textAt(document.text, argument.range));
    calls[call.function]?.push({ range, calleeText, argumentTexts, goal });
  }
  const functions = new Map<string, FunctionCalls[]>();
  for (const fact of facts.functions) {
    if (!runsWhenCalled(fact)) continue;
    // Whoever makes an object runs its constructor.
    const name = fact.kind === 'constructor' ? fact.name.slice(0, fact.name.lastIndexOf('.')) : fact.name;
    const entry = { offset: fact.nameRange.start, name: fact.name, calls: calls[fact.id] ?? [] };
    functions.set(name, [...(functions.get(name) ?? []), entry]);
  }
  return functions;
}

function runsWhenCalled({ kind, isAsync, isGenerator, runs }: FunctionFact): boolean {
  return kind !== 'module' && kind !== 'lambda' && !isAsync && !isGenerator && runs === 'loop';
}

/** Longer chains are not followed. */
const deepest = 12;
/** More functions than this are not looked at for one call. */
const mostFunctions = 600;
/** Of different full names. */
const mostEnds = 16;

interface Way {
  readonly target: Definition;
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
    for (const { id, function: owner, target } of facts.calls) {
      if (target === undefined || !mayHoldUpLoop(facts, owner)) continue;
      const ends = this.#from(target);
      if (ends.length > 0) found.push({ call: id, ends });
    }
    return found;
  }

  #from(target: Definition): readonly ReachedCall[] {
    const key = keyOf(target);
    let ends = this.#known.get(key);
    if (ends === undefined) {
      ends = this.#search(target);
      this.#known.set(key, ends);
    }
    return ends;
  }

  /** Breadth first, so that the chain shown is the shortest. */
  #search(start: Definition): readonly ReachedCall[] {
    const ends = new Map<string, ReachedCall>();
    const seen = new Set([keyOf(start)]);
    let ways: readonly Way[] = [{ target: start, steps: [] }];
    for (let depth = 0; depth < deepest && ways.length > 0 && ends.size < mostEnds; depth++) {
      const next: Way[] = [];
      for (const { target, steps } of ways) {
        for (const { name, calls } of this.#functionsAt(target)) {
          for (const { range, calleeText, argumentTexts, goal } of calls) {
            const longer = [...steps, { path: target.path, range, function: name, calleeText }];
            if ('symbol' in goal) {
              const { symbol } = goal;
              if (!ends.has(symbol)) ends.set(symbol, { symbol, calleeText, argumentTexts, steps: longer });
            } else if (seen.size < mostFunctions && !seen.has(keyOf(goal.target))) {
              seen.add(keyOf(goal.target));
              next.push({ target: goal.target, steps: longer });
            }
          }
        }
      }
      ways = next;
    }
    return [...ends.values()];
  }

  /**
   * The function itself, or what runs when an object of the class is made. An edit above it moves its offset and leaves
   * its callers' facts as they are, so that the offset only tells functions of one name apart.
   */
  #functionsAt({ path, name, offset }: Definition): readonly FunctionCalls[] {
    const named = this.#callsAt(path)?.get(name) ?? [];
    if (named.length < 2) return named;
    const there = named.filter((each) => each.name !== name || each.offset === offset);
    return there.length > 0 ? there : named;
  }
}

function mayHoldUpLoop(facts: Facts, id: number): boolean {
  const owner = facts.functions[id];
  if (owner === undefined || owner.runs === 'elsewhere') return false;
  if (owner.isAsync || owner.role === 'request-handler') return true;
  return owner.kind === 'lambda' && owner.parent !== undefined && mayHoldUpLoop(facts, owner.parent);
}

function keyOf({ path, name, offset }: Definition): string {
  return `${path}:${offset}:${name}`;
}
