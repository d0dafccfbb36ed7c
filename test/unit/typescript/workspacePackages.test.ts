/** Packages of a monorepo that are not installed or not built, seen by what calls of them turn out to be. */

import { symlinkSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inWorkspace } from './diskWorkspace.ts';

type Files = Readonly<Record<string, string>>;

const store = 'export async function save(): Promise<void> {}\n';
const plain = 'export declare function save(): void;\n';
const config = '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler" } }';
const nodeConfig = '{ "compilerOptions": { "strict": true, "module": "nodenext" } }';
const npm = '{ "name": "root", "workspaces": ["packages/*"] }';

function importing(name: string): Files {
  return {
    'packages/app/src/main.ts': `import { save } from '${name}';\nsave();\n`,
    'packages/app/tsconfig.json': config,
  };
}

function expectVerdict(files: Files, verdict: string): void {
  inWorkspace(files, (workspace) => expect(workspace.verdict('packages/app/src/main.ts', 'save')).toBe(verdict));
}

describe('a package is read from its sources', () => {
  test.each<readonly [string, Files]>([
    [
      'where `main` is not built',
      {
        'package.json': npm,
        'packages/store/package.json': '{ "name": "@team/store", "main": "lib/index.js", "types": "lib/index.d.ts" }',
        'packages/store/src/index.ts': store,
        ...importing('@team/store'),
      },
    ],
    [
      'where `exports` are not built, by module system',
      {
        'package.json': '{ "name": "root", "workspaces": { "packages": ["packages/*"] } }',
        'packages/store/package.json':
          '{ "name": "store", "exports": { ".": { "import": { "types": "./dist/esm/index.d.ts", "default": "./dist/esm/index.js" } } } }',
        'packages/store/src/index.ts': store,
        ...importing('store'),
      },
    ],
    [
      'where `exports` lead to sources, with a pattern, and Node resolves',
      {
        'pnpm-workspace.yaml':
          'packages:\n  # all of them\n  - \'packages/*\' # here\n  - "!packages/old"\nother:\n  - x\n',
        'packages/store/package.json':
          '{ "name": "store", "type": "module", "exports": { "./*": { "import": "./src/exports/*.ts" } } }',
        'packages/store/src/exports/data.ts': store,
        ...importing('store/data'),
        'packages/app/package.json': '{ "name": "app", "type": "module" }',
        'packages/app/tsconfig.json': nodeConfig,
      },
    ],
    [
      'where a file of a build folder is imported',
      {
        'lerna.json': '{ "packages": ["packages/**"] }',
        'packages/data/store/package.json': '{ "name": "store", "main": "./lib/index.js" }',
        'packages/data/store/src/deep/data.ts': store,
        ...importing('store/lib/deep/data'),
      },
    ],
    [
      'where nothing says what its entry is, beside `paths` of the project',
      {
        'package.json': npm,
        'packages/store/package.json': '{ "name": "store" }',
        'packages/store/index.ts': "export { save } from './save';\n",
        'packages/store/save.ts': store,
        ...importing('@/again'),
        'packages/app/tsconfig.json':
          '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "@/*": ["./src/*"] } } }',
        'packages/app/src/again.ts': "export { save } from 'store';\n",
      },
    ],
  ])('%s', (_, files) => expectVerdict(files, 'always promise'));

  test('where it is linked and not built', () => {
    const files = {
      'package.json': npm,
      'packages/store/package.json':
        '{ "name": "store", "exports": { ".": { "types": "./dist/index.d.ts", "import": "./dist/index.js" }, "./package.json": "./package.json" } }',
      'packages/store/src/index.ts': store,
      ...importing('store'),
    };
    inWorkspace(files, (workspace) => {
      mkdirSync(workspace.pathOf('node_modules'), { recursive: true });
      symlinkSync(workspace.pathOf('packages/store'), workspace.pathOf('node_modules/store'), 'junction');
      expect(workspace.verdict('packages/app/src/main.ts', 'save')).toBe('always promise');
    });
  });
});

describe('a package is left to the compiler', () => {
  test.each<readonly [string, Files, string]>([
    [
      'where it is installed',
      {
        'package.json': npm,
        'packages/store/package.json': '{ "name": "store", "types": "./dist/index.d.ts" }',
        'packages/store/src/index.ts': store,
        'node_modules/store/package.json': '{ "name": "store", "types": "./dist/index.d.ts" }',
        'node_modules/store/dist/index.d.ts': plain,
        ...importing('store'),
      },
      'never',
    ],
    [
      'where its pattern is taken back',
      {
        'package.json': '{ "name": "root", "workspaces": ["packages/*", "!packages/store"] }',
        'packages/store/package.json': '{ "name": "store" }',
        'packages/store/index.ts': store,
        ...importing('store'),
      },
      'maybe',
    ],
    [
      'where the project has a path of its own for it',
      {
        'package.json': npm,
        'packages/store/package.json': '{ "name": "store" }',
        'packages/store/index.ts': store,
        'packages/app/src/own.ts': 'export function save(): void {}\n',
        ...importing('store'),
        'packages/app/tsconfig.json':
          '{ "compilerOptions": { "module": "esnext", "moduleResolution": "bundler", "paths": { "store": ["./src/own.ts"] } } }',
      },
      'never',
    ],
    [
      'where no file of the root can be read',
      {
        'package.json': '{ "workspaces": ["packages/*"',
        'packages/store/package.json': '[]',
        'packages/store/index.ts': store,
        ...importing('store'),
      },
      'maybe',
    ],
  ])('%s', (_, files, verdict) => expectVerdict(files, verdict));
});

test('a package that is built later is read as it is built', () => {
  const files = {
    'package.json': npm,
    'packages/store/package.json': '{ "name": "store", "types": "./dist/index.d.ts" }',
    'packages/store/src/index.ts': store,
    ...importing('store'),
  };
  inWorkspace(files, (workspace) => {
    expect(workspace.verdict('packages/app/src/main.ts', 'save')).toBe('always promise');
    workspace.write('node_modules/store/package.json', '{ "name": "store", "types": "./dist/index.d.ts" }');
    workspace.write('node_modules/store/dist/index.d.ts', plain);
    expect(workspace.verdict('packages/app/src/main.ts', 'save')).toBe('never');
  });
});
