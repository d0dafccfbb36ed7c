/** The extension around the findings: commands, snippets, and a server that survives what may happen to it. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, findingOf, noFindingOf, open, until } from './editor.ts';
import { descendants } from './processes.ts';

const serverCommand = /dist\/server\.mjs/;
const compilerCommand = /\/tsc --?api|\/tsc .*-api/;

suite('commands', () => {
  teardown(closeEverything);

  test('explains a rule in a preview', async () => {
    await open('orders.ts');
    await vscode.commands.executeCommand('asyncPitfalls.explainRule', 'missing-await');
    await until('the preview', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.includes('missing-await')),
    );
  });

  test('logs what editor and server say to each other, as long as the setting asks for it', async () => {
    const configuration = vscode.workspace.getConfiguration();
    await configuration.update('asyncPitfalls.trace.server', 'messages', vscode.ConfigurationTarget.Global);
    try {
      await vscode.commands.executeCommand('asyncPitfalls.showOutput');
      await open('orders.ts');
      const isTraced = () =>
        vscode.workspace.textDocuments.some(
          (document) => document.uri.scheme === 'output' && document.getText().includes("'textDocument/"),
        );
      await until('the trace', () => (isTraced() ? true : undefined));
    } finally {
      await configuration.update('asyncPitfalls.trace.server', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  test('restarts the server, which then answers again', async () => {
    const editor = await open('orders.ts');
    await findingOf(editor.document, 'missing-await');
    await vscode.commands.executeCommand('asyncPitfalls.restartServer');
    await changesStillCount(editor);
  });
});

suite('snippets', () => {
  teardown(closeEverything);

  test('a completion becomes code', async () => {
    const editor = await open('orders.ts');
    const { document } = editor;
    await editor.edit((edit) => edit.insert(document.lineAt(5).range.end, '\n  aioAllSettled'));
    editor.selection = new vscode.Selection(document.lineAt(6).range.end, document.lineAt(6).range.end);
    await until('the completion', async () => {
      const list: vscode.CompletionList = await vscode.commands.executeCommand(
        'vscode.executeCompletionItemProvider',
        document.uri,
        editor.selection.active,
      );
      return list.items.find(({ label }) => (typeof label === 'string' ? label : label.label) === 'aioAllSettled');
    });
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await until('the code', async () => {
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return /Promise\.allSettled\(/.test(document.getText()) ? true : undefined;
    });
  });
});

// Other systems have no /proc to find the processes in.
if (process.platform === 'linux') {
  suite('survival', () => {
    teardown(closeEverything);

    test('a killed compiler is replaced', async () => {
      const editor = await open('orders.ts');
      await findingOf(editor.document, 'missing-await');
      const compilers = descendants(compilerCommand);
      assert.notEqual(compilers.length, 0, 'a compiler is running');
      for (const id of compilers) process.kill(id, 'SIGKILL');
      await changesStillCount(editor);
    });

    test('a killed server is replaced', async () => {
      const editor = await open('orders.ts');
      await findingOf(editor.document, 'missing-await');
      const servers = descendants(serverCommand);
      assert.equal(servers.length, 1, 'one server is running');
      for (const id of servers) process.kill(id, 'SIGKILL');
      await changesStillCount(editor);
      assert.notDeepEqual(descendants(serverCommand), servers);
    });
  });
}

/** An edit clears the finding and another brings it back: somebody alive has looked at both. */
async function changesStillCount(editor: vscode.TextEditor): Promise<void> {
  const { document } = editor;
  await editor.edit((edit) => edit.replace(document.lineAt(5).range, '  await save(order);'));
  await noFindingOf(document, 'missing-await');
  await editor.edit((edit) => edit.replace(document.lineAt(5).range, '  save(order + order);'));
  await findingOf(document, 'missing-await');
}
