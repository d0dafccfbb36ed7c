/** The documents that the editor has open, under both of their names: its URI and our path. */

import type { Location, Range as ProtocolRange, TextDocuments } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Document, isNotebook } from '../analysis/document.ts';
import { type Edit, type Range, rangeOf } from '../analysis/text.ts';
import { isConfigurationFile } from '../workspace/configurationText.ts';
import type { Files } from '../workspace/ports.ts';
import { type Lines, linesOf, protocolRange } from './lines.ts';
import type { OpenNotebooks } from './notebooks.ts';
import { languageOfDocument, pathOfDocument, uriOfPath } from './uris.ts';

/** Edits of one document as the editor has it. */
export interface EditedPart {
  readonly uri: string;
  /** `null` for one that is not open. */
  readonly version: number | null;
  /** In the order of the text. */
  readonly edits: readonly PlacedEdit[];
}

export interface PlacedEdit {
  readonly edit: Edit;
  readonly range: ProtocolRange;
}

export class OpenDocuments {
  readonly #documents: TextDocuments<TextDocument>;
  readonly #notebooks: OpenNotebooks;
  readonly #files: Files;
  readonly #uris = new Map<string, string>();

  constructor(documents: TextDocuments<TextDocument>, notebooks: OpenNotebooks, files: Files) {
    this.#documents = documents;
    this.#notebooks = notebooks;
    this.#files = files;
  }

  /** The document for the core, or `undefined` where it is in none of our languages. */
  take(document: TextDocument): Document | undefined {
    const { uri, languageId, version } = document;
    const path = pathOfDocument(uri, languageId);
    const language = path === undefined ? undefined : languageOfDocument(languageId, path);
    // The file of a notebook, opened as the JSON that it is, is no Python.
    if (path === undefined || language === undefined || isNotebook(path)) return undefined;
    this.#uris.set(path, uri);
    return { path, language, version, text: document.getText() };
  }

  /** Forgets a closed document and gives its path back. */
  release({ uri, languageId }: TextDocument): string | undefined {
    const path = pathOfDocument(uri, languageId);
    if (path !== undefined) this.#uris.delete(path);
    return path;
  }

  /** The path of a document, or of the notebook that a cell is in. */
  pathOf(uri: string): string | undefined {
    const cell = this.#notebooks.pathOfCell(uri);
    if (cell !== undefined) return cell;
    const document = this.#documents.get(uri);
    const path = pathOfDocument(uri, document?.languageId ?? '');
    return path !== undefined && document !== undefined && isNotebook(path) ? undefined : path;
  }

  /** The path of a document that may hold configuration. */
  configurationPathOf(uri: string): string | undefined {
    const path = this.pathOf(uri);
    return path !== undefined && isConfigurationFile(path) ? path : undefined;
  }

  uriOf(path: string): string {
    return this.#uris.get(path) ?? this.#notebooks.uriOf(path) ?? uriOfPath(path);
  }

  isOpen(path: string): boolean {
    return this.#uris.has(path) || this.#notebooks.isOpen(path);
  }

  /** Whether it is open as a notebook. */
  isNotebook(path: string): boolean {
    return this.#notebooks.isOpen(path);
  }

  paths(): readonly string[] {
    return [...this.#uris.keys(), ...this.#notebooks.paths()];
  }

  /** The version of a document; 0 where it is not open. */
  versionOf(path: string): number {
    const notebook = this.#notebooks.documentAt(path);
    const uri = this.#uris.get(path);
    return notebook?.version ?? (uri === undefined ? undefined : this.#documents.get(uri)?.version) ?? 0;
  }

  /** The editor's text of a document; `undefined` for one that is not open. */
  textOf(uri: string): TextDocument | undefined {
    return this.#documents.get(uri);
  }

  /** Where the editor's position in an open document is; `undefined` for one that is not open. */
  offsetRange(uri: string, range: ProtocolRange): Range | undefined {
    const document = this.#documents.get(uri);
    if (document === undefined) return this.#notebooks.offsetRange(uri, range);
    return rangeOf(document.offsetAt(range.start), document.offsetAt(range.end));
  }

  /** A place in a file that may not be open, as for a step of a call chain. */
  locationOf(path: string, range: Range, lines = this.linesIn(path)): Location {
    const place = this.#notebooks.placeOf(path, range);
    return { uri: place?.uri ?? this.uriOf(path), range: place?.range ?? protocolRange(lines, range) };
  }

  /** The lines of a file that may not be open; of an empty one where it is gone. */
  linesIn(path: string): Lines {
    return this.#documents.get(this.uriOf(path)) ?? linesOf(this.#contentOf(path));
  }

  /** The text of a file that may not be open; empty where it is gone. */
  textIn(path: string): string {
    return this.#contentOf(path).text;
  }

  /** Where edits of a text go: to its document, or to the cells of a notebook; `undefined` where they fit in none. */
  partsOf(path: string, text: string, edits: readonly Edit[]): readonly EditedPart[] | undefined {
    const inOrder = [...edits].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
    if (this.#notebooks.isOpen(path)) return this.#cellsOf(path, inOrder);
    const version = this.isOpen(path) ? this.versionOf(path) : null;
    const lines = linesOf({ text });
    const placed = inOrder.map((edit) => ({ edit, range: protocolRange(lines, edit.range) }));
    return [{ uri: this.uriOf(path), version, edits: placed }];
  }

  #cellsOf(path: string, edits: readonly Edit[]): readonly EditedPart[] | undefined {
    const parts = new Map<string, { uri: string; version: number; edits: PlacedEdit[] }>();
    for (const edit of edits) {
      const place = this.#notebooks.placeOf(path, edit.range);
      if (place === undefined || !this.#notebooks.isInOneCell(path, edit.range)) return undefined;
      const { uri, version, range } = place;
      const part = parts.get(uri) ?? { uri, version, edits: [] };
      part.edits.push({ edit, range });
      parts.set(uri, part);
    }
    return [...parts.values()];
  }

  #contentOf(path: string): Pick<Document, 'text' | 'cells'> {
    const open = this.#documents.get(this.uriOf(path));
    if (open !== undefined) return { text: open.getText() };
    const file = this.#notebooks.documentAt(path) ?? this.#files.read(path);
    return 'reason' in file ? { text: '' } : file;
  }
}
