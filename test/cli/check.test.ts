/** The check command as a process on real files. */

import { readFileSync, symlinkSync } from 'node:fs';
import { once } from 'node:events';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { JsonReport } from '../../server/cli/reporters/json.ts';
import { folderWith } from '../unit/cli/temporaryFolder.ts';
import { exitCodeOf, isGroupAlive, run, start, textOf } from './commandLine.ts';

const flawed = 'import asyncio\nimport time\n\n\nasync def handle():\n    time.sleep(1)\n';
const fixed = 'import asyncio\nimport time\n\n\nasync def handle():\n    await asyncio.sleep(1)\n';
const clean = 'async def handle():\n    return 1\n';

describe('exit codes', () => {
  test('0 where nothing is found', async () => {
    const { exitCode, output, errorOutput } = await run(folderWith({ 'a.py': clean }), ['check']);
    expect({ exitCode, errorOutput }).toEqual({ exitCode: 0, errorOutput: '' });
    expect(output).toMatch(/^No findings in 1 file, \d+\.\d s\n$/);
  });

  test('1 where something is found', async () => {
    const { exitCode, output } = await run(folderWith({ 'a.py': flawed }), ['check', 'a.py']);
    expect(exitCode).toBe(1);
    expect(output).toContain('a.py:6:5 error blocking-call\n');
    expect(output).toContain('  6 │     time.sleep(1)\n    │     ~~~~~~~~~~~~~\n');
    expect(output).toContain('1 finding (1 error) in 1 file');
  });

  test('0 where what is found is below the level that fails', async () => {
    const folder = folderWith({ 'a.py': flawed });
    const argv = ['check', '--rule', 'blocking-call=information'];
    expect((await run(folder, argv)).exitCode).toBe(0);
    expect((await run(folder, [...argv, '--fail-on', 'information'])).exitCode).toBe(1);
  });

  test('2 where a path is missing, and the rest is checked', async () => {
    const { exitCode, output, errorOutput } = await run(folderWith({ 'a.py': flawed }), ['check', 'a.py', 'gone.py']);
    expect(exitCode).toBe(2);
    expect(output).toContain('a.py:6:5');
    expect(errorOutput).toBe('gone.py: there is no such file or folder\n');
  });

  test.each([
    [['check', '--format', 'xml'], "argument 'xml' is invalid"],
    [['check', '--max-findings', '0'], 'whole number above 0'],
    [['check', '--rule', 'blocking-cal'], 'Did you mean blocking-call?'],
    [['check', '--config', 'gone.json'], 'There is no configuration file gone.json.'],
    [['check', '--fxi'], 'Did you mean --fix?'],
    [['chekc'], 'Did you mean check?'],
  ])('2 for %j', async (argv, message) => {
    const { exitCode, errorOutput } = await run(folderWith({ 'a.py': flawed }), argv);
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain(message);
  });

  test('2 where the configuration has a mistake, with its place', async () => {
    const folder = folderWith({
      'a.py': flawed,
      'async-pitfalls.json': '{\n  "rules": { "blocking-cal": "off" }\n}\n',
    });
    const { exitCode, output, errorOutput } = await run(folder, ['check']);
    expect(exitCode).toBe(2);
    expect(output).toContain('a.py:6:5');
    expect(errorOutput).toMatch(/^async-pitfalls\.json:2:14: .*blocking-call/);
  });
});

describe('files', () => {
  test('links that lead in a circle end', async () => {
    const folder = folderWith({ 'src/a.py': flawed });
    symlinkSync('..', `${folder}/src/up`);
    expect((await run(folder, ['check', '-q'])).output.trim().split('\n')).toHaveLength(1);
  });

  test('both languages are reported in the order of their paths', async () => {
    const typescript = 'async function save() {}\nexport async function handle() {\n  save();\n}\n';
    const folder = folderWith({ 'c.py': flawed, 'b.ts': typescript, 'a.py': flawed });
    const { output } = await run(folder, ['check', '-q']);
    expect(output.match(/^\w\.\w+/gm)).toEqual(['a.py', 'b.ts', 'c.py']);
  });

  test('a configuration file of the user holds instead of the nearest', async () => {
    const folder = folderWith({
      'a.py': flawed,
      'async-pitfalls.json': '{ "rules": { "blocking-call": "off" } }',
      'ci/strict.json': '{ "rules": { "blocking-call": "hint" } }',
    });
    expect((await run(folder, ['check', '-q'])).output).toBe('');
    expect((await run(folder, ['check', '-q', '--config', 'ci/strict.json'])).output).toContain('a.py:6:5 hint');
  });
});

