import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Checker, fixFiles } from '../../../server/cli/fixFiles.ts';
import { rewriteFile } from '../../../server/cli/rewriteFile.ts';
import { insertion } from '../../../server/analysis/text.ts';
import { checkedFile, documentOf, sampleRule } from './sample.ts';
import { folderWith } from './temporaryFolder.ts';

const checker: Checker = {
  async *check(paths) {
    for (const path of paths) yield checkedFile(documentOf(path, readFileSync(path, 'utf8')));
  },
  filesChanged: () => {},
  configurationProblems: () => [],
};

function requestFor(paths: readonly string[]) {
  const { signal } = new AbortController();
  return { paths, safeties: ['safe'], signal, onProgress: () => {} } as const;
}

describe('fixing files', () => {
  test('applies one safe fix a finding', async () => {
    const folder = folderWith({ 'a.ts': 'save(1);\nsave(2);\n', 'b.ts': 'await save();\n' });
    const report = await fixFiles(requestFor([`${folder}/a.ts`, `${folder}/b.ts`]), checker);
    expect(report).toEqual({ findings: 2, files: 1, refused: [] });
    expect(readFileSync(`${folder}/a.ts`, 'utf8')).toBe('await save(1);\nawait save(2);\n');
  });

  test('goes on with what a fix reveals, but not for ever', async () => {
    const folder = folderWith({ 'a.ts': '' });
    const insatiable: Checker = {
      ...checker,
      async *check([path = '']) {
        const document = documentOf(path, readFileSync(path, 'utf8'));
        const fixes = () => [sampleRule.fix('await', {}, [insertion(0, 'x')])];
        const finding = sampleRule.finding('dropped', { start: 0, end: 0 }, { callee: '' }, { fixes });
        yield { kind: 'checked', path, document, findings: [finding], failures: [] };
      },
    };
    await fixFiles(requestFor([`${folder}/a.ts`]), insatiable);
    expect(readFileSync(`${folder}/a.ts`, 'utf8')).toBe('xxxxx');
  });

  test('leaves a file alone that changed after it was checked', async () => {
    const folder = folderWith({ 'a.ts': 'save()' });
    const late: Checker = {
      ...checker,
      async *check([path = '']) {
        yield checkedFile(documentOf(path, 'older; save()'));
      },
    };
    const report = await fixFiles(requestFor([`${folder}/a.ts`]), late);
    expect(report.refused).toEqual([{ path: `${folder}/a.ts`, reason: 'it has changed since it was checked' }]);
    expect(readFileSync(`${folder}/a.ts`, 'utf8')).toBe('save()');
  });

  test('leaves files alone when it is stopped', async () => {
    const folder = folderWith({ 'a.ts': 'save()' });
    const stopped = { ...requestFor([`${folder}/a.ts`]), signal: AbortSignal.abort() };
    expect((await fixFiles(stopped, checker)).files).toBe(0);
    expect(readFileSync(`${folder}/a.ts`, 'utf8')).toBe('save()');
  });
});

describe('rewriting a file', () => {
  test.each([
    ['UTF-8', Buffer.from('é = 1\n'), Buffer.from('é = 2\n')],
    ['a byte order mark', Buffer.from('\ufeffé = 1\n'), Buffer.from('\ufeffé = 2\n')],
    ['UTF-16', Buffer.from('\ufeffé = 1\n', 'utf16le'), Buffer.from('\ufeffé = 2\n', 'utf16le')],
    ['Latin-1', Buffer.from('é = 1\n', 'latin1'), Buffer.from('é = 2\n', 'latin1')],
  ])('keeps %s', async (_, before, after) => {
    const folder = folderWith({ 'a.py': before });
    expect(await rewriteFile(`${folder}/a.py`, 'é = 1\n', 'é = 2\n')).toEqual({ kind: 'written' });
    expect(readFileSync(`${folder}/a.py`)).toEqual(after);
  });

  test('gives new lines the line ends of the file', async () => {
    const folder = folderWith({ 'a.py': 'a\r\nb\r\n' });
    await rewriteFile(`${folder}/a.py`, 'a\r\nb\r\n', 'import x\na\r\nb\r\n');
    expect(readFileSync(`${folder}/a.py`, 'utf8')).toBe('import x\r\na\r\nb\r\n');
  });

  test('keeps mode and link, and leaves nothing beside the file', async () => {
    const folder = folderWith({ 'bin/run.py': 'a\n' });
    chmodSync(`${folder}/bin/run.py`, 0o750);
    symlinkSync('bin/run.py', `${folder}/linked.py`);
    await rewriteFile(`${folder}/linked.py`, 'a\n', 'b\n');
    expect(readFileSync(`${folder}/bin/run.py`, 'utf8')).toBe('b\n');
    expect(statSync(`${folder}/bin/run.py`).mode & 0o777).toBe(0o750);
    expect(lstatSync(`${folder}/linked.py`).isSymbolicLink()).toBe(true);
    expect(readdirSync(`${folder}/bin`)).toEqual(['run.py']);
  });

  test('refuses a file that has changed', async () => {
    const folder = folderWith({ 'a.py': 'a\n' });
    writeFileSync(`${folder}/a.py`, 'somebody else\n');
    expect(await rewriteFile(`${folder}/a.py`, 'a\n', 'b\n')).toMatchObject({ kind: 'refused' });
    expect(readFileSync(`${folder}/a.py`, 'utf8')).toBe('somebody else\n');
  });

  test('refuses text that the encoding of the file cannot hold', async () => {
    const folder = folderWith({ 'a.py': Buffer.from('é\n', 'latin1') });
    expect(await rewriteFile(`${folder}/a.py`, 'é\n', '中\n')).toMatchObject({ kind: 'refused' });
  });
});
