/** The language server as a process, on files that are not open. */

import type { PublishDiagnosticsParams } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions, pullingClient } from './editor.ts';

const dropped = 'import asyncio\n\n\nasync def save():\n    await asyncio.sleep(1)\n\n\nasync def run():\n    save()\n';
const awaited = dropped.replace('    save()', '    await save()');

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function start(files: Record<string, string>, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files, ...options });
  await editor.initialized;
}

function command(name: string): Promise<unknown> {
  return editor.connection.sendRequest('workspace/executeCommand', { command: `async-pitfalls.${name}` });
}

const some = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length > 0;

describe('a scan', () => {
  test('shows findings in files that are not open, and says how many', async () => {
    await start({ 'shop.py': dropped, 'clean.py': awaited, 'other.txt': 'save()' });
    expect(await command('scanWorkspace')).toEqual({
      files: 2,
      findings: 1,
      filesWithFindings: 1,
      unreadable: 0,
      isCancelled: false,
    });
    const { diagnostics } = await editor.pushed('shop.py', some);
    expect(diagnostics.map(({ code, range }) => [code, range.start])).toEqual([
      ['missing-await', { line: 8, character: 4 }],
    ]);
  });

  test('leaves out what is ignored and excluded, and names what it cannot read', async () => {
    await start({
      '.gitignore': 'made.py\n',
      'async-pitfalls.json': '{"exclude": ["old"]}',
      'made.py': dropped,
      'old/shop.py': dropped,
      'binary.py': 'a\0b',
      'shop.py': awaited,
    });
    expect(await command('scanWorkspace')).toMatchObject({ findings: 0, unreadable: 1 });
    expect(editor.logged.filter((line) => line.startsWith('not scanned'))).toEqual([
      `not scanned: ${editor.path('binary.py')}: it is a binary file`,
    ]);
  });

  test('tells its progress and can be cancelled', async () => {
    const files = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`shop${index}.py`, dropped]));
    await start(files, { capabilities: { ...pullingClient, window: { workDoneProgress: true } } });
    const scan = command('scanWorkspace');
    const progress = await editor.progressed('report');
    await editor.connection.sendNotification('window/workDoneProgress/cancel', { token: progress });
    const report = await scan;
    expect(report).toMatchObject({ isCancelled: true });
    await editor.progressed('end');
    // What it has found stays.
    await editor.pushed('shop0.py', some);
  });
});

describe('the results', () => {
  test('go with the findings that an editor pulls for an open document, and come back', async () => {
    await start({ 'shop.py': dropped });
    await command('scanWorkspace');
    await editor.open('shop.py', 'python');
    expect(await editor.findings('shop.py')).toEqual(['missing-await: save()']);
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.close('shop.py');
    await editor.next('shop.py', some);
  });

  test('come back when a document is open but nobody sees it any more', async () => {
    await start({ 'shop.py': dropped });
    await command('scanWorkspace');
    await editor.open('shop.py', 'python');
    await editor.findings('shop.py');
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.connection.sendNotification('asyncPitfalls/hidden', { uris: [editor.uri('shop.py')] });
    await editor.next('shop.py', some);
  });

  test('stay in an open document of an editor that does not pull', async () => {
    await start({ 'shop.py': dropped }, { capabilities: {} });
    await editor.open('shop.py', 'python');
    await editor.next('shop.py', some);
    await command('scanWorkspace');
    await command('clearScanResults');
    await editor.edit('shop.py', '    save()', '    await save()');
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.edit('shop.py', '    await save()', '    save()');
    await editor.next('shop.py', some);
    await editor.close('shop.py');
    await editor.next('shop.py', (parameters) => !some(parameters));
  });

  test('follow files that change, come and go', async () => {
    await start({ 'shop.py': dropped, 'run.py': 'from shop import save\n\n\nasync def run():\n    await save()\n' });
    await command('scanWorkspace');
    await editor.change('shop.py', awaited);
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.change('run.py', 'from shop import save\n\n\nasync def run():\n    save()\n');
    await editor.next('run.py', some);
    // Not the file itself changes, but what it calls.
    await editor.change('shop.py', 'def save():\n    print()\n');
    await editor.next('run.py', (parameters) => !some(parameters));
    await editor.create('new.py', dropped);
    await editor.next('new.py', some);
    await editor.remove('new.py');
    await editor.next('new.py', (parameters) => !some(parameters));
  });

  test('are taken back by a command', async () => {
    await start({ 'shop.py': dropped });
    await command('scanWorkspace');
    await editor.next('shop.py', some);
    await command('clearScanResults');
    await editor.next('shop.py', (parameters) => !some(parameters));
  });

  test('are none while everything is switched off', async () => {
    await start({ 'shop.py': dropped });
    await command('scanWorkspace');
    await editor.next('shop.py', some);
    await editor.configure({ enable: false });
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.configure({ enable: true });
    await editor.next('shop.py', some);
  });
});

