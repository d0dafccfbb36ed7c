/** An edited file, and which rows of its tree are the same as before the edit. */

import { type SourceFile, skipTrivia } from 'typescript/unstable/ast';
import { treeDifference } from './treeDifference.ts';
import { TreeVersion } from './treeVersion.ts';

export class FileChange {
  readonly before: TreeVersion;
  readonly after: TreeVersion;
  /** The place of the function's body that holds all that differs; `undefined` where nothing does. */
  readonly #body: number | undefined;
  readonly #endBefore: number;
  readonly #endAfter: number;

  constructor(before: TreeVersion, after: TreeVersion, body: number | undefined) {
    this.before = before;
    this.after = after;
    this.#body = body;
    this.#endBefore = body === undefined ? 0 : before.endOf(body);
    this.#endAfter = body === undefined ? 0 : after.endOf(body);
  }

  /** `undefined` for what may have changed. */
  rowBefore(row: number): number | undefined {
    return counterpart(row, [this.after, this.#endAfter], [this.before, this.#endBefore], this.#body);
  }

  /** `undefined` for what may be gone. */
  rowAfter(row: number): number | undefined {
    return counterpart(row, [this.before, this.#endBefore], [this.after, this.#endAfter], this.#body);
  }
}

type Side = readonly [version: TreeVersion, endOfBody: number];

function counterpart(
  row: number,
  [from, endFrom]: Side,
  [to, endTo]: Side,
  body: number | undefined,
): number | undefined {
  const place = from.placeOf(row);
  if (place === -1) return undefined;
  if (body === undefined || place <= body) return to.rowAt(place);
  return place < endFrom ? undefined : to.rowAt(place - endFrom + endTo);
}

/** What an edit did to a file; `undefined` where more may have changed than the rows that differ. */
export function fileChange(before: SourceFile, after: SourceFile): FileChange | undefined {
  if (hasOtherPragmas(before.text, after.text)) return undefined;
  const [versionBefore, versionAfter] = [new TreeVersion(before), new TreeVersion(after)];
  const difference = treeDifference(versionBefore, versionAfter);
  return difference === undefined ? new FileChange(versionBefore, versionAfter, undefined) : undefined;
}

/** Comments above the code may say how the compiler is to take it. */
function hasOtherPragmas(before: string, after: string): boolean {
  const [headBefore, headAfter] = [before, after].map((text) => text.slice(0, skipTrivia(text, 0)));
  return headBefore !== headAfter && /@|\/\/\//.test(`${headBefore}${headAfter}`);
}
