/** The sample of the walkthrough: real findings, which real fixes clear. */

import * as vscode from 'vscode';
import { applyQuickFix, closeEverything, findingOf, noFindingOf, until } from './editor.ts';

suite('walkthrough', () => {
  teardown(closeEverything);

  for (const [language, rules] of [
    ['typescript', ['missing-await', 'async-callback-where-sync-expected', 'return-without-await-in-try']],
    ['python', ['missing-await', 'blocking-call', 'unreferenced-task']],
  ] as const) {
    test(`the sample in ${language} has findings, and a fix clears one`, async () => {
      await vscode.commands.executeCommand('asyncPitfalls.openSample', language);
      const document = await until('the sample', () => {
        const active = vscode.window.activeTextEditor?.document;
        return active?.languageId === language && active.isUntitled ? active : undefined;
      });
      for (const rule of rules) await findingOf(document, rule);
      const finding = await findingOf(document, 'missing-await');
      await applyQuickFix(document, finding.range, /^Add `await`/);
      await noFindingOf(document, 'missing-await');
    });
  }

  test('opens', async () => {
    await vscode.commands.executeCommand('asyncPitfalls.openWalkthrough');
    await until('the walkthrough', () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'Welcome'),
    );
  });
});
