/** The entry in VS Code's language status, next to the language mode: what the server is doing. */

import * as vscode from 'vscode';
import { documentSelector } from './languages.ts';
import type { ServerProcess, ServerState } from './serverProcess.ts';

/** What the server reports: free, at work, or in trouble, with words for people where it has some. */
interface ServerStatus {
  readonly kind: 'ready' | 'busy' | 'degraded';
  readonly detail?: string;
}

export function showStatus(server: ServerProcess): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('asyncPitfalls.status', documentSelector);
  item.name = 'Async Pitfalls';
  item.command = { command: 'asyncPitfalls.showOutput', title: vscode.l10n.t('Show Output') };
  showState(item, 'starting');
  server.onNotification('asyncPitfalls/status', (parameters) => showServerStatus(item, serverStatusOf(parameters)));
  return vscode.Disposable.from(
    item,
    server.onStateChanged((state) => showState(item, state)),
  );
}

function showState(item: vscode.LanguageStatusItem, state: ServerState): void {
  const isStopped = state === 'stopped';
  item.busy = state === 'starting';
  item.text = isStopped ? vscode.l10n.t('Async Pitfalls is not running') : 'Async Pitfalls';
  item.detail = undefined;
  item.severity = isStopped ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
  item.command = isStopped
    ? { command: 'asyncPitfalls.restartServer', title: vscode.l10n.t('Restart') }
    : { command: 'asyncPitfalls.showOutput', title: vscode.l10n.t('Show Output') };
}

function showServerStatus(item: vscode.LanguageStatusItem, status: ServerStatus): void {
  item.busy = status.kind === 'busy';
  item.detail = status.detail;
  item.severity =
    status.kind === 'degraded' ? vscode.LanguageStatusSeverity.Warning : vscode.LanguageStatusSeverity.Information;
}

/** The server is another process: what it sends is looked at before it is believed. */
function serverStatusOf(parameters: unknown): ServerStatus {
  if (typeof parameters !== 'object' || parameters === null) return { kind: 'ready' };
  const kind = 'kind' in parameters && isKind(parameters.kind) ? parameters.kind : 'ready';
  return 'detail' in parameters && typeof parameters.detail === 'string'
    ? { kind, detail: parameters.detail }
    : { kind };
}

function isKind(value: unknown): value is ServerStatus['kind'] {
  return value === 'ready' || value === 'busy' || value === 'degraded';
}
