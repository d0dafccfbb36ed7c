/** An editor for tests: talks to a real server process over its standard input and output. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type AnnotatedTextEdit,
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  CodeActionTriggerKind,
  type CompletionItem,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  FileChangeType,
  type FileEvent,
  type Hover,
  type InitializeResult,
  type ProgressToken,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  type SnippetTextEdit,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { plainText } from '../../server/lsp/snippetText.ts';

export interface EditorOptions {
  readonly script: string;
  /** Contents by path below the workspace folder. */
  readonly files: Readonly<Record<string, string>>;
  readonly capabilities?: ClientCapabilities;
  readonly settings?: unknown;
  readonly locale?: string;
  /** The workspace folders below the editor's own, by name; that one itself where they are left out. */
  readonly workspaceFolders?: readonly string[];
  readonly initializationOptions?: unknown;
}

/** What VS Code can do, as far as it matters to us. */
export const pullingClient: ClientCapabilities = {
  textDocument: {
    diagnostic: { relatedInformation: true },
    codeAction: { dataSupport: true, disabledSupport: true, resolveSupport: { properties: ['edit'] } },
    completion: { completionItem: { snippetSupport: true, labelDetailsSupport: true } },
  },
  workspace: {
    configuration: true,
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    workspaceEdit: {
      documentChanges: true,
      resourceOperations: ['create'],
      changeAnnotationSupport: { groupsOnLabel: true },
      snippetEditSupport: true,
    },
    didChangeWatchedFiles: { dynamicRegistration: true },
    didChangeConfiguration: { dynamicRegistration: true },
  },
};

/** An edit as it stands before the user fills in its placeholder. */
function plain(edit: TextEdit | AnnotatedTextEdit | SnippetTextEdit): TextEdit {
  if (!('snippet' in edit)) return edit;
  const newText = edit.snippet.value.replace(/\$\{1:((?:[^\\}]|\\.)*)\}/g, '$1').replace(/\\([\\$}])/g, '$1');
  return { range: edit.range, newText };
}

export class Editor {
  readonly folder: string;
  readonly connection: ProtocolConnection;
  readonly logged: string[] = [];
  readonly statuses: unknown[] = [];
  readonly initialized: Promise<InitializeResult>;
  readonly #process: ChildProcess;
  readonly #open = new Map<string, TextDocument>();
  readonly #pushed: PublishDiagnosticsParams[] = [];
  /** How many pushes were looked at by `next`, by URI. */
  readonly #seen = new Map<string, number>();
  readonly #progress: { readonly token: ProgressToken; readonly kind: string }[] = [];
  #events: (() => void)[] = [];
  #refreshes = 0;
  settings: unknown;

