/** The JavaScript forms do what their titles say: each is run by Node, with stand-ins for what its placeholders name. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { snippets } from '../snippets/catalogue.ts';
import type { Snippet, SnippetForm } from '../snippets/snippet.ts';

/** Nothing waits for real and nothing reaches the network. */
const standIns = `import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
globalThis.assert = assert;
globalThis.setTimeout = (then, _, ...values) => setImmediate(then, ...values);
globalThis.fetch = async (url, { signal, body }) => {
  assert(signal instanceof AbortSignal);
  return new Response(body ?? JSON.stringify({ url }));
};
globalThis.calls = [];
globalThis.load = async (item) => { calls.push(item); await null; return 'loaded ' + item; };
globalThis.loadFirst = async () => 'first';
globalThis.loadSecond = async () => 'second';
globalThis.work = async () => { calls.push('work'); };
globalThis.first = async (signal) => { calls.push('first'); signal?.addEventListener('abort', () => calls.push('aborted')); };
globalThis.second = async () => { await null; calls.push('second'); };
globalThis.openResource = async () => ({ close: async () => { calls.push('closed'); } });
globalThis.saveAll = async (batch) => { calls.push(batch.length); };
globalThis.items = ['one', 'two', 'three'];
globalThis.urls = ['/a', '/b'];
globalThis.url = '/a';
globalThis.data = { name: 'Ada' };
globalThis.stream = (async function* () { yield 'one'; yield 'two'; })();
globalThis.text = 'hello';
globalThis.file = fileURLToPath(new URL('hello.txt', import.meta.url));
globalThis.target = file + '.gz';
`;

/** What holds once a snippet has run. In what it defines, names are those of its placeholders. */
const expectations: Readonly<Record<string, string>> = {
  aioAbort: `assert.deepEqual(calls, ['first'])`,
  aioAbortAny: `controller.abort(); assert(signal.aborted)`,
  aioAllMap: `assert.equal(calls.length, 3)`,
  aioArrow: `assert.equal(await run('x'), 'loaded x')`,
  aioBackground: `startInBackground(work); startInBackground(async () => { throw new Error('shown') });
    assert.equal(backgroundJobs.size, 2); await Promise.all(backgroundJobs); assert.equal(backgroundJobs.size, 0)`,
  aioBatch: `assert.deepEqual(calls, [3])`,
  aioDeferred: `open(); await opened`,
  aioDisposeClass: `await new Resource()[Symbol.asyncDispose](); assert.deepEqual(calls, ['work'])`,
  aioFirst: `assert.equal(await firstOf(() => Promise.reject(new Error('no')), async () => 'yes'), 'yes');
    await assert.rejects(firstOf(() => Promise.reject(new Error('no'))), AggregateError)`,
  aioFn: `assert.equal(await run('x'), 'loaded x')`,
  aioGen: `const all = []; for await (const item of generate(['x', 'y'])) all.push(item);
    assert.deepEqual(all, ['loaded x', 'loaded y'])`,
  aioGroup: `assert.deepEqual(calls, ['first', 'second', 'aborted'])`,
  aioIterClass: `const all = []; for await (const item of new Pages(['x'])) all.push(item); assert.deepEqual(all, ['loaded x'])`,
  aioLoopDelay: `delay.disable()`,
  aioMain: `await null; assert.deepEqual(calls, ['work'])`,
  aioMemo: `assert.equal(cached('x'), cached('x')); await cached('x'); assert.deepEqual(calls, ['x']);
    globalThis.load = () => Promise.reject(new Error('no')); await assert.rejects(cached('y')); await null; assert(!cache.has('y'))`,
  aioMutex: `const log = []; const job = (name) => exclusively(async () => { log.push(name); await null; log.push(name); });
    await Promise.allSettled([job(1), exclusively(() => Promise.reject(new Error('no'))), job(2)]);
    assert.deepEqual(log, [1, 1, 2, 2])`,
  aioPipeline: `const { readFileSync } = await import('node:fs'); const { gunzipSync } = await import('node:zlib');
    assert.equal(gunzipSync(readFileSync(target)).toString(), 'hello')`,
  aioPool: `let running = 0, most = 0;
    const work = async (item) => { most = Math.max(most, ++running); await null; running--; return item * 2; };
    assert.deepEqual(await mapLimit([1, 2, 3, 4, 5], 2, work), [2, 4, 6, 8, 10]); assert.equal(most, 2)`,
  aioQueue: `const queue = new AsyncQueue(); const taken = [];
    const take = async () => { for await (const item of queue) { taken.push(item); await null; } };
    const takers = [take(), take()]; await null;
    for (const item of [1, undefined, 3, 4, 5]) queue.put(item);
    await null; queue.close(); await Promise.all(takers); assert.deepEqual(taken.toSorted(), [1, 3, 4, 5, undefined])`,
  aioQueueWorkers: `assert.deepEqual(calls.toSorted(), ['one', 'three', 'two'])`,
  aioRace: `assert.equal(calls.at(-1), 'aborted')`,
  aioRetry: `let tries = 0; assert.equal(await retry(async () => { if (++tries < 3) throw new Error('no'); return tries; }), 3);
    await assert.rejects(retry(() => Promise.reject(new Error('never'))), /never/)`,
  aioServer: `await new Promise((done) => server.once('listening', done));
    const { connect } = await import('node:net'); const client = connect(server.address().port); client.end('hello');
    let echo = ''; for await (const chunk of client) echo += chunk; assert.equal(echo, 'hello'); server.close()`,
  aioSocketLines: `const { Readable } = await import('node:stream'); const lines = [];
    for await (const line of linesOf(Readable.from(['on', 'e\\n\\ntwo']))) lines.push(line);
    assert.deepEqual(lines, ['one', '', 'two'])`,
  aioUnhandled: `process.removeAllListeners('unhandledRejection')`,
  aioUsing: `assert.deepEqual(calls, ['closed'])`,
  aioWorker: `const { writeFileSync } = await import('node:fs');
    const worker = new URL('worker.js', import.meta.url);
    writeFileSync(worker, "const { parentPort, workerData } = require('node:worker_threads'); if (workerData) parentPort.postMessage(workerData * 2);");
    assert.equal(await runInWorker(21), 42); await assert.rejects(runInWorker(0), /without a result/)`,
};

