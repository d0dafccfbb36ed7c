/** What a package of the workspace offers under its name, and which of its sources that is made from. */

import { resolvedPath } from './folders.ts';
import { isRecord, type JsonRecord } from './jsonFiles.ts';

/** For `paths` of the compiler: names, or patterns with one star, and absolute paths. */
export type PackagePaths = Readonly<Record<string, readonly string[]>>;

/** Files, or folders of them, one of which has to be there for the compiler to know what the package offers. */
export function builtFiles(json: JsonRecord): readonly string[] {
  const named = Object.values(targetsOf(json, compilerConditions)).flat();
  const code = named.filter((path) => (path.includes('*') ? fixedPart(path) !== '.' : extension.test(path)));
  return (code.length === 0 ? ['index.js'] : code).map((path) =>
    path.includes('*') ? fixedPart(path) : path.replace(/(?<!\.d)\.([cm]?)jsx?$/, '.d.$1ts'),
  );
}

const compilerConditions: ReadonlySet<string> = new Set(['types', 'import', 'require', 'node', 'default']);

/** `exists` is asked for files and folders. */
export function entriesOf(
  { name, folder, json }: { readonly name: string; readonly folder: string; readonly json: JsonRecord },
  exists: (path: string) => boolean,
): PackagePaths {
  const paths: Record<string, readonly string[]> = {};
  for (const [entry, targets] of Object.entries(targetsOf(json))) {
    const sources = targets.flatMap((target) => sourcesOf(target)).map((source) => resolvedPath(folder, source));
    const found = [...new Set(sources.filter((source) => exists(fixedPart(source))))];
    if (found.length > 0) paths[resolvedPath(name, entry)] = entry.includes('*') ? found : found.slice(0, 1);
  }
  paths[name] ??= fallbacks
    .map((file) => resolvedPath(folder, file))
    .filter(exists)
    .slice(0, 1);
  if (!isRecord(json.exports)) {
    const built = buildFolderOf(json);
    if (built !== undefined && exists(`${folder}/src`)) paths[`${name}/${built}/*`] = [`${folder}/src/*`];
    paths[`${name}/*`] = [`${folder}/*`];
  }
  return Object.fromEntries(Object.entries(paths).filter(([, targets]) => targets.length > 0));
}

const fallbacks = ['src/index.ts', 'src/index.tsx', 'index.ts', 'index.tsx', 'src/index.js', 'index.js'];

/** By entry, `.` or `./*`, what it leads to, declarations first. */
function targetsOf(json: JsonRecord, conditions?: ReadonlySet<string>): Readonly<Record<string, readonly string[]>> {
  const { exports } = json;
  if (typeof exports === 'string') return { '.': [exports] };
  if (isRecord(exports)) {
    const entries = Object.keys(exports).some((key) => key.startsWith('.')) ? exports : { '.': exports };
    return Object.fromEntries(
      Object.entries(entries).map(([entry, target]) => [entry, [...pathsIn(target, conditions)]]),
    );
  }
  const named = [json.types, json.typings, json.source, json.module, json.main].filter(
    (path) => typeof path === 'string',
  );
  return named.length === 0 ? {} : { '.': named };
}

/** What an entry leads to, under these conditions or any. */
function* pathsIn(target: unknown, conditions?: ReadonlySet<string>): Iterable<string> {
  if (typeof target === 'string') yield target;
  if (!isRecord(target)) return;
  if ('types' in target) yield* pathsIn(target.types, conditions);
  for (const [condition, inner] of Object.entries(target))
    if (condition !== 'types' && conditions?.has(condition) !== false) yield* pathsIn(inner, conditions);
}

/** The files that one may be, or may be made from: `./dist/esm/index.js` from `src/index.ts`. */
function sourcesOf(target: string): readonly string[] {
  const path = target.replace(/^\.\//, '');
  if (!buildFolder.test(path)) return [path];
  const inside = path.replace(buildFolder, '');
  const places = [inside, inside.replace(format, '')].map((place) => place.replace(extension, ''));
  return [...new Set(places)].flatMap((place) => sourceEndings.map((ending) => `src/${place}${ending}`));
}

const buildFolder = /^(?:dist|lib|build|out|output|es|esm|cjs)\//;
/** Below that, one folder for each module system. */
const format = /^(?:esm|cjs|es|types|src|node|browser)\//;
const extension = /(?:\.d)?\.[cm]?[jt]sx?$/;
const sourceEndings = ['.ts', '.tsx', '/index.ts', '.mts', '.js', '.jsx'];

function buildFolderOf({ types, typings, main }: JsonRecord): string | undefined {
  const path = [types, typings, main].find((each) => typeof each === 'string');
  return path === undefined ? undefined : buildFolder.exec(path.replace(/^\.\//, ''))?.[0].slice(0, -1);
}

/** A path without its star, down to the folder before it. */
function fixedPart(path: string): string {
  const star = path.indexOf('*');
  return star < 0 ? path : path.slice(0, path.lastIndexOf('/', star));
}
