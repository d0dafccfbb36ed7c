/** The language server's process: started, watched, started again after a crash, and given up on after too many. */

import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import {
  CloseAction,
  type CloseHandlerResult,
  ErrorAction,
  type ErrorHandlerResult,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  type Message,
  type ServerOptions,
  type State,
  TransportKind,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import { configurationSelector, documentSelector } from './languages.ts';

const crashLimit = 4;
const crashWindowMilliseconds = 3 * 60_000;

export interface ExecuteOptions {
  readonly token?: vscode.CancellationToken;
  readonly progress?: vscode.Progress<{ readonly message?: string; readonly increment?: number }>;
}

export class ServerProcess implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly #client: LanguageClient;
  readonly #stateChanged = new vscode.EventEmitter<State>();
  #crashTimes: number[] = [];
  #isStopping = false;

  /** `modulePath` is the server's bundle. Nothing runs before `start`. */
  constructor(modulePath: string, output: vscode.LogOutputChannel) {
    this.output = output;
    this.#client = new LanguageClient(
      'asyncPitfalls',
      'Async Pitfalls',
      serverOptions(modulePath),
      this.#clientOptions(),
    );
    this.#client.onDidChangeState(({ newState }) => this.#stateChanged.fire(newState));
  }

  readonly onStateChanged: vscode.Event<State> = this.#stateChanged.event;

  onNotification(method: string, receive: (parameters: unknown) => void): vscode.Disposable {
    return this.#client.onNotification(method, receive);
  }

  /** Tells a server that runs; one that starts later learns it from whoever has something to tell. */
  notify(method: string, parameters: unknown): void {
    if (this.#client.isRunning()) void this.#client.sendNotification(method, parameters);
  }

  /** Has the server carry out one of its commands. */
  async execute(command: string, { token, progress }: ExecuteOptions = {}): Promise<unknown> {
    const workDoneToken = randomUUID();
    let shown = 0;
    const listening = this.#client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
      if (value.kind !== 'report') return;
      const { percentage = shown, message } = value;
      progress?.report({ increment: percentage - shown, ...(message === undefined ? {} : { message }) });
      shown = percentage;
    });
    try {
      return await this.#client.sendRequest(ExecuteCommandRequest.type, { command, workDoneToken }, token);
    } finally {
      listening.dispose();
    }
  }

  async start(): Promise<void> {
    try {
      await this.#client.start();
      this.output.info('The language server has started.');
    } catch (error) {
      this.output.error('The language server did not start.', errorText(error));
      await this.#tell(vscode.l10n.t('Async Pitfalls could not start, so nothing is checked.'));
    }
  }

  /** Ends the server and starts it again; past crashes are forgotten. */
  async restart(): Promise<void> {
    this.output.info('Restarting the language server.');
    await this.stop();
    this.#crashTimes = [];
    await this.start();
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    try {
      if (this.#client.needsStop()) await this.#client.stop();
    } catch (error) {
      // A server that cannot say goodbye is ended all the same.
      this.output.warn('The language server did not stop in time.', errorText(error));
    } finally {
      this.#isStopping = false;
    }
  }

  dispose(): void {
    this.#stateChanged.dispose();
    void this.stop();
  }

  #clientOptions(): LanguageClientOptions {
    return {
      documentSelector: [...documentSelector, ...configurationSelector],
      outputChannel: this.output,
      // VS Code shows one provider's call hierarchy; that of the language's own extension lists more callers.
      initializationOptions: { callHierarchy: false },
      // The server asks for changes of our own settings itself.
      synchronize: { configurationSection: 'python.defaultInterpreterPath' },
      // A hover may offer a rule's page, and nothing else.
      markdown: { isTrusted: { enabledCommands: ['asyncPitfalls.explainRule'] } },
      // Problems while the server starts are told once, by `start`.
      initializationFailedHandler: () => false,
      errorHandler: {
        error: (error: Error, _message: Message | undefined, count: number | undefined): ErrorHandlerResult => {
          this.output.error('The connection to the language server failed.', errorText(error));
          return { action: (count ?? 0) <= 3 ? ErrorAction.Continue : ErrorAction.Shutdown, handled: true };
        },
        closed: () => this.#closed(),
      },
    };
  }

  #closed(): CloseHandlerResult {
    if (this.#isStopping) return { action: CloseAction.DoNotRestart, handled: true };
    const now = Date.now();
    this.#crashTimes = [...this.#crashTimes, now].filter((time) => now - time < crashWindowMilliseconds);
    if (this.#crashTimes.length <= crashLimit) {
      this.output.warn(`The language server ended unexpectedly (${this.#crashTimes.length}); starting it again.`);
      return { action: CloseAction.Restart, handled: true };
    }
    this.output.error('The language server ended too often; it is not started again.');
    void this.#tell(vscode.l10n.t('Async Pitfalls stopped after several crashes, so nothing is checked.'));
    return { action: CloseAction.DoNotRestart, handled: true };
  }

  async #tell(message: string): Promise<void> {
    const showOutput = vscode.l10n.t('Show Output');
    const restart = vscode.l10n.t('Restart');
    const choice = await vscode.window.showErrorMessage(message, showOutput, restart);
    if (choice === showOutput) this.output.show();
    if (choice === restart) await this.restart();
  }
}

function serverOptions(modulePath: string): ServerOptions {
  const module = { module: modulePath, transport: TransportKind.ipc };
  return { run: module, debug: { ...module, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
