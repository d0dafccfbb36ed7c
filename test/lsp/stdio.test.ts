/** `async-pitfalls lsp --stdio` with an editor that can do no more than the protocol demands. */

import { spawn } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Message, PlainClient } from './plainClient.ts';

const commandLine = path.resolve(import.meta.dirname, '../../dist/cli.mjs');
const python = '# 😀 é\nasync def save():\n    pass\n\n\nasync def run():\n    "😀"; save()\n';

let folder: string;
let client: PlainClient;

beforeAll(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'plain-client-')));
  writeFileSync(path.join(folder, 'shop.py'), python);
});
beforeEach(() => {
  client = new PlainClient([process.execPath, commandLine, 'lsp', '--stdio']);
});
afterEach(() => client.kill());
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const uri = () => pathToFileURL(path.join(folder, 'shop.py')).href;

async function initialize(processId: number | null = process.pid): Promise<Message> {
  const answer = await client.request('initialize', {
    processId,
    rootUri: pathToFileURL(folder).href,
    capabilities: {},
  });
  client.notify('initialized', {});
  return answer;
}

function open(text: string): void {
  client.notify('textDocument/didOpen', { textDocument: { uri: uri(), languageId: 'python', version: 1, text } });
}

async function pushed(version: number): Promise<readonly { readonly code: string; readonly range: unknown }[]> {
  const { params } = await client.until(
    ({ method, params }) =>
      method === 'textDocument/publishDiagnostics' && (params as { version?: number }).version === version,
  );
  return (params as { diagnostics: { code: string; range: unknown }[] }).diagnostics;
}

async function shutDown(): Promise<number | null> {
  await client.request('shutdown');
  client.notify('exit');
  return client.ended;
}

describe('a plain client', () => {
  test('is pushed findings, in UTF-16, and asked for nothing that it cannot do', async () => {
    const { result } = await initialize();
    expect(result).toMatchObject({
      capabilities: { positionEncoding: 'utf-16' },
      serverInfo: { name: 'async-pitfalls' },
    });
    open(python);
    expect(await pushed(1)).toMatchObject([
      { code: 'missing-await', range: { start: { line: 6, character: 10 }, end: { line: 6, character: 16 } } },
    ]);
    client.notify('textDocument/didChange', {
      textDocument: { uri: uri(), version: 2 },
      contentChanges: [{ text: python.replace('save()\n', 'await save()\n').replace('async def await', 'async def') }],
    });
    expect(await pushed(2)).toEqual([]);
    expect(client.asked).toEqual([]);
    expect(await shutDown()).toBe(0);
  });

  test('gets whole edits at once, for it resolves nothing', async () => {
    await initialize();
    open(python);
    const [finding] = await pushed(1);
    const { result } = await client.request('textDocument/codeAction', {
      textDocument: { uri: uri() },
      range: finding?.range,
      context: { diagnostics: [] },
    });
    const actions = result as { title: string; edit?: { changes?: Record<string, unknown> } }[];
    const action = actions.find(({ title }) => title.startsWith('Add `await`'));
    expect(action?.edit?.changes?.[uri()]).toEqual([
      { range: { start: { line: 6, character: 10 }, end: { line: 6, character: 10 } }, newText: 'await ' },
    ]);
    expect(await shutDown()).toBe(0);
  });

  test('gets completions that are plain text', async () => {
    await initialize();
    open('import asyncio\n\n\nasync def run():\n    aioGath\n');
    const { result } = await client.request('textDocument/completion', {
      textDocument: { uri: uri() },
      position: { line: 4, character: 11 },
    });
    const items = result as { label: string; insertTextFormat: number; textEdit: { newText: string } }[];
    const gather = items.find(({ label }) => label === 'aioGather');
    expect(gather?.insertTextFormat).toBe(1);
    expect(gather?.textEdit.newText).not.toContain('$');
  });
});

describe('the server', () => {
  test('answers nothing before it is initialized, and does not mind', async () => {
    const { error } = await client.request('textDocument/hover', {
      textDocument: { uri: uri() },
      position: { line: 0, character: 0 },
    });
    expect(error).toBeDefined();
    expect((await initialize()).result).toBeDefined();
  });

  test('knows what it does not know', async () => {
    await initialize();
    expect((await client.request('textDocument/nonsense', {})).error?.code).toBe(-32601);
    expect(await shutDown()).toBe(0);
  });

  test('goes on after a message that is no JSON', async () => {
    await initialize();
    client.write('Content-Length: 9\r\n\r\n{"broken"');
    open(python);
    expect(await pushed(1)).toHaveLength(1);
  });

  test('ends with 1 where nobody has said goodbye', async () => {
    await initialize();
    client.notify('exit');
    expect(await client.ended).toBe(1);
  });

  test('ends when its input does', async () => {
    await initialize();
    open(python);
    await pushed(1);
    client.closeInput();
    expect(await client.ended).toBe(1);
  });

  test('ends when the editor dies that started it', async () => {
    const dead = spawn(process.execPath, ['-e', '']);
    await new Promise((ended) => dead.once('close', ended));
    await initialize(dead.pid ?? null);
    expect(await client.ended).toBe(1);
  });

  test('writes nothing but the protocol to its output, and nothing to its error output', async () => {
    await initialize();
    open(python);
    await pushed(1);
    expect(await shutDown()).toBe(0);
    expect(client.errorOutput).toEqual([]);
  });
});
