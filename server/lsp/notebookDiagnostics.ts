/**
 * Findings in open notebooks, pushed cell by cell. Editors that pull ask only about the cell that was edited, while the
 * findings of others change with it.
 */

import type { Connection, Diagnostic } from 'vscode-languageserver/node';
import type { EditorFindings } from './findings.ts';
import type { OpenNotebooks } from './notebooks.ts';

/** In milliseconds: a pushing server has to guess when typing pauses. */
const pushDelay = 150;

export class NotebookDiagnostics {
  readonly #connection: Connection;
  readonly #findings: EditorFindings;
  readonly #notebooks: OpenNotebooks;
  /** What each cell shows, by the notebook's path and the cell's URI. */
  readonly #shown = new Map<string, Map<string, string>>();
  #push: NodeJS.Timeout | undefined;

  constructor(connection: Connection, findings: EditorFindings, notebooks: OpenNotebooks) {
    this.#connection = connection;
    this.#findings = findings;
    this.#notebooks = notebooks;
  }

  /** A notebook was edited, or something else that findings depend on. */
  changed(): void {
    clearTimeout(this.#push);
    this.#push = setTimeout(() => {
      for (const path of this.#notebooks.paths()) void this.#show(path);
    }, pushDelay);
  }

  closed(path: string): void {
    for (const uri of this.#shown.get(path)?.keys() ?? []) this.#send(path, uri, []);
    this.#shown.delete(path);
  }

  dispose(): void {
    clearTimeout(this.#push);
  }

  async #show(path: string): Promise<void> {
    const file = await this.#findings.of(path);
    if (!this.#notebooks.isOpen(path)) return;
    const gone = [...(this.#shown.get(path)?.keys() ?? [])];
    const byCell = new Map<string, Diagnostic[]>([...gone, ...this.#notebooks.cellUris(path)].map((uri) => [uri, []]));
    const diagnostics = file === undefined ? [] : this.#findings.diagnosticsOf(file, file.findings);
    for (const [index, diagnostic] of diagnostics.entries()) {
      const range = file?.findings[index]?.range;
      const cell = range && this.#notebooks.placeOf(path, range)?.uri;
      if (cell !== undefined) byCell.get(cell)?.push(diagnostic);
    }
    for (const [uri, diagnostics] of byCell) this.#send(path, uri, diagnostics);
  }

  #send(path: string, uri: string, diagnostics: Diagnostic[]): void {
    const shown = this.#shown.get(path) ?? new Map<string, string>();
    this.#shown.set(path, shown);
    const text = JSON.stringify(diagnostics);
    if (text === (shown.get(uri) ?? '[]')) return;
    shown.set(uri, text);
    void this.#connection.sendDiagnostics({ uri, diagnostics });
  }
}
