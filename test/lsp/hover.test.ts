/** What an editor shows over a place: plain words about the finding, the comment or the `await` that stands there. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';

const dropped = `async def save(order):
    print(order)


async def checkout(order):
    save(order)
    print("saved")
`;

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(name: string, text: string, options: Partial<EditorOptions> = {}): Promise<void> {
  editor = new Editor({ script: bundle.script, files: { [name]: text }, ...options });
  await editor.initialized;
  await editor.open(name, name.endsWith('.py') ? 'python' : 'typescript');
}

/** The Markdown over the first occurrence of a text; empty where nothing is shown. */
async function hover(name: string, text: string): Promise<string> {
  const shown = await editor.hover(name, text);
  const contents = shown?.contents;
  return typeof contents === 'object' && 'value' in contents ? contents.value : '';
}

describe('over a finding', () => {
  test('stands why it hurts, what the fix changes in this code, and how good code looks', async () => {
    await open('shop.py', dropped);
    const text = await hover('shop.py', 'save(order)\n    print("saved")');
    expect(text).toContain('**missing-await** — ');
    expect(text).toContain('Fix: **Add `await` (suggestion)**');
    expect(text).toContain('waits for it here');
    expect(text).toContain('```diff\n- save(order)\n+ await save(order)\n```');
    expect(text).toContain('Bad:\n\n```python\n');
    expect(text).toContain('Good:\n\n```python\n');
  });

  test('stands the same in Chinese', async () => {
    await open('shop.py', dropped, { locale: 'zh-cn' });
    const text = await hover('shop.py', 'save(order)\n    print("saved")');
    expect(text).toContain('修复：**添加 `await`（建议）**');
    expect(text).toContain('在此处等待');
    expect(text).not.toMatch(/Fix|Good|Bad/);
  });

  test('stand the lines that a fix adds elsewhere', async () => {
    await open('main.py', 'import time\n\n\nasync def main():\n    time.sleep(1)\n');
    const text = await hover('main.py', 'time.sleep(1)');
    expect(text).toContain('```diff\n+ import asyncio\n\n- time.sleep(1)\n+ await asyncio.sleep(1)\n```');
  });
});

describe('over a suppression', () => {
  const suppressed = dropped.replace(
    '    save',
    '    # async-pitfalls: ignore[missing-await] nobody needs it\n    save',
  );

  test('stands what it allows, where, why, and what it hides', async () => {
    await open('shop.py', suppressed);
    const text = await hover('shop.py', 'ignore[missing-await]');
    expect(text).toContain('Allows `missing-await` on line 7.');
    expect(text).toContain('**missing-await** — ');
    expect(text).toContain('Reason: nobody needs it');
    expect(text).toContain('One finding is hidden:\n- `save` never runs');
  });

  test('stands the same in Chinese', async () => {
    await open('shop.py', suppressed, { locale: 'zh-cn' });
    const text = await hover('shop.py', 'ignore[missing-await]');
    expect(text).toContain('在第 7 行放行 `missing-await`。');
    expect(text).toContain('原因：nobody needs it');
    expect(text).toContain('隐藏了 1 个问题：');
  });

  test('stands that it hides nothing, where that is so', async () => {
    await open('a.ts', '// async-pitfalls-ignore-file\nexport const a = 1;\n');
    const text = await hover('a.ts', 'async-pitfalls-ignore-file');
    expect(text).toContain('Allows every rule in this file.');
    expect(text).toContain('No reason is given');
    expect(text).toContain('nothing is hidden');
  });
});

test('over anything else stands nothing', async () => {
  await open('shop.py', dropped);
  expect(await hover('shop.py', 'print("saved")')).toBe('');
});

