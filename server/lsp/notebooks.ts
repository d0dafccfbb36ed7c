/** The notebooks that the editor has open, each as one Python document made of its cells. */

import {
  type Connection,
  type NotebookDocument,
  NotebookDocuments,
  type Range as ProtocolRange,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Document } from '../analysis/document.ts';
import { type Range, rangeOf } from '../analysis/text.ts';
import { notebookModule } from '../workspace/notebook.ts';
import { isInCell, linesOf, protocolRange, skippedLines } from './lines.ts';
import { pathOfDocument } from './uris.ts';

/** A document made of cells, and the editor's names of them. */
interface OpenNotebook {
  readonly uri: string;
  readonly document: Document;
  readonly lines: TextDocument;
  /** In the order of the editor. */
  readonly uris: readonly string[];
}

/** A part of a cell. */
export interface CellPlace {
  readonly uri: string;
  readonly version: number;
  readonly range: ProtocolRange;
}

export class OpenNotebooks {
  readonly #notebooks = new NotebookDocuments(TextDocument);
  readonly #open = new Map<string, OpenNotebook>();
  /** Grows with every change of any notebook; the editor numbers only cells. */
  #version = 0;

  /** `onChanged` is called with every version of a notebook, the first one included. */
  listen(connection: Connection, onChanged: (document: Document) => void): void {
    const { synchronization } = connection.notebooks;
    const take = (uri: string) => {
      const notebook = this.#notebooks.getNotebookDocument(uri);
      const document = notebook && this.#take(notebook);
      if (document !== undefined) onChanged(document);
    };
    this.#notebooks.onDidOpen(({ uri }) => take(uri));
    const told: typeof synchronization = {
      ...synchronization,
      // The library has no event for cells that only moved.
      onDidChangeNotebookDocument: (handler) =>
        synchronization.onDidChangeNotebookDocument(async (change) => {
          await handler(change);
          take(change.notebookDocument.uri);
        }),
    };
    // It uses nothing else of the connection.
    this.#notebooks.listen({ notebooks: { synchronization: told } } as Connection);
  }

  onClosed(receive: (path: string) => void): void {
    this.#notebooks.onDidClose(({ uri }) => {
      const path = pathOfDocument(uri, 'python');
      if (path === undefined) return;
      this.#open.delete(path);
      receive(path);
    });
  }

  onSaved(receive: (path: string) => void): void {
    this.#notebooks.onDidSave(({ uri }) => {
      const path = pathOfDocument(uri, 'python');
      if (path !== undefined) receive(path);
    });
  }

  /** The notebook as it is now; `undefined` where only what cells have put out is new. */
  #take(notebook: NotebookDocument): Document | undefined {
    const path = pathOfDocument(notebook.uri, 'python');
    if (path === undefined) return undefined;
    const sources = notebook.cells.map((cell, index) => ({
      index,
      text: this.#notebooks.cellTextDocuments.get(cell.document)?.getText() ?? '',
    }));
    const { text, cells } = notebookModule(sources);
    const uris = notebook.cells.map((cell) => cell.document);
    const known = this.#open.get(path);
    const isKnown = JSON.stringify([known?.document.cells, known?.uris]) === JSON.stringify([cells, uris]);
    if (isKnown) return undefined;
    const version = ++this.#version;
    const document: Document = { path, language: 'python', version, text, cells };
    const lines = TextDocument.create(notebook.uri, 'python', version, text);
    this.#open.set(path, { uri: notebook.uri, document, lines, uris });
    return document;
  }

  isOpen(path: string): boolean {
    return this.#open.has(path);
  }

  paths(): readonly string[] {
    return [...this.#open.keys()];
  }

  uriOf(path: string): string | undefined {
    return this.#open.get(path)?.uri;
  }

  documentAt(path: string): Document | undefined {
    return this.#open.get(path)?.document;
  }

  /** The cells of a notebook in the editor's order, also those that are no Python. */
  cellUris(path: string): readonly string[] {
    return this.#open.get(path)?.uris ?? [];
  }

  /** The path of the notebook that a cell is in. */
  pathOfCell(uri: string): string | undefined {
    const notebook = this.#notebooks.findNotebookDocumentForCell(uri);
    return notebook && pathOfDocument(notebook.uri, 'python');
  }

  /** Where a part of a cell is in the notebook's document; `undefined` where it is in none of its code. */
  offsetRange(uri: string, { start, end }: ProtocolRange): Range | undefined {
    const notebook = this.#open.get(this.pathOfCell(uri) ?? '');
    const index = notebook?.uris.indexOf(uri) ?? -1;
    const cell = notebook?.document.cells?.find((candidate) => candidate.index === index);
    if (notebook === undefined || cell === undefined) return undefined;
    const { line: firstLine } = notebook.lines.positionAt(cell.range.start);
    const skipped = skippedLines(cell);
    if (end.line < skipped) return undefined;
    const offsetOf = ({ line, character }: ProtocolRange['start']) => {
      const offset = notebook.lines.offsetAt({ line: firstLine + Math.max(0, line - skipped), character });
      return Math.min(Math.max(offset, cell.range.start), cell.range.end);
    };
    return rangeOf(offsetOf(start), offsetOf(end));
  }

  /** The part of a cell that a range of the notebook's document is; what reaches beyond the cell is left out. */
  placeOf(path: string, range: Range): CellPlace | undefined {
    const notebook = this.#open.get(path);
    const cell = notebook?.document.cells?.find((candidate) => isInCell(candidate, range.start));
    const uri = cell && notebook?.uris[cell.index];
    if (notebook === undefined || cell === undefined || uri === undefined) return undefined;
    const version = this.#notebooks.cellTextDocuments.get(uri)?.version ?? 0;
    return {
      uri,
      version,
      range: protocolRange(linesOf(notebook.document), { ...range, end: Math.min(range.end, cell.range.end) }),
    };
  }

  /** Whether a range lies in one cell, but for the line break behind it. */
  isInOneCell(path: string, { start, end }: Range): boolean {
    const cell = this.#open.get(path)?.document.cells?.find((candidate) => isInCell(candidate, start));
    return cell !== undefined && end <= cell.range.end + 1;
  }
}
