/** Which project a file belongs to, seen by what its calls turn out to be. */

import { symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type DiskWorkspace, diskWorkspace, inWorkspace } from './diskWorkspace.ts';

const store = 'export async function save(): Promise<void> {}\n';
const main = "import { save } from './store';\nsave();\n";
const strict = '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }';

/** Whether each file's only call of `save` is seen as a promise. */
function expectPromise(workspace: DiskWorkspace, file: string, callee = 'save'): void {
  expect(workspace.verdict(file, callee)).toBe('always promise');
}

describe('a file belongs to', () => {
  test.each<readonly [string, string, Readonly<Record<string, string>>]>([
    ['the tsconfig.json beside it', 'main.ts', { 'tsconfig.json': strict, 'main.ts': main, 'store.ts': store }],
    [
      'the nearest tsconfig.json above it',
      'src/deep/main.ts',
      { 'tsconfig.json': strict, 'src/deep/main.ts': main, 'src/deep/store.ts': store },
    ],
    [
      'a jsconfig.json',
      'main.js',
      { 'jsconfig.json': '{}', 'main.js': main, 'store.js': 'export async function save() {}' },
    ],
    [
      'a project that the nearest one refers to',
      'packages/app/src/main.ts',
      {
        'packages/app/tsconfig.json':
          '{ "files": [], "references": [{ "path": "./tsconfig.lib.json" }, { "path": "../nowhere" }] }',
        'packages/app/tsconfig.lib.json':
          '{ "compilerOptions": { "composite": true, "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./src/*"] } }, "include": ["src"] }',
        'packages/app/src/main.ts': "import { save } from '@/store';\nsave();\n",
        'packages/app/src/store.ts': store,
      },
    ],
    [
      'a project in a folder that the nearest one refers to',
      'main.ts',
      {
        'tsconfig.json': '{ "files": [], "references": [{ "path": "./config" }] }',
        'config/tsconfig.json':
          '{ "compilerOptions": { "composite": true, "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["../*"] } }, "files": ["../main.ts", "../store.ts"] }',
        'main.ts': "import { save } from '@/store';\nsave();\n",
        'store.ts': store,
      },
    ],
    [
      'a neighbour of the nearest one',
      'test/main.test.ts',
      {
        'tsconfig.json':
          '{ "include": ["src"], "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }',
        'tsconfig.test.json':
          '{ "extends": "./tsconfig.json", "include": ["test"], "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        'src/store.ts': store,
        'test/main.test.ts': "import { save } from '@/store';\nsave();\n",
      },
    ],
    [
      'a configuration that extends another',
      'main.ts',
      {
        'tsconfig.json': '{ "extends": "./tsconfig.base.json" }',
        'tsconfig.base.json':
          '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./lib/*"] } } }',
        'main.ts': "import { save } from '@/store';\nsave();\n",
        'lib/store.ts': store,
      },
    ],
    [
      'a configuration that extends one of a package',
      'main.ts',
      {
        'tsconfig.json':
          '{ "extends": ["@team/config/strict.json"], "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }',
        'node_modules/@team/config/package.json': '{ "name": "@team/config", "version": "1.0.0" }',
        'node_modules/@team/config/strict.json':
          '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "strict": true } }',
        'main.ts': "import { save } from '@/store';\nsave();\n",
        'lib/store.ts': store,
      },
    ],
    [
      'a configuration that extends a package without a file name',
      'main.ts',
      {
        'tsconfig.json': '{ "extends": "team-config" }',
        'node_modules/team-config/package.json': '{ "name": "team-config", "version": "1.0.0" }',
        'node_modules/team-config/tsconfig.json':
          '{ "compilerOptions": { "module": "commonjs", "moduleResolution": "node10", "baseUrl": "../.." } }',
        'main.ts': "import { save } from 'lib/store';\nsave();\n",
        'lib/store.ts': store,
      },
    ],
    ['no configuration at all', 'main.ts', { 'main.ts': main, 'store.ts': store }],
    [
      'no configuration, beside a package.json',
      'src/main.js',
      {
        'package.json': '{ "type": "module" }',
        'src/main.js': main,
        'src/store.js': 'export async function save() {}',
      },
    ],
    [
      'no configuration, and is CommonJS',
      'main.js',
      { 'main.js': "const { save } = require('./store');\nsave();\n", 'store.js': 'exports.save = async () => {};' },
    ],
    [
      'an old configuration with baseUrl',
      'src/main.ts',
      {
        'tsconfig.json':
          '{ "compilerOptions": { "target": "es5", "module": "commonjs", "moduleResolution": "node", "baseUrl": "src" } }',
        'src/main.ts': "import { save } from 'data/store';\nsave();\n",
        'src/data/store.ts': store,
      },
    ],
    [
      'an old configuration with baseUrl and paths',
      'src/main.ts',
      {
        'tsconfig.json':
          '{ "compilerOptions": { "module": "amd", "moduleResolution": "classic", "baseUrl": "./src", "paths": { "~/*": ["./data/*"] } } }',
        'src/main.ts': "import { save } from '~/store';\nsave();\n",
        'src/data/store.ts': store,
      },
    ],
  ])('%s', (_, file, files) => inWorkspace(files, (workspace) => expectPromise(workspace, file)));
});

