/** Finds the files to check under folders, as a developer would list them: their own sources and nothing generated. */

import { existsSync, readFileSync } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { languageOf } from '../analysis/document.ts';

export interface FindFilesRequest {
  /** Files and folders, relative to `workingDirectory` or absolute. A file named here is taken whatever it is ignored by. */
  readonly paths: readonly string[];
  readonly workingDirectory: string;
  /** Patterns in the syntax of `.gitignore`, relative to `workingDirectory`. */
  readonly exclude?: readonly string[];
  readonly signal?: AbortSignal;
}

export type FoundPath =
  /** Absolute, with forward slashes. Each file comes once. */
  | { readonly kind: 'file'; readonly path: string }
  /** A page component, whose script nobody has taken out of it. */
  | { readonly kind: 'component'; readonly path: string }
  /** Named by the user, but in none of our languages. */
  | { readonly kind: 'foreign'; readonly path: string }
  | { readonly kind: 'unreadable'; readonly path: string; readonly reason: string };

/** Folders of dependencies, caches and build results. A folder that the user names is searched all the same. */
const foldersLeftOut: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'jspm_packages',
  '__pycache__',
  '__pypackages__',
  'site-packages',
  'venv',
  'dist',
  'build',
  'out',
  'coverage',
  'htmlcov',
]);

/** Hidden folders hold tools' data (`.git`, `.venv`, `.next`), except for these, which hold sources. */
const hiddenFoldersTaken: ReadonlySet<string> = new Set(['.github', '.storybook', '.vitepress', '.vscode-test']);

const components = /\.(?:vue|svelte|astro)$/i;

/** Declarations hold no running code; minified files are build results. */
const filesLeftOut = /\.d\.[cm]?ts$|\.d\.[^.]+\.ts$|\.pyi$|[.-]min\.[cm]?js$/i;

/** Files below linked folders are found where they really are; a link is followed only when the user names it. */
export async function* findFiles(request: FindFilesRequest): AsyncGenerator<FoundPath> {
  const taken = new Set<string>();
  const excluded = new IgnoreFile(toSlashes(request.workingDirectory), (request.exclude ?? []).join('\n'));
  for (const given of request.paths) {
    for await (const found of findUnder(path.resolve(request.workingDirectory, given), excluded, request.signal)) {
      if (taken.has(found.path)) continue;
      taken.add(found.path);
      yield found;
    }
  }
}

async function* findUnder(
  absolute: string,
  excluded: IgnoreFile,
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPath> {
  const start = toSlashes(absolute);
  try {
    const stats = await stat(absolute);
    if (!stats.isDirectory()) {
      yield { kind: languageOf(start) === undefined ? 'foreign' : 'file', path: start };
      return;
    }
  } catch (error) {
    yield { kind: 'unreadable', path: start, reason: reasonOf(error) };
    return;
  }
  const above = ignoreFilesAbove(start);
  // Who names an ignored folder wants what is in it.
  const isIgnoredItself = above.some((file) => file.ignores(start, true));
  yield* walk(start, isIgnoredItself ? [excluded] : [excluded, ...above], signal);
}

async function* walk(
  folder: string,
  ignoreFiles: readonly IgnoreFile[],
  signal: AbortSignal | undefined,
): AsyncGenerator<FoundPath> {
  if (signal?.aborted === true) return;
  let entries: Awaited<ReturnType<typeof entriesOf>>;
  try {
    entries = await entriesOf(folder);
  } catch (error) {
    yield { kind: 'unreadable', path: folder, reason: reasonOf(error) };
    return;
  }
  const own = entries.some((entry) => entry.name === '.gitignore') ? ignoreFileIn(folder) : undefined;
  const inForce = own === undefined ? ignoreFiles : [...ignoreFiles, own];
  for (const entry of entries) {
    const entryPath = childOf(folder, entry.name);
    if (entry.isDirectory()) {
      if (isLeftOut(entry.name) || isIgnored(inForce, entryPath, true) || isVirtualEnvironment(entryPath)) continue;
      yield* walk(entryPath, inForce, signal);
    } else if (entry.isFile() && languageOf(entry.name) !== undefined && !filesLeftOut.test(entry.name)) {
      if (!isIgnored(inForce, entryPath, false)) yield { kind: 'file', path: entryPath };
    } else if (entry.isFile() && components.test(entry.name) && !isIgnored(inForce, entryPath, false)) {
      yield { kind: 'component', path: entryPath };
    }
  }
}

async function entriesOf(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
}

function isLeftOut(name: string): boolean {
  return foldersLeftOut.has(name) || (name.startsWith('.') && !hiddenFoldersTaken.has(name));
}

function isVirtualEnvironment(folder: string): boolean {
  return existsSync(`${folder}/pyvenv.cfg`);
}

/** As in git: the innermost file that has something to say about a path decides. */
function isIgnored(files: readonly IgnoreFile[], absolute: string, isFolder: boolean): boolean {
  for (let index = files.length - 1; index > 0; index -= 1) {
    const verdict = files[index]?.verdictOn(absolute, isFolder);
    if (verdict === 'ignored') return true;
    if (verdict === 'taken') break;
  }
  // The first are the user's own exclusions, which nothing takes back.
  return files[0]?.verdictOn(absolute, isFolder) === 'ignored';
}

/** The patterns of one `.gitignore`, which speak about the paths below its folder. */
class IgnoreFile {
  readonly #folder: string;
  readonly #patterns: Ignore;

  constructor(folder: string, text: string) {
    this.#folder = folder.endsWith('/') ? folder : `${folder}/`;
    this.#patterns = ignore().add(text);
  }

  verdictOn(absolute: string, isFolder: boolean): 'ignored' | 'taken' | 'silent' {
    if (!absolute.startsWith(this.#folder)) return 'silent';
    const relative = absolute.slice(this.#folder.length);
    if (relative === '') return 'silent';
    const { ignored, unignored } = this.#patterns.test(isFolder ? `${relative}/` : relative);
    if (ignored) return 'ignored';
    return unignored ? 'taken' : 'silent';
  }

  ignores(absolute: string, isFolder: boolean): boolean {
    return this.verdictOn(absolute, isFolder) === 'ignored';
  }
}

/** The ignore files between the repository's root and a folder, outermost first; none outside a repository. */
function ignoreFilesAbove(start: string): readonly IgnoreFile[] {
  const folders: string[] = [];
  for (let folder = start; ; folder = path.posix.dirname(folder)) {
    if (folder !== start) folders.unshift(folder);
    if (existsSync(`${folder}/.git`)) {
      const files = folders.flatMap((each) => ignoreFileIn(each) ?? []);
      const exclusions = textOf(`${folder}/.git/info/exclude`);
      return exclusions === undefined ? files : [new IgnoreFile(folder, exclusions), ...files];
    }
    if (path.posix.dirname(folder) === folder) return [];
  }
}

function ignoreFileIn(folder: string): IgnoreFile | undefined {
  const text = textOf(childOf(folder, '.gitignore'));
  return text === undefined ? undefined : new IgnoreFile(folder, text);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function childOf(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}

function toSlashes(absolute: string): string {
  return path.sep === '/' ? absolute : absolute.replaceAll(path.sep, '/');
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'access is denied';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
