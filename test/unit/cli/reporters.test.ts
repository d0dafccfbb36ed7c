import pc from 'picocolors';
import type { Log } from 'sarif';
import { describe, expect, test } from 'vitest';
import type { Document } from '../../../server/analysis/document.ts';
import type { Finding } from '../../../server/analysis/finding.ts';
import type { Locale } from '../../../server/analysis/locale.ts';
import { describeFile, type Surroundings } from '../../../server/cli/describe.ts';
import { githubReporter } from '../../../server/cli/reporters/github.ts';
import { type JsonReport, jsonReporter } from '../../../server/cli/reporters/json.ts';
import type { ReportedFile, Reporter, Summary } from '../../../server/cli/reporters/reporter.ts';
import { sarifReporter } from '../../../server/cli/reporters/sarif.ts';
import { textReporter } from '../../../server/cli/reporters/text.ts';
import { words } from '../../../server/cli/words.ts';
import { notebookModule } from '../../../server/workspace/notebook.ts';
import { documentOf, findingsIn, sampleRule } from './sample.ts';

const surroundings: Surroundings = {
  workingDirectory: '/work',
  locale: 'en',
  read: () => ({ kind: 'unreadable', reason: 'gone' }),
};
const summary: Summary = {
  files: 2,
  counts: { error: 2, warning: 0, information: 0, hint: 0 },
  unreported: 0,
  problems: [{ kind: 'unreadable', path: 'gone.ts', message: 'there is no such file or folder' }],
  fixed: { findings: 0, files: 0 },
  seconds: 1.25,
};
const document = documentOf('/work/src/a b,c.ts', 'save(1);\nsave(1);\n');
const file = described(document, findingsIn(document));
const notebook = notebookOf('/work/notes.ipynb', ['first = 1', '%%time\nsecond = 2\nsave(1);']);
const cell = described(notebook, findingsIn(notebook));

/** The one file that a reporter is given. */
function described(of: Document, findings: readonly Finding[], locale: Locale = 'en'): ReportedFile {
  const [only, ...others] = describeFile(of, findings, { ...surroundings, locale });
  if (only === undefined || others.length > 0) throw new Error('there is not one description');
  return only;
}

function notebookOf(path: string, cells: readonly string[]): Document {
  return { path, language: 'python', version: 0, ...notebookModule(cells.map((text, index) => ({ index, text }))) };
}

function reportOf(reporter: Reporter, files = [file]): string {
  return reporter.start() + files.map((each) => reporter.file(each)).join('') + reporter.finish(summary);
}

describe('json', () => {
  const report: JsonReport = JSON.parse(reportOf(jsonReporter({ name: 'async-pitfalls', version: '1.2.3' })));

  test('says its version and the tool', () => {
    expect(report.version).toBe(1);
    expect(report.tool).toEqual({ name: 'async-pitfalls', version: '1.2.3' });
  });

  test('counts lines and columns from 1 and offsets from 0', () => {
    expect(report.findings[1]).toMatchObject({
      path: 'src/a b,c.ts',
      rule: 'dropped-work',
      messageId: 'dropped',
      level: 'error',
      message: 'Nobody waits for `save`.',
      start: { line: 2, column: 1, offset: 9 },
      end: { line: 2, column: 8, offset: 16 },
    });
  });

  test('carries fixes as edits, the preferred one first', () => {
    const at = { line: 1, column: 1, offset: 0 };
    expect(report.findings[0]?.fixes).toEqual([
      { id: 'await', title: 'Add `await`', safety: 'safe', edits: [{ start: at, end: at, text: 'await ' }] },
      { id: 'void', title: 'Mark with `void`', safety: 'suggestion', edits: [{ start: at, end: at, text: 'void ' }] },
    ]);
  });

  test('carries problems and the summary', () => {
    expect(report.problems).toEqual(summary.problems);
    expect(report.summary).toMatchObject({ files: 2, counts: summary.counts, seconds: 1.25 });
  });

  test('is valid without findings', () => {
    const empty = reportOf(jsonReporter({ name: 'async-pitfalls', version: '1.2.3' }), []);
    expect(JSON.parse(empty).findings).toEqual([]);
  });
});

describe('sarif', () => {
  const log: Log = JSON.parse(
    reportOf(
      sarifReporter({
        version: '1.2.3',
        locale: 'en',
        workingDirectory: '/work',
        rules: [sampleRule],
        pageOf: () => '# Dropped work',
      }),
    ),
  );
  const run = log.runs[0];
  const results = run?.results ?? [];

  test('is one run of version 2.1.0 with our rules', () => {
    expect(log.version).toBe('2.1.0');
    expect(run?.columnKind).toBe('utf16CodeUnits');
    expect(run?.tool.driver.rules?.[0]).toMatchObject({
      id: 'dropped-work',
      shortDescription: { text: 'Work is dropped.' },
      help: { text: 'Work is dropped.', markdown: '# Dropped work' },
      defaultConfiguration: { level: 'error' },
    });
  });

  test('places results by encoded addresses below the working directory', () => {
    expect(results[1]).toMatchObject({ ruleId: 'dropped-work', ruleIndex: 0, level: 'error' });
    expect(results[1]?.locations?.[0]?.physicalLocation).toEqual({
      artifactLocation: { uri: 'src/a%20b%2Cc.ts', uriBaseId: '%SRCROOT%' },
      region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 8 },
    });
  });

  test('tells equal lines apart by fingerprints that lines above do not change', () => {
    const fingerprints = results.map((result) => result.partialFingerprints?.['ruleAndLine/v1']);
    expect(new Set(fingerprints).size).toBe(2);
    const moved = documentOf(document.path, `// new\n${document.text}`);
    const context = {
      version: '',
      locale: 'en',
      workingDirectory: '/work',
      rules: [],
      pageOf: () => undefined,
    } as const;
    const later: Log = JSON.parse(reportOf(sarifReporter(context), [described(moved, findingsIn(moved))]));
    expect(later.runs[0]?.results?.map((result) => result.partialFingerprints?.['ruleAndLine/v1'])).toEqual(
      fingerprints,
    );
  });

  test('carries fixes as replacements', () => {
    expect(results[0]?.fixes?.[0]).toMatchObject({
      description: { text: 'Add `await`' },
      artifactChanges: [
        {
          replacements: [
            {
              deletedRegion: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
              insertedContent: { text: 'await ' },
            },
          ],
        },
      ],
    });
  });

  test('says what kept the check from being complete', () => {
    expect(run?.invocations?.[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ message: { text: 'there is no such file or folder' } }],
    });
  });
});

