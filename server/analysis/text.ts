/** Plain text positions and edits. Every offset in the core counts UTF-16 code units from the start of the document. */

/** A half-open range of UTF-16 offsets: `start` belongs to it, `end` does not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Replaces `range` by `text`; an empty range inserts, an empty text deletes. */
export interface Edit {
  readonly range: Range;
  readonly text: string;
  /**
   * Two fixes may both need one edit, such as the same new import. Edits with equal keys, ranges and texts are applied
   * once when fixes are merged; edits without a key never merge.
   */
  readonly key?: string;
  /** The part of `text` that is left for the user to say; an editor that can selects it afterwards. */
  readonly selected?: Range;
}

export function rangeOf(start: number, end: number): Range {
  return { start, end };
}

export function insertion(offset: number, text: string, key?: string): Edit {
  const range = { start: offset, end: offset };
  return key === undefined ? { range, text } : { range, text, key };
}

export function replacement(range: Range, text: string): Edit {
  return { range, text };
}

export function textAt(text: string, range: Range): string {
  return text.slice(range.start, range.end);
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True where two ranges share at least one code unit; two insertions at one offset do not overlap. */
export function overlaps(one: Range, other: Range): boolean {
  return one.start < other.end && other.start < one.end;
}

/** Applies edits that do not overlap. Insertions at one offset keep the order in which they are given. */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .sort(
      (a, b) => a.edit.range.start - b.edit.range.start || a.edit.range.end - b.edit.range.end || a.index - b.index,
    );
  let result = '';
  let position = 0;
  for (const { edit } of ordered) {
    if (edit.range.start < position) throw new Error(`edits overlap at offset ${edit.range.start}`);
    result += text.slice(position, edit.range.start) + edit.text;
    position = edit.range.end;
  }
  return result + text.slice(position);
}
