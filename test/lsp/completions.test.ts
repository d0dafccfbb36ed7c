/** Snippets as the language server completes them: where, in which form, and written how. */

import type { CompletionItem } from 'vscode-languageserver/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor } from './editor.ts';

let bundle: ServerBundle;
let editor: Editor;
let count = 0;

beforeAll(async () => {
  bundle = await bundleServer();
  editor = new Editor({
    script: bundle.script,
    files: {
      'old/pyproject.toml': '[project]\nname = "old"\nrequires-python = ">=3.9"\n',
      'new/pyproject.toml': '[project]\nname = "new"\nrequires-python = ">=3.12"\n',
      'package.json': '{ "type": "module" }',
      'tsconfig.json': '{ "compilerOptions": { "module": "nodenext", "target": "es2022" } }',
      'common/package.json': '{ "type": "commonjs" }',
    },
  });
  await editor.initialized;
});
afterAll(async () => {
  await editor.kill();
  bundle.remove();
});

interface Opened {
  readonly name: string;
  readonly items: readonly CompletionItem[];
}

/** The completions at the mark of a new file with this text. */
async function completionsIn(text: string, ending = 'py', folder = ''): Promise<Opened> {
  const name = `${folder}file${++count}.${ending}`;
  const at = text.indexOf('‸');
  const language = ending === 'py' ? 'python' : /js/.test(ending) ? 'javascript' : 'typescript';
  await editor.open(name, language, text.replace('‸', ''));
  return { name, items: await editor.completions(name, '', at) };
}

async function wordsIn(text: string, ending?: string): Promise<readonly string[]> {
  return (await completionsIn(text, ending)).items.map(({ label }) => label);
}

/** The text after the word is chosen at the mark. */
async function chosen(word: string, text: string, ending?: string, folder?: string): Promise<string> {
  const { name, items } = await completionsIn(text, ending, folder);
  const item = items.find(({ label }) => label === word);
  if (item === undefined) throw new Error(`${word} is not offered`);
  return editor.completed(name, item);
}

/** What stands for the snippet in the text, with its placeholders. */
async function insertedBy(word: string, text: string, ending?: string): Promise<string> {
  const { items } = await completionsIn(text, ending);
  const edit = items.find(({ label }) => label === word)?.textEdit;
  return edit?.newText ?? '';
}

describe('Python snippets are offered', () => {
  test.each([
    ['in an async function', 'async def f():\n    aio‸\n'],
    ['on an empty line of it', 'async def f():\n    x = 1\n    ‸\n'],
    ['below its first line alone', 'async def f():\n    ‸\n'],
    ['below a header of several lines', 'async def f(\n    a,\n):\n    ‸\n'],
    ['in a block in it', 'async def f():\n    if True:\n        aio‸\n'],
    ['behind a nested function', 'async def f():\n    def g():\n        pass\n    ‸\n'],
    ['with one letter', 'async def f():\n    a‸\n'],
    ['in half-typed code', 'async def f():\n    x = (1,\n\n    return\n\nasync def g():\n    aio‸\n    if (\n'],
    ['with Windows line ends', 'async def f():\r\n    x = 1\r\n    aio‸\r\n'],
    ['behind tabs', 'async def f():\n\taio‸\n'],
  ])('%s', async (_, text) => {
    const words = await wordsIn(text);
    expect(words).toContain('aioGather');
    const inserted = await insertedBy('aioGather', text);
    expect(inserted).not.toContain('main');
  });

  test.each([
    ['within a statement', 'async def f():\n    x = aio‸\n'],
    ['behind a dot', 'async def f():\n    x.aio‸\n'],
    ['behind a dot on the line above', 'async def f():\n    (x.\n    aio‸\n    )\n'],
    ['in a comment', 'async def f():\n    # aio‸\n'],
    ['in a string', 'async def f():\n    x = "aio‸"\n'],
    ['in a docstring', 'async def f():\n    """Says\n    aio‸\n    """\n'],
    ['in an open docstring', 'async def f():\n    """Says\n    aio‸\n'],
    ['in a text over lines', 'x = f"""\naio‸\n"""\n'],
    ['among arguments', 'async def f():\n    g(\n        aio‸\n    )\n'],
    ['among parameters', 'async def f(\n    aio‸\n):\n    pass\n'],
    ['behind a backslash', 'async def f():\n    x = 1 + \\\n    aio‸\n'],
    ['in a class body', 'class A:\n    x = 1\n    aio‸\n'],
    ['on the first line of a class body', 'class A:\n    ‸\n'],
    ['for another word', 'async def f():\n    bio‸\n'],
  ])('not %s', async (_, text) => expect(await wordsIn(text)).toEqual([]));

  test.each([
    ['nested in an async one', 'async def f():\n    def g():\n        aio‸\n'],
    ['that async code calls', 'def g():\n    aio‸\n\n\nasync def f():\n    g()\n'],
    ['that is a generator', 'def g():\n    yield 1\n    aio‸\n'],
    ['that makes an object', 'class A:\n    def __init__(self):\n        aio‸\n'],
  ])('not to wait in a plain function %s', async (_, text) => {
    const words = await wordsIn(text);
    expect(words).not.toContain('aioGather');
    expect(words).toContain('aioLimitMap');
  });
});