describe('formats', () => {
  test('json is one object with findings and problems', async () => {
    const folder = folderWith({ 'a.py': `\ufeff${flawed}` });
    const { exitCode, output } = await run(folder, ['check', '--format', 'json', '.', 'gone']);
    const report: JsonReport = JSON.parse(output);
    expect(exitCode).toBe(2);
    expect(report.version).toBe(1);
    expect(report.findings).toMatchObject([
      {
        path: 'a.py',
        rule: 'blocking-call',
        level: 'error',
        start: { line: 6, column: 5, offset: flawed.indexOf('time.sleep') },
      },
    ]);
    expect(report.problems).toEqual([{ kind: 'unreadable', path: 'gone', message: 'there is no such file or folder' }]);
  });

  test('sarif names every rule and points to the file', async () => {
    const { output } = await run(folderWith({ 'sub folder/a.py': flawed }), ['check', '--format', 'sarif']);
    const log: Log = JSON.parse(output);
    const run0 = log.runs[0];
    expect(run0?.tool.driver.rules?.map((rule) => rule.id)).toContain('missing-await');
    expect(run0?.tool.driver.rules?.every((rule) => rule.help?.markdown !== undefined)).toBe(true);
    expect(run0?.results?.[0]?.locations?.[0]?.physicalLocation?.artifactLocation?.uri).toBe('sub%20folder/a.py');
  });

  test('github makes annotations', async () => {
    const { output } = await run(folderWith({ 'a.py': flawed }), ['check', '--format', 'github']);
    expect(output).toMatch(/^::error file=a\.py,line=6,endLine=6,col=5,endColumn=18,title=blocking-call::/);
  });

  test('text has colours where the environment asks for them', async () => {
    const folder = folderWith({ 'a.py': flawed });
    expect((await run(folder, ['check'], { FORCE_COLOR: '1' })).output).toContain('\u001b[');
    expect((await run(folder, ['check'])).output).not.toContain('\u001b');
  });

  test('text speaks Chinese where the environment does', async () => {
    const { output } = await run(folderWith({ 'a.py': flawed }), ['check'], { LANG: 'zh_CN.UTF-8' });
    expect(output).toContain('1 个文件中发现 1 个问题');
  });

  test('the maximum is kept', async () => {
    const folder = folderWith({ 'a.py': flawed, 'b.py': flawed });
    const { output } = await run(folder, ['check', '--max-findings', '1']);
    expect(output.match(/\d error blocking-call/g)).toHaveLength(1);
    expect(output).toContain('1 finding is not shown');
  });
});

describe('fixes', () => {
  test('keep the byte order mark and the line ends', async () => {
    const crlf = (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'a.py': crlf(flawed) });
    const { exitCode, output } = await run(folder, ['check', '--fix']);
    expect(exitCode).toBe(0);
    expect(output).toContain('Fixed 1 finding in 1 file.\n');
    expect(readFileSync(`${folder}/a.py`, 'utf8')).toBe(crlf(fixed));
  });

  test('are not applied unless the user asks', async () => {
    const folder = folderWith({ 'a.py': flawed });
    await run(folder, ['check']);
    expect(readFileSync(`${folder}/a.py`, 'utf8')).toBe(flawed);
  });

  test('that change behaviour are applied on their own request only', async () => {
    const dropped = 'async def save():\n    return 1\n\n\nasync def handle():\n    save()\n';
    const folder = folderWith({ 'a.py': dropped });
    expect((await run(folder, ['check', '--fix'])).exitCode).toBe(1);
    expect((await run(folder, ['check', '--fix-suggestions'])).exitCode).toBe(0);
    expect(readFileSync(`${folder}/a.py`, 'utf8')).toBe(dropped.replace('    save()', '    await save()'));
  });
});

describe('ends early', () => {
  /** Enough to fill any pipe. */
  const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}.py`, flawed]));

  test('quietly where the reader goes away', async () => {
    const child = start(folderWith(many), ['check']);
    const errorOutput = textOf(child.stderr);
    const exit = exitCodeOf(child);
    await once(child.stdout, 'data');
    child.stdout.destroy();
    expect(await exit).toBe(141);
    expect(await errorOutput).toBe('');
  });

  test('with 130 where the user interrupts, even while nobody reads', async () => {
    const child = start(folderWith({ ...many, 'a.ts': 'export {};\n' }), ['check']);
    const exit = exitCodeOf(child);
    await once(child.stdout, 'readable');
    child.kill('SIGINT');
    expect(await exit).toBe(130);
    await expect.poll(() => isGroupAlive(child.pid), { timeout: 20_000 }).toBe(false);
  });
});

test.each(['text', 'json', 'sarif', 'github'])('findings are reported in Chinese as %s', async (format) => {
  const folder = folderWith({ 'a.py': flawed });
  const { output } = await run(folder, ['check', '--format', format, '--lang', 'zh-cn']);
  expect(output).toContain('`time.sleep` 休眠期间会停住整个 event loop');
  expect(output).not.toContain('stops the whole event loop');
});
