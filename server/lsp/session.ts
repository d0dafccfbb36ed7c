/** One editor's session: what it says goes to the workspace, what the workspace finds goes back. */

import {
  type Connection,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { CatalogueEntry } from '../analysis/rule.ts';
import type { Facts } from '../facts/facts.ts';
import type { FileChange } from '../facts/frontEnd.ts';
import type { Ports } from '../workspace/ports.ts';
import { Workspace } from '../workspace/workspace.ts';
import { abilitiesOf, type ClientAbilities } from './clientAbilities.ts';
import { answerCallGraphs } from './callGraphRequest.ts';
import { answerCallHierarchies } from './callHierarchy.ts';
import { CodeActions, codeActionKinds } from './codeActions.ts';
import { ConfigurationDocuments } from './configurationDocuments.ts';
import { Diagnostics } from './diagnostics.ts';
import { OpenDocuments } from './documents.ts';
import { EditorFindings } from './findings.ts';
import { Scan } from './scan.ts';
import { NotebookDiagnostics } from './notebookDiagnostics.ts';
import { OpenNotebooks } from './notebooks.ts';
import { answerQuestions, type QuestionSettings } from './questions.ts';
import { answerScanRequests, commandNames } from './scanRequests.ts';
import { Scope, type ScopeKind } from './scope.ts';
import { settingsOf, entryOf } from './settings.ts';
import type { Status } from './status.ts';
import { filePathsOf, toSlashes } from './uris.ts';

export interface SessionOptions {
  readonly connection: Connection;
  readonly ports: Ports;
  readonly catalogue: readonly CatalogueEntry<Facts>[];
  readonly status: Status;
  readonly version: string;
}

/** Files whose changes on disk may change findings in others. */
const watchedFiles = [
  '**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs,py,pyi,pyw,ipynb}',
  '**/{tsconfig*,jsconfig*,package,async-pitfalls}.json',
  '**/{async-pitfalls.jsonc,pyproject.toml,pytest.ini,tox.ini,setup.cfg}',
];

/** Of any kind, as far as its cells are Python; those in another file system have no neighbours that we could read. */
const notebookSelector = ['file', 'untitled'].map((scheme) => ({
  notebook: { scheme },
  cells: [{ language: 'python' }],
}));

/** Answers until the connection ends; the caller starts listening. */
export function startSession(options: SessionOptions): void {
  const { connection, version } = options;
  connection.onInitialize((parameters) => {
    new Session(options, parameters).listen();
    return initializeResult(version, abilitiesOf(parameters));
  });
}

function initializeResult(version: string, { callHierarchy }: ClientAbilities): InitializeResult {
  return {
    serverInfo: { name: 'async-pitfalls', version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      notebookDocumentSync: { notebookSelector, save: true },
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: { includeText: false } },
      diagnosticProvider: { identifier: 'async-pitfalls', interFileDependencies: true, workspaceDiagnostics: false },
      codeActionProvider: { codeActionKinds, resolveProvider: true },
      hoverProvider: true,
      completionProvider: {},
      callHierarchyProvider: callHierarchy,
      executeCommandProvider: { commands: Object.values(commandNames) },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}

class Session {
  readonly #connection: Connection;
  readonly #log: Ports['log'];
  readonly #abilities: ClientAbilities;
  readonly #textDocuments = new TextDocuments(TextDocument);
  readonly #notebooks = new OpenNotebooks();
  readonly #documents: OpenDocuments;
  readonly #workspace: Workspace;
  readonly #findings: EditorFindings;
  readonly #diagnostics: Diagnostics;
  readonly #notebookDiagnostics: NotebookDiagnostics;
  readonly #codeActions: CodeActions;
  readonly #configurations: ConfigurationDocuments;
  readonly #scan: Scan;
  readonly #scope: Scope;
  readonly #status: Status;
  #roots: readonly string[];
  #settings: QuestionSettings = { offersSnippets: true, explainsAwait: true };
  /** Set once the handshake is over, for nothing may be shown before. */
  #scopeWanted: ScopeKind = 'openFiles';

  constructor({ connection, ports, catalogue, status }: SessionOptions, parameters: InitializeParams) {
    const abilities = abilitiesOf(parameters);
    const { locale } = abilities;
    status.locale = locale;
    this.#connection = connection;
    this.#log = ports.log;
    this.#abilities = abilities;
    this.#status = status;
    this.#roots = abilities.roots;
    const documents = new OpenDocuments(this.#textDocuments, this.#notebooks, ports.files);
    const workspace = new Workspace(ports, catalogue);
    const configurations = new ConfigurationDocuments({ connection, documents, workspace, locale });
    const findings = new EditorFindings({
      workspace,
      documents,
      status,
      locale,
      hasRelatedInformation: abilities.relatedInformation,
      onChecked: () => configurations.showProblems(),
    });
    this.#documents = documents;
    this.#workspace = workspace;
    this.#findings = findings;
    const notebooks = new NotebookDiagnostics(connection, findings, this.#notebooks);
    this.#notebookDiagnostics = notebooks;
    this.#diagnostics = new Diagnostics({ connection, findings, documents, abilities, notebooks });
    this.#configurations = configurations;
    this.#codeActions = new CodeActions({
      workspace,
      findings,
      documents,
      roots: () => this.#roots,
      locale,
      abilities,
    });
    const { pullsDiagnostics } = abilities;
    const { log, files } = ports;
    this.#scan = new Scan({ connection, workspace, findings, documents, status, log, locale, pullsDiagnostics });
    this.#scope = new Scope({ connection, scan: this.#scan, files });
    workspace.setRoots(abilities.roots);
    this.#scan.setRoots(abilities.roots);
    this.#applySettings(entryOf(parameters.initializationOptions, 'settings'), undefined);
  }

  listen(): void {
    this.#listenToDocuments();
    this.#listenToNotebooks();
    this.#listenToSurroundings();
    this.#listenToQuestions();
  }

  #listenToDocuments(): void {
    const documents = this.#textDocuments;
    // The first event of a document is its opening; the workspace makes no difference between the two.
    documents.onDidChangeContent(({ document }) => {
      if (this.#documents.configurationPathOf(document.uri) !== undefined) return this.#configurationEdited(document);
      const taken = this.#documents.take(document);
      if (taken === undefined) return;
      this.#workspace.change(taken);
      this.#diagnostics.documentChanged();
    });
    documents.onDidClose(({ document }) => {
      if (this.#documents.configurationPathOf(document.uri) !== undefined) return this.#configurationClosed(document);
      const path = this.#documents.release(document);
      if (path !== undefined) this.#workspace.close(path);
      this.#diagnostics.documentClosed(document.uri);
      if (path !== undefined) this.#scan.takeBack(path);
    });
    documents.onDidSave(({ document }) => {
      const path = this.#documents.pathOf(document.uri);
      if (path !== undefined) this.#saved(path);
    });
    documents.listen(this.#connection);
  }

  #listenToNotebooks(): void {
    this.#notebooks.onClosed((path) => {
      this.#workspace.close(path);
      this.#notebookDiagnostics.closed(path);
      this.#scan.takeBack(path);
    });
    this.#notebooks.onSaved((path) => this.#saved(path));
    this.#notebooks.listen(this.#connection, (document) => {
      this.#workspace.change(document);
      this.#notebookDiagnostics.changed();
      this.#scan.leave(document.path);
    });
  }

  #listenToSurroundings(): void {
    const connection = this.#connection;
    connection.onInitialized(() => this.#logFailure(this.#initialized()));
    connection.onDidChangeConfiguration(({ settings }) => this.#logFailure(this.#configurationChanged(settings)));
    connection.onDidChangeWatchedFiles(({ changes }) =>
      this.#filesChanged(
        changes.map(({ uri, type }) => ({ path: toSlashes(URI.parse(uri).fsPath), kind: kindOfChange(type) })),
      ),
    );
    connection.onShutdown(async () => {
      this.#diagnostics.dispose();
      this.#scan.dispose();
      await this.#workspace.dispose();
    });
  }

  #listenToQuestions(): void {
    const connection = this.#connection;
    const workspace = this.#workspace;
    const documents = this.#documents;
    const known = { workspace, documents, roots: () => this.#roots };
    answerCallGraphs(connection, known);
    answerCallHierarchies(connection, known);
    answerScanRequests(connection, { scan: this.#scan, scope: this.#scope, log: this.#log });
    answerQuestions(connection, {
      workspace,
      documents,
      findings: this.#findings,
      configurations: this.#configurations,
      codeActions: this.#codeActions,
      abilities: this.#abilities,
      settings: () => this.#settings,
    });
    connection.languages.diagnostics.on(async (parameters, token) => {
      const report = await this.#diagnostics.pull(parameters);
      const path = documents.pathOf(parameters.textDocument.uri);
      if (path !== undefined && documents.isOpen(path) && !token.isCancellationRequested) this.#scan.leave(path);
      return report;
    });
  }

  #configurationEdited(document: TextDocument): void {
    this.#configurations.take(document);
    this.#diagnostics.configurationChanged();
  }

  #configurationClosed(document: TextDocument): void {
    this.#configurations.release(document);
    this.#diagnostics.configurationChanged();
  }

  async #initialized(): Promise<void> {
    const { watchesFiles, workspaceFolders, registersConfiguration, configuration } = this.#abilities;
    this.#status.tell();
    if (workspaceFolders) {
      this.#connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        const gone = filePathsOf(removed.map(({ uri }) => uri));
        const come = filePathsOf(added.map(({ uri }) => uri));
        this.#roots = [...this.#roots.filter((root) => !gone.includes(root) && !come.includes(root)), ...come];
        this.#workspace.setRoots(this.#roots);
        this.#scan.setRoots(this.#roots);
        this.#diagnostics.everythingChanged();
      });
    }
    if (watchesFiles) {
      const watchers = watchedFiles.map((globPattern) => ({ globPattern }));
      await this.#connection.client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (registersConfiguration)
      await this.#connection.client.register(DidChangeConfigurationNotification.type, { section: 'asyncPitfalls' });
    if (configuration) await this.#configurationChanged(undefined);
    else await this.#scope.set(this.#scopeWanted);
  }

  /** Asks for the settings where the client answers; else takes what it sent. */
  async #configurationChanged(sent: unknown): Promise<void> {
    if (this.#abilities.configuration) {
      const sections = [{ section: 'asyncPitfalls' }, { section: 'python' }];
      const [own, python]: unknown[] = await this.#connection.workspace.getConfiguration(sections);
      this.#applySettings(own, python);
    } else {
      this.#applySettings(entryOf(sent, 'asyncPitfalls'), entryOf(sent, 'python'));
    }
    this.#diagnostics.everythingChanged();
    await this.#scope.set(this.#scopeWanted);
  }

  #applySettings(own: unknown, python: unknown): void {
    const { isEnabled, scope, explainsAwait, offersSnippets, ...settings } = settingsOf(own, python);
    this.#findings.isEnabled = isEnabled;
    this.#settings = { explainsAwait, offersSnippets };
    this.#status.memoryLimit = settings.memoryLimit;
    for (const { message } of this.#workspace.configure(settings))
      this.#log.warn(`setting asyncPitfalls: ${message.en}`);
    this.#scopeWanted = scope;
    this.#scan.everythingChanged();
  }

  /** For work that no request waits for. */
  async #logFailure(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      this.#log.error('the client did not do what was asked of it', error);
    }
  }

  #saved(path: string): void {
    if (!this.#abilities.watchesFiles) this.#filesChanged([{ path, kind: 'changed' }]);
  }

  #filesChanged(changes: readonly FileChange[]): void {
    this.#workspace.filesChanged(changes);
    this.#diagnostics.everythingChanged();
    this.#scan.filesChanged(changes);
    this.#scope.filesChanged(changes);
  }
}

function kindOfChange(type: FileChangeType): FileChange['kind'] {
  switch (type) {
    case FileChangeType.Created:
      return 'created';
    case FileChangeType.Deleted:
      return 'deleted';
    default:
      return 'changed';
  }
}