describe('Python snippets that wait', () => {
  const gather = 'first, second = await asyncio.gather(load_first(), load_second())';

  test('start their work themselves in a module', async () => {
    expect(await chosen('aioGather', 'import asyncio\n\n\naio‸\n')).toBe(
      `import asyncio\n\n\nasync def main() -> None:\n    ${gather}\n\n\nif __name__ == "__main__":\n    asyncio.run(main())\n`,
    );
  });

  test('start their work themselves in a plain function', async () => {
    expect(await chosen('aioGather', 'import asyncio\n\n\ndef run():\n    aio‸\n')).toBe(
      `import asyncio\n\n\ndef run():\n    async def main() -> None:\n        ${gather}\n\n    asyncio.run(main())\n`,
    );
  });

  test('leave names alone that the file has', async () => {
    expect(await chosen('aioGather', 'import asyncio\n\n\ndef main():\n    pass\n\n\naio‸\n')).toContain(
      'asyncio.run(main_2())',
    );
  });

  test('start with the library in use', async () => {
    const text = await chosen('aioTimeout', 'import trio\n\n\naio‸\n');
    expect(text).toContain('    with trio.fail_after(10):');
    expect(text).toContain('    trio.run(main)\n');
    expect(text).not.toContain('asyncio');
  });

  test('sort behind those that fit as they are', async () => {
    const { items } = await completionsIn('aio‸\n');
    const keyOf = (word: string) => items.find(({ label }) => label === word)?.sortText ?? '';
    expect(keyOf('aioLimitMap') < keyOf('aioGather')).toBe(true);
    expect('zebra' < keyOf('aioLimitMap')).toBe(true);
  });
});

describe('imports in Python', () => {
  const inside = (head: string) => `${head}async def f():\n    aio‸\n`;

  test('are added where they are missing', async () => {
    expect(await chosen('aioGather', inside('import os\n\n\n'))).toMatch(/^import asyncio\nimport os\n/);
  });

  test('come along in an empty file', async () => {
    expect(await chosen('aioGather', 'aio‸')).toMatch(/^import asyncio\n\n+async def main\(\)/);
  });

  test('use the alias of the file', async () => {
    const text = await chosen('aioGather', inside('import asyncio as aio_lib\n\n\n'));
    expect(text).toContain('await aio_lib.gather(');
    expect(text).not.toMatch(/^import asyncio$/m);
  });

  test('name what they need in a file that imports names', async () => {
    const text = await chosen('aioTask', inside('from asyncio import sleep\n\n\n'));
    expect(text).toMatch(/^from asyncio import create_task, sleep\n/);
    expect(text).toContain('= create_task(');
    expect(text).not.toContain('asyncio.');
  });

  test('use names that are there', async () => {
    const text = await chosen('aioGather', inside('from asyncio import gather as together, sleep\n\n\n'));
    expect(text).toContain('await together(');
    expect(text).toMatch(/^from asyncio import gather as together, sleep\n/);
  });

  test('keep out of the way of other things of that name', async () => {
    const text = await chosen('aioTask', inside('from asyncio import sleep\nfrom jobs import create_task\n\n\n'));
    expect(text).toContain('asyncio.create_task(');
    expect(text).toMatch(/^import asyncio$/m);
  });

  test('are none where a package of the library is there', async () => {
    const text = await chosen('aioGather', inside('import asyncio.subprocess\n\n\n'));
    expect(text).toContain('await asyncio.gather(');
    expect(text).toMatch(/^import asyncio\.subprocess\n\n\nasync/);
  });

  test('keep the line ends of the file', async () => {
    const text = await chosen('aioGather', inside('import os\n\n\n').replaceAll('\n', '\r\n'));
    expect(text).toMatch(/^import asyncio\r\nimport os\r\n/);
  });
});

