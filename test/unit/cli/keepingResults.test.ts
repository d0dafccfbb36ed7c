import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CachedWorkspace } from '../../../server/cli/cachedChecker.ts';
import { cacheFolder } from '../../../server/cli/cacheFile.ts';
import { type KeepingRequest, keepingResults } from '../../../server/cli/keepingResults.ts';
import { emptyFacts } from '../../../server/facts/emptyFacts.ts';
import type { Facts } from '../../../server/facts/facts.ts';
import { checkedFile, documentOf } from './sample.ts';
import { folderWith } from './temporaryFolder.ts';

const project = {
  'package.json': '{}',
  'tsconfig.json': '{}',
  'src/clean.ts': 'await save();\n',
  'src/flawed.ts': 'save(1);\n',
  'node_modules/library/index.d.ts': 'export declare function save(): Promise<void>;\n',
};

const facts: Facts = {
  ...emptyFacts,
  file: {
    role: 'application',
    asyncLibraries: [],
    dependencies: [],
    style: { indent: '  ', newline: '\n', quote: "'", semicolons: true },
  },
};

/** A workspace that says how many files it was asked about. */
function workspaceThatCounts() {
  const asked = { files: 0 };
  const workspace: CachedWorkspace = {
    async *check(paths) {
      for (const path of paths) {
        asked.files += 1;
        yield checkedFile(documentOf(path, readFileSync(path, 'utf8')));
      }
    },
    filesChanged: () => {},
    configurationProblems: () => [],
    factsBehind: () => facts,
    resultOf: (document) => checkedFile(document),
  };
  return { workspace, asked };
}

/** One run of the command line: what it found by file, and how many files it had to look at. */
async function run(folder: string, files: readonly string[], request: Partial<KeepingRequest> = {}) {
  const { workspace, asked } = workspaceThatCounts();
  const checker = keepingResults({
    workspace,
    roots: [folder],
    overrides: {},
    paths: ['.'],
    folder: cacheFolder(folder),
    say: undefined,
    ...request,
  });
  const found: Record<string, number> = {};
  for await (const result of checker.check(files.map((file) => `${folder}/${file}`)))
    found[path.relative(folder, result.path)] = result.kind === 'checked' ? result.findings.length : -1;
  return { asked: asked.files, found };
}

const files = ['src/clean.ts', 'src/flawed.ts'];
const same = { asked: 0, found: { 'src/clean.ts': 0, 'src/flawed.ts': 1 } };