describe('over a word of the configuration', () => {
  const pyproject = '[tool.async-pitfalls.rules.missing-await]\nlevel = "off"\nsafeCallees = ["queue.push"]\n';

  async function openConfiguration(name: string, language: string, text: string, locale = 'en'): Promise<void> {
    await open('shop.py', dropped, { locale });
    await editor.open(`file://${editor.path(name)}`, language, text);
  }
  const over = (name: string, text: string) => hover(`file://${editor.path(name)}`, text);

  test('stands a rule as on its page', async () => {
    await openConfiguration('pyproject.toml', 'toml', pyproject);
    const text = await over('pyproject.toml', 'missing-await');
    expect(text).toMatch(/^\*\*missing-await\*\* — \S/);
    expect(text).toContain('Level unless another is chosen: `error`.');
    expect(text).toContain('Bad:\n\n```python\n');
    expect(text).toContain('Good:\n\n```python\n');
  });

  test('stand an option and its default, in the language of the editor', async () => {
    await openConfiguration('pyproject.toml', 'toml', pyproject, 'zh-cn');
    expect(await over('pyproject.toml', 'safeCallees')).toMatch(
      /^\*\*safeCallees\*\* — 结果可以丢弃.*默认值：`\[\]`。$/s,
    );
    expect(await over('pyproject.toml', 'off')).toContain('严重级别');
  });

  test('stands in JSON only what the schema does not say', async () => {
    const text = '{ "rules": { "missing-await": { "level": "off" } } }';
    await openConfiguration('async-pitfalls.json', 'json', text);
    expect(await over('async-pitfalls.json', 'missing-await')).toContain('Bad:\n\n```ts\n');
    expect(await over('async-pitfalls.json', 'level')).toBe('');
  });
});

describe('over an await', () => {
  const python = `import asyncio


async def load(url: str) -> str:
    return url


async def main(lock: asyncio.Lock, urls: list[str]) -> None:
    for url in urls:
        async with lock:
            await load(url)
    try:
        async with asyncio.timeout(1):
            await load("a")
    except TimeoutError:
        pass
    await asyncio.gather(load("b"), load("c"))
`;

  test('stands what runs meanwhile, who gets the error, and what holds it', async () => {
    await open('main.py', python);
    const inLoop = await hover('main.py', 'await load(url)');
    expect(inLoop).toMatch(/^Runs `load` and waits here until it is done\. Meanwhile .* other tasks/);
    expect(inLoop).toContain('- If it fails, `main` fails with the same error');
    expect(inLoop).toContain('- `lock` stays held meanwhile');
    expect(inLoop).toContain('- In the loop of line 9');
    expect(inLoop).toContain('`CancelledError` is raised here');
    const guarded = await hover('main.py', 'await load("a")');
    expect(guarded).toContain('the `except` of the `try` on line 12');
    expect(guarded).toContain('`asyncio.timeout(1)` ends it with a timeout error');
    expect(guarded).not.toContain('loop of line');
    expect(await hover('main.py', 'await asyncio.gather')).toMatch(
      /^Waits here until all of these are done; they run at once/,
    );
  });

  test('stands the same in Chinese', async () => {
    await open('main.py', python, { locale: 'zh-cn' });
    const text = await hover('main.py', 'await load(url)');
    expect(text).toMatch(/^运行 `load`，并在此处等待它完成/);
    expect(text).toContain('在第 9 行的循环中');
  });

  test('stands nothing where the user does not want it, nor over what is awaited', async () => {
    await open('main.py', python);
    expect(await hover('main.py', 'load(url)')).toBe('');
    await editor.configure({ explainAwait: false });
    await expect.poll(() => hover('main.py', 'await load(url)')).toBe('');
  });

  test('stands it for TypeScript and JavaScript', async () => {
    await open(
      'shop.ts',
      `declare function save(order: number): Promise<void>;

export async function checkout(orders: number[]) {
  try {
    await save(1);
  } catch {
    console.log('later');
  }
  await Promise.all(orders.map(save));
  const pending = save(3);
  await pending;
}
`,
    );
    const guarded = await hover('shop.ts', 'await save(1)');
    expect(guarded).toMatch(/^Starts `save` and waits here until its promise settles\./);
    expect(guarded).toContain('the `catch` of the `try` on line 4 gets the error');
    expect(guarded).not.toMatch(/cancel/i);
    expect(await hover('shop.ts', 'await Promise.all')).toContain('they run at once');
    expect(await hover('shop.ts', 'await pending')).toMatch(/^Waits here for `pending`\./);
  });
});
