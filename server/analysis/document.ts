/** What is analysed: one version of one file's text. */

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
};

/** The language of a file by its name, or `undefined` where we have nothing to say about it. */
export function languageOf(path: string): Language | undefined {
  const dot = path.lastIndexOf('.');
  return dot < 0 ? undefined : extensions[path.slice(dot + 1).toLowerCase()];
}
