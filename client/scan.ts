/** Scanning the workspace: what the server does, with progress that can be stopped and a word about how it went. */

import * as vscode from 'vscode';
import type { ServerProcess } from './serverProcess.ts';

export function registerScan(server: ServerProcess): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('asyncPitfalls.scanWorkspace', () => scanWorkspace(server)),
    vscode.commands.registerCommand('asyncPitfalls.clearScanResults', async () => {
      await server.execute('async-pitfalls.clearScanResults');
      await setScanned(false);
    }),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => tellHidden(closed, server)),
  ];
}

/**
 * VS Code keeps a document open for a while after its last tab is gone, but shows nothing of what was pulled for it. The
 * server has to know, for the results of a scan are shown again then.
 */
function tellHidden(closed: readonly vscode.Tab[], server: ServerProcess): void {
  const visible = new Set(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.flatMap(urisOf)));
  const uris = closed.flatMap(urisOf).filter((uri) => !visible.has(uri));
  if (uris.length > 0) server.notify('asyncPitfalls/hidden', { uris });
}

function urisOf({ input }: vscode.Tab): string[] {
  if (input instanceof vscode.TabInputText) return [input.uri.toString()];
  return input instanceof vscode.TabInputTextDiff ? [input.original.toString(), input.modified.toString()] : [];
}

async function scanWorkspace(server: ServerProcess): Promise<void> {
  const title = vscode.l10n.t('Looking for async pitfalls');
  const location = vscode.ProgressLocation.Notification;
  await setScanned(true);
  try {
    const report = await vscode.window.withProgress({ location, title, cancellable: true }, (progress, token) =>
      server.execute('async-pitfalls.scanWorkspace', { token, progress }),
    );
    await tell(scanReportOf(report), server);
  } catch (error) {
    server.output.error('The scan failed.', String(error));
    await tellFailure(vscode.l10n.t('The workspace could not be scanned.'), server);
  }
}

/** Enables the command that takes the results back. */
async function setScanned(hasScanned: boolean): Promise<void> {
  await vscode.commands.executeCommand('setContext', 'asyncPitfalls.hasScanned', hasScanned);
}

const messageMilliseconds = 10_000;

async function tell(report: ScanReport, server: ServerProcess): Promise<void> {
  const { files, findings, unreadable, isCancelled } = report;
  const text = isCancelled
    ? vscode.l10n.t('Scan stopped after {0} files. Findings: {1}.', files, findings)
    : vscode.l10n.t('Scanned files: {0}. Findings: {1}.', files, findings);
  vscode.window.setStatusBarMessage(`Async Pitfalls: ${text}`, messageMilliseconds);
  if (findings > 0 && !isCancelled) await vscode.commands.executeCommand('workbench.actions.view.problems');
  if (unreadable > 0) await tellFailure(vscode.l10n.t('Files that could not be scanned: {0}.', unreadable), server);
}

async function tellFailure(message: string, server: ServerProcess): Promise<void> {
  const showOutput = vscode.l10n.t('Show Output');
  if ((await vscode.window.showWarningMessage(message, showOutput)) === showOutput) server.output.show();
}

interface ScanReport {
  readonly files: number;
  readonly findings: number;
  readonly unreadable: number;
  readonly isCancelled: boolean;
}

/** The server is another process: what it sends is looked at before it is believed. */
function scanReportOf(sent: unknown): ScanReport {
  const entries = new Map<string, unknown>(typeof sent === 'object' && sent !== null ? Object.entries(sent) : []);
  const numberAt = (key: string) => Number(entries.get(key) ?? 0);
  return {
    files: numberAt('files'),
    findings: numberAt('findings'),
    unreadable: numberAt('unreadable'),
    isCancelled: entries.get('isCancelled') === true,
  };
}