describe('kinds of files', () => {
  const files: Readonly<Record<string, string>> = {
    'package.json': '{ "type": "module" }',
    'a.mts': 'export async function save() {}\nsave();',
    'b.cts': 'async function save() {}\nsave();\nexport = save;',
    'c.jsx': 'async function save() {}\nexport const Page = () => <p onClick={() => save()}>x</p>;',
    'd.tsx': 'async function save(): Promise<void> {}\nexport const Page = () => <p onClick={() => save()}>x</p>;',
    'e.mjs': 'async function save() {}\nsave();',
    'f.cjs': 'async function save() {}\nsave();',
    'g.js': 'async function save() {}\nsave();',
  };
  test.each([
    ['with a configuration for TypeScript', { 'tsconfig.json': strict }],
    ['with a configuration for both', { 'tsconfig.json': '{ "compilerOptions": { "allowJs": true } }' }],
    ['with a configuration for JavaScript', { 'jsconfig.json': '{}' }],
    ['without a configuration', {}],
  ])('%s', (_, configuration) => {
    inWorkspace({ ...files, ...configuration }, (workspace) => {
      const names = Object.keys(files).filter((file) => file !== 'package.json');
      const answers = workspace.answers(...names);
      expect(answers.map(({ path }) => path.slice(workspace.root.length + 1)).sort()).toEqual(names);
      for (const file of names) expect([file, workspace.verdict(file, 'save')]).toEqual([file, 'always promise']);
    });
  });

  test('a declaration file has no calls and no errors', () => {
    inWorkspace({ 'store.d.ts': 'export declare function save(): Promise<void>;' }, (workspace) => {
      const { calls, syntaxErrors } = workspace.facts('store.d.ts');
      expect([calls, syntaxErrors]).toEqual([[], []]);
    });
  });

  test.each([
    ['a.mts', '{ "type": "commonjs" }', 'esm', true],
    ['a.cts', '{ "type": "module" }', 'esm', false],
    ['a.mjs', '{}', 'esm', true],
    ['a.cjs', '{ "type": "module" }', 'commonjs', false],
    ['a.js', '{ "type": "module" }', 'esm', true],
    ['a.js', '{}', 'commonjs', false],
  ])('%s in a package of %s is %s', (file, manifest, system, canAwait) => {
    inWorkspace({ 'package.json': manifest, [file]: 'f();' }, (workspace) => {
      const facts = workspace.facts(file);
      expect(facts.file.moduleSystem).toBe(system);
      expect(facts.functions[0]?.canAwait).toBe(canAwait);
    });
  });
});

describe('how old what a project runs on may be', () => {
  test.each([
    ['{ "engines": { "node": ">=18.17 || ^16.9" } }', 16],
    ['{ "engines": { "node": "20.x" } }', 20],
    ['{ "engines": { "node": "<23" } }', undefined],
    ['{ "engines": { "node": "*" }, "devDependencies": { "@types/node": "~22.1.0" } }', 22],
    ['{}', undefined],
  ])('Node, by %s', (manifest, version) => {
    inWorkspace({ 'package.json': manifest, 'a.ts': 'f();' }, (workspace) =>
      expect(workspace.facts('a.ts').file.nodeVersion).toBe(version),
    );
  });

  test.each([
    ['"target": "es2022"', 2022],
    ['"target": "es2022", "lib": ["ES2019", "DOM"]', 2019],
    ['"target": "es2017", "lib": ["esnext"]', undefined],
    ['"target": "esnext"', undefined],
  ])('the library, by %s', (options, version) => {
    inWorkspace({ 'tsconfig.json': `{ "compilerOptions": { ${options} } }`, 'a.ts': 'f();' }, (workspace) =>
      expect(workspace.facts('a.ts').file.ecmaVersion).toBe(version),
    );
  });
});

