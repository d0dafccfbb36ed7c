/** Comments of a file, found without being fooled by texts that look like them. */

import { isControlComment } from '../../analysis/controlComments.ts';
import type { CommentFact } from '../../facts/facts.ts';
import type { Range } from '../../analysis/text.ts';

/** Comments in source order; `opaque` are the strings, templates, expressions and texts of the file, in source order. */
export function commentsOf(text: string, opaque: readonly Range[]): readonly Range[] {
  const comments: Range[] = [];
  const starts = /\/[/*]/g;
  let next = 0;
  for (let match = starts.exec(text); match !== null; match = starts.exec(text)) {
    const start = match.index;
    let around = opaque[next];
    while (around !== undefined && around.end <= start) around = opaque[++next];
    if (around !== undefined && around.start <= start) {
      starts.lastIndex = around.end;
      continue;
    }
    const end = match[0] === '//' ? lineEnd(text, start) : blockEnd(text, start);
    comments.push({ start, end });
    starts.lastIndex = end;
  }
  return comments;
}

export function controlCommentsOf(text: string, comments: readonly Range[]): readonly CommentFact[] {
  if (!isControlComment(text)) return [];
  return comments
    .map((range) => ({ range, text: text.slice(range.start, range.end) }))
    .filter((comment) => isControlComment(comment.text));
}

export function spansLines(text: string, range: Range): boolean {
  const newline = text.indexOf('\n', range.start);
  return newline >= 0 && newline < range.end;
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' ? newline - 1 : newline;
}

function blockEnd(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  return end < 0 ? text.length : end + 2;
}
