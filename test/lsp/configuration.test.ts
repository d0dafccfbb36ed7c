/** Configuration files in the editor: mistakes, mends and completions, and what an edit of them changes. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';

const dropped = 'async def save(order):\n    print(order)\n\n\nasync def checkout(order):\n    save(order)\n';

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

describe('a configuration file that is open', () => {
  test('shows its mistakes where they are, before any code is checked', async () => {
    await start({ 'pyproject.toml': '[tool.async-pitfalls.rules]\nmising-await = "off"\n' });
    await editor.open('pyproject.toml', 'toml');
    const { diagnostics } = await editor.pushed('pyproject.toml', () => true);
    expect(diagnostics).toEqual([
      {
        source: 'async-pitfalls',
        severity: 1,
        message: 'unknown rule `mising-await`; did you mean `missing-await`?',
        range: { start: { line: 1, character: 0 }, end: { line: 1, character: 12 } },
      },
    ]);
  });

  test.each([
    [
      'async-pitfalls.jsonc',
      'jsonc',
      '{ "rules": { "mising-await": "off" } }',
      '{ "rules": { "missing-await": "off" } }',
    ],
    [
      'package.json',
      'json',
      '{ "async-pitfalls": { "rules": { "missing-await": "errer" } } }',
      '{ "async-pitfalls": { "rules": { "missing-await": "error" } } }',
    ],
    ['pyproject.toml', 'toml', '[tool.async-pitfalls]\nexlude = []\n', '[tool.async-pitfalls]\nexclude = []\n'],
  ])('is mended by a quick fix: %s', async (name, language, wrong, right) => {
    await start({ [name]: wrong });
    await editor.open(name, language);
    const [diagnostic] = (await editor.pushed(name, ({ diagnostics }) => diagnostics.length > 0)).diagnostics;
    if (diagnostic === undefined) throw new Error('nothing is found');
    const [action, ...others] = await editor.actionsAt(name, diagnostic);
    expect(others).toEqual([]);
    expect(action).toMatchObject({ kind: 'quickfix', isPreferred: true });
    expect(editor.applied(name, action?.edit)).toBe(right);
  });

  test('counts while it is edited, and its last valid text while it is broken', async () => {
    await start({ 'shop.py': dropped, 'async-pitfalls.json': '{"rules": {"missing-await": "hint"}}' });
    await editor.open('shop.py', 'python');
    await editor.open('async-pitfalls.json', 'json');
    expect((await editor.diagnostics('shop.py'))[0]?.severity).toBe(4);
    const refreshes = editor.refreshes();
    await editor.edit('async-pitfalls.json', 'hint', 'warning');
    await editor.refreshed(refreshes + 1);
    expect((await editor.diagnostics('shop.py'))[0]?.severity).toBe(2);
    await editor.edit('async-pitfalls.json', '"warning"', '"warning');
    expect((await editor.diagnostics('shop.py'))[0]?.severity).toBe(2);
    const broken = await editor.pushed('async-pitfalls.json', ({ diagnostics }) => diagnostics.length > 0);
    expect(broken.diagnostics[0]?.message).toContain('the last valid configuration stays in force');
    await editor.close('async-pitfalls.json');
    expect((await editor.diagnostics('shop.py'))[0]?.severity).toBe(4);
  });

  test('speaks Chinese where the editor does', async () => {
    await start({ 'async-pitfalls.json': '{"exlude": []}' }, { locale: 'zh-cn' });
    await editor.open('async-pitfalls.json', 'json');
    const { diagnostics } = await editor.pushed('async-pitfalls.json', () => true);
    expect(diagnostics[0]?.message).toBe('未知的键 `exlude`；你是想写 `exclude` 吗？');
  });
});

test('pyproject.toml is completed', async () => {
  await start({ 'pyproject.toml': '[tool.async-pitfalls.rules]\nmissing-a\nblocking-call = \n' });
  await editor.open('pyproject.toml', 'toml');
  const rules = await editor.completions('pyproject.toml', 'missing-a', 9);
  const rule = rules.find(({ label }) => label === 'missing-await');
  if (rule === undefined) throw new Error('the rule is not offered');
  expect(editor.completed('pyproject.toml', rule)).toContain('\nmissing-await\n');
  const levels = await editor.completions('pyproject.toml', 'blocking-call = ', 16);
  expect(levels.map(({ label }) => label)).toEqual(['error', 'warning', 'information', 'hint', 'off']);
});