const nodeVersion = Number(process.versions.node.split('.')[0]);

/** Forms with types, for packages and for newer versions of Node than this one are left to the compiler. */
function runs({ needs = {} }: SnippetForm): boolean {
  const { typed, dependency, moduleSystem, nodeVersion: oldest = 0 } = needs;
  const isInstalled = dependency === undefined || dependency === '@types/node';
  return typed === undefined && isInstalled && moduleSystem !== 'commonjs' && oldest <= nodeVersion;
}

const forms = snippets
  .filter(({ language }) => language === 'typescript')
  .flatMap((snippet) => snippet.forms.filter(runs).map((form) => ({ snippet, form, word: snippet.word })));

test('every snippet has a form that runs', () => {
  const words = snippets.filter(({ language }) => language === 'typescript').map(({ word }) => word);
  expect([...new Set(forms.map(({ word }) => word))]).toEqual(words);
  expect(Object.keys(expectations).filter((word) => !words.includes(word))).toEqual([]);
});

test.each(forms)('$word runs', ({ snippet, form }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'snippet-'));
  try {
    writeFileSync(path.join(folder, 'hello.txt'), 'hello');
    writeFileSync(path.join(folder, 'standIns.mjs'), standIns);
    writeFileSync(path.join(folder, 'main.mjs'), program(snippet, form));
    // An unhandled rejection ends Node with a code of its own.
    const { status, stderr } = spawnSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function program({ word, place }: Snippet, form: SnippetForm): string {
  const imports = (form.imports ?? []).map(
    ({ module, name = '*', local = name }) => `import { ${name} as ${local} } from '${module}';`,
  );
  const body = form.body
    .join('\n')
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replaceAll('$0', '')
    .replaceAll('\\$', '$')
    // Any free port will do.
    .replace('8080', '0');
  const placed = place === 'async' ? `async function example() {\n${body}\n}\nawait example();` : body;
  return [`import './standIns.mjs';`, ...imports, placed, expectations[word] ?? ''].join('\n');
}
