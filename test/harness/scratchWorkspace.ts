/** A folder of small projects side by side, so that one run of a front end answers for all of them. */

import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const projectRoot = path.resolve(import.meta.dirname, '../..');

/** One project: its files' texts by relative path. */
export type Project = ReadonlyMap<string, string>;

export interface ScratchWorkspace {
  /** The absolute path of a project's file. */
  pathOf(project: string, file: string): string;
  readonly root: string;
  readonly projects: ReadonlyMap<string, Project>;
  dispose(): void;
}

/** `options` are the compiler's, where they differ from those that fixtures are checked with. */
export function scratchWorkspace(
  projects: ReadonlyMap<string, Project>,
  options: Readonly<Record<string, unknown>> = {},
): ScratchWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'async-pitfalls-')));
  const pathOf = (project: string, file: string) => path.join(root, project, file);
  for (const [project, files] of projects) {
    for (const [file, text] of files) {
      const target = pathOf(project, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
  }
  writeFileSync(path.join(root, 'package.json'), '{ "name": "fixtures", "type": "module" }\n');
  writeFileSync(
    path.join(root, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...options } }, undefined, 2),
  );
  linkPackages(root);
  return { root, projects, pathOf, dispose: () => rmSync(root, { recursive: true, force: true }) };
}

/** Every file is a module of its own, so that projects never see each other's names. */
const compilerOptions = {
  target: 'es2022',
  lib: ['es2023', 'esnext.disposable'],
  jsx: 'preserve',
  module: 'nodenext',
  moduleDetection: 'force',
  allowJs: true,
  strict: true,
  noEmit: true,
  allowImportingTsExtensions: true,
  skipLibCheck: true,
  types: ['node'],
};

/** Node's types, and declarations that stand for npm packages fixtures import. */
function linkPackages(root: string): void {
  const modules = path.join(root, 'node_modules');
  mkdirSync(path.join(modules, '@types'), { recursive: true });
  symlinkSync(path.join(projectRoot, 'node_modules/@types/node'), path.join(modules, '@types/node'), 'junction');
  symlinkSync(path.join(projectRoot, 'node_modules/undici-types'), path.join(modules, 'undici-types'), 'junction');
  const packages = path.join(import.meta.dirname, 'packages');
  for (const name of readdirSync(packages)) {
    symlinkSync(path.join(packages, name), path.join(modules, name), 'junction');
  }
}
