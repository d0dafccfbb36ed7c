/** The language server as a process, on notebooks. */

import type { PublishDiagnosticsParams, TextDocumentEdit } from 'vscode-languageserver/node';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { bundleServer, type ServerBundle } from './bundle.ts';
import { Editor, type EditorOptions } from './editor.ts';
import { Notebook } from './notebook.ts';

const save = 'import asyncio\n\nasync def save(order):\n    await asyncio.sleep(order)';

let bundle: ServerBundle;
let editor: Editor;

beforeAll(async () => {
  bundle = await bundleServer();
});
afterEach(() => editor.kill());
afterAll(() => bundle.remove());

async function open(cells: readonly string[], options: Partial<EditorOptions> = {}): Promise<Notebook> {
  editor = new Editor({ script: bundle.script, files: { 'shop.ipynb': fileOf(cells) }, ...options });
  await editor.initialized;
  const notebook = new Notebook(editor, 'shop.ipynb');
  await notebook.open(cells);
  return notebook;
}

function fileOf(cells: readonly string[]): string {
  const code = cells.map((source) => ({ cell_type: 'code', source, outputs: [], metadata: {} }));
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells: code });
}

const some = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length > 0;
const none = ({ diagnostics }: PublishDiagnosticsParams) => diagnostics.length === 0;

async function next(cell: string, condition = some): Promise<readonly string[]> {
  const { diagnostics } = await editor.next(cell, condition);
  return diagnostics.map(({ code, range: { start } }) => `${code} at ${start.line}:${start.character}`);
}

describe('findings', () => {
  test('stand in their cell, whose lines count from its start', async () => {
    const notebook = await open([save, '%%time\n\nsave(1)\nprint(2)']);
    expect(await next(notebook.cell(1))).toEqual(['missing-await at 2:0']);
  });

  test('are none where a cell awaits, runs a task that it shows, or is another language', async () => {
    const notebook = await open([
      save,
      'await save(1)',
      'asyncio.create_task(save(1))',
      'loop = asyncio.get_event_loop()',
      '%%bash\nsave(1)',
      '%time await save(1)',
      'async with asyncio.timeout(1):\n    await save(1)',
      'save(1)',
    ]);
    await next(notebook.cell(7));
    expect(editor.pushedUris()).toEqual([notebook.cell(7)]);
  });

  test('are about a loop that runs already', async () => {
    const notebook = await open([save, 'asyncio.run(save(1))']);
    expect(await next(notebook.cell(1))).toEqual(['event-loop-misuse at 0:0']);
    await notebook.edit(0, 'import asyncio', 'import asyncio, nest_asyncio');
    expect(await next(notebook.cell(1), none)).toEqual([]);
  });

  test('are pulled by nobody', async () => {
    const notebook = await open([save, 'save(1)\nprint(2)']);
    await next(notebook.cell(1));
    expect(await editor.diagnostics(notebook.cell(1))).toEqual([]);
  });

  test('are those of other files, too', async () => {
    const notebook = await open(['from store import save', 'save(1)\nprint(2)'], {
      files: { 'store.py': `${save}\n`, 'shop.ipynb': fileOf([]) },
    });
    expect(await next(notebook.cell(1))).toEqual(['missing-await at 0:0']);
  });
});

describe('cells', () => {
  test('that are edited change what others show', async () => {
    const notebook = await open([save, 'save(1)\nprint(2)']);
    await next(notebook.cell(1));
    await notebook.edit(
      0,
      'async def save(order):\n    await asyncio.sleep(order)',
      'def save(order):\n    print(order)',
    );
    await next(notebook.cell(1), none);
  });

  test('come, move and go', async () => {
    const notebook = await open(['def save(order):\n    print(order)', save, 'save(1)\nprint(2)']);
    const call = notebook.cell(2);
    await next(call);
    // The last definition counts.
    await notebook.move(0, 1);
    await next(call, none);
    await notebook.move(0, 1);
    await next(call);
    const added = await notebook.insert(3, 'x = 1\nsave(x)\nprint(x)');
    expect(await next(added)).toEqual(['missing-await at 1:0']);
    await notebook.remove(3);
    await next(added, none);
    await notebook.remove(1);
    await next(call, none);
  });

  test('that are closed show nothing', async () => {
    const notebook = await open([save, 'save(1)\nprint(2)']);
    await next(notebook.cell(1));
    await notebook.close();
    await next(notebook.cell(1), none);
  });
});

