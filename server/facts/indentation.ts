/** Edits that move lines in and out. */

import type { Document } from '../analysis/document.ts';
import { type Edit, insertion, type Range, replacement } from '../analysis/text.ts';
import type { Facts } from './facts.ts';

/** The edits that move the lines that start in a range one level in; lines of texts that span lines stay as they are. */
export function indentEdits(document: Document, facts: Facts, range: Range): readonly Edit[] {
  return lineStartsIn(document, facts, range).flatMap((start) =>
    /[\r\n]/.test(document.text[start] ?? '\n') ? [] : [insertion(start, facts.file.style.indent)],
  );
}

/** The edits that take up to `width` blanks off the lines that start in a range. */
export function outdentEdits(document: Document, facts: Facts, range: Range, width: number): readonly Edit[] {
  return lineStartsIn(document, facts, range).flatMap((start) => {
    const blanks = /^[ \t]*/.exec(document.text.slice(start, start + width))?.[0].length ?? 0;
    return blanks === 0 ? [] : [replacement({ start, end: start + blanks }, '')];
  });
}

function lineStartsIn(document: Document, facts: Facts, range: Range): readonly number[] {
  const starts: number[] = [];
  for (let end = document.text.indexOf('\n', range.start); end >= 0; end = document.text.indexOf('\n', end + 1)) {
    const start = end + 1;
    if (start > range.end) break;
    const isInText = facts.multilineTexts.some((text) => text.start < start && start <= text.end);
    if (!isInText) starts.push(start);
  }
  return starts;
}
