/** An edited file, and which rows of its tree are the same as before the edit. */

import { SyntaxKind, skipTrivia } from 'typescript/unstable/ast';
import { type ChangedStatements, changedStatements, type FlowDecisions } from './changedStatements.ts';
import { placesAround, type TreeDifference, treeDifference } from './treeDifference.ts';
import type { TreeVersion } from './treeVersion.ts';

export class FileChange {
  readonly before: TreeVersion;
  readonly after: TreeVersion;
  /** The place of the function's body that holds all that differs, 0 for the file itself; below zero where nothing does. */
  readonly body: number;
  /** Whether the function of the body may give another result than before, or others may see more of the file. */
  readonly mayGiveOther: boolean;
  readonly #difference: TreeDifference | undefined;
  /** The places of what may have changed, by what it means. */
  readonly #changed: TreeDifference;

  constructor(
    before: TreeVersion,
    after: TreeVersion,
    body: number,
    difference?: TreeDifference,
    changed?: ChangedStatements,
  ) {
    this.before = before;
    this.after = after;
    this.body = body;
    this.mayGiveOther = changed?.mayLeave ?? body >= 0;
    this.#difference = difference;
    this.#changed = changed?.places ?? insideOf(body, before, after);
  }

  /** The same change in some statements of the body, which is right if others see no more of the body than before. */
  ofStatements(decisions: FlowDecisions): FileChange {
    const { before, after, body } = this;
    const difference = this.#difference;
    if (difference === undefined) return this;
    const changed = changedStatements(before, after, body, difference, decisions);
    return new FileChange(before, after, body, difference, changed);
  }

  /** How much of the file may have changed. */
  get share(): number {
    const { first, endAfter } = this.#changed;
    return (endAfter - first) / this.after.rows.length;
  }

  /** `undefined` for what may have changed. */
  rowBefore(row: number): number | undefined {
    const { first, endBefore, endAfter } = this.#changed;
    const place = this.after.placeOf(row);
    if (place < first) return place < 0 ? undefined : this.before.rowAt(place);
    return place < endAfter ? undefined : this.before.rowAt(place - endAfter + endBefore);
  }

  /** `undefined` for what may be gone. */
  rowAfter(row: number): number | undefined {
    const { first, endBefore, endAfter } = this.#changed;
    const place = this.before.placeOf(row);
    if (place < first) return place < 0 ? undefined : this.after.rowAt(place);
    return place < endBefore ? undefined : this.after.rowAt(place - endBefore + endAfter);
  }

  holds({ first, endBefore, endAfter }: TreeDifference): boolean {
    const own = this.#changed;
    if (own.endBefore < endBefore || own.endAfter < endAfter || own.first > first) return false;
    return this.before.rows.length - own.endBefore === this.after.rows.length - own.endAfter;
  }
}

function insideOf(body: number, before: TreeVersion, after: TreeVersion): TreeDifference {
  if (body < 0) return { first: after.rows.length, endBefore: before.rows.length, endAfter: after.rows.length };
  return { first: body + 1, endBefore: before.endOf(body), endAfter: after.endOf(body) };
}

/**
 * What an edit may have done to a file, the least first: nothing, or something inside of one function or at the top of the file,
 * which is right if others see no more of it than before. None where the edit may have done anything.
 */
export function* possibleChanges(before: TreeVersion, after: TreeVersion): Iterable<FileChange> {
  if (hasOtherPragmas(before.text, after.text)) return;
  const difference = treeDifference(before, after);
  if (difference === undefined) {
    yield new FileChange(before, after, -1);
    return;
  }
  if (modulesNamedIn(before) !== modulesNamedIn(after)) return;
  for (const place of placesAround(difference, before, after)) {
    if (place > 0 && !isBody(place, after)) continue;
    const change = new FileChange(before, after, place, difference);
    if (change.holds(difference)) yield change;
  }
}

/** Whether it is the block that a function runs. */
function isBody(place: number, version: TreeVersion): boolean {
  return version.table.kind(version.rowAt(place)) === SyntaxKind.Block && version.isFunction(version.parentOf(place));
}

/** Another module may declare what all files see. */
function modulesNamedIn({ source: { imports, moduleAugmentations } }: TreeVersion): string {
  return [...imports, ...moduleAugmentations].map((name) => name.getText()).join();
}

/** Comments above the code may say how the compiler is to take it. */
function hasOtherPragmas(before: string, after: string): boolean {
  const [headBefore, headAfter] = [before, after].map((text) => text.slice(0, skipTrivia(text, 0)));
  return headBefore !== headAfter && /@|\/\/\//.test(`${headBefore}${headAfter}`);
}