describe('results of the last run', () => {
  test('hold where nothing has changed', async () => {
    const folder = folderWith(project);
    expect(await run(folder, files)).toEqual({ ...same, asked: 2 });
    expect(await run(folder, files)).toEqual(same);
  });

  test('carry what fixes are made of', async () => {
    const folder = folderWith(project);
    await run(folder, files);
    const { workspace } = workspaceThatCounts();
    const checker = keepingResults({
      workspace,
      roots: [folder],
      overrides: {},
      paths: ['.'],
      folder: cacheFolder(folder),
      say: undefined,
    });
    const titles: string[] = [];
    for await (const result of checker.check(files.map((file) => `${folder}/${file}`)))
      if (result.kind === 'checked')
        for (const finding of result.findings)
          for (const fix of finding.fixes()) titles.push(`${result.document.text}${fix.id}`);
    expect(titles).toEqual(['save(1);\nawait', 'save(1);\nvoid']);
  });

  const changes: readonly (readonly [what: string, change: (folder: string) => void])[] = [
    ['a file is edited', (folder) => writeFileSync(`${folder}/src/clean.ts`, 'save(2);\n')],
    ['a file of the same size is edited', (folder) => writeFileSync(`${folder}/src/clean.ts`, 'await load();\n')],
    ['another file appears', (folder) => writeFileSync(`${folder}/src/types.d.ts`, '')],
    ['another file goes', (folder) => rmSync(`${folder}/tsconfig.json`)],
    ['the tsconfig changes', (folder) => writeFileSync(`${folder}/tsconfig.json`, '{ "compilerOptions": {} }')],
    ['the configuration changes', (folder) => writeFileSync(`${folder}/async-pitfalls.json`, '{}')],
    ['a package is installed', (folder) => mkdirSync(`${folder}/node_modules/@types/node`, { recursive: true })],
    [
      'a package is installed anew',
      (folder) => {
        rmSync(`${folder}/node_modules/library`, { recursive: true });
        mkdirSync(`${folder}/node_modules/library`);
      },
    ],
  ];
  test.each(changes)('do not hold where %s', async (_, change) => {
    const folder = folderWith(project);
    await run(folder, files);
    change(folder);
    expect((await run(folder, files)).asked).toBe(2);
  });

  test('do not hold where a file changes that only the user looks for', async () => {
    const folder = folderWith({ ...project, 'venv/own.ts': 'save(1);' });
    await run(folder, ['venv/own.ts']);
    writeFileSync(`${folder}/venv/own.ts`, 'save(12);');
    expect((await run(folder, ['venv/own.ts'])).asked).toBe(1);
  });

  test('do not hold for other options or other files', async () => {
    const folder = folderWith(project);
    await run(folder, files);
    expect((await run(folder, files, { overrides: { levels: { 'missing-await': 'off' } } })).asked).toBe(2);
    expect((await run(folder, ['src/clean.ts'])).asked).toBe(1);
  });

  test('do not hold where the file that keeps them is broken, and are kept again', async () => {
    const folder = folderWith(project);
    await run(folder, files);
    const cache = path.join(folder, 'node_modules/.cache/async-pitfalls');
    for (const name of readdirSync(cache))
      writeFileSync(path.join(cache, name), readFileSync(path.join(cache, name)).fill(7, 50, 60));
    expect((await run(folder, files)).asked).toBe(2);
    expect(await run(folder, files)).toEqual(same);
  });

  test('are not asked for once the run itself has written files', async () => {
    const folder = folderWith(project);
    const { workspace, asked } = workspaceThatCounts();
    const checker = keepingResults({
      workspace,
      roots: [folder],
      overrides: {},
      paths: ['.'],
      folder: cacheFolder(folder),
      say: undefined,
    });
    const paths = files.map((file) => `${folder}/${file}`);
    for await (const _ of checker.check(paths));
    checker.filesChanged([{ path: paths[1] ?? '', kind: 'changed' }]);
    for await (const _ of checker.check(paths));
    expect(asked.files).toBe(4);
  });

  test('of a run that could not read everything are not kept', async () => {
    const folder = folderWith(project);
    const { workspace } = workspaceThatCounts();
    const unreadable: CachedWorkspace = {
      ...workspace,
      async *check(paths) {
        for (const path of paths) yield { kind: 'unreadable', path, reason: 'it is a secret' };
      },
    };
    await run(folder, files, { workspace: unreadable });
    expect((await run(folder, files)).asked).toBe(2);
  });
});

describe('the place of the cache', () => {
  test('is with the packages of the project', () => {
    const folder = folderWith(project);
    expect(cacheFolder(folder)).toBe(path.join(folder, 'node_modules/.cache/async-pitfalls'));
  });

  test("is the user's own folder where there are no packages", () => {
    const folder = folderWith({ 'a.py': '' });
    expect(cacheFolder(folder, { XDG_CACHE_HOME: '/caches' })).toBe('/caches/async-pitfalls');
  });

  test('may be given', async () => {
    const folder = folderWith(project);
    await run(folder, files, { folder: `${folder}/.kept` });
    expect(readdirSync(`${folder}/.kept`)).toHaveLength(1);
  });

  test('may be one that cannot be written', async () => {
    const folder = folderWith({ ...project, kept: 'a file' });
    chmodSync(`${folder}/kept`, 0o400);
    const request = { folder: `${folder}/kept` };
    await run(folder, files, request);
    expect(await run(folder, files, request)).toEqual({ ...same, asked: 2 });
  });
});
