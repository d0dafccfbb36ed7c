/** Findings, fixes and words in the editor, through the extension as a user has it. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { applyQuickFix, closeEverything, codeActions, findingOf, noFindingOf, open, until } from './editor.ts';

suite('TypeScript', () => {
  teardown(closeEverything);

  test('shows a dropped promise', async () => {
    const { document } = await open('orders.ts');
    const finding = await findingOf(document, 'missing-await');
    assert.equal(finding.message, 'Nobody waits for `save`, so its errors are lost.');
    assert.equal(finding.range.start.line, 5);
    assert.equal(finding.severity, vscode.DiagnosticSeverity.Error);
  });

  test('adds the await and clears the finding', async () => {
    const { document } = await open('orders.ts');
    const finding = await findingOf(document, 'missing-await');
    await applyQuickFix(document, finding.range, /^Add `await` /);
    assert.match(document.getText(), /^ {2}await save\(order\);$/m);
    await noFindingOf(document, 'missing-await');
  });

  test('a suppression comment silences the finding', async () => {
    const { document } = await open('orders.ts');
    const finding = await findingOf(document, 'missing-await');
    await applyQuickFix(document, finding.range, /(ignore|suppress|allow).*missing-await/i);
    assert.match(document.getText(), /\/\/ async-pitfalls-ignore missing-await/);
    await noFindingOf(document, 'missing-await');
  });

  test('explains the finding on hover', async () => {
    const { document } = await open('orders.ts');
    const finding = await findingOf(document, 'missing-await');
    const text = await until('a hover about the rule', async () => {
      const hovers: vscode.Hover[] = await vscode.commands.executeCommand(
        'vscode.executeHoverProvider',
        document.uri,
        finding.range.start,
      );
      return hovers
        .flatMap(({ contents }) => contents.map(textOf))
        .find((content) => content.includes('missing-await'));
    });
    assert.ok(text.length > 40, text);
  });

  test('checks what is typed but not saved', async () => {
    const editor = await open('orders.ts');
    await editor.edit((edit) => edit.replace(editor.document.lineAt(5).range, '  void save(order);'));
    await noFindingOf(editor.document, 'missing-await');
    await editor.edit((edit) => edit.replace(editor.document.lineAt(5).range, '  save(order + order);'));
    await findingOf(editor.document, 'missing-await');
  });

  test('checks a file without a name', async () => {
    const content = 'async function load() {}\nexport async function main() {\n  load();\n}\n';
    const document = await vscode.workspace.openTextDocument({ language: 'typescript', content });
    await vscode.window.showTextDocument(document);
    await findingOf(document, 'missing-await');
  });
});

suite('Python', () => {
  teardown(closeEverything);

  test('shows a sleep that stops the loop, and a coroutine that never runs', async () => {
    const { document } = await open('poll.py');
    const sleep = await findingOf(document, 'blocking-call');
    assert.match(sleep.message, /`time\.sleep` stops the whole event loop/);
    const coroutine = await findingOf(document, 'missing-await');
    assert.match(coroutine.message, /`fetch` never runs/);
  });

  test('replaces the sleep by the one of asyncio', async () => {
    const { document } = await open('poll.py');
    const finding = await findingOf(document, 'blocking-call');
    await applyQuickFix(document, finding.range, /asyncio\.sleep/);
    assert.match(document.getText(), /^ {4}await asyncio\.sleep\(1\)$/m);
    await noFindingOf(document, 'blocking-call');
  });

  test('fixes everything safe in the file, and nothing else', async () => {
    const { document } = await open('poll.py');
    await findingOf(document, 'blocking-call');
    const kind = vscode.CodeActionKind.SourceFixAll.append('async-pitfalls');
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    await until('the fix-all action', async () => (await codeActions(document, whole, kind))[0]);
    await vscode.commands.executeCommand('asyncPitfalls.fixAll');
    await until('the text to change', () => (document.isDirty ? true : undefined));
    assert.match(document.getText(), /^ {4}await asyncio\.sleep\(1\)$/m);
    assert.match(document.getText(), /^ {4}fetch\("orders"\)$/m);
    await noFindingOf(document, 'blocking-call');
  });
});

function textOf(content: vscode.MarkdownString | vscode.MarkedString): string {
  return typeof content === 'string' ? content : content.value;
}
