/** The `graph` command, as a process. */

import { describe, expect, test } from 'vitest';
import { folderWith } from '../unit/cli/temporaryFolder.ts';
import { run } from './commandLine.ts';

const files = {
  'app/main.py': 'from app import store\n\n\nasync def main():\n    store.check()\n    await store.save()\n',
  'app/store.py': 'import time\n\n\ndef check():\n    time.sleep(1)\n\n\nasync def save():\n    check()\n',
};

describe('graph', () => {
  test('shows what a function waits for, each step with its line', async () => {
    expect(await run(folderWith(files), ['graph', 'app/main.py:5'])).toEqual({
      exitCode: 0,
      errorOutput: '',
      output: [
        'main  async  app/main.py:4',
        '  1. store.check  blocks (sleep), through time.sleep  app/main.py:5',
        '     1. time.sleep  blocks (sleep)  app/store.py:5',
        '  2. store.save  awaits  app/main.py:6',
        '     1. check  blocks (sleep), through time.sleep  app/store.py:9',
        '',
      ].join('\n'),
    });
  });

  test('shows who calls it, in Chinese', async () => {
    const { output } = await run(folderWith(files), ['graph', 'app/store.py:8', '--callers', '--lang', 'zh']);
    expect(output).toBe(
      'save  async  app/store.py:8\n  main  async  app/main.py:4\n     1. store.save  await  app/main.py:6\n',
    );
  });

  test('takes the function at a column, and TypeScript as well', async () => {
    const folder = folderWith({ 'run.ts': 'const load = async () => 1; const run = async () => { await load(); };\n' });
    expect((await run(folder, ['graph', 'run.ts:1:60'])).output).toBe(
      'run  async  run.ts:1\n  1. load  awaits  run.ts:1\n',
    );
  });

  test.each([
    ['none.py:1', 'There is no file none.py.\n'],
    ['app/main.py', expect.stringContaining('src/orders.ts:12')],
  ])('says what is wrong with %s', async (place, errorOutput) => {
    expect(await run(folderWith(files), ['graph', place])).toEqual({ exitCode: 2, output: '', errorOutput });
  });
});
