/** The call graph and the chain of a blocking call, as commands of the extension. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, codeActions, findingOf, open, until, workspaceFile } from './editor.ts';

const main = 'import helpers\n\n\nasync def poll(name):\n    helpers.load(name)\n';
const helpers =
  'import time\n\n\ndef load(name):\n    read(name)\n\n\ndef read(name):\n    time.sleep(1)\n    return name\n';

function tabNamed(label: string): vscode.Tab | undefined {
  return vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find((tab) => tab.label === label);
}

suite('call graph', () => {
  teardown(closeEverything);

  test('opens beside the function at the cursor, and follows it to another', async () => {
    const editor = await open('orders.ts');
    editor.selection = new vscode.Selection(5, 2, 5, 2);
    await vscode.commands.executeCommand('asyncPitfalls.showCallGraph');
    const tab = await until('the graph of close', () => tabNamed('Async: close'));
    assert.notEqual(tab.group.viewColumn, editor.viewColumn);

    const again = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    again.selection = new vscode.Selection(0, 25, 0, 25);
    await vscode.commands.executeCommand('asyncPitfalls.showCallGraph');
    await until('the graph of save', () => tabNamed('Async: save'));
    assert.equal(tabNamed('Async: close'), undefined);
  });
});

suite('chain of a blocking call', () => {
  const files = { 'chain/main.py': main, 'chain/helpers.py': helpers };

  suiteSetup(async () => {
    for (const [name, text] of Object.entries(files))
      await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
  });
  suiteTeardown(() => vscode.workspace.fs.delete(workspaceFile('chain'), { recursive: true }));
  teardown(closeEverything);

  test('is offered at its finding only', async () => {
    const { document } = await open('chain/main.py');
    const finding = await findingOf(document, 'transitive-blocking-call');
    const titles = async (range: vscode.Range) =>
      (await codeActions(document, range, vscode.CodeActionKind.QuickFix)).map(({ title }) => title);
    assert.ok((await titles(finding.range)).includes('Show the chain of calls'));
    assert.ok(!(await titles(new vscode.Range(0, 0, 0, 0))).includes('Show the chain of calls'));
  });

  test('leads to the code of the step that is taken', async () => {
    const editor = await open('chain/main.py');
    const finding = await findingOf(editor.document, 'transitive-blocking-call');
    editor.selection = new vscode.Selection(finding.range.start, finding.range.start);
    const shown = vscode.commands.executeCommand('asyncPitfalls.showChain');
    await showsLine('main.py', 4);
    for (const line of [4, 8]) {
      await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      await showsLine('helpers.py', line);
    }
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await shown;
    assert.equal(vscode.window.activeTextEditor?.selection.start.line, 8);
  });
});

/** Waits for an editor that shows a step, which selects it: the cursor alone selects nothing. */
async function showsLine(file: string, line: number): Promise<void> {
  await until(`line ${line} of ${file}`, () => {
    const { document, selection } = vscode.window.activeTextEditor ?? {};
    const isShown = document?.uri.path.endsWith(`/${file}`) && selection?.start.line === line && !selection.isEmpty;
    return isShown ? true : undefined;
  });
}
