/** The entry in VS Code's language status, next to the language mode: what the server is doing. */

import * as vscode from 'vscode';
import { State } from 'vscode-languageclient/node';
import { documentSelector } from './languages.ts';
import type { ServerProcess } from './serverProcess.ts';

/** What the server reports: free, at work, or in trouble, with words for people where it has some. */
interface ServerStatus {
  readonly kind: 'ready' | 'busy' | 'degraded';
  readonly detail?: string;
}

export function showStatus(server: ServerProcess): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('asyncPitfalls.status', documentSelector);
  item.name = 'Async Pitfalls';
  item.command = { command: 'asyncPitfalls.showOutput', title: vscode.l10n.t('Show Output') };
  showState(item, State.Starting);
  return vscode.Disposable.from(
    item,
    server.onStateChanged((state) => showState(item, state)),
    server.onNotification('asyncPitfalls/status', (parameters) => showServerStatus(item, serverStatusOf(parameters))),
  );
}

function showState(item: vscode.LanguageStatusItem, state: State): void {
  const isStopped = state === State.Stopped || state === State.StartFailed;
  item.busy = state === State.Starting;
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