describe('files that no configuration lists', () => {
  const files = {
    'tsconfig.json':
      '{ "include": ["src"], "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./src/*"] } } }',
    'src/main.ts': "import { save } from '../lib/imported';\nsave();\n",
    'src/store.ts': store,
    'lib/imported.ts': "export { save } from '@/store';\nimport { save as own } from '@/store';\nown();\n",
    'scripts/run.ts': "import { save } from '@/store';\nsave();\n",
    'scripts/run.js': "import { save } from '@/store';\nsave();\n",
  };
  test('are read as their importers read them', () =>
    inWorkspace(files, (workspace) => expectPromise(workspace, 'lib/imported.ts', 'own')));
  test('are read with the options of the nearest configuration', () =>
    inWorkspace(files, (workspace) => {
      expectPromise(workspace, 'scripts/run.ts');
      expectPromise(workspace, 'scripts/run.js');
    }));
  test('are no project of what the nearest one extends', () =>
    inWorkspace(
      {
        'tsconfig.json':
          '{ "extends": "./tsconfig.base", "include": ["src"], "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }',
        'tsconfig.base.json': '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler" } }',
        'src/store.ts': store,
        'scripts/run.ts': files['scripts/run.ts'],
      },
      (workspace) => expectPromise(workspace, 'scripts/run.ts'),
    ));
  test('know what the nearest one declares for all', () =>
    inWorkspace(
      {
        'tsconfig.json': '{ "include": ["src"] }',
        'src/globals.d.ts': 'declare function save(): Promise<void>;\n',
        'scripts/run.ts': 'save();\n',
      },
      (workspace) => expectPromise(workspace, 'scripts/run.ts'),
    ));
  test('are answered once each, in one question', () =>
    inWorkspace(files, (workspace) => {
      const names = Object.keys(files).filter((file) => file !== 'tsconfig.json');
      const answered = workspace.answers(...names).map((answer) => [answer.path, answer.kind]);
      expect(answered.sort()).toEqual(names.map((file) => [workspace.pathOf(file), 'facts']).sort());
    }));
});

describe('several projects in one workspace', () => {
  const options = (text: string) =>
    `{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", ${text} } }`;
  const text = 'export function run(work?: () => Promise<void>) {\n  work?.();\n  document.fonts.load("x");\n}\n';
  test('each have their own options', () => {
    inWorkspace(
      {
        'one/tsconfig.json': options('"lib": ["es2022", "dom"], "strict": true'),
        'one/main.ts': text,
        'two/tsconfig.json': options('"lib": ["es2022"], "strict": false'),
        'two/main.ts': text,
      },
      (workspace) => {
        workspace.answers('one/main.ts', 'two/main.ts');
        expect(workspace.verdict('one/main.ts', 'document.fonts.load')).toBe('always promise');
        expect(workspace.verdict('two/main.ts', 'document.fonts.load')).toBe('maybe');
        expectPromise(workspace, 'one/main.ts', 'work');
        expectPromise(workspace, 'two/main.ts', 'work');
      },
    );
  });

  test('are all right when there are more than are held open', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const files = Object.fromEntries(
      names.flatMap((name) => [
        [`${name}/tsconfig.json`, strict],
        [`${name}/main.ts`, main],
        [`${name}/store.ts`, store],
      ]),
    );
    inWorkspace(files, (workspace) => {
      for (const name of [...names, ...names.reverse()]) expectPromise(workspace, `${name}/main.ts`);
      workspace.type('a/store.ts', 'export function save(): void {}');
      for (const name of names)
        expect([name, workspace.verdict(`${name}/main.ts`, 'save')]).toEqual([
          name,
          name === 'a' ? 'never' : 'always promise',
        ]);
    });
  });
});

describe('a configuration that is wrong still gives facts', () => {
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    ['no JSON', { 'tsconfig.json': '{ "compilerOptions": ' }],
    ['an empty text', { 'tsconfig.json': '' }],
    ['a list', { 'tsconfig.json': '[1, 2]' }],
    [
      'comments and trailing commas',
      { 'tsconfig.json': '// yes\n{ "compilerOptions": { "strict": true, }, /* no */ }' },
    ],
    [
      'unknown options',
      { 'tsconfig.json': '{ "compilerOptions": { "fancy": true, "target": "es2099", "lib": ["es2022", "es1066"] } }' },
    ],
    [
      'values of the wrong type',
      {
        'tsconfig.json':
          '{ "compilerOptions": { "strict": "yes", "paths": 3, "baseUrl": 4 }, "files": 5, "references": 6 }',
      },
    ],
    ['an empty list of files', { 'tsconfig.json': '{ "files": [] }' }],
    ['files that are not there', { 'tsconfig.json': '{ "files": ["gone.ts"] }' }],
    ['an `extends` of nothing', { 'tsconfig.json': '{ "extends": "./gone.json" }' }],
    [
      'an `extends` of a package that is not installed',
      { 'tsconfig.json': '{ "extends": "@nobody/none/tsconfig.json" }' },
    ],
    ['an `extends` of itself', { 'tsconfig.json': '{ "extends": "./tsconfig.json" }' }],
    [
      'an `extends` in a circle',
      {
        'tsconfig.json': '{ "extends": "./a.json" }',
        'a.json': '{ "extends": ["./b"] }',
        'b.json': '{ "extends": "./tsconfig.json" }',
      },
    ],
    [
      'an `extends` in a circle through a package',
      {
        'tsconfig.json': '{ "extends": "team/a.json" }',
        'node_modules/team/package.json': '{ "name": "team", "version": "1.0.0" }',
        'node_modules/team/a.json': '{ "extends": "team/b.json" }',
        'node_modules/team/b.json': '{ "extends": "team/a.json" }',
      },
    ],
    [
      'references in a circle',
      {
        'tsconfig.json': '{ "references": [{ "path": "./tsconfig.a.json" }] }',
        'tsconfig.a.json': '{ "references": [{ "path": "." }] }',
      },
    ],
    ['a folder of that name', { 'tsconfig.json/readme.md': '' }],
  ])('%s', (_, configuration) => {
    inWorkspace({ ...configuration, 'main.ts': main, 'store.ts': store }, (workspace) => {
      expectPromise(workspace, 'main.ts');
    });
  });
});

