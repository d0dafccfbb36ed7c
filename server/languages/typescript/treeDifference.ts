/** Where the tree of a file differs from the one before an edit. Blanks and comments make no difference. */

import { NodeFlags, SyntaxKind } from 'typescript/unstable/ast';
import { isLiteral, type TreeVersion } from './treeVersion.ts';

/** Places that differ: what comes before is the same in both versions, and so is what comes behind. */
export interface TreeDifference {
  /** The first place that differs, of the same number in both. */
  readonly first: number;
  /** The places behind the last that differ. */
  readonly endBefore: number;
  readonly endAfter: number;
}

/** `undefined` where the trees are the same. */
export function treeDifference(before: TreeVersion, after: TreeVersion): TreeDifference | undefined {
  return new Comparison(before, after).difference();
}

/** Places of what is around a difference, the nearest first; where all of it is gone, as it was before. */
export function* placesAround(
  { first, endAfter }: TreeDifference,
  before: TreeVersion,
  after: TreeVersion,
): Iterable<number> {
  const isGone = first === endAfter;
  for (let at = (isGone ? before : after).parentOf(first); at >= 0; at = after.parentOf(at)) yield at;
}

/** What of a node's flags its text and place say; the rest says what the compiler has found out by then. */
const writtenFlags =
  NodeFlags.BlockScoped |
  NodeFlags.Reparsed |
  NodeFlags.OptionalChain |
  NodeFlags.DisallowInContext |
  NodeFlags.YieldContext |
  NodeFlags.DecoratorContext |
  NodeFlags.AwaitContext |
  NodeFlags.Ambient |
  NodeFlags.InWithStatement;

/** Whether it spans lines is noted of these, which means nothing. */
const spanning: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.Block,
  SyntaxKind.ArrayLiteralExpression,
  SyntaxKind.ObjectLiteralExpression,
]);
const spanningBit = 1 << 24;
/** The rest of a literal's data says where its text is kept. */
const literalBits = 0xff_00_00_00;

class Comparison {
  readonly #before: TreeVersion;
  readonly #after: TreeVersion;
  /** How much of both texts is the same at their starts, and at their ends. */
  readonly #sameStart: number;
  readonly #sameEnd: number;

  constructor(before: TreeVersion, after: TreeVersion) {
    this.#before = before;
    this.#after = after;
    this.#sameStart = sameStart(before.text, after.text);
    this.#sameEnd = sameEnd(before.text, after.text, this.#sameStart);
  }

  difference(): TreeDifference | undefined {
    const [sizeBefore, sizeAfter] = [this.#before.rows.length, this.#after.rows.length];
    const most = Math.min(sizeBefore, sizeAfter);
    let first = 0;
    while (first < most && this.#isSame(first, first, first)) first += 1;
    if (first === sizeBefore && first === sizeAfter) return undefined;
    let last = 0;
    while (last < most - first && this.#isSame(sizeBefore - last - 1, sizeAfter - last - 1, first)) last += 1;
    return { first, endBefore: sizeBefore - last, endAfter: sizeAfter - last };
  }

  /** `first` is the first place that differs, if any before these does. */
  #isSame(placeBefore: number, placeAfter: number, first: number): boolean {
    return (
      this.#isSameRow(placeBefore, placeAfter) &&
      this.#isSameParent(placeBefore, placeAfter, first) &&
      this.#isSameText(placeBefore, placeAfter)
    );
  }

  #isSameRow(placeBefore: number, placeAfter: number): boolean {
    const before = this.#before.table;
    const after = this.#after.table;
    const [rowBefore, rowAfter] = [this.#before.rowAt(placeBefore), this.#after.rowAt(placeAfter)];
    const kind = before.kind(rowBefore);
    if (kind !== after.kind(rowAfter)) return false;
    // The file's own data says where its parts are kept.
    if (placeBefore === 0) return placeAfter === 0;
    const flags = before.flags(rowBefore) ^ after.flags(rowAfter);
    if ((flags & writtenFlags) !== 0) return false;
    // How long a list is, its items tell.
    if (kind >= SyntaxKind.Count) return true;
    const data = before.data(rowBefore);
    const differing = data ^ after.data(rowAfter);
    if (isLiteral(data)) return (differing & literalBits) === 0;
    return (spanning.has(kind) ? differing & ~spanningBit : differing) === 0;
  }

  #isSameParent(placeBefore: number, placeAfter: number, first: number): boolean {
    const [before, after] = [this.#before.parentOf(placeBefore), this.#after.parentOf(placeAfter)];
    // What is around the difference keeps its place; what comes behind it has moved as far as the row itself.
    return before < first ? before === after : placeBefore - before === placeAfter - after;
  }

  #isSameText(placeBefore: number, placeAfter: number): boolean {
    if (this.#isUntouched(placeBefore, placeAfter)) return true;
    if (this.#before.isLeaf(placeBefore) !== this.#after.isLeaf(placeAfter)) return false;
    return this.#before.ownText(placeBefore) === this.#after.ownText(placeAfter);
  }

  /** Whether a row lies wholly in what both texts start or end with. */
  #isUntouched(placeBefore: number, placeAfter: number): boolean {
    const { table: before, text: textBefore } = this.#before;
    const { table: after, text: textAfter } = this.#after;
    const [rowBefore, rowAfter] = [this.#before.rowAt(placeBefore), this.#after.rowAt(placeAfter)];
    const [startBefore, startAfter] = [before.position(rowBefore), after.position(rowAfter)];
    const [endBefore, endAfter] = [before.end(rowBefore), after.end(rowAfter)];
    if (startBefore === startAfter && endBefore === endAfter && endBefore <= this.#sameStart) return true;
    const growth = textAfter.length - textBefore.length;
    return (
      startAfter - startBefore === growth &&
      endAfter - endBefore === growth &&
      startBefore >= textBefore.length - this.#sameEnd
    );
  }
}

function sameStart(before: string, after: string): number {
  const most = Math.min(before.length, after.length);
  let length = 0;
  while (length < most && before.charCodeAt(length) === after.charCodeAt(length)) length += 1;
  return length;
}

function sameEnd(before: string, after: string, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let length = 0;
  while (length < most && before.charCodeAt(before.length - length - 1) === after.charCodeAt(after.length - length - 1))
    length += 1;
  return length;
}
