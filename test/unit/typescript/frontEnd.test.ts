/** Documents, edits, and files that change, vanish or are too much. */

import { chmodSync, mkdirSync, renameSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { callNamed, diskWorkspace, inWorkspace, verdictOn } from './diskWorkspace.ts';

const configuration = '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }';
const main = "import { save } from './store';\nsave();\n";
const asynchronous = 'export async function save(): Promise<void> {}\n';
const plain = 'export function save(): void {}\n';
const project = { 'tsconfig.json': configuration, 'main.ts': main, 'store.ts': asynchronous };

describe('open documents', () => {
  test.each([
    ['in a project', project],
    ['without a configuration', { 'main.ts': main, 'store.ts': asynchronous }],
  ])('hide the file until they are closed, %s', (_, files) =>
    inWorkspace(files, (workspace) => {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      workspace.type('store.ts', plain);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
      workspace.type('store.ts', asynchronous);
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      workspace.type('store.ts', plain);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
      workspace.close('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    }),
  );

  test('need not be saved to be imported', () =>
    inWorkspace({ 'tsconfig.json': configuration, 'main.ts': main }, (workspace) => {
      expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
      workspace.type('store.ts', asynchronous);
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      expect(workspace.answer('store.ts').kind).toBe('facts');
      workspace.close('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
      expect(workspace.answer('store.ts').kind).toBe('unreadable');
    }));

  test('may be saved and closed after that', () =>
    inWorkspace({ 'tsconfig.json': configuration, 'main.ts': main }, (workspace) => {
      workspace.type('store.ts', asynchronous);
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      workspace.write('store.ts', asynchronous);
      workspace.close('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      workspace.write('store.ts', plain);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
    }));

  test('win over changes of the disk', () =>
    inWorkspace(project, (workspace) => {
      workspace.type('store.ts', plain);
      workspace.write('store.ts', `${asynchronous}// saved by somebody else\n`);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
      workspace.remove('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
      workspace.close('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
    }));

  test('answer with their own version and text', () =>
    inWorkspace(project, (workspace) => {
      for (const text of ['save();', 'save();\nsave();', '']) {
        workspace.type('main.ts', text);
        const answer = workspace.answer('main.ts');
        expect(answer.kind === 'facts' && answer.document.text).toBe(text);
        expect(answer.kind === 'facts' && answer.facts.calls.length).toBe(text === '' ? 0 : text.split('\n').length);
      }
      workspace.close('main.ts');
      const answer = workspace.answer('main.ts');
      expect(answer.kind === 'facts' && [answer.document.version, answer.document.text]).toEqual([0, main]);
    }));

  test('may lie in a folder that is not there yet', () =>
    inWorkspace(project, (workspace) => {
      workspace.type('new/store.ts', asynchronous);
      workspace.type('new/main.ts', main);
      expect(workspace.verdict('new/main.ts', 'save')).toBe('always promise');
    }));

  test('may have no file at all', () =>
    inWorkspace({}, ({ frontEnd }) => {
      const text = 'async function save() {}\nsave();';
      frontEnd.open({ path: 'untitled:Untitled-1', language: 'typescript', version: 3, text });
      const [answer] = frontEnd.facts(['untitled:Untitled-1']);
      if (answer?.kind !== 'facts') throw new Error('no facts');
      expect([answer.path, answer.document.version]).toEqual(['untitled:Untitled-1', 3]);
      expect(verdictOn(answer.facts, 'save')).toBe('always promise');
    }));

  test('are typed letter by letter', () =>
    inWorkspace(project, (workspace) => {
      for (let end = 0; end <= main.length; end += 1) {
        workspace.type('main.ts', main.slice(0, end));
        const answer = workspace.answer('main.ts');
        expect(answer.kind === 'facts' && answer.document.text).toBe(main.slice(0, end));
      }
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    }));
});

describe('files of the disk', () => {
  test('change under a reader', () =>
    inWorkspace(project, (workspace) => {
      for (const [text, expected] of [
        [asynchronous, 'always promise'],
        [plain, 'never'],
        [asynchronous, 'always promise'],
      ] as const) {
        workspace.write('store.ts', text);
        expect(workspace.verdict('main.ts', 'save')).toBe(expected);
      }
    }));

  test('are renamed', () =>
    inWorkspace(project, (workspace) => {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      renameSync(workspace.pathOf('store.ts'), workspace.pathOf('shop.ts'));
      workspace.frontEnd.filesChanged([
        { path: workspace.pathOf('store.ts'), kind: 'deleted' },
        { path: workspace.pathOf('shop.ts'), kind: 'created' },
      ]);
      expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
      expect(workspace.answer('store.ts').kind).toBe('unreadable');
      expect(workspace.answer('shop.ts').kind).toBe('facts');
      workspace.write('main.ts', main.replace('./store', './shop'));
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    }));

  test('are replaced, as editors do when they save', () =>
    inWorkspace(project, (workspace) => {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      workspace.write('store.ts.tmp', plain);
      renameSync(workspace.pathOf('store.ts.tmp'), workspace.pathOf('store.ts'));
      workspace.frontEnd.filesChanged([{ path: workspace.pathOf('store.ts'), kind: 'created' }]);
      expect(workspace.verdict('main.ts', 'save')).toBe('never');
    }));

  test.each([
    ['in a project', project],
    ['without a configuration', { 'main.ts': main, 'store.ts': asynchronous }],
  ])('are deleted and come back, %s', (_, files) =>
    inWorkspace(files, (workspace) => {
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      expect(workspace.answer('store.ts').kind).toBe('facts');
      workspace.remove('store.ts');
      expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
      expect(workspace.answer('store.ts')).toMatchObject({ kind: 'unreadable', reason: 'there is no such file' });
      workspace.write('store.ts', asynchronous);
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      expect(workspace.answer('store.ts').kind).toBe('facts');
    }),
  );

  test('a package is installed while we run', () =>
    inWorkspace(
      { 'tsconfig.json': configuration, 'main.ts': "import { save } from 'shop';\nsave();\n" },
      (workspace) => {
        expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
        workspace.write('node_modules/shop/package.json', '{ "name": "shop", "types": "index.d.ts" }');
        workspace.write('node_modules/shop/index.d.ts', 'export declare function save(): Promise<void>;');
        expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
      },
    ));

  test('one that vanished unseen is unreadable, and the others are not', () =>
    inWorkspace(project, (workspace) => {
      const answers = workspace.answers('main.ts', 'gone.ts', 'store.ts', 'gone/too.ts');
      const kinds = new Map(answers.map(({ path, kind }) => [path.slice(workspace.root.length + 1), kind]));
      expect([...kinds].sort()).toEqual([
        ['gone.ts', 'unreadable'],
        ['gone/too.ts', 'unreadable'],
        ['main.ts', 'facts'],
        ['store.ts', 'facts'],
      ]);
    }));
});

describe('texts of all kinds', () => {
  test('a byte order mark does not count in offsets', () =>
    inWorkspace(
      { 'tsconfig.json': configuration, 'main.ts': '\uFEFFasync function save() {}\nsave();\n' },
      (workspace) => {
        const answer = workspace.answer('main.ts');
        if (answer.kind !== 'facts') throw new Error(answer.reason);
        const { range } = callNamed(answer.facts, 'save');
        expect(answer.document.text.slice(range.start, range.end)).toBe('save()');
        expect(answer.document.text.startsWith('async')).toBe(true);
      },
    ));

  test('line ends of Windows and letters outside of ASCII keep offsets right', () => {
    const text = "/* 😀 é */\r\nasync function save(a: string) {}\r\nsave('😀');\r\nsave(`ü`)\r\n";
    inWorkspace({ 'tsconfig.json': configuration, 'main.ts': text }, (workspace) => {
      const { calls, file } = workspace.facts('main.ts');
      expect(calls.map(({ range }) => text.slice(range.start, range.end))).toEqual(["save('😀')", 'save(`ü`)']);
      expect(file.style.newline).toBe('\r\n');
    });
  });

  test('UTF-16 is read', () => {
    const bytes = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from('async function save() {}\nsave();\n', 'utf16le'),
    ]);
    inWorkspace({ 'tsconfig.json': configuration, 'main.ts': bytes }, (workspace) =>
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise'),
    );
  });

  test.each([
    ['an empty one', ''],
    ['blanks', ' \n\t\n'],
    ['a comment', '// nothing'],
    ['a shebang', '#!/usr/bin/env node\n'],
    ['garbage', ')]}>>> %% \\ "'],
    ['a lone quote', "'"],
    ['an open template', '`${`${'],
    ['merge conflicts', '<<<<<<< HEAD\nsave();\n=======\n>>>>>>> other\n'],
    ['control characters', '\u0000\u0001\u0002'],
    ['half a surrogate pair', 'save("\ud83d");'],
  ])('%s gives facts', (_, text) =>
    inWorkspace(project, (workspace) => {
      workspace.type('main.ts', text);
      expect(workspace.answer('main.ts').kind).toBe('facts');
    }),
  );
});

describe('what cannot be read is unreadable', () => {
  test('a folder with the name of a file', () =>
    inWorkspace(project, (workspace) => {
      mkdirSync(workspace.pathOf('folder.ts'));
      expect(workspace.answer('folder.ts').kind).toBe('unreadable');
    }));

  test('a link that leads nowhere, and one that leads to itself', () =>
    inWorkspace(project, (workspace) => {
      symlinkSync('gone.ts', workspace.pathOf('nowhere.ts'));
      symlinkSync('self.ts', workspace.pathOf('self.ts'));
      expect(workspace.answers('nowhere.ts', 'self.ts').map(({ kind }) => kind)).toEqual(['unreadable', 'unreadable']);
    }));

  test('a link to a file is that file', () =>
    inWorkspace(project, (workspace) => {
      symlinkSync('main.ts', workspace.pathOf('link.ts'));
      expect(workspace.answer('link.ts').kind).toBe('facts');
    }));

  test('a file that we may not read', () =>
    inWorkspace(project, (workspace) => {
      chmodSync(workspace.pathOf('store.ts'), 0);
      // Nothing is kept from the superuser.
      expect(workspace.answer('store.ts').kind).toBe(process.getuid?.() === 0 ? 'facts' : 'unreadable');
    }));

  test('a file of more than 2 MB', () =>
    inWorkspace(
      { ...project, 'data.ts': `export const data = [\n${'  "data",\n'.repeat(250_000)}];\n` },
      (workspace) => {
        expect(workspace.answer('data.ts')).toMatchObject({ kind: 'unreadable', reason: 'it is larger than 2 MB' });
        expect(
          workspace
            .answers('data.ts', 'main.ts')
            .map(({ kind }) => kind)
            .sort(),
        ).toEqual(['facts', 'unreadable']);
      },
    ));

  test('a film that is called .ts', () =>
    inWorkspace(
      { ...project, 'film.ts': new Uint8Array(100_000).fill(0x47).map((byte, at) => (at % 188 === 0 ? byte : at % 7)) },
      (workspace) => {
        expect(workspace.answer('film.ts')).toMatchObject({ kind: 'unreadable', reason: 'it is a binary file' });
      },
    ));
});

describe('depth', () => {
  const depth = 5000;
  test.each([
    ['parentheses', `${'('.repeat(depth)}1${')'.repeat(depth)};`],
    ['calls in calls', `${'f('.repeat(depth)}1${')'.repeat(depth)};`],
    ['a chain of calls', `f()${'.then(g)'.repeat(depth)};`],
    ['a sum', `const n = 1${' + 1'.repeat(depth)};`],
    ['lists in lists', `const n = ${'['.repeat(depth)}${']'.repeat(depth)};`],
    ['functions in functions', `${'() => '.repeat(depth)}1;`],
    ['blocks in blocks', `${'{'.repeat(depth)}${'}'.repeat(depth)}`],
    ['conditions', `${'a ? b : '.repeat(depth)}c;`],
    ['else if', `${'if (a) {} else '.repeat(depth)}{}`],
    ['awaits', `async () => { ${'await '.repeat(depth)}1 };`],
    ['templates', `${'`${'.repeat(depth)}1${'}`'.repeat(depth)};`],
    ['types', `let a: ${'Array<'.repeat(depth)}1${'>'.repeat(depth)};`],
    ['elements', `const a = ${'<a>'.repeat(depth)}${'</a>'.repeat(depth)};`],
  ])('%s, 5,000 deep, are no trouble', (_, text) =>
    inWorkspace(project, (workspace) => {
      workspace.type('main.tsx', text);
      expect(workspace.answer('main.tsx').kind).toBe('facts');
      expect(workspace.verdict('main.ts', 'save')).toBe('always promise');
    }),
  );
});

test('a question about nothing has no answers', () => {
  const workspace = diskWorkspace(project);
  try {
    expect(workspace.answers()).toEqual([]);
  } finally {
    workspace.dispose();
  }
});
