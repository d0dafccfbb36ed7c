import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FrontEndHealth } from '../../../server/node/frontEndHealth.ts';
import { FrontEndThread } from '../../../server/node/frontEndThread.ts';
import { emptyConfiguration } from '../../../server/workspace/configuration.ts';
import type { Standard } from '../../../server/workspace/judge.ts';
import type { RemoteAnswer } from '../../../server/workspace/ports.ts';

let folder: string;
let script: URL;
let thread: FrontEndThread;
let errors: string[];
let health: FrontEndHealth[];

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'front-end-thread-'));
  const outfile = path.join(folder, 'worker.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, 'crashingFrontEnd.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  script = pathToFileURL(outfile);
});

beforeEach(() => {
  errors = [];
  health = [];
  const log = { info() {}, warn() {}, error: (message: string) => errors.push(message) };
  thread = new FrontEndThread({ language: 'python', script, log, onHealth: (told) => health.push(told) });
});

afterEach(() => thread.dispose());
afterAll(() => rmSync(folder, { recursive: true }));

async function ask(...paths: string[]): Promise<RemoteAnswer[]> {
  const answers: RemoteAnswer[] = [];
  for await (const answer of thread.facts(paths)) answers.push(answer);
  return answers.sort((a, b) => (a.path < b.path ? -1 : 1));
}

const documentOf = (answer: RemoteAnswer | undefined) => (answer?.kind === 'facts' ? answer.document : undefined);

