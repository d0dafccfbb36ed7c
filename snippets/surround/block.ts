/** The lines of a selection, and edits that put others around them. */

import type { Document } from '../../server/analysis/document.ts';
import { type Edit, insertion, type Range } from '../../server/analysis/text.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import { inStyle } from '../style.ts';
import type { SurroundPlace } from './surround.ts';

/**
 * The lines of the statements with the comments that are selected beside them; `undefined` where other code stands on
 * the same lines.
 */
export function blockOf({ text, language }: Document, selected: Range, statements: Range): Range | undefined {
  const comments = language === 'python' ? /^(?:\s|#.*)*$/ : /^(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*$/;
  const above = text.slice(lineStart(text, selected.start), statements.start);
  const below = text.slice(statements.end, Math.max(selected.end, statements.end));
  const start = comments.test(above) ? statements.start - above.trimStart().length : statements.start;
  const end = comments.test(below) ? statements.end + below.trimEnd().length : statements.end;
  const block = { start, end: lineEnd(text, end) };
  const before = text.slice(lineStart(text, start), start);
  const behind = text.slice(statements.end, lineEnd(text, statements.end)).replace(/^;/, '');
  return before.trim() === '' && comments.test(behind) ? block : undefined;
}

/** Lines, written as those of snippets are, before and after the block, which moves one level in. */
export function wrapped(place: SurroundPlace, before: readonly string[], after: readonly string[]): readonly Edit[] {
  const { document, facts, block } = place;
  return [
    insertion(block.start, linesBefore(place, before) + facts.file.style.indent),
    ...indentEdits(document, facts, block),
    insertion(block.end, linesAfter(place, after)),
  ];
}

/** The edit that sets the block apart from code right above it, where the two are in the same suite. */
export function blankLineAbove({ document, facts, block }: SurroundPlace): readonly Edit[] {
  const start = lineStart(document.text, block.start);
  const above = document.text.slice(lineStart(document.text, start - 1), start).trim();
  return above === '' || above.endsWith(':') ? [] : [insertion(start, facts.file.style.newline)];
}

/** Lines above the block, which stays as it is. */
export function preceded(place: SurroundPlace, lines: readonly string[]): Edit {
  return insertion(place.block.start, linesBefore(place, lines));
}

function linesBefore(place: SurroundPlace, lines: readonly string[]): string {
  return styled(place, lines)
    .map((line) => line + lineBreak(place))
    .join('');
}

function linesAfter(place: SurroundPlace, lines: readonly string[]): string {
  const { newline } = place.facts.file.style;
  return styled(place, lines)
    .map((line) => (line === '' ? newline : lineBreak(place) + line))
    .join('');
}

/** The line break with the indentation of the block. */
export function lineBreak({ document, facts, block }: SurroundPlace): string {
  const margin = document.text.slice(lineStart(document.text, block.start), block.start);
  return facts.file.style.newline + margin;
}

function styled({ document, facts }: SurroundPlace, lines: readonly string[]): readonly string[] {
  return inStyle(lines, document.language, facts.file.style, false);
}

function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  if (newline < 0) return text.length;
  return text[newline - 1] === '\r' && newline > offset ? newline - 1 : newline;
}
