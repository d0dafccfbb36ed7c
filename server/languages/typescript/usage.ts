/** What other calls tell of a member of which no type says anything: everybody else waits for what it gives. */

import type { Node } from 'typescript/unstable/ast';
import { lastNameOf, memberOf } from './nodes.ts';
import type { ProjectTexts } from './projectTexts.ts';

/** Fewer awaited calls may be a coincidence. */
const fewestAwaits = 5;
/** Of the calls, one that is not awaited for this many that are: it may be the same mistake again. */
const awaitsPerException = 5;

/** Holds as long as nothing in the project changes. */
export class Usage {
  readonly #texts: ProjectTexts;
  /** By file, receiver and member, as written. */
  readonly #known = new Map<string, boolean>();

  constructor(texts: ProjectTexts) {
    this.#texts = texts;
  }

  /**
   * Whether the file and the project await all other calls of a member of what has this name, and some function of that name is
   * async. Another file may use the name for something else.
   */
  isAwaitedElsewhere(callee: Node): boolean {
    const member = memberOf(callee);
    const receiver = member === undefined ? '' : lastNameOf(member.receiver);
    if (member === undefined || receiver === '') return false;
    const { path } = callee.getSourceFile();
    const key = `${path} ${receiver}.${member.name}`;
    const known = this.#known.get(key) ?? this.#isAwaited(path, receiver, member.name);
    this.#known.set(key, known);
    return known;
  }

  #isAwaited(file: string, receiver: string, name: string): boolean {
    if (!this.#texts.hasAsyncFunction(name)) return false;
    const here = this.#texts.callsIn(file, receiver, name);
    if (here.awaited === 0 || here.used > 1) return false;
    const { awaited, used } = this.#texts.callsOf(receiver, name);
    return awaited >= fewestAwaits && (used - 1) * awaitsPerException <= awaited;
  }
}