describe('the form', () => {
  const text = 'import asyncio\n\n\nasync def f():\n    aio‸\n';

  test('fits the oldest Python of the project', async () => {
    expect(await chosen('aioTimeout', text, 'py', 'old/')).toContain('asyncio.wait_for(');
    expect(await chosen('aioTimeout', text, 'py', 'new/')).toContain('async with asyncio.timeout(');
    const { items } = await completionsIn(text, 'py', 'old/');
    expect(items.map(({ label }) => label)).not.toContain('aioExceptStar');
  });

  test('has the indentation and quotes of the file', async () => {
    const written = await chosen('aioGatherSafe', "import asyncio\n\nx = 'a'\ny = 'b'\n\n\nasync def f():\n\taio‸\n");
    expect(written).toContain("\n\t\tif isinstance(result, BaseException):\n\t\t\tprint(f'failed: {result!r}')\n");
  });

  test('has the semicolons and quotes of the file', async () => {
    const written = await chosen('aioAllSettled', 'const x = "a"\nexport async function f() {\n    aio‸\n}\n', 'ts');
    expect(written).toContain('await Promise.allSettled([first(), second()])\n');
    expect(written).toContain('=== "rejected") {\n            console.error(');
  });
});

describe('names in scope', () => {
  const functions = `import asyncio

async def save(order, *, urgent):
    pass

async def read(path):
    pass

def plain():
    pass

async def pages():
    yield 1
`;

  test('are choices where there are several', async () => {
    const inserted = await insertedBy('aioGather', `${functions}\nasync def f():\n    aio‸\n`);
    expect(inserted).toContain('${3|read(path),save(order\\, urgent=urgent)|}');
    expect(inserted).toContain('${4|save(order\\, urgent=urgent),read(path)|}');
  });

  test('are the default where there is one', async () => {
    const inserted = await insertedBy('aioGatherMap', `${functions}\nasync def f(paths: list[str]):\n    aio‸\n`);
    expect(inserted).toContain('${2:read}(${3:item}) for $3 in ${4:paths}'.replace('$3', '${3:item}'));
  });

  test('are methods by their object, and nothing of other functions', async () => {
    const inserted = await insertedBy(
      'aioGather',
      'import asyncio\n\nclass A:\n    async def one(self):\n        async def inner(): pass\n    async def two(self):\n        aio‸\n',
    );
    expect(inserted).toContain('${3:self.one()}');
    expect(inserted).not.toContain('inner');
  });

  test('are the form’s own where there are none', async () => {
    expect(await insertedBy('aioGather', 'async def f():\n    aio‸\n')).toContain('${3:load_first()}');
  });
});