describe('a front end in a thread', () => {
  test('answers every path', async () => {
    expect((await ask('/a', '/b')).map(({ kind, path }) => [kind, path])).toEqual([
      ['facts', '/a'],
      ['facts', '/b'],
    ]);
  });

  test('answers about selections, but not where it crashes over them', async () => {
    const range = { start: 1, end: 2 };
    expect((await thread.selection('/a', range))?.range).toEqual(range);
    expect(await thread.selection('/crash', range)).toBeUndefined();
    expect((await thread.selection('/a', range))?.range).toEqual(range);
  });

  test('knows what it was told before it started', async () => {
    thread.configure({ roots: ['/root'], namesOfInterest: [], tracedCalls: [] });
    thread.open({ path: '/open', language: 'python', version: 7, text: 'await f()' });
    const [closed, open] = await ask('/closed', '/open');
    expect(documentOf(closed)?.text).toBe('/root');
    expect(documentOf(open)?.version).toBe(7);
  });

  test('is told everything again after a crash, and asked again', async () => {
    thread.configure({ roots: ['/root'], namesOfInterest: [], tracedCalls: [] });
    thread.open({ path: '/open', language: 'python', version: 7, text: 'await f()' });
    const once = `once-${path.join(folder, 'crashed')}`;
    const answers = await ask('/open', once, '/z');
    expect(answers.map(({ kind }) => kind)).toEqual(['facts', 'facts', 'facts']);
    expect(documentOf(answers.find((answer) => answer.path === once))?.text).toBe('/root');
    expect(documentOf((await ask('/open'))[0])?.version).toBe(7);
    expect(errors).toHaveLength(1);
  });

  test('loses only the file that crashes it', async () => {
    const paths = Array.from({ length: 20 }, (_, index) => `/file-${String(index).padStart(2, '0')}`);
    const answers = await ask(...paths.slice(0, 13), '/crash', ...paths.slice(13));
    expect(answers).toHaveLength(21);
    expect(answers.filter(({ kind }) => kind === 'unreadable').map((answer) => answer.path)).toEqual(['/crash']);
  });

  test('sets aside what crashes it, by name, until it changes', async () => {
    await ask('/crash', '/good');
    expect(health.at(-1)).toEqual({ condition: 'working', fault: 'crashed', setAside: ['/crash'] });
    expect(errors.at(-1)).toBe('the python analysis crashed on /crash, which is set aside until it changes');
    const before = errors.length;
    expect(await ask('/crash')).toEqual([{ kind: 'unreadable', path: '/crash', reason: 'the analysis crashed on it' }]);
    expect(errors).toHaveLength(before);
    thread.open({ path: '/crash', language: 'python', version: 2, text: '' });
    expect(health.at(-1)?.setAside).toEqual([]);
    await ask('/crash');
    expect(errors.length).toBeGreaterThan(before);
  });

  test('starts anew when it runs out of memory, and loses only the file', async () => {
    thread.configure({ roots: [], namesOfInterest: [], tracedCalls: [], memoryLimit: 64 });
    const answers = await ask('/a', '/fill', '/z');
    expect(answers.map(({ kind }) => kind)).toEqual(['facts', 'unreadable', 'facts']);
    expect(health.at(-1)).toEqual({ condition: 'working', fault: 'ran out of memory', setAside: ['/fill'] });
  });

  test('is not filled again and again', async () => {
    thread.configure({ roots: [], namesOfInterest: [], tracedCalls: [], memoryLimit: 64 });
    for (const path of ['/1-fill', '/2-fill']) await ask(path);
    expect(health.at(-1)?.condition).toBe('failing');
    const before = errors.length;
    expect(await ask('/good')).toEqual([
      { kind: 'unreadable', path: '/good', reason: 'the analysis ran out of memory' },
    ]);
    expect(errors).toHaveLength(before);
    thread.configure({ roots: [], namesOfInterest: [], tracedCalls: [], memoryLimit: 128 });
    expect((await ask('/good'))[0]?.kind).toBe('facts');
  });

  test('says which files are clean by the standard of each, also after a crash', async () => {
    const standards: Readonly<Record<string, Standard>> = {
      '/off-flawed': { configuration: { ...emptyConfiguration, levels: { flaw: 'off' } } },
      '/test-flawed': { configuration: emptyConfiguration, role: 'test' },
    };
    const standardOf = (path: string) => standards[path] ?? { configuration: emptyConfiguration };
    const paths = ['/a', '/bomb', '/crash', '/flawed', '/off-flawed', '/test-flawed'];
    const kinds: Record<string, string> = {};
    for await (const { path, kind } of thread.facts(paths, { standardOf })) kinds[path] = kind;
    expect(kinds).toEqual({
      '/a': 'clean',
      '/bomb': 'facts',
      '/crash': 'unreadable',
      '/flawed': 'facts',
      '/off-flawed': 'clean',
      '/test-flawed': 'clean',
    });
    // Who asks for facts gets them.
    expect((await ask('/a')).map(({ kind }) => kind)).toEqual(['facts']);
  });

  test('answers other readers while one file crashes it', async () => {
    const [bad, good] = await Promise.all([ask('/crash'), ask('/good')]);
    expect(bad[0]?.kind).toBe('unreadable');
    expect(good[0]?.kind).toBe('facts');
  });

  test('gives up when nothing but crashes happens, and recovers with the next answer', async () => {
    const answers = await ask(...Array.from({ length: 99 }, (_, index) => `/${index}-crash`));
    expect(new Set(answers.map(({ kind }) => kind))).toEqual(new Set(['unreadable']));
    expect(answers).toHaveLength(99);
    expect(health.at(-1)?.condition).toBe('failing');
    expect((await ask('/good'))[0]?.kind).toBe('facts');
    expect(health.at(-1)?.condition).toBe('working');
  });

  test('stops answering once it is cancelled', async () => {
    const abort = new AbortController();
    const answers: string[] = [];
    for await (const answer of thread.facts(['/a', '/b', '/c'], { signal: abort.signal })) {
      answers.push(answer.path);
      abort.abort();
    }
    expect(answers[0]).toBe('/a');
    expect((await ask('/d'))[0]?.path).toBe('/d');
  });

  test('ends what is asked when it is disposed', async () => {
    const answers = ask('/a');
    await thread.dispose();
    expect(await answers).toEqual([]);
    expect(await ask('/b')).toEqual([]);
  });

  test('calls unreadable what it comes to no end with', async () => {
    const log = { info() {}, warn() {}, error: (message: string) => errors.push(message) };
    const hanging = new FrontEndThread({ language: 'python', script, log, silenceLimit: 20 });
    const answers: RemoteAnswer[] = [];
    for await (const answer of hanging.facts(['/hang'])) answers.push(answer);
    expect(answers).toEqual([{ kind: 'unreadable', path: '/hang', reason: 'the analysis came to no end on it' }]);
    expect(errors).toHaveLength(3);
    await hanging.dispose();
  });

  test('shows that nothing is heard before it is ended', async () => {
    const log = { info() {}, warn() {}, error() {} };
    const conditions: string[] = [];
    const onHealth = ({ condition }: FrontEndHealth) => conditions.push(condition);
    const hanging = new FrontEndThread({ language: 'python', script, log, silenceLimit: 200, onHealth });
    for await (const answer of hanging.facts(['/hang'])) expect(answer.kind).toBe('unreadable');
    expect(conditions.slice(0, 2)).toEqual(['silent', 'working']);
    await hanging.dispose();
  });

  test('is ended with a process of its own that takes too much memory', async () => {
    const log = {
      info() {},
      warn() {},
      error: (message: string, reason?: unknown) => errors.push(`${message} ${reason}`),
    };
    const heavy = new FrontEndThread({ language: 'python', script, log, memoryInterval: 10 });
    heavy.configure({ roots: [], namesOfInterest: [], tracedCalls: [], memoryLimit: 16 });
    for await (const answer of heavy.facts(['/process']))
      expect(answer).toEqual({ kind: 'unreadable', path: '/process', reason: 'the analysis ran out of memory on it' });
    expect(errors[0]).toMatch(/the python thread ran out of memory; starting another its process holds \d+ MiB/);
    await heavy.dispose();
  });

  test('gives up on a script that is not there', async () => {
    const log = { info() {}, warn() {}, error() {} };
    const missing = new FrontEndThread({ language: 'python', script: new URL('./missing.mjs', script), log });
    const kinds: string[] = [];
    for await (const answer of missing.facts(['/a'])) kinds.push(answer.kind);
    expect(kinds).toEqual(['unreadable']);
    await missing.dispose();
  });
});
