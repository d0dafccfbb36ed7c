/** The commands around the rules, as processes. */

import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { catalogue } from '../../rules/catalogue.ts';
import { folderWith } from '../unit/cli/temporaryFolder.ts';
import { run } from './commandLine.ts';

describe('explain', () => {
  test.each(catalogue.map(({ rule }) => rule.name))('shows the page of %s from the bundle', async (rule) => {
    const { exitCode, output } = await run(folderWith({}), ['explain', rule]);
    expect(exitCode).toBe(0);
    expect(output).toMatch(new RegExp(`^# .*${rule}`));
    expect(output.length).toBeGreaterThan(500);
  });

  test.each([
    [['--lang', 'zh-cn'], {}],
    [[], { LANG: 'zh_CN.UTF-8' }],
  ])('speaks Chinese with %j in %o', async (argv, environment) => {
    const folder = folderWith({});
    expect((await run(folder, ['explain', 'missing-await', ...argv], environment)).output).toContain('## 为什么有害');
    expect((await run(folder, ['explain', 'missing-awat', ...argv], environment)).errorOutput).toBe(
      '没有名为 missing-awat 的规则。是否想写 missing-await？\n',
    );
  });

  test('speaks no language that we do not write', async () => {
    const { exitCode, errorOutput } = await run(folderWith({}), ['explain', 'missing-await', '--lang', 'fr']);
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain('Allowed choices are en, zh-cn.');
  });

  test('suggests the nearest rule', async () => {
    expect(await run(folderWith({}), ['explain', 'missing-awat'])).toEqual({
      exitCode: 2,
      output: '',
      errorOutput: 'There is no rule missing-awat. Did you mean missing-await?\n',
    });
  });
});

test('rules lists every rule', async () => {
  const { output } = await run(folderWith({}), ['rules']);
  expect(output.match(/^[a-z-]+/gm)).toEqual(catalogue.map(({ rule }) => rule.name));
});

test('the version is that of the package', async () => {
  expect((await run(folderWith({}), ['--version'])).output).toBe(`${manifest.version}\n`);
});

test.each([['--help'], ['check', '--help']])('%s exits with 0', async (...argv) => {
  const { exitCode, output, errorOutput } = await run(folderWith({}), argv);
  expect({ exitCode, errorOutput }).toEqual({ exitCode: 0, errorOutput: '' });
  expect(output).not.toBe('');
});
