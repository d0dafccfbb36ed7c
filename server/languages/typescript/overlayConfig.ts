/**
 * Configurations for the compiler that restore the meaning of projects written for older versions of TypeScript, and lead to packages of
 * the workspace that are not built. They extend the project's own file and exist in the compiler's eyes only.
 */

import { isRecord } from './jsonFiles.ts';
import type { PackagePaths } from './packageEntries.ts';

/** `moduleResolution`, `module` and `target` as numbers of the compiler. */
const classicResolution = 1;
const node10Resolution = 2;
const oldestTarget = 2;
const modulesGone: ReadonlyMap<number, string> = new Map([
  [2, 'commonjs'],
  [3, 'commonjs'],
  [4, 'esnext'],
]);
const commonjsModule = 1;

export interface OverlayInput {
  /** The project's own configuration, as an absolute path. */
  readonly config: string;
  /** Its options, those of `extends` merged in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Absolute paths of its `references`, which `extends` does not carry over. */
  readonly references: readonly string[];
  /** Its own declaration files, as absolute paths: what they declare is known everywhere. */
  readonly declarations: readonly string[];
  /** Packages of the workspace that would not be found. */
  readonly packages?: PackagePaths;
  /** The major version of the project's own TypeScript; left out where it has none. */
  readonly version?: number;
}

/** The options to set or (with `null`) take away so that today's compiler reads the project as its own did. */
export function restoredOptions({
  options,
  packages = {},
  version = 5,
}: OverlayInput): Readonly<Record<string, unknown>> {
  const restored: Record<string, unknown> = {};
  // Without `types`, all of `node_modules/@types` counted before TypeScript 6.
  if (version < 6 && options.types === undefined) restored.types = ['*'];
  if (version < 6 && options.strict === undefined) restored.strict = false;
  // Libraries in parts count on `@types/node` for the rest; where that is not installed, there would be no Promise.
  const libraries = Array.isArray(options.lib) ? options.lib.map(libraryName) : [];
  if (libraries.length > 0 && !libraries.some((name) => /^es(?:\d+|next)$/.test(name)))
    restored.lib = [...libraries, 'esnext'];
  if (typeof options.target === 'number' && options.target < oldestTarget) restored.target = 'es2015';
  const module = typeof options.module === 'number' ? modulesGone.get(options.module) : undefined;
  if (module !== undefined) restored.module = module;
  if (options.moduleResolution === node10Resolution || options.moduleResolution === classicResolution) {
    restored.moduleResolution = 'bundler';
    if (typeof options.module === 'number' && options.module >= 100 && options.module < 200) restored.module = 'esnext';
  } else if (version < 6 && options.moduleResolution === undefined && options.module === commonjsModule) {
    restored.moduleResolution = 'bundler';
  }
  const written = writtenPaths(options);
  if (typeof options.baseUrl === 'string') {
    restored.baseUrl = null;
    restored.paths = { ...packages, ...written, '*': [...(written['*'] ?? []), `${options.baseUrl}/*`] };
  } else if (Object.keys(packages).length > 0) {
    restored.paths = { ...packages, ...written };
  }
  return restored;
}

/** The project's own `paths`, as absolute ones: they start where `baseUrl` says, or else at the file that they are written in. */
function writtenPaths({ baseUrl, paths, pathsBasePath }: OverlayInput['options']): PackagePaths {
  const base = typeof baseUrl === 'string' ? baseUrl : String(pathsBasePath ?? '');
  const absolute: Record<string, readonly string[]> = {};
  for (const [pattern, targets] of Object.entries(isRecord(paths) ? paths : {}))
    if (Array.isArray(targets)) absolute[pattern] = targets.map((target) => joined(base, String(target)));
  return absolute;
}

/** The text that stands for the project's configuration; `undefined` where it needs none. */
export function projectOverlay(input: OverlayInput): string | undefined {
  const restored = restoredOptions(input);
  if (Object.keys(restored).length === 0) return undefined;
  return JSON.stringify({
    extends: input.config,
    compilerOptions: restored,
    references: input.references.map((path) => ({ path })),
  });
}

/** The text of a project for files that no configuration lists, with the options of the one near them, if any. */
export function inferredOverlay(near: OverlayInput | undefined, files: readonly string[]): string {
  const own = near?.options ?? {};
  const compilerOptions = {
    ...(near === undefined ? defaults : restoredOptions(near)),
    ...(own.jsx === undefined ? { jsx: 'preserve' } : {}),
    allowJs: true,
    checkJs: false,
    noEmit: true,
    composite: false,
    incremental: false,
  };
  return JSON.stringify({
    ...(near === undefined ? {} : { extends: near.config }),
    compilerOptions,
    files: [...files, ...(near?.declarations ?? [])],
    include: [],
  });
}

const defaults = {
  target: 'esnext',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['esnext', 'dom', 'dom.iterable'],
  types: ['*'],
  strict: true,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  experimentalDecorators: true,
  skipLibCheck: true,
};

/** `esnext.bigint`, as people write it, for the compiler's `lib.esnext.bigint.d.ts`. */
function libraryName(file: unknown): string {
  return String(file)
    .toLowerCase()
    .replace(/^.*\blib\.(.*)\.d\.ts$/, '$1');
}

function joined(folder: string, path: string): string {
  return path.startsWith('/') || /^[a-z]:/i.test(path) ? path : `${folder}/${path.replace(/^\.\//, '')}`;
}
