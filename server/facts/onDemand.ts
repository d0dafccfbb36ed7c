/**
 * Facts that are made when somebody reads them. The command line judges each file where its facts are made, most files are
 * clean, and to see that the rules read little of what could be said of a file.
 */

import type { CallFact, Facts, FunctionId, ImplicitCallFact } from './facts.ts';

/** How each property of an object is made. */
export type Makers<T> = { readonly [K in keyof T]-?: () => T[K] };

/** An object whose properties are made when they are first read. What else it can be asked for, no copy of it has. */
export function onDemand<T extends object, Asked extends object>(makers: Makers<T>, asked: Asked): T & Asked {
  const object = Object.create(asked);
  for (const key of Object.keys(makers)) {
    // The keys are those of `T`, for `Makers` has no others.
    Object.defineProperty(object, key, { enumerable: true, get: once(makers[key as keyof T]) });
  }
  return object as T & Asked;
}

/** A function that makes something when it is first called. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** A call that finds out what it is asked. It holds the tree that it is read from. */
export interface CallOnDemand extends CallFact {
  plain(): CallFact;
}

/** Facts that are made when they are read, those of one function without the others'. */
export interface FactsOnDemand extends Facts {
  readonly implicitCallsIn: (owner: FunctionId) => readonly ImplicitCallFact[];
}

/** All of the facts as plain data, which may leave the thread and holds nothing that they were made from. */
export function plainFacts(facts: Facts): Facts {
  return {
    ...facts,
    file: { ...facts.file },
    functions: facts.functions.map((each) => ({ ...each })),
    calls: facts.calls.map(plainCall),
  };
}

function plainCall(call: CallFact | CallOnDemand): CallFact {
  return 'plain' in call ? call.plain() : call;
}
