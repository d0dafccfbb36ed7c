/** Where the client library writes what the editor and the server say to each other. */

import * as vscode from 'vscode';

const setting = 'asyncPitfalls.trace.server';

/**
 * The library traces only into a channel whose log level is "trace", which would take the user two switches. This channel
 * has that level whenever the setting asks for it, and writes into the log of the extension.
 */
export class TraceChannel implements vscode.Disposable {
  readonly channel: vscode.LogOutputChannel;
  readonly #levelChanged = new vscode.EventEmitter<vscode.LogLevel>();
  readonly #listening: vscode.Disposable;

  constructor(output: vscode.LogOutputChannel) {
    this.channel = {
      ...output,
      get logLevel() {
        return levelInForce();
      },
      onDidChangeLogLevel: this.#levelChanged.event,
      trace: (message) => output.info(message),
    };
    this.#listening = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(setting)) this.#levelChanged.fire(levelInForce());
    });
  }

  dispose(): void {
    this.#listening.dispose();
    this.#levelChanged.dispose();
  }
}

function levelInForce(): vscode.LogLevel {
  const isOff = vscode.workspace.getConfiguration().get(setting, 'off') === 'off';
  return isOff ? vscode.LogLevel.Off : vscode.LogLevel.Trace;
}
