/** Finds the module an import means: in the workspace, or a library outside of it. */

import type { Environments } from './environments.ts';
import { isStandardLibrary } from './library/standardLibrary.ts';
import { isStandardStub } from './standardStubs.ts';
import { projectFolders } from './projectFolders.ts';
import type { SourceModule, Sources } from './sources.ts';

export type ResolvedModule =
  | { readonly kind: 'module'; readonly module: SourceModule }
  /** A folder without `__init__.py`; `names` is its dotted name. */
  | { readonly kind: 'namespace'; readonly folder: string; readonly name: string }
  | { readonly kind: 'library'; readonly name: string }
  /** Belongs to the workspace and is not there. */
  | { readonly kind: 'missing' };

/** Where an import leads, before anything is read: it stays as long as no file comes or goes. */
type ModulePlace = { readonly kind: 'file'; readonly path: string } | Exclude<ResolvedModule, { kind: 'module' }>;

const missing = { kind: 'missing' } as const;

/** Names that say nothing about whose module it is. */
const ofEveryProject: ReadonlySet<string> = new Set(
  'tests test conftest setup docs examples scripts tools utils src'.split(' '),
);

export class Modules {
  private readonly sources: Sources;
  private readonly environments: Environments;
  private roots: readonly string[] = [];
  private places = new Map<string, ModulePlace>();
  private readonly conftestsAbove = new Map<string, readonly string[]>();
  private projectsByName: Map<string, readonly string[]> | undefined;

  constructor(sources: Sources, environments: Environments) {
    this.sources = sources;
    this.environments = environments;
  }

  setRoots(roots: readonly string[]): void {
    this.roots = roots;
    this.reset();
  }

  /** Forgets what was found, since files may have come or gone. */
  reset(): void {
    this.places = new Map();
    this.conftestsAbove.clear();
    this.projectsByName = undefined;
  }

