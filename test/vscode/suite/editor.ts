/** What the tests do in an editor, and how they wait: for something to hold, never for time to pass. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const limitMilliseconds = 20_000;

export function workspaceFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert.ok(folder, 'a workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, name);
}

export async function open(name: string): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(workspaceFile(name)));
}

/** Asks `probe` until it gives a value. */
export async function until<T>(what: string, probe: () => T | undefined | Promise<T | undefined>): Promise<T> {
  const end = Date.now() + limitMilliseconds;
  for (;;) {
    const value = await probe();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export function findingsIn(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'async-pitfalls');
}

function findings(document: vscode.TextDocument): readonly vscode.Diagnostic[] {
  return findingsIn(document.uri);
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

export function findingOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  return until(`a finding of ${rule} among [${findings(document).map(ruleOf)}]`, () =>
    findings(document).find((finding) => ruleOf(finding) === rule),
  );
}

export function noFindingOf(document: vscode.TextDocument, rule: string): Promise<true> {
  return until(`no finding of ${rule}`, () =>
    findings(document).every((finding) => ruleOf(finding) !== rule) ? true : undefined,
  );
}

export async function codeActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Promise<readonly vscode.CodeAction[]> {
  // The last argument has VS Code resolve that many actions, so that their edits are there.
  return vscode.commands.executeCommand('vscode.executeCodeActionProvider', document.uri, range, kind.value, 20);
}

/** Applies the quick fix whose title matches, as a click on it would. */
export async function applyQuickFix(document: vscode.TextDocument, range: vscode.Range, title: RegExp): Promise<void> {
  const actions = await codeActions(document, range, vscode.CodeActionKind.QuickFix);
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action, `${title} is offered among: ${actions.map((candidate) => candidate.title).join(' | ')}`);
  assert.ok(action.edit, `"${action.title}" has an edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command) await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Leaves the files as they are on disk and no editor open. */
export async function closeEverything(): Promise<void> {
  while (vscode.window.activeTextEditor?.document.isDirty)
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}
