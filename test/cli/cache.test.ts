/** Results that are kept from one run to the next, as a user sees them. */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith } from '../unit/cli/temporaryFolder.ts';
import { run } from './commandLine.ts';

const files = {
  'package.json': '{}',
  'flawed.ts': 'async function save() {}\nexport async function handle() {\n  save();\n}\n',
  'flawed.py': 'import asyncio\nimport time\n\n\nasync def handle():\n    time.sleep(1)\n',
};
const again = 'info: nothing has changed since the last check';
const withoutTime = (report: string) => report.replace(/\d+\.\d s/, '');

test('a second run says the same without looking again, in both languages', async () => {
  const folder = folderWith(files);
  const first = await run(folder, ['check', '--verbose']);
  const second = await run(folder, ['check', '--verbose']);
  expect(first.errorOutput).not.toContain(again);
  expect(second.errorOutput).toContain(again);
  expect(withoutTime(second.output)).toBe(withoutTime(first.output));
  expect(second.exitCode).toBe(first.exitCode);
  expect(second.output).toContain('2 findings');
});

test('--no-cache looks again', async () => {
  const folder = folderWith(files);
  await run(folder, ['check']);
  expect((await run(folder, ['check', '--verbose', '--no-cache'])).errorOutput).not.toContain(again);
});

test('fixes apply to kept findings, and what was fixed is seen', async () => {
  const folder = folderWith(files);
  await run(folder, ['check', '--cache-location', 'kept']);
  const { errorOutput, output } = await run(folder, [
    'check',
    '--fix-suggestions',
    '--verbose',
    '--cache-location',
    'kept',
  ]);
  expect(errorOutput).toContain(again);
  expect(readFileSync(`${folder}/flawed.ts`, 'utf8')).toContain('  await save();');
  expect(readFileSync(`${folder}/flawed.py`, 'utf8')).toContain('    await asyncio.sleep(1)');
  expect(output).toContain('No findings');
  writeFileSync(`${folder}/flawed.ts`, files['flawed.ts']);
  expect((await run(folder, ['check', '--cache-location', 'kept'])).output).toContain('1 finding');
});

test('what names mean is kept beside the results, and files that are broken are made anew', async () => {
  const folder = folderWith(files);
  const check = ['check', '--cache-location', 'kept', 'flawed.py'];
  const first = await run(folder, check);
  const kept = readdirSync(`${folder}/kept`).sort();
  expect(kept.map((name) => name.replace(/^\w+/, ''))).toEqual(expect.arrayContaining(['.cache', '.names']));
  for (const name of kept) writeFileSync(`${folder}/kept/${name}`, 'broken');
  const second = await run(folder, check);
  expect([withoutTime(second.output), second.exitCode]).toEqual([withoutTime(first.output), first.exitCode]);
  for (const name of kept) expect(readFileSync(`${folder}/kept/${name}`, 'utf8')).not.toBe('broken');
});
