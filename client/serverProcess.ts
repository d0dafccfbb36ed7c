/** The language server's process: started, watched, started again after a crash, and given up on after too many. */

import { setImmediate as nextTurn } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { TraceChannel } from './traceChannel.ts';

export type ServerState = 'starting' | 'running' | 'stopped';

const crashLimit = 4;
const crashWindowMilliseconds = 3 * 60_000;

export interface ExecuteOptions {
  readonly token?: vscode.CancellationToken;
  readonly progress?: vscode.Progress<{ readonly message?: string; readonly increment?: number }>;
}

interface Receiver {
  readonly method: string;
  readonly receive: (parameters: unknown) => void;
}

export class ServerProcess implements vscode.Disposable {
  readonly output: vscode.LogOutputChannel;
  readonly #modulePath: string;
  readonly #trace: TraceChannel;
  readonly #receivers: Receiver[] = [];
  readonly #stateChanged = new vscode.EventEmitter<ServerState>();
  readonly #filesTold = new vscode.EventEmitter<void>();
  #client: LanguageClient | undefined;
  #starting: Promise<void> = Promise.resolve();
  #crashTimes: number[] = [];
  #isStopping = false;

  /** `modulePath` is the server's bundle. Nothing is loaded and nothing runs before `start`. */
  constructor(modulePath: string, output: vscode.LogOutputChannel) {
    this.output = output;
    this.#modulePath = modulePath;
    this.#trace = new TraceChannel(output);
  }

  readonly onStateChanged: vscode.Event<ServerState> = this.#stateChanged.event;

  /** The server knows of files that came, changed or went on disk: what it answered before may be out of date. */
  readonly onFilesTold: vscode.Event<void> = this.#filesTold.event;

  /** May be called before the server runs. */
  onNotification(method: string, receive: (parameters: unknown) => void): void {
    this.#receivers.push({ method, receive });
    this.#client?.onNotification(method, receive);
  }

  /** Tells a server that runs; one that starts later learns it from whoever has something to tell. */
  notify(method: string, parameters: unknown): void {
    if (this.#client?.isRunning()) void this.#client.sendNotification(method, parameters);
  }

  /** Has the server carry out one of its commands. */
  async execute(command: string, options: ExecuteOptions = {}): Promise<unknown> {
    await this.#starting;
    const { executeCommand } = await import('./languageClient.ts');
    if (this.#client === undefined) throw new Error('the language server does not run');
    return executeCommand(this.#client, command, options);
  }

  /** Fails while the server does not run. */
  async request(method: string, parameters: unknown): Promise<unknown> {
    await this.#starting;
    if (this.#client === undefined) throw new Error('the language server does not run');
    return this.#client.sendRequest(method, parameters);
  }

  /** Never fails: what goes wrong is told. */
  async start(): Promise<void> {
    try {
      this.#starting = this.#startClient();
      await this.#starting;
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
    // A client that is starting refuses to stop.
    await this.#starting.catch(() => undefined);
    try {
      if (this.#client?.needsStop()) await this.#client.stop();
    } catch (error) {
      // A server that cannot say goodbye is ended all the same.
      this.output.warn('The language server did not stop in time.', errorText(error));
    } finally {
      this.#isStopping = false;
    }
  }

  dispose(): void {
    this.#stateChanged.dispose();
    this.#filesTold.dispose();
    this.#trace.dispose();
    void this.stop();
  }

  async #startClient(): Promise<void> {
    // Loading the client library takes longer than all that the extension does at first, and the editor should not wait.
    await nextTurn();
    const { createLanguageClient } = await import('./languageClient.ts');
    this.#client ??= this.#connected(
      createLanguageClient(this.#modulePath, {
        output: this.output,
        trace: this.#trace.channel,
        onState: (state) => this.#stateChanged.fire(state),
        onFilesTold: () => this.#filesTold.fire(),
        onError: (error) => this.output.error('The connection to the language server failed.', errorText(error)),
        onClosed: () => this.#closed(),
      }),
    );
    await this.#client.start();
  }

  #connected(client: LanguageClient): LanguageClient {
    for (const { method, receive } of this.#receivers) client.onNotification(method, receive);
    return client;
  }

  #closed(): 'restart' | 'leave' {
    if (this.#isStopping) return 'leave';
    const now = Date.now();
    this.#crashTimes = [...this.#crashTimes, now].filter((time) => now - time < crashWindowMilliseconds);
    if (this.#crashTimes.length <= crashLimit) {
      this.output.warn(`The language server ended unexpectedly (${this.#crashTimes.length}); starting it again.`);
      return 'restart';
    }
    this.output.error('The language server ended too often; it is not started again.');
    void this.#tell(vscode.l10n.t('Async Pitfalls stopped after several crashes, so nothing is checked.'));
    return 'leave';
  }

  async #tell(message: string): Promise<void> {
    const showOutput = vscode.l10n.t('Show Output');
    const restart = vscode.l10n.t('Restart');
    const choice = await vscode.window.showErrorMessage(message, showOutput, restart);
    if (choice === showOutput) this.output.show();
    if (choice === restart) await this.restart();
  }
}

function errorText(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
