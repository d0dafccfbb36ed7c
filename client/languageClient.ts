/** The client library, in a module of its own that is loaded when the server starts: it takes longer than all the rest. */

import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  ExecuteCommandRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  State,
  TransportKind,
  WorkDoneProgress,
} from 'vscode-languageclient/node';
import { cellSelector, configurationSelector, documentSelector } from './languages.ts';
import type { ExecuteOptions, ServerState } from './serverProcess.ts';

export interface ClientEvents {
  readonly output: vscode.LogOutputChannel;
  readonly trace: vscode.LogOutputChannel;
  readonly onState: (state: ServerState) => void;
  /** The server has been told of files that came, changed or went on disk. */
  readonly onFilesTold: () => void;
  readonly onError: (error: Error) => void;
  /** The server ended. Says whether to start it again. */
  readonly onClosed: () => 'restart' | 'leave';
}

/** `modulePath` is the server's bundle. Nothing runs before `start`. */
export function createLanguageClient(modulePath: string, events: ClientEvents): LanguageClient {
  const client = new QuietLanguageClient(
    'asyncPitfalls',
    'Async Pitfalls',
    serverOptions(modulePath),
    clientOptions(events),
  );
  client.onDidChangeState(({ newState }) => events.onState(stateOf(newState)));
  return client;
}

/** The library tells the user of each failure while a server dies and starts again; who watches it tells once, at the end. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** Has the server carry out one of its commands, with progress. */
export async function executeCommand(
  client: LanguageClient,
  command: string,
  { token, progress }: ExecuteOptions,
): Promise<unknown> {
  const workDoneToken = randomUUID();
  let shown = 0;
  const listening = client.onProgress(WorkDoneProgress.type, workDoneToken, (value) => {
    if (value.kind !== 'report') return;
    const { percentage = shown, message } = value;
    progress?.report({ increment: percentage - shown, ...(message === undefined ? {} : { message }) });
    shown = percentage;
  });
  try {
    return await client.sendRequest(ExecuteCommandRequest.type, { command, workDoneToken }, token);
  } finally {
    listening.dispose();
  }
}

function clientOptions({ output, trace, onFilesTold, onError, onClosed }: ClientEvents): LanguageClientOptions {
  return {
    documentSelector: [...documentSelector, ...cellSelector, ...configurationSelector],
    outputChannel: output,
    traceOutputChannel: trace,
    // VS Code shows one provider's call hierarchy; that of the language's own extension lists more callers.
    initializationOptions: { callHierarchy: false },
    middleware: {
      workspace: {
        didChangeWatchedFile: async (event, tell) => {
          await tell(event);
          onFilesTold();
        },
      },
    },
    // The server asks for changes of our own settings itself.
    synchronize: { configurationSection: 'python.defaultInterpreterPath' },
    // A hover may offer a rule's page, and nothing else.
    markdown: { isTrusted: { enabledCommands: ['asyncPitfalls.explainRule'] } },
    // Problems while the server starts are told once, by who starts it.
    initializationFailedHandler: () => false,
    errorHandler: {
      // A server that has died fails at many messages before its end is known, and whoever shuts down then never restarts.
      error: (error: Error) => {
        onError(error);
        return { action: ErrorAction.Continue, handled: true };
      },
      closed: () => {
        const action = onClosed() === 'restart' ? CloseAction.Restart : CloseAction.DoNotRestart;
        return { action, handled: true };
      },
    },
  };
}

function serverOptions(modulePath: string): ServerOptions {
  const module = { module: modulePath, transport: TransportKind.ipc };
  return { run: module, debug: { ...module, options: { execArgv: ['--nolazy', '--inspect=6009'] } } };
}

function stateOf(state: State): ServerState {
  switch (state) {
    case State.Running:
      return 'running';
    case State.Starting:
      return 'starting';
    default:
      return 'stopped';
  }
}
