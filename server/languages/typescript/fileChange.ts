/** An edited file, and which rows of its tree are the same as before the edit. */

import { SyntaxKind, skipTrivia } from 'typescript/unstable/ast';
import { type TreeDifference, treeDifference } from './treeDifference.ts';
import type { TreeVersion } from './treeVersion.ts';

export class FileChange {
  readonly before: TreeVersion;
  readonly after: TreeVersion;
  /** The place of the function's body that holds all that differs; below zero where nothing does. */
  readonly body: number;
  readonly #endBefore: number;
  readonly #endAfter: number;

  constructor(before: TreeVersion, after: TreeVersion, body: number) {
    this.before = before;
    this.after = after;
    this.body = body;
    this.#endBefore = body < 0 ? 0 : before.endOf(body);
    this.#endAfter = body < 0 ? 0 : after.endOf(body);
  }

  /** How much of the file may have changed. */
  get share(): number {
    return this.body < 0 ? 0 : (this.#endAfter - this.body) / this.after.rows.length;
  }

  /** `undefined` for what may have changed. */
  rowBefore(row: number): number | undefined {
    const place = this.after.placeOf(row);
    if (place <= this.body) return place < 0 ? undefined : this.before.rowAt(place);
    return place < this.#endAfter ? undefined : this.before.rowAt(place - this.#endAfter + this.#endBefore);
  }

  /** `undefined` for what may be gone. */
  rowAfter(row: number): number | undefined {
    const place = this.before.placeOf(row);
    if (place <= this.body) return place < 0 ? undefined : this.after.rowAt(place);
    return place < this.#endBefore ? undefined : this.after.rowAt(place - this.#endBefore + this.#endAfter);
  }

  holds({ first, endBefore, endAfter }: TreeDifference): boolean {
    if (this.#endBefore < endBefore || this.#endAfter < endAfter || this.body >= first) return false;
    return this.before.rows.length - this.#endBefore === this.after.rows.length - this.#endAfter;
  }
}

/**
 * What an edit may have done to a file, the least first: nothing, or something inside of one function, which is right if others
 * see no more of it than before. None where the edit may have done anything.
 */
export function* possibleChanges(before: TreeVersion, after: TreeVersion): Iterable<FileChange> {
  if (hasOtherPragmas(before.text, after.text)) return;
  const difference = treeDifference(before, after);
  if (difference === undefined) {
    yield new FileChange(before, after, -1);
    return;
  }
  if (modulesNamedIn(before) !== modulesNamedIn(after)) return;
  const { first, endAfter } = difference;
  const isGone = first === endAfter;
  for (let place = (isGone ? before : after).parentOf(first); place > 0; place = after.parentOf(place)) {
    if (after.table.kind(after.rowAt(place)) !== SyntaxKind.Block) continue;
    const change = new FileChange(before, after, place);
    if (change.holds(difference)) yield change;
  }
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
