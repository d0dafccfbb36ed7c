/** What the facts say about a file as a whole. */

import type { SourceFile } from 'typescript/unstable/ast';
import type { Project } from 'typescript/unstable/sync';
import type { FileFact, ImportFact } from '../../facts/facts.ts';
import { once } from '../../facts/onDemand.ts';
import type { FileSyntax } from './collectSyntax.ts';
import type { Package } from './packages.ts';
import { fileRoleOf } from './roles.ts';
import { styleOf } from './style.ts';

/** What lies around a file. */
export interface FileSurroundings {
  readonly path: string;
  readonly package: Package;
  /** The compiler's number for the kind of modules the project is built to; left out where it says nothing. */
  readonly moduleKind?: number;
  /** The edition of the language's library, where the project chooses an old one. */
  readonly ecmaVersion?: number;
}

export function fileFactOf({ source, imports, quotes, semicolons }: FileSyntax, around: FileSurroundings): FileFact {
  const system = moduleSystemOf(source, imports, around);
  const style = once(() => styleOf({ text: source.text, quotes, semicolons }));
  return {
    role: fileRoleOf(around.path, source.text, around.package),
    asyncLibraries: [],
    ...(system === undefined ? {} : { moduleSystem: system }),
    ...(around.package.nodeVersion === undefined ? {} : { nodeVersion: around.package.nodeVersion }),
    ...(around.ecmaVersion === undefined ? {} : { ecmaVersion: around.ecmaVersion }),
    dependencies: around.package.dependencies,
    // Only fixes ask.
    get style() {
      return style();
    },
  };
}

/** Whether the file is one to write `import` or `require` in; by what it does, then by its name, then by its package. */
function moduleSystemOf(
  source: SourceFile,
  imports: readonly ImportFact[],
  { path, package: near }: FileSurroundings,
): 'esm' | 'commonjs' | undefined {
  if (/\.m[jt]s$/.test(path)) return 'esm';
  if (/\.cjs$/.test(path)) return 'commonjs';
  if (hasModuleSyntax(source)) return 'esm';
  if (imports.some(({ form }) => form === 'require')) return 'commonjs';
  if (near.isModule || /\.[mc]?tsx?$/.test(path)) return 'esm';
  return near.folder === '' ? undefined : 'commonjs';
}

const oldestTarget = 2;
const newestTarget = 99;

/** The edition of the library that a project is checked against; left out where it is the newest or nothing names it. */
export function ecmaVersionOf({ lib, target }: Project['compilerOptions']): number | undefined {
  if (lib === undefined)
    return target === undefined || target < oldestTarget || target >= newestTarget ? undefined : 2013 + target;
  const editions = lib.map((name: string) => /\bes(\d+|next)(?:\.d\.ts)?$/i.exec(name)?.[1]?.toLowerCase());
  if (editions.includes('next')) return undefined;
  const years = editions.flatMap((edition: string | undefined) => (edition === undefined ? [] : [Number(edition)]));
  // `es6` is 2015.
  return years.length === 0 ? undefined : Math.max(...years.map((year: number) => (year < 2000 ? 2009 + year : year)));
}

/** Whether the compiler reports errors in the file. */
export function isCheckedByCompiler({ fileName, text }: SourceFile): boolean {
  return /\.[mc]?tsx?$/.test(fileName) || /^\s*\/\/\s*@ts-check\b/m.test(text.slice(0, 2000));
}

const es2022 = 7;
const commonjs = 1;
const node16 = 100;
const preserve = 200;

/** Whether `await` may stand outside of functions. */
export function mayModuleAwait(source: SourceFile, { path, package: near, moduleKind }: FileSurroundings): boolean {
  if (/\.c[jt]s$/.test(path)) return false;
  const isNodeModule = /\.m[jt]s$/.test(path) || near.isModule;
  if (/\.m?jsx?$/.test(path)) return isNodeModule || hasModuleSyntax(source);
  if (!hasModuleSyntax(source) && !/\.mts$/.test(path)) return false;
  if (moduleKind === undefined) return true;
  if (moduleKind >= node16 && moduleKind < preserve) return isNodeModule;
  return moduleKind > commonjs && moduleKind >= es2022;
}

/** `import` or `export` makes a file a module. */
function hasModuleSyntax(source: SourceFile): boolean {
  return source.externalModuleIndicator !== undefined && source.externalModuleIndicator !== true
    ? true
    : /^\s*(?:import|export)\b/m.test(source.text.slice(0, 5000));
}
