/** A notebook in the editor for tests: says what an editor says of its cells. */

import type {
  CodeAction,
  CompletionItem,
  Hover,
  Position,
  TextDocumentEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Editor } from './editor.ts';

export class Notebook {
  readonly #editor: Editor;
  readonly #uri: string;
  #cells: TextDocument[] = [];
  #made = 0;
  #version = 1;

  constructor(editor: Editor, name: string) {
    this.#editor = editor;
    this.#uri = editor.uri(name);
  }

  /** The URI of the cell that is now the so-manieth. */
  cell(index: number): string {
    return this.#cellAt(index).uri;
  }

  async open(texts: readonly string[]): Promise<void> {
    this.#cells = texts.map((text) => this.#newCell(text));
    const { connection } = this.#editor;
    await connection.sendNotification('notebookDocument/didOpen', {
      notebookDocument: {
        uri: this.#uri,
        notebookType: 'jupyter-notebook',
        version: this.#version,
        cells: this.#cells.map(({ uri }) => ({ kind: 2, document: uri })),
      },
      cellTextDocuments: this.#cells.map(opened),
    });
  }

  async close(): Promise<void> {
    await this.#editor.connection.sendNotification('notebookDocument/didClose', {
      notebookDocument: { uri: this.#uri },
      cellTextDocuments: this.#cells.map(({ uri }) => ({ uri })),
    });
  }

  async edit(index: number, from: string, to: string): Promise<void> {
    const cell = this.#cellAt(index);
    const start = cell.getText().indexOf(from);
    const range = { start: cell.positionAt(start), end: cell.positionAt(start + from.length) };
    const changes = [{ range, text: to }];
    this.#cells[index] = TextDocument.update(cell, changes, cell.version + 1);
    await this.#changed({ textContent: [{ document: { uri: cell.uri, version: cell.version }, changes }] });
  }

  async insert(index: number, text: string): Promise<string> {
    const cell = this.#newCell(text);
    this.#cells.splice(index, 0, cell);
    const cells = [{ kind: 2, document: cell.uri }];
    await this.#changed({ structure: { array: { start: index, deleteCount: 0, cells }, didOpen: [opened(cell)] } });
    return cell.uri;
  }

  async remove(index: number): Promise<void> {
    const { uri } = this.#cellAt(index);
    this.#cells.splice(index, 1);
    await this.#changed({ structure: { array: { start: index, deleteCount: 1 }, didClose: [{ uri }] } });
  }

  /** Cells between the two places change theirs; none is opened or closed for it. */
  async move(from: number, to: number): Promise<void> {
    const [cell] = this.#cells.splice(from, 1);
    if (cell !== undefined) this.#cells.splice(to, 0, cell);
    const start = Math.min(from, to);
    const deleteCount = Math.abs(from - to) + 1;
    const cells = this.#cells.slice(start, start + deleteCount).map(({ uri }) => ({ kind: 2, document: uri }));
    await this.#changed({ structure: { array: { start, deleteCount, cells } } });
  }

  async fix(index: number, text: string, title: RegExp): Promise<WorkspaceEdit | undefined> {
    const position = this.#positionOf(index, text);
    const actions: readonly CodeAction[] = await this.#editor.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: this.cell(index) },
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    const action = actions.find((candidate) => title.test(candidate.title));
    if (action === undefined)
      throw new Error(`${title} is not among: ${actions.map((each) => each.title).join(' | ')}`);
    return (await this.#editor.resolve(action)).edit;
  }

  hover(index: number, text: string): Promise<Hover | null> {
    return this.#editor.connection.sendRequest('textDocument/hover', {
      textDocument: { uri: this.cell(index) },
      position: this.#positionOf(index, text),
    });
  }

  completions(index: number, text: string, characters: number): Promise<readonly CompletionItem[]> {
    const { line, character } = this.#positionOf(index, text);
    return this.#editor.connection.sendRequest('textDocument/completion', {
      textDocument: { uri: this.cell(index) },
      position: { line, character: character + characters },
    });
  }

  /** The texts of the cells after edits of their current versions. */
  applied(changes: readonly TextDocumentEdit[]): readonly string[] {
    return this.#cells.map((cell) => {
      const edits = changes
        .filter(({ textDocument: { uri, version } }) => uri === cell.uri && version === cell.version)
        .flatMap((change) => change.edits);
      // Our edits are plain text edits; snippets in edits would be of another shape.
      return TextDocument.applyEdits(cell, edits as TextEdit[]);
    });
  }

  async #changed(cells: object): Promise<void> {
    await this.#editor.connection.sendNotification('notebookDocument/didChange', {
      notebookDocument: { uri: this.#uri, version: ++this.#version },
      change: { cells },
    });
  }

  #newCell(text: string): TextDocument {
    const uri = `${this.#uri.replace('file:', 'vscode-notebook-cell:')}#W${this.#made++}`;
    return TextDocument.create(uri, 'python', 1, text);
  }

  #positionOf(index: number, text: string): Position {
    const cell = this.#cellAt(index);
    return cell.positionAt(cell.getText().indexOf(text));
  }

  #cellAt(index: number): TextDocument {
    const cell = this.#cells[index];
    if (cell === undefined) throw new Error(`there is no cell ${index}`);
    return cell;
  }
}

function opened(cell: TextDocument) {
  return { uri: cell.uri, languageId: cell.languageId, version: cell.version, text: cell.getText() };
}
