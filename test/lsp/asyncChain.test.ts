/** The whole chain of helpers behind a blocking call made async, in every file that it leads through, or the reason why not. */

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor } from './editor.ts';

type Texts = Readonly<Record<string, string>>;

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

const title = 'Make the whole chain of calls async';

/** The action at the finding of the first file. */
async function chainAction(files: Texts, wanted = title): Promise<CodeAction> {
  const [first = ''] = Object.keys(files);
  editor = new Editor({ script: bundle.script, files });
  await editor.initialized;
  await editor.open(first, first.endsWith('.py') ? 'python' : 'typescript');
  const found = await editor.diagnostics(first);
  const finding = found.find(({ code }) => code === 'transitive-blocking-call');
  if (finding === undefined) throw new Error(`there is no chain: ${JSON.stringify(found)}`);
  const action = (await editor.actions(first, finding.range, 'refactor.rewrite')).find((each) => each.title === wanted);
  if (action === undefined) throw new Error('the action is not offered');
  return action;
}

/** The files that it changes, as they are then. */
async function changed(files: Texts, wanted = title): Promise<Texts> {
  const { edit } = await resolvedAction(files, wanted);
  const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
  return Object.fromEntries(
    changes.map(({ textDocument: { uri }, edits }) => {
      const file = Object.keys(files).find((each) => editor.uri(each) === uri) ?? uri;
      const plain = edits.map((each) =>
        'newText' in each ? each : { range: each.range, newText: each.snippet.value },
      );
      return [file, TextDocument.applyEdits(TextDocument.create(uri, '', 0, files[file] ?? ''), plain)];
    }),
  );
}

async function reasonAgainst(files: Texts): Promise<string | undefined> {
  return (await chainAction(files)).disabled?.reason;
}

const main = 'import store\n\n\nasync def serve():\n    print(store.check("x"))\n';
const clock = 'import time\n\n\ndef pause(seconds):\n    time.sleep(seconds)\n';
const store = 'from clock import pause\n\n\ndef check(name):\n    pause(1)\n    return name\n';

describe('in Python', () => {
  test('each function becomes async, each caller waits, and the last call gives way to its twin', async () => {
    const other = 'import asyncio\nimport store\n\n\nasync def other():\n    return store.check("y")\n';
    expect(await changed({ 'main.py': main, 'store.py': store, 'clock.py': clock, 'other.py': other })).toEqual({
      'main.py': main.replace('store.check', 'await store.check'),
      'store.py': store.replace('def check', 'async def check').replace('    pause', '    await pause'),
      'clock.py': clock
        .replace('import time\n', 'import asyncio\nimport time\n')
        .replace('def pause', 'async def pause')
        .replace('time.sleep', 'await asyncio.sleep'),
      'other.py': other.replace('store.check', 'await store.check'),
    });
  });

  test('the preview says what the changes are', async () => {
    const action = await resolvedAction({ 'main.py': main, 'store.py': store, 'clock.py': clock });
    const notes = Object.values(action.edit?.changeAnnotations ?? {});
    expect(notes).toEqual([{ label: title, description: expect.any(String) }]);
  });

  test.each([
    [
      'a plain caller',
      'import store\n\n\ndef plain():\n    store.check("y")\n',
      '`plain` in other.py calls `check` and is not async.',
    ],
    [
      'code outside of functions',
      'import store\n\nstore.check("y")\n',
      'Code outside of functions in other.py calls `check`',
    ],
    [
      'a name that is handed on',
      'import store\n\nhandlers = [store.check]\n',
      '`handlers = [store.check]` in other.py may use `check`',
    ],
    [
      'a call that nobody can follow',
      'def run(anything):\n    anything.check("y")\n',
      '`anything.check` in other.py may use `check`',
    ],
    [
      'a generator expression',
      'import store\n\n\nasync def run(names):\n    return list(store.check(n) for n in names)\n',
      '`run` cannot await there.',
    ],
  ])('%s keeps it as it is', async (_, other, reason) => {
    const files = { 'main.py': main, 'store.py': store, 'clock.py': clock, 'other.py': other };
    expect(await reasonAgainst(files)).toContain(reason);
  });
});

const app = "import { check } from './store';\n\nexport async function main() {\n  return check('x').length;\n}\n";
const shop =
  "import { statSync } from 'node:fs';\n\nexport function check(name: string): { size: number; length: number } {\n  const stat = statSync(name);\n  return { size: stat.size, length: name.length };\n}\n";

describe('in TypeScript', () => {
  test('the result becomes a promise of its type', async () => {
    const changes = await changed({ 'app.ts': app, 'store.ts': shop });
    expect(changes['app.ts']).toBe(app.replace("check('x').length", "(await check('x')).length"));
    expect(changes['store.ts']).toContain(
      'export async function check(name: string): Promise<{ size: number; length: number }> {',
    );
    expect(changes['store.ts']).toContain('const stat = await statAsync(name);');
  });

  test('a callback that cannot wait keeps it as it is', async () => {
    const other =
      "import { check } from './store';\n\nexport const sizes = (names: string[]) => names.map((name) => check(name));\n";
    expect(await reasonAgainst({ 'app.ts': app, 'store.ts': shop, 'other.ts': other })).toContain('other.ts');
  });
});

describe('a helper with an asynchronous twin beside it', () => {
  test('in Python', async () => {
    const twins = `${store}\n\nasync def check_async(name):\n    return name\n`;
    const files = { 'main.py': main, 'store.py': twins, 'clock.py': clock };
    expect(await changed(files, 'Call `check_async` instead and await it')).toEqual({
      'main.py': main.replace('store.check', 'await store.check_async'),
    });
  });

  test('in TypeScript, with its import', async () => {
    const caller = app.replaceAll('check', 'checkSync');
    const twins = `${shop.replace('check', 'checkSync')}\nexport async function check(name: string) {\n  return { size: 0, length: name.length };\n}\n`;
    const files = { 'app.ts': caller, 'store.ts': twins };
    const changes = await changed(files, 'Call `check` instead and await it');
    expect(changes['app.ts']).toContain("return (await check('x')).length;");
    expect(changes['app.ts']).toMatch(/import \{[^}]*\bcheck\b[^}]*\} from '\.\/store'/);
  });
});

async function resolvedAction(files: Texts, wanted = title): Promise<CodeAction> {
  const action = await chainAction(files, wanted);
  return editor.resolve(action);
}