describe('several workspace folders', () => {
  const off = '{"rules": {"missing-await": "off"}}';

  test('have a configuration each, the nearest one', async () => {
    const files = {
      'shop/shop.py': dropped,
      'shop/old/async-pitfalls.json': off,
      'shop/old/shop.py': dropped,
      'bank/async-pitfalls.json': off,
      'bank/bank.py': dropped,
      'elsewhere/shop.py': dropped,
    };
    await start(files, { workspaceFolders: ['shop', 'bank'] });
    expect(await command('scanWorkspace')).toMatchObject({ files: 3, findings: 1 });
    await editor.next('shop/shop.py', some);
    expect(editor.pushedUris()).toEqual([editor.uri('shop/shop.py')]);
  });

  test('are added and removed', async () => {
    await start({ 'shop/shop.py': dropped, 'bank/bank.py': dropped }, { workspaceFolders: ['shop'] });
    await command('scanWorkspace');
    await editor.next('shop/shop.py', some);
    await editor.changeFolders(['bank'], []);
    await editor.next('bank/bank.py', some);
    await editor.changeFolders([], ['shop']);
    await editor.next('shop/shop.py', (parameters) => !some(parameters));
  });
});

describe('the scope', () => {
  test('"workspace" scans by itself', async () => {
    await start({ 'shop.py': dropped }, { settings: { scope: 'workspace' } });
    await editor.next('shop.py', some);
    await editor.configure({ scope: 'openFiles' });
    await editor.next('shop.py', (parameters) => !some(parameters));
  });

  test('"changed" looks at the files that the editor names', async () => {
    await start({ 'shop.py': dropped, 'old.py': dropped }, { settings: { scope: 'changed' } });
    const differing = (...names: string[]) =>
      editor.connection.sendNotification('asyncPitfalls/differingFiles', {
        uris: [...names, 'gone.py', 'notes.txt'].map((name) => editor.uri(name)),
      });
    await differing('shop.py');
    await editor.next('shop.py', some);
    await differing('old.py');
    await editor.next('shop.py', (parameters) => !some(parameters));
    await editor.next('old.py', some);
  });

  test('"changed" keeps the results of a scan', async () => {
    await start({ 'shop.py': dropped, 'old.py': dropped }, { settings: { scope: 'changed' } });
    await editor.refreshed(1);
    await command('scanWorkspace');
    await editor.next('old.py', some);
    await editor.connection.sendNotification('asyncPitfalls/differingFiles', { uris: [editor.uri('shop.py')] });
    await editor.change('shop.py', awaited);
    await editor.next('shop.py', (parameters) => !some(parameters));
    expect(editor.pushedTimes('old.py')).toBe(1);
  });

  test('"changed" looks at the files that change where the editor names none', async () => {
    await start({ 'shop.py': dropped, 'old.py': dropped }, { settings: { scope: 'changed' } });
    // Once it asks for that, it has the settings.
    await editor.refreshed(1);
    await editor.change('shop.py', dropped);
    await editor.next('shop.py', some);
  });
});
