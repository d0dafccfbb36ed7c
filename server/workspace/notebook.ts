/** A notebook as one Python module: its cells one after the other, without what is not Python. */

import type { Cell } from '../analysis/document.ts';
import { rangeOf } from '../analysis/text.ts';
import { pythonIn } from './magics.ts';

/** A cell with code, as the editor or the file has it. */
export interface CellSource {
  /** From 0, among all cells that are known. */
  readonly index: number;
  readonly text: string;
}

export interface NotebookModule {
  readonly text: string;
  readonly cells: readonly Cell[];
}

export function notebookModule(sources: readonly CellSource[]): NotebookModule {
  const cells: Cell[] = [];
  let text = '';
  for (const source of sources) {
    const part = pythonIn(source.text);
    if (part === 'foreign') continue;
    const start = text.length;
    cells.push({ index: source.index, range: rangeOf(start, start + part.python.length), source: source.text });
    text += `${part.python}\n`;
  }
  return { text, cells };
}

/** The Python cells in the text of an `.ipynb` file; `undefined` where it is none. */
export function cellsOfFile(text: string): readonly CellSource[] | undefined {
  const notebook = parsed(text);
  const cells = entry(notebook, 'cells');
  if (!Array.isArray(cells)) return undefined;
  const metadata = entry(notebook, 'metadata');
  const language = entry(entry(metadata, 'language_info'), 'name') ?? entry(entry(metadata, 'kernelspec'), 'language');
  if (typeof language === 'string' && language.toLowerCase() !== 'python') return [];
  return cells.flatMap((cell: unknown, index) =>
    entry(cell, 'cell_type') === 'code' ? [{ index, text: sourceOf(entry(cell, 'source')) }] : [],
  );
}

function sourceOf(source: unknown): string {
  return Array.isArray(source) ? source.join('') : typeof source === 'string' ? source : '';
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function entry(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