  /** Resolves `import name` (level 0) or `from ..name import` as written in the file at `from`. */
  resolve(name: string, level: number, from: string): ResolvedModule {
    // The stubs are about the standard library alone.
    if (isStandardStub(from)) return { kind: 'library', name };
    const key = `${folderOf(from)}|${level}|${name}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = level > 0 ? this.relative(name, level, from) : this.absolute(name, from);
      this.places.set(key, place);
    }
    return this.moduleAt(place);
  }

  /** The `conftest.py` files in the folders around a file, the nearest first. */
  conftests(from: string): readonly string[] {
    const folder = folderOf(from);
    let found = this.conftestsAbove.get(folder);
    if (found === undefined) {
      const levels = Array.from({ length: this.depthOf(from) }, (_, index) => index + 1);
      const places = levels.map((level) => this.relative('conftest', level, from));
      found = places.flatMap((place) => (place.kind === 'file' ? [place.path] : []));
      this.conftestsAbove.set(folder, found);
    }
    return found;
  }

  /** In how many folders a file lies, counted up to the workspace folder. */
  private depthOf(path: string): number {
    const root = this.roots.find((candidate) => path.startsWith(`${candidate}/`));
    return root === undefined ? 1 : path.slice(root.length).split('/').length - 1;
  }

  /** A package that is installed for the file at `from`, stubs of it first; `undefined` where there is none. */
  installed(name: string, from: string): ResolvedModule | undefined {
    const folders = this.environments.packageFolders(from);
    const key = `${folders.join()}|installed|${name}`;
    const place = this.places.get(key) ?? this.installedIn(folders, name);
    this.places.set(key, place);
    return place.kind === 'missing' ? undefined : this.moduleAt(place);
  }

  private installedIn(folders: readonly string[], name: string): ModulePlace {
    for (const folder of folders) {
      const stubs = this.packageFile(`${folder}/${name}-stubs`);
      if (stubs !== undefined) return { kind: 'file', path: stubs };
    }
    return folders.map((folder) => this.inFolder(folder, [name], name)).find((each) => each !== undefined) ?? missing;
  }

  /** The full name of a module that is installed for the file at `from`. */
  installedName(path: string, from: string): string | undefined {
    const folder = this.environments.packageFolders(from).find((each) => path.startsWith(`${each}/`));
    if (folder === undefined) return undefined;
    return path
      .slice(folder.length + 1)
      .replace(/(?:\/__init__)?\.pyi?$/, '')
      .replace(/^([^/]+)-stubs(?=\/|$)/, '$1')
      .replaceAll('/', '.');
  }

  /** A module inside a package or namespace folder: `mod` of `from package import mod`. */
  submodule(folder: string, name: string): ResolvedModule {
    return this.moduleAt(this.inFolder(folder, [name], name) ?? missing);
  }

  private relative(name: string, level: number, from: string): ModulePlace {
    let folder = folderOf(from);
    for (let step = 1; step < level; step++) folder = folderOf(folder);
    const parts = name === '' ? [] : name.split('.');
    return this.inFolder(folder, parts, name) ?? missing;
  }

  /** What lies below one import root finds the same, but for a file that might find itself. */
  private absolute(name: string, from: string): ModulePlace {
    const own = importRootOf(this.sources, from);
    if (mayBeNamed(from, name.slice(name.lastIndexOf('.') + 1))) return this.absoluteFrom(own, name, from);
    const key = `${own}|below|${name}`;
    const place = this.places.get(key) ?? this.absoluteFrom(own, name, from);
    this.places.set(key, place);
    return place;
  }

  private absoluteFrom(own: string, name: string, from: string): ModulePlace {
    const parts = name.split('.');
    const beside = this.inFolder(own, parts, name);
    // A script named after a library means the library: importing itself makes no sense, except for a package's own modules.
    const isItself = beside?.kind === 'file' && beside.path === from && !/\/__init__\.pyi?$/.test(from);
    if (beside?.kind === 'file' && !isItself) return beside;
    if (isStandardLibrary(name)) return { kind: 'library', name };
    let namespace = isItself ? undefined : beside;
    let isWorkspacePackage = this.hasPackage(own, parts[0] ?? '');
    for (const root of this.searchPath(own)) {
      const found = this.inFolder(root, parts, name);
      if (found?.kind === 'file' && found.path !== from) return found;
      if (found?.kind === 'file') continue;
      namespace ??= found;
      isWorkspacePackage ||= this.hasPackage(root, parts[0] ?? '');
    }
    const elsewhere = this.inOtherProject(parts, name);
    if (elsewhere !== undefined) return elsewhere;
    if (isWorkspacePackage) return missing;
    return namespace ?? { kind: 'library', name };
  }

  /** A module of another project in the workspace, where only one has it. */
  private inOtherProject(parts: readonly string[], name: string): ModulePlace | undefined {
    const [first = ''] = parts;
    if (ofEveryProject.has(first)) return undefined;
    const found = this.projects(first).flatMap((folder) => this.inFolder(folder, parts, name) ?? []);
    const modules = found.filter(({ kind }) => kind === 'file');
    return modules.length === 1 ? modules[0] : found.length > 0 && modules.length === 0 ? found[0] : undefined;
  }

  /** The projects that have a package or module of this name. */
  private projects(first: string): readonly string[] {
    if (this.projectsByName === undefined) {
      this.projectsByName = new Map();
      for (const root of this.roots)
        for (const folder of projectFolders(this.sources, root)) {
          const entries = this.sources.list(folder);
          const names = [
            ...(entries?.folders ?? []),
            ...(entries?.files ?? []).map((file) => file.replace(/\.pyi?$/, '')),
          ];
          for (const each of new Set(names))
            this.projectsByName.set(each, [...(this.projectsByName.get(each) ?? []), folder]);
        }
    }
    return this.projectsByName.get(first) ?? [];
  }

  private hasPackage(root: string, first: string): boolean {
    return this.sources.has(`${root}/${first}/__init__.py`) || this.sources.has(`${root}/${first}/__init__.pyi`);
  }

  /** Every folder from the file's own import root up to the workspace folder, each with its `src`. */
  private searchPath(own: string): readonly string[] {
    const path: string[] = [];
    const root = this.roots.find((candidate) => own === candidate || own.startsWith(`${candidate}/`)) ?? own;
    for (let folder = own; ; folder = folderOf(folder)) {
      path.push(folder, `${folder}/src`);
      if (folder === root || folder.length <= root.length) break;
    }
    for (const other of this.roots) if (other !== root) path.push(other, `${other}/src`);
    return path;
  }

  private inFolder(folder: string, parts: readonly string[], name: string): ModulePlace | undefined {
    let current = folder;
    for (const [index, part] of parts.entries()) {
      const entries = this.sources.list(current);
      const isLast = index === parts.length - 1;
      const inner = `${current}/${part}`;
      if (isLast) {
        const file = this.packageFile(inner) ?? this.firstThere([`${inner}.pyi`, `${inner}.py`]);
        if (file !== undefined) return { kind: 'file', path: file };
      }
      if (entries?.folders.includes(part) !== true) return undefined;
      current = inner;
    }
    if (parts.length === 0) {
      const file = this.packageFile(current);
      if (file !== undefined) return { kind: 'file', path: file };
    }
    return this.holdsPython(current) ? { kind: 'namespace', folder: current, name } : undefined;
  }

  private packageFile(folder: string): string | undefined {
    return this.firstThere([`${folder}/__init__.pyi`, `${folder}/__init__.py`]);
  }

  private firstThere(paths: readonly string[]): string | undefined {
    return paths.find((path) => this.sources.has(path));
  }

  private moduleAt(place: ModulePlace): ResolvedModule {
    if (place.kind !== 'file') return place;
    const answer = this.sources.read(place.path);
    return answer.kind === 'module' ? answer : missing;
  }

  private holdsPython(folder: string): boolean {
    const entries = this.sources.list(folder);
    if (entries === undefined) return false;
    return (
      entries.files.some(isPython) ||
      entries.folders.some((inner) => this.packageFile(`${folder}/${inner}`) !== undefined)
    );
  }
}

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** Whether a file may be the module of a name. */
function mayBeNamed(path: string, name: string): boolean {
  return /\/([^/]+?)(?:\/__init__)?\.pyi?$/.exec(path)?.[1] === name;
}

function isPython(file: string): boolean {
  return file.endsWith('.py') || file.endsWith('.pyi');
}

/** The folder that holds the outermost package around a file: what stands before the first dot of its module name. */
function importRootOf(sources: Sources, path: string): string {
  let folder = folderOf(path);
  while (folder !== '/' && (sources.has(`${folder}/__init__.py`) || sources.has(`${folder}/__init__.pyi`)))
    folder = folderOf(folder);
  return folder;
}
