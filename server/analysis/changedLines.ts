/** What edits do to a text, line by line: for people who want to see a fix before they take it. */

import { lineEndAt, lineStartAt } from './lines.ts';
import { applyEdits, type Edit, type Range, rangeOf } from './text.ts';

/** Lines that change together; lines that only come or only go leave the other list empty. */
export interface LineChange {
  readonly removed: readonly string[];
  readonly added: readonly string[];
}

/** In the order of the text; the indentation that all lines of a change have in common is left away. */
export function changedLines(text: string, edits: readonly Edit[]): readonly LineChange[] {
  return blocksOf(text, edits)
    .map(({ range, edits: own }) => {
      const moved = own.map((edit) => ({
        ...edit,
        range: rangeOf(edit.range.start - range.start, edit.range.end - range.start),
      }));
      const before = text.slice(range.start, range.end);
      return trimmed(linesOf(before), linesOf(applyEdits(before, moved)));
    })
    .filter(({ removed, added }) => removed.length > 0 || added.length > 0);
}

/** Whole lines, with the edits on them. */
interface Block {
  readonly range: Range;
  readonly edits: readonly Edit[];
}

function blocksOf(text: string, edits: readonly Edit[]): readonly Block[] {
  const blocks: Block[] = [];
  const inOrder = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  for (const edit of inOrder) {
    const range = rangeOf(lineStartAt(text, edit.range.start), lineEndAt(text, edit.range.end));
    const last = blocks.at(-1);
    const isNear = last !== undefined && range.start <= last.range.end + 1;
    if (isNear) blocks.pop();
    blocks.push(
      isNear
        ? { range: rangeOf(last.range.start, Math.max(last.range.end, range.end)), edits: [...last.edits, edit] }
        : { range, edits: [edit] },
    );
  }
  return blocks;
}

/** Without the lines that are the same at the start and at the end. */
function trimmed(before: readonly string[], after: readonly string[]): LineChange {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  const removed = before.slice(start, before.length - end);
  const added = after.slice(start, after.length - end);
  const indents = [...removed, ...added]
    .filter((line) => line.trim() !== '')
    .map((line) => /^[ \t]*/.exec(line)?.[0] ?? '');
  const common = indents.reduce((shared, indent) => sharedStart(shared, indent), indents[0] ?? '').length;
  const dedented = (lines: readonly string[]) => lines.map((line) => line.slice(Math.min(common, line.length)));
  return { removed: dedented(removed), added: dedented(added) };
}

function sharedStart(one: string, other: string): string {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return one.slice(0, length);
}

function linesOf(text: string): readonly string[] {
  return text.split(/\r\n|\r|\n/);
}