describe('configurations come and go', () => {
  const files = { 'src/main.ts': "import { save } from '@/store';\nsave();\n", 'src/store.ts': store };
  const aliased =
    '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./src/*"] } } }';

  test('one is written, changed and deleted', () =>
    inWorkspace(files, (workspace) => {
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
      workspace.write('tsconfig.json', aliased);
      expectPromise(workspace, 'src/main.ts');
      workspace.write('tsconfig.json', strict);
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
      workspace.write('tsconfig.json', aliased);
      expectPromise(workspace, 'src/main.ts');
      workspace.remove('tsconfig.json');
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
    }));

  test('an extended one changes', () =>
    inWorkspace({ ...files, 'tsconfig.json': '{ "extends": "./base.json" }', 'base.json': strict }, (workspace) => {
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
      workspace.write('base.json', aliased);
      expectPromise(workspace, 'src/main.ts');
    }));

  test('one appears nearer to the file', () =>
    inWorkspace({ ...files, 'tsconfig.json': strict }, (workspace) => {
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
      workspace.write('src/tsconfig.json', aliased.replace('./src/*', './*'));
      expectPromise(workspace, 'src/main.ts');
      workspace.remove('src/tsconfig.json');
      expect(workspace.verdict('src/main.ts', 'save')).toBe('maybe');
    }));

  test('one loses the file', () =>
    inWorkspace({ ...files, 'tsconfig.json': aliased }, (workspace) => {
      expectPromise(workspace, 'src/main.ts');
      workspace.write('tsconfig.json', aliased.replace('{', '{ "files": ["src/store.ts"],'));
      expectPromise(workspace, 'src/main.ts');
    }));

  test('one changes what a file it does not list is read with', () => {
    const based = (folder: string) =>
      `{ "files": [], "compilerOptions": { "module": "esnext", "moduleResolution": "node10", "baseUrl": "${folder}" } }`;
    inWorkspace(
      { 'tsconfig.json': based('lib'), 'main.ts': "import { save } from 'store';\nsave();\n", 'src/store.ts': store },
      (workspace) => {
        expect(workspace.verdict('main.ts', 'save')).toBe('maybe');
        workspace.write('tsconfig.json', based('src'));
        expectPromise(workspace, 'main.ts');
      },
    );
  });
});

describe('links', () => {
  test('packages of one repository see each other', () => {
    const workspace = diskWorkspace({
      'package.json': '{ "workspaces": ["packages/*"] }',
      'packages/store/package.json': '{ "name": "@team/store", "types": "src/index.ts" }',
      'packages/store/tsconfig.json': strict,
      'packages/store/src/index.ts': store,
      'packages/app/tsconfig.json': strict,
      'packages/app/main.ts': "import { save } from '@team/store';\nsave();\n",
      'node_modules/@team/.keep': '',
    });
    try {
      symlinkSync(workspace.pathOf('packages/store'), workspace.pathOf('node_modules/@team/store'), 'junction');
      expectPromise(workspace, 'packages/app/main.ts');
    } finally {
      workspace.dispose();
    }
  });

  test('a folder that links to itself does no harm', () => {
    const workspace = diskWorkspace({ 'tsconfig.json': strict, 'src/main.ts': main, 'src/store.ts': store });
    try {
      symlinkSync('.', workspace.pathOf('src/loop'), 'junction');
      expectPromise(workspace, 'src/main.ts');
      expectPromise(workspace, 'src/loop/main.ts');
    } finally {
      workspace.dispose();
    }
  });
});