describe('actions', () => {
  test('edit their cell in its version', async () => {
    const notebook = await open([save, 'print(2)\nsave(1)\nprint(2)']);
    await next(notebook.cell(1));
    const edit = await notebook.fix(1, 'save(1)', /^Add `await`/);
    const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(changes.map(({ textDocument }) => textDocument.uri)).toEqual([notebook.cell(1)]);
    expect(notebook.applied(changes)).toEqual([save, 'print(2)\nawait save(1)\nprint(2)']);
  });

  test('edit several cells where they have to', async () => {
    const notebook = await open(['import time', 'async def run():\n    time.sleep(1)']);
    await next(notebook.cell(1));
    const edit = await notebook.fix(1, 'time.sleep(1)', /asyncio\.sleep/);
    const changes = (edit?.documentChanges ?? []) as TextDocumentEdit[];
    expect(notebook.applied(changes)).toEqual([
      'import asyncio\nimport time',
      'async def run():\n    await asyncio.sleep(1)',
    ]);
  });
});

test('a hover explains the finding, with the range in its cell', async () => {
  const notebook = await open([save, 'print(2)\nsave(1)\nprint(2)']);
  const hover = await notebook.hover(1, 'save(1)');
  expect(hover?.range?.start).toEqual({ line: 1, character: 0 });
});

test('a completion brings its import into its own cell', async () => {
  const notebook = await open(['x = 1', 'async def run(jobs):\n    aio']);
  const items = await notebook.completions(1, 'aio', 3);
  const gather = items.find(({ additionalTextEdits }) => (additionalTextEdits ?? []).length > 0);
  const top = { line: 0, character: 0 };
  expect(gather?.additionalTextEdits).toContainEqual({
    range: { start: top, end: top },
    newText: 'import asyncio\n',
  });
});

test('a completion awaits in a cell as it stands', async () => {
  const notebook = await open(['x = 1', 'aio']);
  const items = await notebook.completions(1, 'aio', 3);
  const gather = items.find(({ label }) => label === 'aioGather');
  expect(gather?.textEdit?.newText).toMatch(/^import asyncio\n\$\{1:first\}, \$\{2:second\} = await asyncio\.gather\(/);
  expect(gather?.additionalTextEdits).toEqual([]);
  expect(items.map(({ label }) => label)).not.toContain('aioMain');
});

describe('a scan', () => {
  test('names the cell in a notebook that is not open, until it is', async () => {
    editor = new Editor({ script: bundle.script, files: { 'shop.ipynb': fileOf([save, '\nsave(1)\nprint(2)']) } });
    await editor.initialized;
    await editor.connection.sendRequest('workspace/executeCommand', { command: 'async-pitfalls.scanWorkspace' });
    const { diagnostics } = await editor.next('shop.ipynb', some);
    expect(diagnostics.map(({ message }) => message)).toEqual([
      'Cell 2, line 2: `save` never runs: its coroutine is dropped without await.',
    ]);
    const notebook = new Notebook(editor, 'shop.ipynb');
    await notebook.open([save, '\nsave(1)\nprint(2)']);
    await editor.next('shop.ipynb', none);
    await notebook.close();
    await editor.next('shop.ipynb', some);
  });
});

test('the file of a notebook, opened as text, is left alone', async () => {
  editor = new Editor({ script: bundle.script, files: { 'shop.ipynb': fileOf([save, 'save(1)']) } });
  await editor.initialized;
  await editor.open('shop.ipynb', 'json');
  expect(await editor.diagnostics('shop.ipynb')).toEqual([]);
});
