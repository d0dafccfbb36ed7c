/** Offsets as the lines and columns of the protocol. */

import type { Position, Range as ProtocolRange } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Cell, Document } from '../analysis/document.ts';
import type { Range } from '../analysis/text.ts';

export interface Lines {
  positionAt(offset: number): Position;
}

/** In a notebook, lines count from the start of their cell. */
export function linesOf({ text, cells }: Pick<Document, 'text' | 'cells'>): Lines {
  const lines = TextDocument.create('', '', 0, text);
  if (cells === undefined) return lines;
  return {
    positionAt(offset) {
      const { line, character } = lines.positionAt(offset);
      const cell = cells.find((candidate) => isInCell(candidate, offset));
      if (cell === undefined) return { line, character };
      return { line: line - lines.positionAt(cell.range.start).line + skippedLines(cell), character };
    },
  };
}

export function protocolRange(lines: Lines, range: Range): ProtocolRange {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}

export function isInCell({ range }: Cell, offset: number): boolean {
  return range.start <= offset && offset <= range.end;
}

/** The lines of a cell before its code, such as `%%time`. */
export function skippedLines({ source, range }: Cell): number {
  return source.slice(0, source.length - (range.end - range.start)).split('\n').length - 1;
}
