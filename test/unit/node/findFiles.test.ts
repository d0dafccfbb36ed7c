import { mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FindFilesRequest, findFiles } from '../../../server/node/findFiles.ts';
import { folderWith } from '../cli/temporaryFolder.ts';

async function found(folder: string, request: Partial<FindFilesRequest> = {}): Promise<readonly string[]> {
  const paths: string[] = [];
  for await (const each of findFiles({ paths: ['.'], workingDirectory: folder, ...request })) {
    const name = each.path.slice(folder.length + 1);
    paths.push(each.kind === 'file' ? name : `${each.kind}: ${name}`);
  }
  return paths;
}

describe('found files', () => {
  test('are those of our languages, in the order of their names', async () => {
    const folder = folderWith({ 'b.ts': '', 'a/c.py': '', 'a/d.jsx': '', 'e.txt': '', 'f.mts': '', Makefile: '' });
    expect(await found(folder)).toEqual(['a/c.py', 'a/d.jsx', 'b.ts', 'f.mts']);
  });

  test('leave out dependencies, caches, build results and declarations', async () => {
    const folder = folderWith({
      'src/a.ts': '',
      'src/a.d.ts': '',
      'src/a.pyi': '',
      'src/lib.min.js': '',
      'node_modules/b/index.js': '',
      'packages/one/node_modules/b/index.js': '',
      'dist/a.js': '',
      '.venv/lib/c.py': '',
      'environment/pyvenv.cfg': '',
      'environment/lib/c.py': '',
      '.next/a.js': '',
      '__pycache__/a.py': '',
    });
    expect(await found(folder)).toEqual(['src/a.ts']);
  });

  test('honour ignore files, the innermost having the last word', async () => {
    const folder = folderWith({
      '.gitignore': 'generated/\n*.gen.ts\n',
      'a.gen.ts': '',
      'generated/b.ts': '',
      'src/c.gen.ts': '',
      'src/d.ts': '',
      'special/.gitignore': '!kept.gen.ts\n/local.ts\n',
      'special/kept.gen.ts': '',
      'special/other.gen.ts': '',
      'special/local.ts': '',
      'special/deep/local.ts': '',
    });
    expect(await found(folder)).toEqual(['special/deep/local.ts', 'special/kept.gen.ts', 'src/d.ts']);
  });

  test('honour the ignore files above, up to the root of the repository', async () => {
    const folder = folderWith({
      '.gitignore': 'outer.ts\n',
      'repository/.git/info/exclude': 'mine.ts\n',
      'repository/.gitignore': 'skipped.ts\n',
      'repository/src/skipped.ts': '',
      'repository/src/mine.ts': '',
      'repository/src/outer.ts': '',
      'repository/src/taken.ts': '',
    });
    expect(await found(folder, { paths: ['repository/src'] })).toEqual([
      'repository/src/outer.ts',
      'repository/src/taken.ts',
    ]);
  });

  test('include whatever the user names, once', async () => {
    const folder = folderWith({ '.gitignore': 'dist\n', '.git/HEAD': '', 'dist/a.js': '', 'types.d.ts': '' });
    const paths = ['dist/a.js', './dist', `${folder}/dist/a.js`, 'types.d.ts'];
    expect(await found(folder, { paths })).toEqual(['dist/a.js', 'types.d.ts']);
  });

  test('leave out what the user excludes, whatever an ignore file takes back', async () => {
    const folder = folderWith({
      'src/.gitignore': '!a.test.ts\n',
      'src/a.test.ts': '',
      'src/a.ts': '',
      'vendor/b.ts': '',
    });
    expect(await found(folder, { exclude: ['*.test.ts', 'vendor'] })).toEqual(['src/a.ts']);
  });

  test('come to an end where links lead in a circle', async () => {
    const folder = folderWith({ 'src/a.ts': '' });
    symlinkSync('..', `${folder}/src/up`);
    symlinkSync('self', `${folder}/self`);
    expect(await found(folder)).toEqual(['src/a.ts']);
    expect(await found(folder, { paths: ['self'] })).toEqual(['unreadable: self']);
  });

  test('tell components of pages apart', async () => {
    const folder = folderWith({ 'App.vue': '', 'Page.svelte': '', 'main.ts': '', '.gitignore': 'Page.svelte' });
    mkdirSync(`${folder}/.git`);
    expect(await found(folder)).toEqual(['component: App.vue', 'main.ts']);
  });

  test('say what is missing or foreign', async () => {
    const folder = folderWith({ 'notes.md': '' });
    expect(await found(folder, { paths: ['gone.ts', 'notes.md'] })).toEqual([
      'unreadable: gone.ts',
      'foreign: notes.md',
    ]);
  });
});