describe('TypeScript snippets are offered', () => {
  test.each([
    ['in an async function', 'export async function f() {\n  aio‸\n}\n'],
    ['on an empty line of it', 'export async function f() {\n  \n  ‸\n}\n'],
    ['in a module that may wait', 'export {};\naio‸\n'],
    ['in a callback among arguments', 'export {};\ng(\n  async () => {\n    aio‸\n  },\n);\n'],
    ['in a method', 'export class A {\n  async f() {\n    aio‸\n  }\n}\n'],
    ['in a block', 'export async function f() {\n  if (x) {\n    aio‸\n  }\n}\n'],
    ['in half-typed code', 'export async function f() {\n  aio‸\n  if (\n}\n'],
    ['below a case', 'export async function f() {\n  switch (x) {\n    case 1:\n      aio‸\n  }\n}\n'],
    ['with Windows line ends', 'export async function f() {\r\n  aio‸\r\n}\r\n'],
  ])('%s', async (_, text) => {
    expect(await wordsIn(text, 'ts')).toContain('aioAll');
    expect(await insertedBy('aioAll', text, 'ts')).not.toContain('async');
  });

  test.each([
    ['within a statement', 'export {};\nconst x = aio‸;\n'],
    ['as a value on its own line', 'export {};\nconst x =\n  aio‸;\n'],
    ['behind a dot', 'export {};\nx\n  .aio‸\n'],
    ['behind a dot on the line above', 'export {};\nx.\n  aio‸\n'],
    ['in a comment', 'export {};\n// aio‸\n'],
    ['in a comment over lines', 'export {};\n/*\n  aio‸\n*/\n'],
    ['in a template', 'export {};\nconst x = `\n  aio‸\n`;\n'],
    ['among arguments', 'export {};\ng(\n  aio‸\n);\n'],
    ['in an object', 'export const x = {\n  aio‸\n};\n'],
    ['among parameters', 'export function f(\n  aio‸\n) {}\n'],
    ['in a class body', 'export class A {\n  aio‸\n}\n'],
    ['in an interface', 'export interface A {\n  aio‸\n}\n'],
    ['among imports', "import {\n  aio‸\n} from 'x';\n"],
    ['where one statement fits only', 'export async function f() {\n  if (x)\n    aio‸\n}\n'],
    ['in the expression of an arrow', 'export const f = async () =>\n  aio‸\n'],
  ])('not %s', async (_, text) => expect(await wordsIn(text, 'ts')).toEqual([]));

  test('start their work themselves where the module cannot wait', async () => {
    const text = await chosen('aioAll', 'aio‸\n', 'cts');
    expect(text).toContain('async function main(): Promise<void> {\n  const [first, second] = await Promise.all(');
    expect(text).toContain('}\n\nmain().catch((error: unknown) => {\n  console.error(error);\n});');
  });

  test('start their work themselves in a plain function', async () => {
    const text = await chosen('aioAll', 'export function f() {\n  aio‸\n}\n', 'js');
    expect(text).toContain('  void (async () => {\n    const [first, second] = await Promise.all(');
    expect(text).toContain('  })().catch((error) => {\n    console.error(error);\n  });');
  });

  test('import as the file does', async () => {
    const limited = "const map = require('p-map');\nasync function f() {\n  aio‸\n}\n";
    expect(await chosen('aioLimit', limited, 'js', 'common/')).toContain('= await map(items, ');
    const other = "const limit = require('p-limit');\nconst fs = require('fs');\nasync function f() {\n  aio‸\n}\n";
    expect(await chosen('aioLimit', other, 'js', 'common/')).toContain('limit(');
  });

  test('name what is in scope', async () => {
    const text =
      'async function one(a: string, b = 1) {}\nclass A {\n  async two() {}\n  async three(items: string[]) {\n    aio‸\n  }\n}\nexport { A, one };\n';
    expect(await insertedBy('aioStart', text, 'ts')).toContain('${2|this.two(),one(a)|}');
  });
});

describe('the completion', () => {
  test('shows the whole word, a short description and the code', async () => {
    const { items } = await completionsIn('async def f():\n    aio‸\n');
    const item = items.find(({ label }) => label === 'aioLimitMap');
    expect(item?.insertTextFormat).toBe(2);
    expect(item?.labelDetails?.description?.length).toBeLessThanOrEqual(31);
    expect(item?.detail).toBe('Run over many items, a few at a time, results in order');
    expect(JSON.stringify(item?.documentation)).toContain('async def limit_map(');
  });

  test('comes without placeholders to an editor that knows none', async () => {
    const plain = new Editor({ script: bundle.script, files: {}, capabilities: { textDocument: { diagnostic: {} } } });
    try {
      await plain.initialized;
      await plain.open('a.py', 'python', 'async def f():\n    aio\n');
      const items = await plain.completions('a.py', 'aio\n', 3);
      const item = items.find(({ label }) => label === 'aioGatherMap');
      expect(item?.insertTextFormat).toBe(1);
      expect(item?.labelDetails).toBeUndefined();
      expect(item?.textEdit?.newText).toBe('results = await asyncio.gather(*(load(item) for item in items))');
    } finally {
      await plain.kill();
    }
  });

  test('is switched off by one setting, at once', async () => {
    const text = 'async def f():\n    aio‸\n';
    await editor.configure({ snippets: { enabled: false } });
    await editor.refreshed(editor.refreshes() + 1);
    expect(await wordsIn(text)).toEqual([]);
    await editor.configure({});
    await editor.refreshed(editor.refreshes() + 1);
    expect(await wordsIn(text)).not.toEqual([]);
  });
});
