/** What hovers explain, and what suppressions leave to the user, through the extension as a user has it. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, codeActions, findingOf, noFindingOf, open, until, workspaceFile } from './editor.ts';

suite('hover', () => {
  teardown(async () => {
    await closeEverything();
    await vscode.workspace.fs.delete(workspaceFile('pyproject.toml')).then(undefined, () => undefined);
  });

  test('shows what the fix changes in this very code', async () => {
    const { document } = await open('orders.ts');
    const finding = await findingOf(document, 'missing-await');
    const text = await hover(document, finding.range.start, /missing-await/);
    assert.match(text, /```diff\n- save\(order\);\n\+ await save\(order\);\n```/);
  });

  test('explains an await, until the user switches it off', async () => {
    const { document } = await open('poll.py');
    await findingOf(document, 'blocking-call');
    const place = new vscode.Position(5, 5);
    await hover(document, place, /Pauses this function alone/);
    const settings = vscode.workspace.getConfiguration('asyncPitfalls');
    await settings.update('explainAwait', false, vscode.ConfigurationTarget.Global);
    try {
      await until('no hover', async () => ((await hovers(document, place)).length === 0 ? true : undefined));
    } finally {
      await settings.update('explainAwait', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('explains a suppression', async () => {
    const editor = await open('orders.ts');
    await editor.edit((edit) =>
      edit.insert(new vscode.Position(5, 0), '  // async-pitfalls-ignore missing-await: done later\n'),
    );
    await noFindingOf(editor.document, 'missing-await');
    const text = await hover(editor.document, new vscode.Position(5, 10), /Allows `missing-await` on line 7/);
    assert.match(text, /Reason: done later/);
    assert.match(text, /One finding is hidden/);
  });

  test('explains a rule in the configuration', async () => {
    const text = new TextEncoder().encode('[tool.async-pitfalls.rules]\nmissing-await = "error"\n');
    await vscode.workspace.fs.writeFile(workspaceFile('pyproject.toml'), text);
    const { document } = await open('pyproject.toml');
    await hover(document, new vscode.Position(1, 3), /missing-await.*```python/s);
  });
});

suite('suppressing', () => {
  teardown(closeEverything);

  for (const [place, title, expected] of [
    ['a line', /on this line/, /^ {2}\/\/ async-pitfalls-ignore missing-await: checked above$\n {2}save\(order\);$/m],
    ['a file', /in this file/, /^\/\/ async-pitfalls-ignore-file missing-await: checked above\n/],
  ] as const)
    test(`selects the reason for ${place}, so that it can be typed at once`, async () => {
      const { document } = await open('orders.ts');
      const finding = await findingOf(document, 'missing-await');
      const actions = await codeActions(document, finding.range, vscode.CodeActionKind.QuickFix);
      const action = actions.find((candidate) => title.test(candidate.title));
      assert.ok(action?.edit);
      assert.ok(await vscode.workspace.applyEdit(action.edit));
      const editor = vscode.window.activeTextEditor;
      assert.ok(editor);
      await until('the reason to be selected', () =>
        document.getText(editor.selection) === 'reason' ? true : undefined,
      );
      await vscode.commands.executeCommand('type', { text: 'checked above' });
      assert.match(document.getText(), expected);
      await noFindingOf(document, 'missing-await');
    });
});

function hover(document: vscode.TextDocument, place: vscode.Position, wanted: RegExp): Promise<string> {
  return until(`a hover that matches ${wanted}`, async () =>
    (await hovers(document, place)).find((text) => wanted.test(text)),
  );
}

async function hovers(document: vscode.TextDocument, place: vscode.Position): Promise<readonly string[]> {
  const found: vscode.Hover[] = await vscode.commands.executeCommand(
    'vscode.executeHoverProvider',
    document.uri,
    place,
  );
  return found
    .flatMap(({ contents }) => contents.map((content) => (typeof content === 'string' ? content : content.value)))
    .filter((text) => /await|Allows|missing-await|Pauses/.test(text));
}
