/** Findings on their way to the editor: asked for by it, or pushed to one that does not ask. */

import { createHash } from 'node:crypto';
import type {
  Connection,
  Diagnostic,
  DocumentDiagnosticParams,
  DocumentDiagnosticReport,
} from 'vscode-languageserver/node';
import type { ClientAbilities } from './clientAbilities.ts';
import type { OpenDocuments } from './documents.ts';
import type { EditorFindings } from './findings.ts';
import type { NotebookDiagnostics } from './notebookDiagnostics.ts';

/** In milliseconds: a pushing server has to guess when typing pauses. */
const pushDelay = 150;
/** In milliseconds: every file is checked anew with a new configuration, so typing in one should have paused. */
const configurationDelay = 400;

export interface DiagnosticsOptions {
  readonly connection: Connection;
  readonly findings: EditorFindings;
  readonly documents: OpenDocuments;
  readonly abilities: ClientAbilities;
  readonly notebooks: NotebookDiagnostics;
}

export class Diagnostics {
  readonly #connection: Connection;
  readonly #findings: EditorFindings;
  readonly #documents: OpenDocuments;
  readonly #abilities: ClientAbilities;
  readonly #notebooks: NotebookDiagnostics;
  #push: NodeJS.Timeout | undefined;
  #refresh: NodeJS.Immediate | undefined;
  #configuration: NodeJS.Timeout | undefined;

  constructor({ connection, findings, documents, abilities, notebooks }: DiagnosticsOptions) {
    this.#connection = connection;
    this.#findings = findings;
    this.#documents = documents;
    this.#abilities = abilities;
    this.#notebooks = notebooks;
  }

  async pull({ textDocument, previousResultId }: DocumentDiagnosticParams): Promise<DocumentDiagnosticReport> {
    const path = this.#documents.pathOf(textDocument.uri);
    // The cells of a notebook have theirs pushed.
    const isCell = path !== undefined && this.#documents.isNotebook(path);
    const items = path === undefined || isCell ? [] : await this.#diagnosticsOf(path);
    const resultId = createHash('sha1').update(JSON.stringify(items)).digest('base64url');
    return resultId === previousResultId ? { kind: 'unchanged', resultId } : { kind: 'full', resultId, items };
  }

  /** A document was edited. Editors that pull ask by themselves. */
  documentChanged(): void {
    if (this.#abilities.pullsDiagnostics) return;
    clearTimeout(this.#push);
    this.#push = setTimeout(() => void this.#pushAll(), pushDelay);
  }

  documentClosed(uri: string): void {
    if (!this.#abilities.pullsDiagnostics) void this.#connection.sendDiagnostics({ uri, diagnostics: [] });
  }

  /** Something else changed that findings depend on: files on disk, settings, folders. */
  everythingChanged(): void {
    this.#notebooks.changed();
    if (!this.#abilities.pullsDiagnostics) {
      this.documentChanged();
    } else if (this.#abilities.refreshesDiagnostics && this.#refresh === undefined) {
      this.#refresh = setImmediate(() => {
        this.#refresh = undefined;
        // A client that is going away answers no more, and then nobody needs the refresh.
        this.#connection.languages.diagnostics.refresh().catch(() => {});
      });
    }
  }

  /** A configuration file is being edited. */
  configurationChanged(): void {
    clearTimeout(this.#configuration);
    this.#configuration = setTimeout(() => this.everythingChanged(), configurationDelay);
  }

  dispose(): void {
    clearTimeout(this.#push);
    clearTimeout(this.#configuration);
    this.#notebooks.dispose();
    if (this.#refresh !== undefined) clearImmediate(this.#refresh);
  }

  async #pushAll(): Promise<void> {
    await Promise.all(
      this.#documents.paths().map(async (path) => {
        const diagnostics = await this.#diagnosticsOf(path);
        if (!this.#documents.isOpen(path) || this.#documents.isNotebook(path)) return;
        const uri = this.#documents.uriOf(path);
        await this.#connection.sendDiagnostics({ uri, version: this.#documents.versionOf(path), diagnostics });
      }),
    );
  }

  async #diagnosticsOf(path: string): Promise<Diagnostic[]> {
    const file = await this.#findings.of(path);
    return file === undefined ? [] : this.#findings.shownDiagnosticsOf(file);
  }
}