  constructor({ script, files, capabilities = pullingClient, settings, ...wishes }: EditorOptions) {
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'editor-')));
    this.settings = settings;
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    const child = spawn(process.execPath, [script, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#process = child;
    const { stdin, stdout } = child;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.#listen();
    this.initialized = this.#initialize(capabilities, wishes);
  }

  get processId(): number {
    return this.#process.pid ?? 0;
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  uri(name: string): string {
    return name.includes(':') ? name : pathToFileURL(this.path(name)).href;
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  /** Writes a file and tells the server, as an editor that watches files does. */
  async change(name: string, text: string): Promise<void> {
    this.write(name, text);
    await this.#watched({ uri: this.uri(name), type: FileChangeType.Changed });
  }

  async create(name: string, text: string): Promise<void> {
    this.write(name, text);
    await this.#watched({ uri: this.uri(name), type: FileChangeType.Created });
  }

  async remove(name: string): Promise<void> {
    rmSync(this.path(name));
    await this.#watched({ uri: this.uri(name), type: FileChangeType.Deleted });
  }

  /** Moves a file and tells the server, as an editor that watches files does. */
  async rename(from: string, to: string): Promise<void> {
    renameSync(this.path(from), this.path(to));
    await this.#watched(
      { uri: this.uri(from), type: FileChangeType.Deleted },
      { uri: this.uri(to), type: FileChangeType.Created },
    );
  }

  /** Opens a file with the text on disk, or a document that is on no disk. */
  async open(name: string, languageId: string, text?: string): Promise<void> {
    const uri = this.uri(name);
    const document = TextDocument.create(uri, languageId, 1, text ?? readFileSync(this.path(name), 'utf8'));
    this.#open.set(uri, document);
    await this.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId, version: 1, text: document.getText() },
    });
  }

  /** Replaces the first occurrence of a text in an open document. */
  async edit(name: string, from: string, to: string): Promise<void> {
    const document = this.#document(name);
    const start = document.getText().indexOf(from);
    if (start < 0) throw new Error(`${name} has no ${JSON.stringify(from)}`);
    const range = { start: document.positionAt(start), end: document.positionAt(start + from.length) };
    const contentChanges: TextDocumentContentChangeEvent[] = [{ range, text: to }];
    const version = document.version + 1;
    this.#open.set(document.uri, TextDocument.update(document, contentChanges, version));
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version },
      contentChanges,
    });
  }

  async close(name: string): Promise<void> {
    this.#open.delete(this.uri(name));
    await this.connection.sendNotification('textDocument/didClose', { textDocument: { uri: this.uri(name) } });
  }

  textOf(name: string): string {
    return this.#document(name).getText();
  }

  pull(name: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const textDocument = { uri: this.uri(name) };
    return this.connection.sendRequest('textDocument/diagnostic', {
      textDocument,
      ...(previousResultId === undefined ? {} : { previousResultId }),
    });
  }

  async diagnostics(name: string): Promise<readonly Diagnostic[]> {
    const report = await this.pull(name);
    return report.kind === 'full' ? report.items : [];
  }

  /** Each finding as its rule and the text it marks. */
  async findings(name: string): Promise<readonly string[]> {
    return (await this.diagnostics(name)).map((diagnostic) => this.marked(name, diagnostic));
  }

  marked(name: string, { code, range }: Diagnostic): string {
    return `${code}: ${this.#document(name).getText(range)}`;
  }

  async actions(name: string, range: Range, ...only: string[]): Promise<readonly CodeAction[]> {
    return this.#actions(name, range, { diagnostics: [], ...(only.length === 0 ? {} : { only }) });
  }

  /** The actions that the editor asks for by itself, as for its light bulb. */
  async automaticActions(name: string, range: Range): Promise<readonly CodeAction[]> {
    return this.#actions(name, range, { diagnostics: [], triggerKind: CodeActionTriggerKind.Automatic });
  }

  /** The actions at a diagnostic that another tool shows. */
  async actionsAt(name: string, diagnostic: Diagnostic): Promise<readonly CodeAction[]> {
    return this.#actions(name, diagnostic.range, { diagnostics: [diagnostic] });
  }

  async resolve(action: CodeAction): Promise<CodeAction> {
    return this.connection.sendRequest('codeAction/resolve', action);
  }

  /** The text of a document after an edit to it alone. */
  applied(name: string, edit: WorkspaceEdit | undefined): string {
    const uri = this.uri(name);
    const versioned = (edit?.documentChanges ?? []).flatMap((change) =>
      'edits' in change &&
      change.textDocument.uri === uri &&
      change.textDocument.version === this.#document(name).version
        ? change.edits
        : [],
    );
    const edits = [...versioned.map(plain), ...(edit?.changes?.[uri] ?? [])];
    if (edits.length === 0) throw new Error(`no edit of the current version of ${name}`);
    return TextDocument.applyEdits(this.#document(name), edits);
  }

  /** The text after the action with this title, taken at the first finding. */
  async after(name: string, title: RegExp, ...only: string[]): Promise<string> {
    return this.applied(name, await this.#editOf(name, title, ...only));
  }

  /** What the action with this title, taken at the first finding, does to files. */
  async changes(name: string, title: RegExp): Promise<NonNullable<WorkspaceEdit['documentChanges']>> {
    return (await this.#editOf(name, title))?.documentChanges ?? [];
  }

  async #editOf(name: string, title: RegExp, ...only: string[]): Promise<WorkspaceEdit | undefined> {
    const [diagnostic] = await this.diagnostics(name);
    if (diagnostic === undefined) throw new Error(`nothing is found in ${name}`);
    const actions = await this.actions(name, diagnostic.range, ...only);
    const action = actions.find((candidate) => title.test(candidate.title));
    if (action === undefined)
      throw new Error(`${title} is not among: ${actions.map(({ title }) => title).join(' | ')}`);
    return (await this.resolve(action)).edit;
  }

  hover(name: string, text: string): Promise<Hover | null> {
    const document = this.#document(name);
    const position = document.positionAt(document.getText().indexOf(text));
    return this.connection.sendRequest('textDocument/hover', { textDocument: { uri: document.uri }, position });
  }

  /** The completions so many characters behind the start of a text. */
  async completions(name: string, text: string, characters: number): Promise<readonly CompletionItem[]> {
    const document = this.#document(name);
    const position = document.positionAt(document.getText().indexOf(text) + characters);
    return this.connection.sendRequest('textDocument/completion', { textDocument: { uri: document.uri }, position });
  }

  /** The text after a completion, indented as its line is, its placeholders filled in as they are named. */
  completed(name: string, { textEdit, additionalTextEdits = [] }: CompletionItem): string {
    if (textEdit === undefined || !('range' in textEdit)) throw new Error('the completion has no plain edit');
    const document = this.#document(name);
    const { start } = textEdit.range;
    const indentation = document.getText({ start: { line: start.line, character: 0 }, end: start });
    const newText = plainText(textEdit.newText).replace(/\n(?=.)/g, `\n${indentation}`);
    return TextDocument.applyEdits(document, [{ ...textEdit, newText }, ...additionalTextEdits]);
  }

  /** The first pushed diagnostics of a file that satisfy the condition, whether they came or are still to come. */
  async pushed(
    name: string,
    condition: (parameters: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    const find = () => this.#pushed.find((parameters) => parameters.uri === this.uri(name) && condition(parameters));
    return this.#until(find);
  }

  /** The pushed diagnostics of a file that satisfy the condition, after those that were waited for so before. */
  async next(
    name: string,
    condition: (parameters: PublishDiagnosticsParams) => boolean,
  ): Promise<PublishDiagnosticsParams> {
    const uri = this.uri(name);
    const find = () =>
      this.#pushed.findIndex(
        (parameters, index) => index >= (this.#seen.get(uri) ?? 0) && parameters.uri === uri && condition(parameters),
      );
    const index = await this.#until(() => (find() < 0 ? undefined : find()));
    this.#seen.set(uri, index + 1);
    return this.#until(() => this.#pushed[index]);
  }

  /** How often diagnostics were pushed for a file. */
  pushedTimes(name: string): number {
    return this.#pushed.filter(({ uri }) => uri === this.uri(name)).length;
  }

  /** The URIs of all documents that some diagnostics were pushed for. */
  pushedUris(): readonly string[] {
    const some = this.#pushed.filter(({ diagnostics }) => diagnostics.length > 0);
    return [...new Set(some.map(({ uri }) => uri))];
  }

  /** The token of the first progress that has come this far. */
  async progressed(kind: 'begin' | 'report' | 'end'): Promise<ProgressToken> {
    return this.#until(() => this.#progress.find((progress) => progress.kind === kind)?.token);
  }

  /** Waits until the server has asked to pull again this many times since it started. */
  async refreshed(times: number): Promise<void> {
    await this.#until(() => (this.#refreshes >= times ? true : undefined));
  }

  refreshes(): number {
    return this.#refreshes;
  }

  /** Adds and removes workspace folders, by name. */
  async changeFolders(added: readonly string[], removed: readonly string[]): Promise<void> {
    const named = (names: readonly string[]) => names.map((name) => ({ uri: this.uri(name), name }));
    const event = { added: named(added), removed: named(removed) };
    await this.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
  }

  async configure(settings: unknown): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Says goodbye as the protocol has it; gives the server's exit code. */
  async quit(): Promise<number | null> {
    const exited = this.#process.exitCode === null ? once(this.#process, 'exit') : [this.#process.exitCode];
    await this.initialized;
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = await exited;
    this.#leave();
    return typeof code === 'number' ? code : null;
  }

  /** Ends the server whatever it is doing. */
  async kill(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exited = once(this.#process, 'exit');
      this.#process.kill('SIGKILL');
      await exited;
    }
    this.#leave();
  }

  async #actions(name: string, range: Range, context: CodeActionContext): Promise<readonly CodeAction[]> {
    const textDocument = { uri: this.uri(name) };
    return this.connection.sendRequest('textDocument/codeAction', { textDocument, range, context });
  }

  async #initialize(
    capabilities: ClientCapabilities,
    {
      workspaceFolders = [''],
      ...wishes
    }: Pick<EditorOptions, 'locale' | 'initializationOptions' | 'workspaceFolders'>,
  ): Promise<InitializeResult> {
    const result: InitializeResult = await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: pathToFileURL(this.folder).href,
      workspaceFolders: workspaceFolders.map((name) => ({ uri: pathToFileURL(this.path(name)).href, name })),
      capabilities,
      ...wishes,
    });
    await this.connection.sendNotification('initialized', {});
    return result;
  }

  #listen(): void {
    const { connection } = this;
    connection.onRequest('client/registerCapability', () => null);
    connection.onRequest('workspace/configuration', () => [this.settings ?? null, null]);
    connection.onRequest('workspace/diagnostic/refresh', () => {
      this.#refreshes++;
      this.#happened();
      return null;
    });
    connection.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
      this.#happened();
    });
    connection.onNotification('asyncPitfalls/status', (status: unknown) => {
      this.statuses.push(status);
      this.#happened();
    });
    connection.onNotification('textDocument/publishDiagnostics', (parameters: PublishDiagnosticsParams) => {
      this.#pushed.push(parameters);
      this.#happened();
    });
    connection.onRequest('window/workDoneProgress/create', () => null);
    connection.onNotification('$/progress', (progress: { token: ProgressToken; value: { kind: string } }) => {
      const { token, value } = progress;
      this.#progress.push({ token, kind: value.kind });
      this.#happened();
    });
    connection.listen();
  }

  async #watched(...changes: readonly FileEvent[]): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  #happened(): void {
    const events = this.#events;
    this.#events = [];
    for (const event of events) event();
  }

  async #until<Result>(find: () => Result | undefined): Promise<Result> {
    for (;;) {
      const found = find();
      if (found !== undefined) return found;
      await new Promise<void>((happened) => this.#events.push(happened));
    }
  }

  #document(name: string): TextDocument {
    const document = this.#open.get(this.uri(name));
    if (document === undefined) throw new Error(`${name} is not open`);
    return document;
  }

  #leave(): void {
    this.connection.dispose();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
