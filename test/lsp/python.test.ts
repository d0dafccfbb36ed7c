/** The language server as a process, on Python. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';

const dropped = `async def save(order):
    print(order)


async def checkout(order):
    save(order)
    print("saved")
`;
const awaited = dropped.replace('    save(order)', '    await save(order)');

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(files: Record<string, string>, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files, ...options });
  await editor.initialized;
  for (const name of Object.keys(files)) if (name.endsWith('.py')) await editor.open(name, 'python');
}

describe('findings', () => {
  test('are pulled, with their rule, page and words', async () => {
    await open({ 'shop.py': dropped });
    const [diagnostic, ...others] = await editor.diagnostics('shop.py');
    expect(others).toEqual([]);
    expect(diagnostic).toMatchObject({
      source: 'async-pitfalls',
      code: 'missing-await',
      severity: 1,
      range: { start: { line: 5, character: 4 }, end: { line: 5, character: 15 } },
    });
    expect(diagnostic?.codeDescription?.href).toMatch(/^file:.*missing-await\.md$/);
    expect(diagnostic?.message).toContain('`save`');
  });

  test('come in Chinese where the editor speaks it', async () => {
    await open({ 'shop.py': dropped }, { locale: 'zh-cn' });
    const [diagnostic] = await editor.diagnostics('shop.py');
    expect(diagnostic?.message).toMatch(/[\u4e00-\u9fff]/);
  });

  test('are unchanged when nothing changed', async () => {
    await open({ 'shop.py': dropped });
    const first = await editor.pull('shop.py');
    expect((await editor.pull('shop.py', first.resultId)).kind).toBe('unchanged');
  });

  test('are about the newest text, however many edits came', async () => {
    await open({ 'shop.py': dropped });
    const asked = [editor.findings('shop.py')];
    for (let count = 1; count <= 20; count++) {
      await editor.edit('shop.py', 'async def save', `# line ${count}\nasync def save`);
      asked.push(editor.findings('shop.py'));
    }
    for (const findings of await Promise.all(asked)) expect(findings).toEqual(['missing-await: save(order)']);
    await editor.edit('shop.py', '    save(order)', '    await save(order)');
    expect(await editor.findings('shop.py')).toEqual([]);
  });

  test('reach across files that are edited but not saved', async () => {
    await open({
      'store.py': 'def save(order):\n    print(order)\n',
      'shop.py': 'from store import save\n\n\nasync def run():\n    save(1)\n',
    });
    expect(await editor.findings('shop.py')).toEqual([]);
    await editor.edit('store.py', 'def save', 'async def save');
    expect(await editor.findings('shop.py')).toEqual(['missing-await: save(1)']);
  });

  test('follow files that are renamed on disk', async () => {
    await open({ 'shop.py': 'from store import save\n\n\nasync def run():\n    save(1)\n' });
    await editor.change('store.py', 'async def save(order):\n    print(order)\n');
    expect(await editor.findings('shop.py')).toEqual(['missing-await: save(1)']);
    await editor.rename('store.py', 'depot.py');
    expect(await editor.findings('shop.py')).toEqual([]);
    await editor.rename('depot.py', 'store.py');
    expect(await editor.findings('shop.py')).toEqual(['missing-await: save(1)']);
  });

  test('survive half-typed text', async () => {
    await open({ 'shop.py': dropped });
    await editor.edit('shop.py', 'print("saved")', 'print("saved"\n    if (');
    expect(await editor.findings('shop.py')).toContain('missing-await: save(order)');
  });

  test('are pushed to an editor that does not pull', async () => {
    await open({ 'shop.py': dropped }, { capabilities: {} });
    const pushed = await editor.pushed('shop.py', ({ diagnostics }) => diagnostics.length > 0);
    expect(pushed.version).toBe(1);
    expect(pushed.diagnostics.map(({ code }) => code)).toEqual(['missing-await']);
    await editor.edit('shop.py', '    save(order)', '    await save(order)');
    expect((await editor.pushed('shop.py', ({ version }) => version === 2)).diagnostics).toEqual([]);
  });

  test('are taken back from an editor that does not pull when a file is closed', async () => {
    await open({ 'shop.py': dropped }, { capabilities: {} });
    await editor.pushed('shop.py', ({ diagnostics }) => diagnostics.length > 0);
    await editor.close('shop.py');
    await editor.pushed('shop.py', ({ diagnostics }) => diagnostics.length === 0);
  });

  test('are there for a document without a file', async () => {
    await open({});
    await editor.open('untitled:Untitled-1', 'python', dropped);
    expect(await editor.findings('untitled:Untitled-1')).toEqual(['missing-await: save(order)']);
  });

  test('are none in files of other kinds, notebooks and empty files', async () => {
    await open({ 'empty.py': '' });
    await editor.open('notes.txt', 'plaintext', dropped);
    await editor.open('vscode-notebook-cell:/a.ipynb#W0', 'python', dropped);
    expect(await editor.diagnostics('notes.txt')).toEqual([]);
    expect(await editor.diagnostics('vscode-notebook-cell:/a.ipynb#W0')).toEqual([]);
    expect(await editor.diagnostics('empty.py')).toEqual([]);
    expect(await editor.diagnostics('gone.py')).toEqual([]);
  });
});

describe('actions', () => {
  test('apply a fix when it is chosen', async () => {
    await open({ 'shop.py': dropped });
    expect(await editor.after('shop.py', /await/i, 'quickfix')).toBe(awaited);
  });

  test('prefer the first fix', async () => {
    await open({ 'shop.py': dropped });
    const [diagnostic] = await editor.diagnostics('shop.py');
    const actions = diagnostic ? await editor.actions('shop.py', diagnostic.range) : [];
    expect(actions.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    expect(actions[0]?.isPreferred).toBe(true);
    expect(actions[0]?.diagnostics?.[0]?.code).toBe('missing-await');
  });

  test('bring their edits at once to an editor that does not resolve', async () => {
    await open({ 'shop.py': dropped }, { capabilities: { textDocument: { diagnostic: {} } } });
    const [diagnostic] = await editor.diagnostics('shop.py');
    const [action] = diagnostic ? await editor.actions('shop.py', diagnostic.range, 'quickfix') : [];
    expect(action?.edit?.changes).toBeDefined();
    expect(editor.applied('shop.py', action?.edit)).toBe(awaited);
  });

  test('are refused once the text has changed', async () => {
    await open({ 'shop.py': dropped });
    const [diagnostic] = await editor.diagnostics('shop.py');
    const [action] = diagnostic ? await editor.actions('shop.py', diagnostic.range, 'quickfix') : [];
    await editor.edit('shop.py', 'async def save', '\nasync def save');
    await expect(action && editor.resolve(action)).rejects.toMatchObject({ code: -32801 });
  });

  test('ignore a finding on its line', async () => {
    await open({ 'shop.py': dropped });
    const text = await editor.after('shop.py', /on this line/);
    expect(text).toBe(
      dropped.replace('    save(order)', '    # async-pitfalls: ignore[missing-await] reason\n    save(order)'),
    );
    await editor.edit(
      'shop.py',
      '    save(order)',
      '    # async-pitfalls: ignore[missing-await] reason\n    save(order)',
    );
    expect(await editor.findings('shop.py')).toEqual([]);
  });

  test('ignore a rule in the file', async () => {
    await open({ 'shop.py': `#!/usr/bin/env python\n${dropped}` });
    const text = await editor.after('shop.py', /in this file/);
    expect(text).toBe(`#!/usr/bin/env python\n# async-pitfalls: ignore-file[missing-await] reason\n${dropped}`);
  });

  test('say in the configuration that a call is safe to drop', async () => {
    const sent =
      'from typing import Awaitable\n\n\ndef send(text: str) -> Awaitable[None]: ...\n\n\nasync def main():\n    send("hello")\n';
    const pyproject = '[tool.async-pitfalls.rules.missing-await]\nlevel = "error"\n';
    await open({ 'shop.py': sent, 'pyproject.toml': pyproject });
    const [change] = await editor.changes('shop.py', /`send` is safe to drop/);
    expect(change).toMatchObject({ edits: [{ newText: expect.stringContaining('safeCallees = ["send"]') }] });
    await editor.change('pyproject.toml', `${pyproject}safeCallees = ["se*"]\n`);
    expect(await editor.findings('shop.py')).toEqual([]);
  });

  test('do not call a coroutine safe to drop', async () => {
    await open({ 'shop.py': dropped });
    const [diagnostic] = await editor.diagnostics('shop.py');
    const actions = diagnostic === undefined ? [] : await editor.actions('shop.py', diagnostic.range, 'quickfix');
    expect(actions.map(({ title }) => title).join()).not.toMatch(/safe to drop/);
  });

  test('offer to fix all only where something is safe to fix', async () => {
    await open({ 'shop.py': dropped });
    const [diagnostic] = await editor.diagnostics('shop.py');
    expect(diagnostic && (await editor.actions('shop.py', diagnostic.range, 'source.fixAll'))).toEqual([]);
  });

  test('fix all that is safe to fix, where asked by kind', async () => {
    const text = 'import asyncio\nimport time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)\n';
    await open({ 'main.py': text });
    const [diagnostic] = await editor.diagnostics('main.py');
    const [action] = diagnostic ? await editor.actions('main.py', diagnostic.range, 'source') : [];
    expect(action?.kind).toBe('source.fixAll.async-pitfalls');
    expect(action && editor.applied('main.py', (await editor.resolve(action)).edit)).toBe(
      text.replaceAll('time.sleep', 'await asyncio.sleep'),
    );
    const unasked = diagnostic ? await editor.actions('main.py', diagnostic.range) : [];
    expect(unasked.some(({ kind }) => kind?.startsWith('source'))).toBe(false);
  });

  test('are none where nothing is found', async () => {
    await open({ 'shop.py': dropped });
    const top = { line: 0, character: 0 };
    expect(await editor.actions('shop.py', { start: top, end: top })).toEqual([]);
  });
});

test('a hover explains the finding without a network', async () => {
  await open({ 'shop.py': dropped });
  const hover = await editor.hover('shop.py', 'save(order)\n    print("saved")');
  const text = JSON.stringify(hover?.contents);
  expect(text).toContain('missing-await');
  expect(text).toContain('await save(order)');
  expect(await editor.hover('shop.py', 'print("saved")')).toBeNull();
});

test('a hover explains the finding in Chinese', async () => {
  await open({ 'shop.py': dropped }, { locale: 'zh-cn' });
  const hover = await editor.hover('shop.py', 'save(order)\n    print("saved")');
  const text = JSON.stringify(hover?.contents);
  expect(text).toContain('这个调用什么也不做');
  expect(text).toContain('await save(order)');
  expect(text).not.toMatch(/[\u4e00-\u9fff]\s+[\u4e00-\u9fff]/);
});

describe('configuration', () => {
  test('is read again when its file changes', async () => {
    await open({ 'shop.py': dropped, 'async-pitfalls.json': '{}' });
    expect(await editor.diagnostics('shop.py')).toMatchObject([{ severity: 1 }]);
    const refreshes = editor.refreshes();
    await editor.change('async-pitfalls.json', '{"rules": {"missing-await": "hint"}}');
    await editor.refreshed(refreshes + 1);
    expect(await editor.diagnostics('shop.py')).toMatchObject([{ severity: 4 }]);
    await editor.change('async-pitfalls.json', '{"exclude": ["shop.py"]}');
    expect(await editor.diagnostics('shop.py')).toEqual([]);
  });

  test('shows its mistakes where they are written, and takes them back', async () => {
    await open({ 'shop.py': dropped, 'async-pitfalls.json': '{"rules": {"mising-await": "off"}}' });
    expect(await editor.findings('shop.py')).toEqual(['missing-await: save(order)']);
    const { diagnostics } = await editor.pushed('async-pitfalls.json', () => true);
    expect(diagnostics[0]?.message).toContain('did you mean `missing-await`?');
    expect(diagnostics[0]?.range).toEqual({ start: { line: 0, character: 11 }, end: { line: 0, character: 25 } });
    await editor.change('async-pitfalls.json', '{"rules": {"missing-await": "off"}}');
    expect(await editor.findings('shop.py')).toEqual([]);
    await editor.pushed('async-pitfalls.json', (pushed) => pushed.diagnostics.length === 0);
  });

  test('may come from the editor', async () => {
    await open({ 'shop.py': dropped }, { settings: { rules: { 'missing-await': 'information' } } });
    await editor.refreshed(1);
    expect(await editor.diagnostics('shop.py')).toMatchObject([{ severity: 3 }]);
    await editor.configure({ enable: false });
    await editor.refreshed(2);
    expect(await editor.diagnostics('shop.py')).toEqual([]);
  });
});

describe('the process', () => {
  test('says what it can do', async () => {
    await open({});
    const { capabilities, serverInfo } = await editor.initialized;
    expect(serverInfo?.name).toBe('async-pitfalls');
    expect(serverInfo?.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(capabilities.diagnosticProvider).toMatchObject({ interFileDependencies: true });
  });

  test('ends in good order', async () => {
    await open({ 'shop.py': dropped });
    await editor.diagnostics('shop.py');
    expect(await editor.quit()).toBe(0);
  });

  test('leaves in good order while it is working', async () => {
    await open({ 'shop.py': dropped });
    const asked = editor.diagnostics('shop.py').catch(() => 'no answer');
    expect(await editor.quit()).toBe(0);
    await asked;
  });
});
