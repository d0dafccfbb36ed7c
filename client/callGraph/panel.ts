/** The call graph beside the code: a webview that draws what the server answers, and follows the edits. */

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { documentSelector } from '../languages.ts';
import type { ServerProcess } from '../serverProcess.ts';
import type { CallGraph, Choices, FromView, Location, ToView } from './messages.ts';
import { wordsOfView } from './words.ts';

/** In milliseconds. While somebody types, the graph waits. */
const calm = 400;

type Root =
  | { readonly id: string }
  | { readonly textDocument: { readonly uri: string }; readonly position: vscode.Position };

/** `folder` holds the view's script and style. */
export function registerCallGraph(server: ServerProcess, folder: vscode.Uri): vscode.Disposable[] {
  const panel = new CallGraphPanel(server, folder);
  return [panel, vscode.commands.registerCommand('asyncPitfalls.showCallGraph', () => panel.show())];
}

class CallGraphPanel implements vscode.Disposable {
  readonly #server: ServerProcess;
  readonly #folder: vscode.Uri;
  readonly #subscriptions: vscode.Disposable[];
  #panel: vscode.WebviewPanel | undefined;
  #root: Root | undefined;
  #choices: Choices = { direction: 'callees', depth: 3, expanded: [] };
  /** What the view was told last; it asks for it whenever it is loaded anew. */
  #told: ToView | undefined;
  #column: vscode.ViewColumn | undefined;
  #timer: NodeJS.Timeout | undefined;
  #questions = 0;

  /** Nothing is made before `show`. */
  constructor(server: ServerProcess, folder: vscode.Uri) {
    this.#server = server;
    this.#folder = folder;
    this.#subscriptions = [
      server.onFilesTold(() => this.#askSoon()),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && vscode.languages.match(documentSelector, document) > 0) this.#askSoon();
      }),
    ];
  }

  /** Shows the graph of the function at the cursor. */
  async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || vscode.languages.match(documentSelector, editor.document) === 0) {
      await vscode.window.showInformationMessage(
        vscode.l10n.t('Open a TypeScript, JavaScript or Python file and put the cursor into a function.'),
      );
      return;
    }
    this.#column = editor.viewColumn;
    this.#root = { textDocument: { uri: editor.document.uri.toString() }, position: editor.selection.active };
    this.#choices = { ...this.#choices, expanded: [] };
    this.#panel ??= this.#makePanel();
    // In the same column it would cover the code.
    const isInTheWay = this.#panel.viewColumn === editor.viewColumn;
    this.#panel.reveal(isInTheWay ? vscode.ViewColumn.Beside : undefined, false);
    await this.#ask();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#panel?.dispose();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #makePanel(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'asyncPitfalls.callGraph',
      vscode.l10n.t('Async Call Graph'),
      vscode.ViewColumn.Beside,
      { enableScripts: true, localResourceRoots: [this.#folder], enableFindWidget: true },
    );
    panel.webview.onDidReceiveMessage((message: FromView) => this.#hear(message));
    panel.onDidDispose(() => {
      this.#panel = undefined;
      this.#told = undefined;
      clearTimeout(this.#timer);
    });
    panel.onDidChangeViewState(() => {
      if (panel.visible) this.#askSoon();
    });
    panel.webview.html = pageFor(panel.webview, this.#folder);
    return panel;
  }

  /** Asks when the typing has stopped; a panel that nobody sees asks when it is seen again. */
  #askSoon(): void {
    if (this.#panel?.visible !== true) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), calm);
  }

  async #ask(): Promise<void> {
    const question = ++this.#questions;
    const answer = await this.#answer();
    // A later question makes this answer worthless.
    if (question !== this.#questions || this.#panel === undefined) return;
    if (typeof answer === 'string') {
      this.#tell({ type: 'trouble', message: answer });
      return;
    }
    this.#root = { id: answer.root };
    this.#panel.title = vscode.l10n.t('Async: {0}', nameOf(answer));
    this.#tell({ type: 'graph', graph: answer, choices: this.#choices, words: wordsOfView() });
  }

  /** The graph, or a sentence that says why there is none. */
  async #answer(): Promise<CallGraph | string> {
    try {
      const answer = await this.#server.request('asyncPitfalls/callGraph', { root: this.#root, ...this.#choices });
      if (isGraph(answer)) return answer;
      return this.#root !== undefined && 'id' in this.#root
        ? vscode.l10n.t('The function is gone. Put the cursor into another one and ask again.')
        : vscode.l10n.t('Nothing is known about this file, so there is no graph of it.');
    } catch (error) {
      this.#server.output.warn('The call graph was not made.', String(error));
      return vscode.l10n.t('The language server does not answer, so the graph may be out of date.');
    }
  }

  #hear(message: FromView): void {
    switch (message.type) {
      case 'ready':
        if (this.#told !== undefined) this.#tell(this.#told);
        break;
      case 'choose':
        this.#choices = message.choices;
        void this.#ask();
        break;
      case 'open':
        void this.#open(message.location);
        break;
      case 'leave':
        void this.#leave();
        break;
    }
  }

  /** Back to the code that the graph was asked for beside. */
  async #leave(): Promise<void> {
    const editor = vscode.window.visibleTextEditors.find(({ viewColumn }) => viewColumn === this.#column);
    if (editor === undefined) await vscode.commands.executeCommand('workbench.action.focusPreviousGroup');
    else
      await vscode.window.showTextDocument(editor.document, { viewColumn: this.#column, selection: editor.selection });
  }

  async #open({ uri, range: { start, end } }: Location): Promise<void> {
    const selection = new vscode.Range(start.line, start.character, end.line, end.character);
    await vscode.window.showTextDocument(vscode.Uri.parse(uri), {
      selection,
      viewColumn: this.#column ?? vscode.ViewColumn.One,
    });
  }

  #tell(message: ToView): void {
    this.#told = message;
    void this.#panel?.webview.postMessage(message);
  }
}

function nameOf({ nodes: [root] }: CallGraph): string {
  return root?.name || root?.givenTo || root?.location.uri.split('/').pop() || '';
}

/** Our own server of the same version answers; what is looked at here is only whether it had an answer. */
function isGraph(answer: unknown): answer is CallGraph {
  return typeof answer === 'object' && answer !== null && 'nodes' in answer && Array.isArray(answer.nodes);
}

/** Only our own script and style are loaded, and nothing from a network. */
function pageFor(webview: vscode.Webview, folder: vscode.Uri): string {
  const nonce = randomBytes(16).toString('base64');
  const address = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <link rel="stylesheet" href="${address('callGraph.css')}">
  <title>${vscode.l10n.t('Async Call Graph')}</title>
</head>
<body>
  <script nonce="${nonce}" src="${address('callGraph.js')}"></script>
</body>
</html>`;
}
