/** The documents that the editor has open, under both of their names: its URI and our path. */

import type { Range as ProtocolRange, TextDocuments } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Document } from '../analysis/document.ts';
import { type Range, rangeOf } from '../analysis/text.ts';
import type { Files } from '../workspace/ports.ts';
import { languageOfDocument, pathOfDocument, uriOfPath } from './uris.ts';

export class OpenDocuments {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #files: Files;
  readonly #uris = new Map<string, string>();

  constructor(documents: TextDocuments<TextDocument>, files: Files) {
    this.#documents = documents;
    this.#files = files;
  }

  /** The document for the core, or `undefined` where it is in none of our languages. */
  take(document: TextDocument): Document | undefined {
    const { uri, languageId, version } = document;
    const path = pathOfDocument(uri, languageId);
    const language = path === undefined ? undefined : languageOfDocument(languageId, path);
    if (path === undefined || language === undefined) return undefined;
    this.#uris.set(path, uri);
    return { path, language, version, text: document.getText() };
  }

  /** Forgets a closed document and gives its path back. */
  release({ uri, languageId }: TextDocument): string | undefined {
    const path = pathOfDocument(uri, languageId);
    if (path !== undefined) this.#uris.delete(path);
    return path;
  }

  pathOf(uri: string): string | undefined {
    return pathOfDocument(uri, this.#documents.get(uri)?.languageId ?? '');
  }

  uriOf(path: string): string {
    return this.#uris.get(path) ?? uriOfPath(path);
  }

  isOpen(path: string): boolean {
    return this.#uris.has(path);
  }

  paths(): readonly string[] {
    return [...this.#uris.keys()];
  }

  /** The editor's version of a document; 0 where it is not open. */
  versionOf(path: string): number {
    return this.#documents.get(this.uriOf(path))?.version ?? 0;
  }

  /** The editor's text of a document; `undefined` for one that is not open. */
  textOf(uri: string): TextDocument | undefined {
    return this.#documents.get(uri);
  }

  /** Where the editor's position in an open document is; `undefined` for one that is not open. */
  offsetRange(uri: string, range: ProtocolRange): Range | undefined {
    const document = this.#documents.get(uri);
    return document && rangeOf(document.offsetAt(range.start), document.offsetAt(range.end));
  }

  /** The range in a file that may not be open, as for a step of a call chain. */
  rangeIn(path: string, range: Range): ProtocolRange {
    return protocolRange(this.linesIn(path), range);
  }

  /** The text of a file that may not be open; empty where it is gone. */
  linesIn(path: string): TextDocument {
    const open = this.#documents.get(this.uriOf(path));
    if (open !== undefined) return open;
    const file = this.#files.read(path);
    return linesOf(file.kind === 'text' ? file.text : '');
  }
}

/** A text whose offsets can be asked for as lines and columns. */
export function linesOf(text: string): TextDocument {
  return TextDocument.create('', '', 0, text);
}

export function protocolRange(lines: TextDocument, range: Range): ProtocolRange {
  return { start: lines.positionAt(range.start), end: lines.positionAt(range.end) };
}
