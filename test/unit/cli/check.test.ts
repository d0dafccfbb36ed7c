import { describe, expect, test } from 'vitest';
import { type CheckRequest, check } from '../../../server/cli/check.ts';
import type { Reporter } from '../../../server/cli/reporters/reporter.ts';
import { words } from '../../../server/cli/words.ts';
import type { FoundPath } from '../../../server/node/findFiles.ts';
import type { ConfigurationProblem, FileResult } from '../../../server/workspace/results.ts';
import { checkedFile, documentOf } from './sample.ts';

const listing: Reporter = {
  start: () => '<',
  file: (file) => `${file.path}:${file.findings.length} `,
  finish: ({ files, counts, unreported }) => `> ${files} files, ${counts.error} errors, ${unreported} more`,
};

const clean = checkedFile(documentOf('/work/clean.ts', ''));
const flawed = checkedFile(documentOf('/work/flawed.ts', 'save(1); save(2);'));
const flawedToo = checkedFile(documentOf('/work/other.py', 'save(3)'));

interface Setting {
  readonly results: readonly FileResult[];
  readonly found?: readonly FoundPath[];
  readonly request?: Partial<CheckRequest>;
  readonly problems?: readonly ConfigurationProblem[];
}

async function run({ results, found, request, problems = [] }: Setting) {
  const output: string[] = [];
  const errorOutput: string[] = [];
  const files: readonly FoundPath[] = found ?? results.map(({ path }) => ({ kind: 'file', path }));
  const checker = {
    async *check() {
      // The last first: the report is in the order of the paths all the same.
      yield* [...results].reverse();
    },
    filesChanged: () => {},
    configurationProblems: () => problems,
  };
  const exitCode = await check(
    {
      found: (async function* () {
        yield* files;
      })(),
      named: '.',
      fix: [],
      failOn: 'warning',
      maximum: Number.POSITIVE_INFINITY,
      isQuiet: false,
      ...request,
    },
    {
      workingDirectory: '/work',
      locale: 'en',
      read: () => ({ kind: 'text', text: '{\n  "rules": {}\n}' }),
      checker,
      reporter: listing,
      words: words.en,
      output: { isTerminal: false, width: 80, write: async (text) => void output.push(text) },
      errorOutput: { isTerminal: false, width: 80, write: async (text) => void errorOutput.push(text) },
      progress: { show: () => {}, clear: async () => {} },
      signal: new AbortController().signal,
      now: () => 0,
    },
  );
  return { exitCode, output: output.join(''), errorOutput: errorOutput.join('') };
}

describe('check', () => {
  test('exits with 0 where nothing is found', async () => {
    expect(await run({ results: [clean] })).toEqual({
      exitCode: 0,
      output: '<> 1 files, 0 errors, 0 more',
      errorOutput: '',
    });
  });

  test('exits with 1 where something is found, and reports in the order of the paths', async () => {
    const { exitCode, output } = await run({ results: [clean, flawed, flawedToo] });
    expect(exitCode).toBe(1);
    expect(output).toBe('<flawed.ts:2 other.py:1 > 3 files, 3 errors, 0 more');
  });

  test('findings below the level that fails are shown and forgiven', async () => {
    if (flawed.kind !== 'checked') throw new Error('the sample is a checked file');
    const hints = { ...flawed, findings: flawed.findings.map((finding) => ({ ...finding, level: 'hint' }) as const) };
    expect((await run({ results: [hints] })).exitCode).toBe(0);
    expect((await run({ results: [hints], request: { failOn: 'hint' } })).exitCode).toBe(1);
  });

  test('reports no more than the maximum, and counts all', async () => {
    const { exitCode, output } = await run({ results: [flawed, flawedToo], request: { maximum: 1 } });
    expect(exitCode).toBe(1);
    expect(output).toBe('<flawed.ts:1 > 2 files, 3 errors, 2 more');
  });

  test('exits with 2 where a file cannot be read, and reports the others', async () => {
    const { exitCode, output, errorOutput } = await run({
      results: [{ kind: 'unreadable', path: '/work/secret.ts', reason: 'access is denied' }, flawed],
    });
    expect(exitCode).toBe(2);
    expect(output).toContain('flawed.ts:2');
    expect(errorOutput).toBe('secret.ts: access is denied\n');
  });

  test('exits with 2 where the configuration has mistakes', async () => {
    const message = { en: 'unknown rule `x`', zh: '' };
    const problem = { path: '/work/package.json', range: { start: 4, end: 11 }, message };
    const { exitCode, errorOutput } = await run({ results: [clean], problems: [problem] });
    expect(exitCode).toBe(2);
    expect(errorOutput).toBe('package.json:2:3: unknown rule `x`\n');
  });

  test('exits with 2 where a rule failed', async () => {
    if (clean.kind !== 'checked') throw new Error('the sample is a checked file');
    const failed = { ...clean, failures: [{ rule: 'dropped-work', error: new Error('oops') }] };
    const { exitCode, errorOutput } = await run({ results: [failed] });
    expect(exitCode).toBe(2);
    expect(errorOutput).toContain('clean.ts: the rule dropped-work failed');
  });

  test('files in other languages are mentioned and do no harm', async () => {
    const { exitCode, errorOutput } = await run({ results: [], found: [{ kind: 'foreign', path: '/work/a.md' }] });
    expect(exitCode).toBe(0);
    expect(errorOutput).toBe(
      'a.md: skipped, because it is no TypeScript, JavaScript or Python file\n' +
        'No TypeScript, JavaScript or Python files to check in ".".\n',
    );
  });

  test('components of pages are counted in one line', async () => {
    const found = [{ kind: 'component', path: '/work/App.vue' }] as const;
    const { exitCode, errorOutput } = await run({ results: [], found });
    expect(exitCode).toBe(0);
    expect(errorOutput).toContain('1 Vue, Svelte or Astro file was left alone.\n');
  });

  test('files that the configuration leaves out are not counted', async () => {
    expect((await run({ results: [{ kind: 'excluded', path: '/work/a.ts' }, clean] })).output).toContain('> 1 files');
  });
});
