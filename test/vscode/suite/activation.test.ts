/** When the extension runs, and when it does not. First in the alphabet, for here nothing has been opened yet. */

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, findingOf, open } from './editor.ts';
import { descendants } from './processes.ts';

suite('activation', () => {
  teardown(closeEverything);

  const ours = () => {
    const extension = vscode.extensions.getExtension('async-pitfalls.async-pitfalls');
    assert.ok(extension, 'the extension is there');
    return extension;
  };

  test('does not happen while only other files are open', async () => {
    for (const language of ['plaintext', 'json', 'markdown'])
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ language, content: 'x\n' }));
    assert.equal(ours().isActive, false);
    assert.deepEqual(descendants(/dist\/server\.mjs/), []);
  });

  test('comes with the first file in one of our languages', async () => {
    const started = performance.now();
    await ours().activate();
    // Told, not judged: machines differ.
    console.log(`suite| activation took ${Math.round(performance.now() - started)} ms`);
    const { document } = await open('orders.ts');
    await findingOf(document, 'missing-await');
  });
});
