/**
 * Packages of a monorepo that the compiler would not find: they are not linked into `node_modules`, or not built yet. Their sources say
 * as much as what is built from them.
 */

import picomatch from 'picomatch';
import type { FrontEndHost } from '../../facts/frontEnd.ts';
import { type Folders, folderOf, resolvedPath } from './folders.ts';
import { isRecord, type JsonRecord, readJson } from './jsonFiles.ts';
import { builtFiles, entriesOf, type PackagePaths } from './packageEntries.ts';

interface WorkspacePackage {
  readonly name: string;
  readonly folder: string;
  readonly json: JsonRecord;
}

const rootFiles: ReadonlySet<string> = new Set(['package.json', 'pnpm-workspace.yaml', 'lerna.json']);

/** Of `**`. */
const deepest = 4;

export class WorkspacePackages {
  readonly #host: FrontEndHost;
  readonly #folders: Folders;
  readonly #byRoot = new Map<string, readonly WorkspacePackage[]>();

  constructor(host: FrontEndHost, folders: Folders) {
    this.#host = host;
    this.#folders = folders;
  }

  /** Those that are missing where code of the folder is resolved. */
  pathsFor(folder: string): PackagePaths {
    const paths: Record<string, readonly string[]> = {};
    for (const found of this.#packagesAround(folder))
      if (!this.#isInstalled(found, folder))
        Object.assign(
          paths,
          entriesOf(found, (path) => this.#exists(path)),
        );
    return paths;
  }

  forget(): void {
    this.#byRoot.clear();
  }

  #packagesAround(folder: string): readonly WorkspacePackage[] {
    for (let at = folder; at.includes('/'); at = folderOf(at)) {
      const entries = this.#folders.list(at);
      if (entries?.files.some((file) => rootFiles.has(file))) {
        const known = this.#byRoot.get(at) ?? this.#packagesBelow(at);
        this.#byRoot.set(at, known);
        if (known.length > 0) return known;
      }
      // A repository is a world of its own.
      if (entries?.folders.includes('.git') || folderOf(at) === at) break;
    }
    return [];
  }

  #packagesBelow(root: string): readonly WorkspacePackage[] {
    const patterns = [...this.#patternsOf(root)];
    const isLeftOut = picomatch(
      patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1)),
    );
    const folders = patterns
      .filter((pattern) => !pattern.startsWith('!'))
      .flatMap((pattern) => [
        ...this.#matching(
          root,
          pattern.split('/').filter((part) => part !== '' && part !== '.'),
        ),
      ])
      .filter((folder) => !isLeftOut(folder.slice(root.length + 1)));
    return [...new Set(folders)].flatMap((folder) => {
      const json = this.#folders.has(`${folder}/package.json`) ? readJson(this.#host, `${folder}/package.json`) : {};
      return typeof json.name === 'string' ? { name: json.name, folder, json } : [];
    });
  }

  *#patternsOf(root: string): Iterable<string> {
    const { workspaces } = readJson(this.#host, `${root}/package.json`);
    yield* strings(workspaces);
    if (isRecord(workspaces)) yield* strings(workspaces.packages);
    if (this.#folders.has(`${root}/lerna.json`)) yield* strings(readJson(this.#host, `${root}/lerna.json`).packages);
    if (!this.#folders.has(`${root}/pnpm-workspace.yaml`)) return;
    const file = this.#host.readText(`${root}/pnpm-workspace.yaml`);
    if (file.kind === 'text') yield* patternsIn(file.text);
  }

  /** The folders that a pattern stands for, part by part. */
  *#matching(folder: string, [part, ...rest]: readonly string[], depth = 0): Iterable<string> {
    if (part === undefined) {
      yield folder;
      return;
    }
    if (part === '**') yield* this.#matching(folder, rest);
    const isWanted = part === '**' ? () => depth < deepest : picomatch(part);
    for (const name of this.#folders.list(folder)?.folders ?? []) {
      if (name === 'node_modules' || name.startsWith('.') || !isWanted(name)) continue;
      const below = `${folder}/${name}`;
      yield* part === '**' ? this.#matching(below, [part, ...rest], depth + 1) : this.#matching(below, rest);
    }
  }

  /** Whether the compiler finds the package, and what that says it is built into. */
  #isInstalled({ name, json }: WorkspacePackage, folder: string): boolean {
    for (let at = folder; at.includes('/'); at = folderOf(at)) {
      const installed = `${at}/node_modules/${name}`;
      if (this.#folders.list(at)?.folders.includes('node_modules') && this.#folders.list(installed) !== undefined)
        return builtFiles(json).some((file) => this.#exists(resolvedPath(installed, file)));
      if (folderOf(at) === at) return false;
    }
    return false;
  }

  #exists(path: string): boolean {
    return this.#folders.has(path) || this.#folders.list(path) !== undefined;
  }
}

/** The patterns below `packages:` of a file for pnpm, in lines of their own or in brackets. */
function patternsIn(yaml: string): readonly string[] {
  const list = /^packages:((?:.*\n?)(?:[ \t]*(?:[-#\]'"].*)?\n?)*)/m.exec(yaml)?.[1] ?? '';
  return [
    ...list.replace(/(?<=^|\s)#.*$/gm, '').matchAll(/'([^'\n]+)'|"([^"\n]+)"|(?<=[-[,]\s*)([^\s'",[\]]+)/g),
  ].flatMap(([, single, double, plain]) => single ?? double ?? plain ?? []);
}

function strings(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}
