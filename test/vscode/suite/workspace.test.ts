/** The workspace as a whole: scans, reports, and documents that are on no disk. */

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { closeEverything, findingOf, findingsIn, open, ruleOf, until, workspaceFile } from './editor.ts';

suite('scan', () => {
  teardown(async () => {
    await vscode.commands.executeCommand('asyncPitfalls.clearScanResults');
    await closeEverything();
  });

  test('shows findings in files that are not open, until they are cleared', async () => {
    await scan();
    await vscode.commands.executeCommand('asyncPitfalls.clearScanResults');
    await until('no finding', () => (findingsIn(workspaceFile('poll.py')).length === 0 ? true : undefined));
  });

  test('shows every finding once, whether its file is open or not', async () => {
    const rules = await scan();
    const { document } = await open('poll.py');
    await findingOf(document, 'blocking-call');
    await until('each finding once', () =>
      findingsIn(document.uri).length === rules.length ? rulesIn(document.uri) : undefined,
    );
    await closeEverything();
    await until('the findings to come back', () =>
      findingsIn(document.uri).length === rules.length ? true : undefined,
    );
    assert.deepEqual(rulesIn(document.uri), rules);
  });

  test('copies a report of what is shown', async () => {
    await scan();
    await vscode.commands.executeCommand('asyncPitfalls.copyReport');
    const text = await vscode.env.clipboard.readText();
    assert.match(text, /^# Async Pitfalls: \d+\n/);
    assert.match(text, /^## poll\.py\n\n- \d+:\d+ /m);
    assert.match(text, /^- 6:3 error `missing-await`: Nobody waits for `save`, so its errors are lost\.$/m);
  });
});

suite('scope', () => {
  test('"changed" checks what differs from the last commit, as the Git extension knows it', async () => {
    const folder = workspaceFile('.').fsPath;
    const git = (...given: string[]) => {
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...given], { cwd: folder });
    };
    const fresh = workspaceFile('fresh.py');
    git('init');
    git('add', '.');
    git('commit', '--message', 'All');
    writeFileSync(fresh.fsPath, readFileSync(workspaceFile('poll.py').fsPath));
    try {
      await set('git.enabled', true);
      await set('asyncPitfalls.scope', 'changed');
      await until('findings in a new file', () => (findingsIn(fresh).length > 0 ? true : undefined));
      assert.deepEqual(findingsIn(workspaceFile('poll.py')), []);
      await set('asyncPitfalls.scope', undefined);
      await until('no finding', () => (findingsIn(fresh).length === 0 ? true : undefined));
    } finally {
      await set('asyncPitfalls.scope', undefined);
      await set('git.enabled', undefined);
      // The repository stays: the Git extension may still ask it something after it is switched off.
      rmSync(fresh.fsPath);
    }
  });
});

suite('documents that are on no disk', () => {
  teardown(closeEverything);

  test('are left alone where another extension provides them, and do no harm', async () => {
    const files = new MemoryFiles();
    const provider = vscode.workspace.registerFileSystemProvider('remembered', files);
    try {
      const uri = vscode.Uri.parse('remembered:/shop/orders.ts');
      files.texts.set(uri.path, 'async function save() {}\nexport async function run() {\n  save();\n}\n');
      const document = await vscode.workspace.openTextDocument(uri);
      await vscode.window.showTextDocument(document);
      assert.equal(document.languageId, 'typescript');
      const orders = await open('orders.ts');
      await findingOf(orders.document, 'missing-await');
      assert.deepEqual(findingsIn(uri), []);
    } finally {
      provider.dispose();
    }
  });
});

/** Changes a setting of the workspace. */
async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(name, value, vscode.ConfigurationTarget.Workspace);
}

/** Scans, and gives the rules that found something in a Python file that is not open. */
async function scan(): Promise<readonly string[]> {
  // Any file of ours wakes the extension up.
  await open('orders.ts');
  await closeEverything();
  await vscode.commands.executeCommand('asyncPitfalls.scanWorkspace');
  const uri = workspaceFile('poll.py');
  return until('findings in a file that is not open', () => (findingsIn(uri).length > 0 ? rulesIn(uri) : undefined));
}

function rulesIn(uri: vscode.Uri): readonly string[] {
  return findingsIn(uri).map(ruleOf).sort();
}

/** A file system as a remote repository has it: everything is in memory. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly texts = new Map<string, string>();
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  stat({ path }: vscode.Uri): vscode.FileStat {
    const text = this.texts.get(path);
    const type = text === undefined ? vscode.FileType.Directory : vscode.FileType.File;
    return { type, ctime: 0, mtime: 0, size: text?.length ?? 0 };
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = this.texts.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return new TextEncoder().encode(text);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [];
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  writeFile(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): void {
    throw vscode.FileSystemError.NoPermissions(uri);
  }
}
