/** Between the editor's document names and the core's paths and languages. */

import { URI } from 'vscode-uri';
import { type Language, languageOf } from '../analysis/document.ts';

const languageIds: Readonly<Record<string, { readonly language: Language; readonly extension: string }>> = {
  typescript: { language: 'typescript', extension: 'ts' },
  typescriptreact: { language: 'typescript', extension: 'tsx' },
  javascript: { language: 'typescript', extension: 'js' },
  javascriptreact: { language: 'typescript', extension: 'jsx' },
  python: { language: 'python', extension: 'py' },
};

/** The language by what the editor calls it, else by the file's name. */
export function languageOfDocument(languageId: string, path: string): Language | undefined {
  return languageIds[languageId]?.language ?? languageOf(path);
}

/**
 * The path of a document. One that is not on disk yet gets a path of its own, with the extension of its language, because
 * file kinds are told apart by their names. Cells of notebooks have none: a cell alone says too little.
 */
export function pathOfDocument(uri: string, languageId: string): string | undefined {
  const parsed = URI.parse(uri);
  if (parsed.scheme === 'file') return toSlashes(parsed.fsPath);
  if (parsed.scheme === 'vscode-notebook-cell') return undefined;
  const name = parsed.path.startsWith('/') ? parsed.path : `/${parsed.scheme}/${parsed.path}`;
  const extension = languageIds[languageId]?.extension;
  return languageOf(name) === undefined && extension !== undefined ? `${name}.${extension}` : name;
}

export function uriOfPath(path: string): string {
  return URI.file(path).toString();
}

/** The paths of what is on disk among URIs that another process sent, in any shape. */
export function filePathsOf(uris: unknown): readonly string[] {
  const sent: readonly unknown[] = Array.isArray(uris) ? uris : [];
  return sent
    .flatMap((uri) => (typeof uri === 'string' ? [URI.parse(uri)] : []))
    .filter(({ scheme }) => scheme === 'file')
    .map(({ fsPath }) => toSlashes(fsPath));
}

export function toSlashes(path: string): string {
  return path.replaceAll('\\', '/');
}
