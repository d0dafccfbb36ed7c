/** What is analysed: one version of one file's text. */

import type { Range } from './text.ts';

/** `typescript` stands for TypeScript and JavaScript, in all their file kinds. */
export type Language = 'typescript' | 'python';

export const languages: readonly Language[] = ['typescript', 'python'];

export interface Document {
  /** Absolute path with forward slashes; the identity of the document everywhere in the core. */
  readonly path: string;
  readonly language: Language;
  /** Grows with every edit of an open document; 0 for text read from disk. */
  readonly version: number;
  readonly text: string;
  /** Where the document is a notebook: the cells that its text is made of, in their order. */
  readonly cells?: readonly Cell[];
}

/** A cell of a notebook. Its code begins a line of the document's text, and a line break parts it from the next. */
export interface Cell {
  /** From 0, among all cells of the notebook. */
  readonly index: number;
  readonly range: Range;
  /** As people wrote it. The range covers its end, as long as here but with Python in place of what is none. */
  readonly source: string;
}

const extensions: Readonly<Record<string, Language>> = {
  ts: 'typescript',
  tsx: 'typescript',
  mts: 'typescript',
  cts: 'typescript',
  js: 'typescript',
  jsx: 'typescript',
  mjs: 'typescript',
  cjs: 'typescript',
  py: 'python',
  pyi: 'python',
  pyw: 'python',
  ipynb: 'python',
};

/** The language of a file by its name, or `undefined` where we have nothing to say about it. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : extensions[path.slice(dot + 1).toLowerCase()];
}

export function isNotebook(path: string): boolean {
  return /\.ipynb$/i.test(path);
}
