/** Findings, fixes and hovers in the cells of a notebook, as VS Code's own Jupyter support shows it. */

import assert from 'node:assert/strict';
import { copyFileSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { applyQuickFix, closeEverything, findingOf, findingsIn, noFindingOf, until, workspaceFile } from './editor.ts';

suite('notebook', () => {
  teardown(async () => {
    // What is saved closes without a question.
    for (const notebook of vscode.workspace.notebookDocuments) if (notebook.isDirty) await notebook.save();
    await closeEverything();
    for (const copy of copies.splice(0)) rmSync(copy.fsPath);
  });

  test('shows a finding in its cell, and none where a cell awaits', async () => {
    const [, definition, loop, awaiting] = await cells();
    const finding = await findingOf(loop, 'missing-await');
    assert.equal(finding.range.start.line, 2);
    assert.deepEqual(findingsIn(definition.uri), []);
    assert.deepEqual(findingsIn(awaiting.uri), []);
  });

  test('explains the finding on hover', async () => {
    const [, , loop] = await cells();
    const finding = await findingOf(loop, 'missing-await');
    await until('a hover about the rule', async () => {
      const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        loop.uri,
        finding.range.start,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((each) => (typeof each === 'string' ? each : each.value)),
      );
      return texts.find((text) => text.includes('missing-await'));
    });
  });

  test('edits the cell with a quick fix, and clears the finding', async () => {
    const [, , loop] = await cells();
    const finding = await findingOf(loop, 'missing-await');
    await applyQuickFix(loop, finding.range, /^Add `await`/);
    assert.equal(loop.getText(), '%%time\nfor order in range(3):\n    await fetch(order)');
    await noFindingOf(loop, 'missing-await');
  });

  test('follows cells that are added, edited and deleted', async () => {
    const [notebook, definition, loop] = await cells();
    await findingOf(loop, 'missing-await');
    await change(notebook, vscode.NotebookEdit.insertCells(4, [pythonCell('x = 5\nfetch(x)\nprint(x)')]));
    const added = notebook.cellAt(4).document;
    await findingOf(added, 'missing-await');
    await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(4, 5)));
    await until('no finding in a cell that is gone', () => (findingsIn(added.uri).length === 0 ? true : undefined));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(definition.uri, new vscode.Range(2, 0, 3, 28), 'def fetch(order):');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await noFindingOf(loop, 'missing-await');
  });
});

const copies: vscode.Uri[] = [];
let made = 0;

/** A copy of the notebook, so that tests leave each other alone, and the documents of its three cells with code. */
async function cells(): Promise<
  [vscode.NotebookDocument, vscode.TextDocument, vscode.TextDocument, vscode.TextDocument]
> {
  const copy = workspaceFile(`analysis-${++made}.ipynb`);
  copyFileSync(workspaceFile('analysis.ipynb').fsPath, copy.fsPath);
  copies.push(copy);
  const notebook = await vscode.workspace.openNotebookDocument(copy);
  await vscode.window.showNotebookDocument(notebook);
  const document = (index: number) => notebook.cellAt(index).document;
  return [notebook, document(1), document(2), document(3)];
}

async function change(notebook: vscode.NotebookDocument, edit: vscode.NotebookEdit): Promise<void> {
  const whole = new vscode.WorkspaceEdit();
  whole.set(notebook.uri, [edit]);
  assert.ok(await vscode.workspace.applyEdit(whole));
}

function pythonCell(text: string): vscode.NotebookCellData {
  return new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
}
