/** Selected statements in the editor's Refactor menu. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, codeActions, until } from './editor.ts';

const kind = vscode.CodeActionKind.RefactorRewrite.append('surround');

async function surround(language: string, content: string, name: string): Promise<string> {
  const document = await vscode.workspace.openTextDocument({ language, content: content.replace(/[‹›]/g, '') });
  await vscode.window.showTextDocument(document);
  const selected = new vscode.Range(
    document.positionAt(content.indexOf('‹')),
    document.positionAt(content.indexOf('›') - 1),
  );
  const action = await until(`the action ${name}`, async () => {
    const actions = await codeActions(document, selected, kind);
    return actions.find((candidate) => candidate.kind?.value === kind.append(name).value);
  });
  assert.ok(action.edit, `"${action.title}" has an edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  return document.getText();
}

suite('Surround', () => {
  teardown(closeEverything);

  test('gives selected awaits of Python a time limit', async () => {
    const before =
      'import asyncio\n\n\nasync def main():\n    if True:\n        ‹await asyncio.sleep(1)\n        await asyncio.sleep(2)›\n';
    assert.equal(
      await surround('python', before, 'timeout'),
      'import asyncio\n\n\nasync def main():\n    if True:\n        async with asyncio.timeout(10):\n            await asyncio.sleep(1)\n            await asyncio.sleep(2)\n',
    );
  });

  test('waits at once for selected awaits of TypeScript', async () => {
    const before =
      'export async function main(load: (id: number) => Promise<string>) {\n  ‹const a = await load(1);\n  const b = await load(2);›\n  return a + b;\n}\n';
    assert.equal(
      await surround('typescript', before, 'gather'),
      'export async function main(load: (id: number) => Promise<string>) {\n  const [a, b] = await Promise.all([load(1), load(2)]);\n  return a + b;\n}\n',
    );
  });
});
