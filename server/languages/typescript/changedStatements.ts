/**
 * Which statements of a function an edit may have changed types in: those that it changed, and those that they reach through
 * variables or the flow of control. All others are as before.
 */

import { SyntaxKind } from 'typescript/unstable/ast';
import { type DecidesFlow, namesIn, type PlaceRange, StatementEffects } from './statementEffects.ts';
import { placesAround, type TreeDifference } from './treeDifference.ts';
import type { TreeVersion } from './treeVersion.ts';

export interface ChangedStatements {
  readonly places: TreeDifference;
  /** Whether the function may be left there, so that the edit may have changed its result. */
  readonly mayLeave: boolean;
}

/** What `decidesFlow` needs a checker for, in both versions. */
export interface FlowDecisions {
  readonly before: DecidesFlow;
  readonly after: DecidesFlow;
}

/** `undefined` where it may be any of the statements of the body at a place, which is 0 for the file. */
export function changedStatements(
  before: TreeVersion,
  after: TreeVersion,
  body: number,
  difference: TreeDifference,
  decisions: FlowDecisions,
): ChangedStatements | undefined {
  // What comments say counts in JavaScript.
  if (after.isJavaScript) return undefined;
  const inBlock = (block: number) => new BlockEdit(before, after, block, difference, decisions);
  // What the statements of an inner block do to others is told by the statement around it.
  for (const block of innerBlocks(difference, body, before, after)) {
    const edit = inBlock(block);
    if (edit.isWithoutEffect()) return { places: edit.changed, mayLeave: false };
  }
  const edit = inBlock(body);
  if (body > 0) return edit.reached();
  // Other files may see what a file declares.
  return edit.isOfExpressions() && edit.isWithoutEffect() ? { places: edit.changed, mayLeave: false } : undefined;
}

/** Places of the blocks of a body that hold a difference, the nearest first; those of functions inside are none of them. */
function innerBlocks(
  difference: TreeDifference,
  body: number,
  before: TreeVersion,
  after: TreeVersion,
): readonly number[] {
  let blocks: number[] = [];
  for (const at of placesAround(difference, before, after)) {
    if (at <= body) break;
    if (after.isFunction(at)) blocks = [];
    if (after.table.kind(after.rowAt(at)) !== SyntaxKind.Block) continue;
    if (before.endOf(at) >= difference.endBefore && after.endOf(at) >= difference.endAfter) blocks.push(at);
  }
  return blocks;
}

/** The statements of a block, one behind the other. */
class StatementList {
  readonly #version: TreeVersion;
  readonly #ranges: readonly PlaceRange[];
  readonly #start: number;
  readonly #decidesFlow: DecidesFlow;
  readonly #effects = new Map<PlaceRange, StatementEffects>();

  constructor(version: TreeVersion, block: number, decidesFlow: DecidesFlow) {
    this.#version = version;
    this.#decidesFlow = decidesFlow;
    // A list of nodes is a row as well, of no kind.
    this.#start = block + 2;
    this.#ranges = [...rangesIn(version, block)];
  }

  get length(): number {
    return this.#ranges.length;
  }

  /** How many end before a place. */
  before(place: number): number {
    return this.#ranges.filter(({ end }) => end <= place).length;
  }

  /** How many start at a place or behind it. */
  behind(place: number): number {
    return this.#ranges.filter(({ start }) => start >= place).length;
  }

  /** The place where as many statements have ended. */
  placeBehind(count: number): number {
    return this.#ranges[count - 1]?.end ?? this.#start;
  }

  areExpressions(first: number, end: number): boolean {
    const { table } = this.#version;
    const kinds = this.#ranges.slice(first, end).map(({ start }) => table.kind(this.#version.rowAt(start)));
    return kinds.every((kind) => kind === SyntaxKind.ExpressionStatement);
  }

  names(): readonly ReadonlySet<string>[] {
    return this.#ranges.map((range) => namesIn(this.#version, range));
  }

  effects(first: number, end: number): readonly StatementEffects[] {
    return this.#ranges.slice(first, end).map((range) => {
      const known = this.#effects.get(range) ?? new StatementEffects(this.#version, range, this.#decidesFlow);
      this.#effects.set(range, known);
      return known;
    });
  }
}

function* rangesIn(version: TreeVersion, block: number): Iterable<PlaceRange> {
  const list = block + 1;
  for (let start = list + 1; version.parentOf(start) === list; start = version.endOf(start))
    yield { start, end: version.endOf(start) };
}

class BlockEdit {
  readonly #before: StatementList;
  readonly #after: StatementList;
  /** How many statements come before those that differ, and how many behind them. */
  readonly #lead: number;
  readonly #tail: number;

  constructor(
    before: TreeVersion,
    after: TreeVersion,
    block: number,
    { first, endBefore, endAfter }: TreeDifference,
    decisions: FlowDecisions,
  ) {
    this.#before = new StatementList(before, block, decisions.before);
    this.#after = new StatementList(after, block, decisions.after);
    this.#lead = Math.min(this.#before.before(first), this.#after.before(first));
    this.#tail = Math.min(this.#before.behind(endBefore), this.#after.behind(endAfter));
  }

  isOfExpressions(): boolean {
    return (
      this.#before.areExpressions(this.#lead, this.#before.length - this.#tail) &&
      this.#after.areExpressions(this.#lead, this.#after.length - this.#tail)
    );
  }

  isWithoutEffect(): boolean {
    const effects = this.#effects(this.#lead, this.#after.length - this.#tail);
    return effects.every(({ touched, mayLeave }) => touched.size === 0 && !mayLeave);
  }

  /** The statements that differ. */
  get changed(): TreeDifference {
    return this.#places(this.#lead, this.#after.length - this.#tail);
  }

  /** What differs and all that this may reach, as one piece. */
  reached(): ChangedStatements {
    const names = this.#after.names();
    let [first, end] = [this.#lead, this.#after.length - this.#tail];
    for (;;) {
      const effects = this.#effects(first, end);
      const mayLeave = effects.some((each) => each.mayLeave);
      const touched = new Set(effects.flatMap((each) => [...each.touched]));
      const isReached = (mentioned: ReadonlySet<string>) => [...mentioned].some((name) => touched.has(name));
      const lowest = names.findIndex(isReached);
      const highest = mayLeave ? names.length - 1 : names.findLastIndex(isReached);
      const start = lowest < 0 ? first : Math.min(lowest, first);
      if (start === first && highest < end) return { places: this.#places(first, end), mayLeave };
      [first, end] = [start, Math.max(end, highest + 1)];
    }
  }

  /** By the numbers of statements as they are, the end excluded. */
  #places(first: number, end: number): TreeDifference {
    return {
      first: this.#after.placeBehind(first),
      endBefore: this.#before.placeBehind(end - this.#after.length + this.#before.length),
      endAfter: this.#after.placeBehind(end),
    };
  }

  /** Those of statements as they are, and of those that the edit replaced. */
  #effects(first: number, end: number): readonly StatementEffects[] {
    return [...this.#before.effects(this.#lead, this.#before.length - this.#tail), ...this.#after.effects(first, end)];
  }
}
