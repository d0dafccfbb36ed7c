/** The extension in VS Code: starts the language server and offers commands. It analyses nothing itself. */

import * as vscode from 'vscode';
import { registerCallGraph } from './callGraph/panel.ts';
import { registerChain } from './chain.ts';
import { registerCommands } from './commands.ts';
import { DifferingFiles } from './differingFiles.ts';
import { registerReport } from './report.ts';
import { registerScan } from './scan.ts';
import { ServerProcess } from './serverProcess.ts';
import { showStatus } from './statusItem.ts';

let server: ServerProcess | undefined;

/** Nothing is waited for here: the editor goes on while the server starts. */
export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel('Async Pitfalls', { log: true });
  server = new ServerProcess(context.asAbsolutePath('dist/server.mjs'), output);
  context.subscriptions.push(
    output,
    showStatus(server),
    ...registerCommands(server, context.asAbsolutePath('dist/pages')),
    ...registerScan(server),
    ...registerCallGraph(server, vscode.Uri.joinPath(context.extensionUri, 'dist/view')),
    ...registerChain(),
    registerReport(),
    new DifferingFiles(server),
  );
  void server.start();
}

/** VS Code waits for this promise before it ends the extension host, so the server ends with it. */
export async function deactivate(): Promise<void> {
  await server?.stop();
}
