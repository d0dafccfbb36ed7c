/** Selections as refactorings: each has a kind of its own, and only whoever asks for them gets them. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, Range } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';

const python = `async def load(name):
    return name


async def main():
    user = await load("user")
    orders = await load("orders")
    print(user, orders)
`;
const typescript = `import { readFile } from 'node:fs/promises';

export async function main() {
  const user = await readFile('user', 'utf8');
  const orders = await readFile('orders', 'utf8');
  console.log(user, orders);
}
`;

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(name: string, text: string, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files: { [name]: text, 'package.json': '{}' }, ...options });
  await editor.initialized;
  await editor.open(name, name.endsWith('.py') ? 'python' : 'typescript');
}

/** From the start of one text to the end of another. */
function from(name: string, first: string, last: string): Range {
  const text = editor.textOf(name);
  const document = TextDocument.create('', '', 0, text);
  return {
    start: document.positionAt(text.indexOf(first)),
    end: document.positionAt(text.indexOf(last) + last.length),
  };
}

const kindsOf = (actions: readonly CodeAction[]) =>
  actions.flatMap(({ kind = '' }) => (kind.startsWith('refactor.rewrite.surround.') ? [kind.split('.')[3]] : []));

describe('selected awaits', () => {
  test('may be surrounded in Python', async () => {
    await open('main.py', python);
    const range = from('main.py', 'user = ', 'load("orders")');
    const actions = await editor.actions('main.py', range, 'refactor.rewrite.surround');
    expect(kindsOf(actions)).toEqual(['gather', 'group', 'timeout', 'semaphore', 'lock', 'finally']);
    const [gather] = await editor.actions('main.py', range, 'refactor.rewrite.surround.gather');
    if (gather === undefined) throw new Error('gather is not offered');
    expect(gather.edit).toBeUndefined();
    expect(editor.applied('main.py', (await editor.resolve(gather)).edit)).toBe(
      `import asyncio\n\n\n${python.replace(
        /user = [\s\S]*"orders"\)/,
        'user, orders = await asyncio.gather(load("user"), load("orders"))',
      )}`,
    );
  });

  test('may be surrounded in TypeScript', async () => {
    await open('main.ts', typescript);
    const range = from('main.ts', 'const user', "'orders', 'utf8');");
    const actions = await editor.actions('main.ts', range);
    expect(kindsOf(actions)).toEqual(['gather', 'timeout', 'semaphore', 'lock']);
    const gather = actions.find(({ kind }) => kind?.endsWith('.gather'));
    if (gather === undefined) throw new Error('gather is not offered');
    const after = editor.applied('main.ts', (await editor.resolve(gather)).edit);
    expect(after).toContain('  const [user, orders] = await Promise.all([');
  });

  test('are named in Chinese for a Chinese editor, with edits for an editor that asks once', async () => {
    await open('main.py', python, { capabilities: {}, locale: 'zh-cn' });
    const range = from('main.py', 'user = ', 'load("orders")');
    const [lock] = await editor.actions('main.py', range, 'refactor.rewrite.surround.lock');
    expect(lock?.title).toBe('用 lock 保护');
    expect(editor.applied('main.py', lock?.edit)).toContain('    async with lock:\n        user = await');
  });
});

describe('nothing is put around', () => {
  test('a cursor', async () => {
    await open('main.py', python);
    const { start } = from('main.py', 'user = ', 'user = ');
    expect(kindsOf(await editor.actions('main.py', { start, end: start }))).toEqual([]);
  });

  test('what an editor asks about by itself', async () => {
    await open('main.py', python);
    const range = from('main.py', 'user = ', 'load("orders")');
    expect(kindsOf(await editor.automaticActions('main.py', range))).toEqual([]);
  });

  test('a text that has changed meanwhile', async () => {
    await open('main.py', python);
    const range = from('main.py', 'user = ', 'load("orders")');
    const [gather] = await editor.actions('main.py', range, 'refactor.rewrite.surround.gather');
    if (gather === undefined) throw new Error('gather is not offered');
    await editor.edit('main.py', 'async def main', '\n\nasync def main');
    await expect(editor.resolve(gather)).rejects.toThrow(/changed meanwhile/);
  });
});
