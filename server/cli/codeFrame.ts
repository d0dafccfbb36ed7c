/** The source lines around a finding, with the finding underlined, as they look in a terminal. */

import type { Colors } from 'picocolors/types.js';
import type { Lines, Span } from './positions.ts';
import { displayedCells, type Cell } from './terminalText.ts';

export interface FrameStyle {
  /** Columns the frame may take, its gutter included. */
  readonly width: number;
  readonly colors: Colors;
}

/** A longer finding is underlined on its first lines only. */
const longestUnderline = 3;
const indentation = '  ';

/** One line before and after the span, each line of the frame ended by a line break. */
export function codeFrame(lines: Lines, span: Span, style: FrameStyle): string {
  const first = Math.max(1, span.start.line - 1);
  const lastUnderlined = Math.min(lastLineOf(span), span.start.line + longestUnderline - 1);
  const isCut = lastUnderlined < lastLineOf(span);
  const last = isCut ? lastUnderlined : Math.min(lines.count, lastUnderlined + 1);
  const gutterWidth = String(last).length;
  const available = Math.max(20, style.width - indentation.length - gutterWidth - 3);
  const skipped = columnsToSkip(lines, span, available);

  let frame = '';
  const row = (label: string, content: string) => {
    frame += `${indentation}${style.colors.dim(`${label.padStart(gutterWidth)} │`)} ${content}`.trimEnd();
    frame += '\n';
  };
  for (let line = first; line <= last; line += 1) {
    const cells = displayedCells(lines.textOf(line));
    const isContext = line < span.start.line || line > lastUnderlined;
    if (isContext && cells.length === 0 && (line === first || line === last)) continue;
    const shown = clipped(cells, skipped, available);
    row(String(line), isContext ? style.colors.dim(shown) : shown);
    if (!isContext) row('', style.colors.red(underline(cells, line, span, skipped, available)));
  }
  if (isCut) row('', style.colors.dim('…'));
  return frame;
}

/** A span that ends at the start of a line does not reach into that line. */
function lastLineOf(span: Span): number {
  return span.end.column === 1 && span.end.line > span.start.line ? span.end.line - 1 : span.end.line;
}

/** Where a long line would push the finding out of the terminal, the frame starts further right. */
function columnsToSkip(lines: Lines, span: Span, available: number): number {
  const cells = displayedCells(lines.textOf(span.start.line));
  if (widthOf(cells, cells.length) <= available) return 0;
  const end = span.end.line === span.start.line ? span.end.column - 1 : span.start.column;
  if (columnAt(cells, end) <= available - 1) return 0;
  return Math.max(0, columnAt(cells, span.start.column - 1) - Math.floor(available / 4));
}

function clipped(cells: readonly Cell[], skipped: number, available: number): string {
  let column = 0;
  let shown = '';
  let isCutLeft = false;
  for (const cell of cells) {
    const next = column + cell.width;
    if (column < skipped) isCutLeft = true;
    else if (next - skipped <= available - 1) shown += cell.text;
    else return `${isCutLeft ? '…' : ''}${shown.slice(isCutLeft ? 1 : 0)}…`;
    column = next;
  }
  return isCutLeft && shown !== '' ? `…${shown.slice(1)}` : shown;
}

function underline(cells: readonly Cell[], line: number, span: Span, skipped: number, available: number): string {
  const indent = cells.findIndex((cell) => cell.text.trim() !== '');
  const from = line === span.start.line ? columnAt(cells, span.start.column - 1) : widthOf(cells, Math.max(0, indent));
  const to = line === span.end.line ? columnAt(cells, span.end.column - 1) : widthOf(cells, cells.length);
  const start = Math.max(0, from - skipped);
  const end = Math.min(available - 1, Math.max(to - skipped, start + 1));
  return ' '.repeat(start) + '~'.repeat(Math.max(1, end - start));
}

/** Display columns before the code unit at `unit` of the line. */
function columnAt(cells: readonly Cell[], unit: number): number {
  let column = 0;
  for (const cell of cells) {
    if (cell.unit >= unit) break;
    column += cell.width;
  }
  return column;
}

function widthOf(cells: readonly Cell[], count: number): number {
  return cells.slice(0, count).reduce((sum, cell) => sum + cell.width, 0);
}
