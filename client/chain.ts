/** Steps through the chain of calls of a finding: from the async function to the call that blocks. */

import * as vscode from 'vscode';
import { documentSelector } from './languages.ts';

export function registerChain(): vscode.Disposable[] {
  return [
    vscode.commands.registerCommand('asyncPitfalls.showChain', showChain),
    vscode.languages.registerCodeActionsProvider(
      documentSelector,
      { provideCodeActions: actionsFor },
      { providedCodeActionKinds: [kind] },
    ),
  ];
}

const kind = vscode.CodeActionKind.QuickFix;

function actionsFor(
  document: vscode.TextDocument,
  _range: vscode.Range,
  { diagnostics }: vscode.CodeActionContext,
): vscode.CodeAction[] {
  return diagnostics.filter(hasChain).map((diagnostic) => {
    const action = new vscode.CodeAction(vscode.l10n.t('Show the chain of calls'), kind);
    action.diagnostics = [diagnostic];
    action.command = {
      command: 'asyncPitfalls.showChain',
      title: action.title,
      arguments: [document.uri, diagnostic.range.start],
    };
    return action;
  });
}

function hasChain({ source, code, relatedInformation = [] }: vscode.Diagnostic): boolean {
  const rule = typeof code === 'object' ? code.value : code;
  return source === 'async-pitfalls' && rule === 'transitive-blocking-call' && relatedInformation.length > 0;
}

interface Step extends vscode.QuickPickItem {
  readonly location: vscode.Location;
}

/** Of the finding at the place, else at the cursor. Each step is shown in its file as it is walked over. */
async function showChain(uri?: vscode.Uri, position?: vscode.Position): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  const document = uri ?? editor?.document.uri;
  const place = position ?? editor?.selection.active;
  const chains = document === undefined ? [] : vscode.languages.getDiagnostics(document).filter(hasChain);
  const finding = chains.find(({ range }) => place !== undefined && range.contains(place));
  if (document === undefined || finding === undefined) {
    await vscode.window.showInformationMessage(vscode.l10n.t('There is no chain of blocking calls at the cursor.'));
    return;
  }
  const chosen = await pickStep(finding, await stepsOf(document, finding));
  if (chosen !== undefined) await show(chosen, false);
  else if (editor !== undefined)
    await vscode.window.showTextDocument(editor.document, {
      viewColumn: editor.viewColumn,
      selection: editor.selection,
    });
}

async function stepsOf(
  uri: vscode.Uri,
  { range, relatedInformation = [] }: vscode.Diagnostic,
): Promise<readonly Step[]> {
  const document = await vscode.workspace.openTextDocument(uri);
  const [call = ''] = document.getText(range).split('\n');
  const start = { message: call, location: new vscode.Location(uri, range) };
  return [start, ...relatedInformation].map(({ message, location }, index) => ({
    label: `${index + 1}. ${message.replaceAll('`', '')}`,
    description: `${vscode.workspace.asRelativePath(location.uri)}:${location.range.start.line + 1}`,
    location,
  }));
}

/** The step that the user takes; `undefined` where they only looked. */
function pickStep({ message }: vscode.Diagnostic, steps: readonly Step[]): Promise<Step | undefined> {
  const picker = vscode.window.createQuickPick<Step>();
  picker.title = message.replaceAll('`', '');
  picker.placeholder = vscode.l10n.t('Each step calls the next one; the last one blocks.');
  picker.items = steps;
  return new Promise((resolve) => {
    picker.onDidChangeActive(([step]) => step && void show(step, true));
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

async function show({ location: { uri, range } }: Step, isPreview: boolean): Promise<void> {
  await vscode.window.showTextDocument(uri, { selection: range, preview: isPreview, preserveFocus: isPreview });
}
