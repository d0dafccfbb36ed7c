/** The configuration of a project, in files that are written, completed and mended in the editor. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyQuickFix,
  closeEverything,
  findingOf,
  findingsIn,
  noFindingOf,
  open,
  until,
  workspaceFile,
} from './editor.ts';

const files = ['async-pitfalls.jsonc', 'pyproject.toml'];

async function write(name: string, text: string): Promise<void> {
  await vscode.workspace.fs.writeFile(workspaceFile(name), new TextEncoder().encode(text));
}

async function read(name: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceFile(name)));
}

const activeDocument = (name: string) =>
  until(`${name} in the editor`, () => {
    const document = vscode.window.activeTextEditor?.document;
    return document?.uri.path.endsWith(`/${name}`) ? document : undefined;
  });

suite('configuration', () => {
  teardown(async () => {
    await closeEverything();
    for (const name of files) await vscode.workspace.fs.delete(workspaceFile(name)).then(undefined, () => undefined);
  });

  test('is created once, counts at once, and is never overwritten', async () => {
    await vscode.commands.executeCommand('asyncPitfalls.createConfiguration');
    const document = await activeDocument('async-pitfalls.jsonc');
    assert.match(document.getText(), /"rules": \{/);
    assert.deepEqual(findingsIn(document.uri), []);
    await write('async-pitfalls.jsonc', '{ "rules": { "missing-await": "hint" } }\n');
    await closeEverything();
    const orders = await open('orders.ts');
    const finding = await findingOf(orders.document, 'missing-await');
    await until('the level', () =>
      findingsIn(orders.document.uri)[0]?.severity === vscode.DiagnosticSeverity.Hint ? true : undefined,
    );
    assert.equal(finding.source, 'async-pitfalls');
    void vscode.commands.executeCommand('asyncPitfalls.createConfiguration');
    await activeDocument('async-pitfalls.jsonc');
    assert.equal(await read('async-pitfalls.jsonc'), '{ "rules": { "missing-await": "hint" } }\n');
  });

  test('becomes a table of pyproject.toml where the user wants it there', async () => {
    await write('pyproject.toml', '[project]\nname = "shop"\n');
    const created = vscode.commands.executeCommand('asyncPitfalls.createConfiguration');
    await until('the table', async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return (await read('pyproject.toml')).includes('[tool.async-pitfalls]') ? true : undefined;
    });
    await created;
    const document = await activeDocument('pyproject.toml');
    assert.match(document.getText(), /^\[project\]\nname = "shop"\n\n\[tool\.async-pitfalls\]\n/);
    assert.deepEqual(findingsIn(document.uri), []);
  });

  test('shows a mistake once and mends it', async () => {
    await write('async-pitfalls.jsonc', '{ "rules": { "mising-await": "off" } }\n');
    const { document } = await open('async-pitfalls.jsonc');
    const problem = await until('the mistake', () => findingsIn(document.uri)[0]);
    assert.equal(document.getText(problem.range), '"mising-await"');
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    await applyQuickFix(document, problem.range, /"missing-await"/);
    assert.match(document.getText(), /"missing-await": "off"/);
    await until('no mistake', () => (findingsIn(document.uri).length === 0 ? true : undefined));
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
    const orders = await open('orders.ts');
    await noFindingOf(orders.document, 'missing-await');
  });

  test('is completed in JSON and in TOML', async () => {
    await write('async-pitfalls.jsonc', '{ "rules": {  } }\n');
    await write('pyproject.toml', '[tool.async-pitfalls.rules]\n\n');
    for (const [name, line, character] of [
      ['async-pitfalls.jsonc', 0, 13],
      ['pyproject.toml', 1, 0],
    ] as const) {
      const { document } = await open(name);
      await until(`completions in ${name}`, async () => {
        const { items }: vscode.CompletionList = await vscode.commands.executeCommand(
          'vscode.executeCompletionItemProvider',
          document.uri,
          new vscode.Position(line, character),
        );
        return items.find(({ label }) => /^"?missing-await"?$/.test(typeof label === 'string' ? label : label.label));
      });
    }
  });
});
