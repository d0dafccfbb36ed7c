/** Names functions of the workspace so that the name outlives edits around them, and finds them again. */

import type { Document } from '../analysis/document.ts';
import { contains, type Range, rangeOf } from '../analysis/text.ts';
import type { Definition, Facts, FunctionFact, FunctionId } from '../facts/facts.ts';

/** What is known about one version of one file. */
export interface FileFacts {
  readonly document: Document;
  readonly facts: Facts;
}

/** Gives the facts of a file as it is now; `undefined` for files that are not looked at, such as libraries. */
export type FactsSource = (path: string) => Promise<FileFacts | undefined>;

/** A function in its file. */
export interface FunctionInFile extends FileFacts {
  readonly fact: FunctionFact;
}

/** A part of a file. */
export interface Place {
  readonly path: string;
  readonly range: Range;
}

/** `path#name~2`: the second function of that name in its file. Stays the same while others are edited. */
export type FunctionKey = string;

export function keyOf({ document, facts, fact }: FunctionInFile): FunctionKey {
  const before = facts.functions.filter(
    ({ id, name, kind }) => id < fact.id && name === fact.name && kind !== 'module',
  );
  return `${document.path}#${fact.kind === 'module' ? '' : fact.name}~${fact.kind === 'module' ? 0 : before.length + 1}`;
}

/** The path of the file that the function is in. */
export function pathOfKey(key: FunctionKey): string {
  return key.slice(0, key.lastIndexOf('#'));
}

export async function functionWithKey(key: FunctionKey, source: FactsSource): Promise<FunctionInFile | undefined> {
  const file = await source(pathOfKey(key));
  const fact = file?.facts.functions.find((candidate) => keyOf({ ...file, fact: candidate }) === key);
  return file && fact && { ...file, fact };
}

/** The innermost function around an offset that is shown as one of its own; the module where there is none. */
export function functionAround(file: FileFacts, offset: number): FunctionInFile | undefined {
  const place = rangeOf(offset, offset);
  const around = file.facts.functions.filter(({ range }) => contains(range, place));
  const innermost = around.reduce<FunctionFact | undefined>(
    (best, fact) => (best === undefined || contains(best.range, fact.range) ? fact : best),
    file.facts.functions[0],
  );
  const fact = innermost && file.facts.functions[new CallbackOwners(file.facts).shownOwner(innermost.id)];
  return fact && { ...file, fact };
}

/** The function that a call of this definition runs: for a class, its constructor. */
export async function functionDefinedBy(target: Definition, source: FactsSource): Promise<FunctionInFile | undefined> {
  const file = await source(target.path);
  if (file === undefined) return undefined;
  const named = file.facts.functions.filter((fact) => isNamed(fact, target.name));
  // An edit above it moves the offset, so this only tells functions of one name apart.
  const fact =
    named.find(({ nameRange }) => nameRange.start === target.offset) ?? (named.length === 1 ? named[0] : undefined);
  return fact && { ...file, fact };
}

/** A method may be known by its own name or by that of its class as well. */
function isNamed({ kind, name }: FunctionFact, wanted: string): boolean {
  if (kind === 'module' || name === '') return false;
  const called = kind === 'constructor' ? name.slice(0, name.lastIndexOf('.')) : name;
  return called === wanted || called.endsWith(`.${wanted}`);
}

/** Which functions are written in place as arguments, and what they are given to. */
export class CallbackOwners {
  readonly #facts: Facts;
  /** The call that each function in place is an argument of. */
  readonly #givenTo = new Map<FunctionId, number>();

  constructor(facts: Facts) {
    this.#facts = facts;
    for (const call of facts.calls)
      for (const argument of call.arguments)
        if (argument.function !== undefined) this.#givenTo.set(argument.function, call.id);
  }

  /** The call that gets this function written in place; `undefined` for all others. */
  callTaking(id: FunctionId) {
    const call = this.#givenTo.get(id);
    return call === undefined ? undefined : this.#facts.calls[call];
  }

  /** A plain function in place is part of whoever writes it; every other one stands for itself. */
  shownOwner(id: FunctionId): FunctionId {
    const fact = this.#facts.functions[id];
    if (fact?.parent === undefined || !this.isPartOfParent(fact)) return id;
    return this.shownOwner(fact.parent);
  }

  isPartOfParent({ id, kind, isAsync }: FunctionFact): boolean {
    return kind === 'lambda' && !isAsync && this.#givenTo.has(id);
  }
}