describe('github', () => {
  test('escapes properties and messages', () => {
    const range = { start: 0, end: 4 };
    const finding = sampleRule.finding('slow', range, { callee: 'a\nb' });
    const text = reportOf(
      githubReporter(words.en, () => 'summary\n'),
      [described(document, [finding])],
    );
    expect(text).toBe(
      '::notice file=src/a b%2Cc.ts,line=1,endLine=1,col=1,endColumn=5,title=dropped-work::`a%0Ab` is slow, 100%25: one, two\nsummary\n',
    );
  });

  test('leaves columns out where a finding spans lines', () => {
    const finding = sampleRule.finding('dropped', { start: 0, end: 12 }, { callee: 'save' });
    const text = githubReporter(words.en, () => '').file(described(document, [finding]));
    expect(text).toMatch(/^::error file=[^,]+,line=1,endLine=2,title=dropped-work::/);
  });
});

describe('a finding in a notebook', () => {
  test('has the number of its cell and the line there', () => {
    const report: JsonReport = JSON.parse(reportOf(jsonReporter({ name: 'async-pitfalls', version: '1.2.3' }), [cell]));
    expect(report.findings[0]).toMatchObject({
      path: 'notes.ipynb',
      cell: 2,
      start: { line: 3, column: 1, offset: 18 },
    });
    const style = { words: words.en, colors: pc.createColors(false), width: 100, isQuiet: true };
    expect(textReporter(style).file(cell)).toMatch(/^notes\.ipynb:cell 2:3:1 error/);
  });

  test('has no line where a line of the file is meant', () => {
    expect(githubReporter(words.en, () => '').file(cell)).toBe(
      '::error file=notes.ipynb,title=dropped-work%2C cell 2%3A3::Nobody waits for `save`.\n',
    );
    const context = { version: '1.2.3', locale: 'en', workingDirectory: '/work', rules: [], pageOf: () => undefined };
    const log: Log = JSON.parse(reportOf(sarifReporter({ ...context, locale: 'en' }), [cell]));
    const [result] = log.runs[0]?.results ?? [];
    expect(result?.locations?.[0]?.physicalLocation?.region).toBeUndefined();
    expect(result?.properties).toMatchObject({ cell: 2, line: 3 });
  });
});

describe('text', () => {
  const style = { words: words.en, colors: pc.createColors(false), width: 100, isQuiet: false };

  test('shows place, level, rule, message, code, fixes and where to read more', () => {
    expect(textReporter(style).file({ ...file, findings: file.findings.slice(1) })).toBe(
      [
        'src/a b,c.ts:2:1 error dropped-work',
        '  Nobody waits for `save`.',
        '',
        '  1 │ save(1);',
        '  2 │ save(1);',
        '    │ ~~~~~~~',
        '',
        '  fix  Add `await` (safe)',
        '  fix  Mark with `void` (suggestion)',
        '  why  async-pitfalls explain dropped-work',
        '',
        '',
      ].join('\n'),
    );
  });

  test('ends with counts by level, files, seconds and what to do next', () => {
    const reporter = textReporter(style);
    reporter.file(file);
    expect(reporter.finish(summary)).toBe(
      [
        '2 findings (2 errors) in 2 files, 1.3 s',
        '2 findings have a safe fix: add --fix to apply.',
        'The check is incomplete: see the 1 problem above.',
        '',
      ].join('\n'),
    );
  });

  test('speaks Chinese', () => {
    const chinese = described(document, findingsIn(document), 'zh');
    const text = textReporter({ ...style, words: words.zh }).file(chinese);
    expect(text).toContain('错误 dropped-work\n  没有人等待 `save`。');
    expect(text).toContain('  修复  添加 `await` (安全)');
  });

  test('quiet means one line a finding and nothing else', () => {
    const reporter = textReporter({ ...style, isQuiet: true });
    expect(reporter.file(file) + reporter.finish(summary)).toBe(
      'src/a b,c.ts:1:1 error dropped-work Nobody waits for `save`.\n' +
        'src/a b,c.ts:2:1 error dropped-work Nobody waits for `save`.\n',
    );
  });

  test('a related place in a file that is gone keeps its message', () => {
    const finding = sampleRule.finding(
      'dropped',
      { start: 0, end: 4 },
      { callee: 'save' },
      { related: [{ path: '/work/gone.ts', range: { start: 0, end: 1 }, message: { en: 'It starts here', zh: '' } }] },
    );
    expect(textReporter(style).file(described(document, [finding]))).toContain('  see  gone.ts  It starts here\n');
  });
});
