/** What the nearest package.json says. */

import type { FrontEndHost } from '../../facts/frontEnd.ts';
import { type Folders, folderOf, resolvedPath } from './folders.ts';
import { isRecord, type JsonRecord, readJson } from './jsonFiles.ts';

export interface Package {
  readonly folder: string;
  readonly isModule: boolean;
  readonly dependencies: readonly string[];
  /** The major version of the oldest Node that the package says it runs on or is typed for. */
  readonly nodeVersion?: number;
  /** Absolute paths of the files behind `bin`, and of those that the package's scripts run beside starting it. */
  readonly programs: readonly string[];
}

const none: Package = { folder: '', isModule: false, dependencies: [], programs: [] };

export class Packages {
  readonly #host: FrontEndHost;
  readonly #folders: Folders;
  readonly #read = new Map<string, Package>();
  readonly #versions = new Map<string, number | undefined>();

  constructor(host: FrontEndHost, folders: Folders) {
    this.#host = host;
    this.#folders = folders;
  }

  nearest(path: string): Package {
    const file = this.#folders.nearest(folderOf(path), ['package.json']);
    if (file === undefined) return none;
    const known = this.#read.get(file);
    if (known !== undefined) return known;
    const read = packageOf(folderOf(file), readJson(this.#host, file));
    this.#read.set(file, read);
    return read;
  }

  /** The major version of the TypeScript that a folder's project is built with. */
  typeScriptVersion(folder: string): number | undefined {
    if (!this.#versions.has(folder)) this.#versions.set(folder, this.#findVersion(folder));
    return this.#versions.get(folder);
  }

  forget(): void {
    this.#read.clear();
    this.#versions.clear();
  }

  #findVersion(folder: string): number | undefined {
    for (let at = folder; ; at = folderOf(at)) {
      if (this.#folders.list(at)?.folders.includes('node_modules')) {
        const version = readJson(this.#host, `${at}/node_modules/typescript/package.json`).version;
        if (typeof version === 'string') return Number.parseInt(version, 10);
      }
      if (folderOf(at) === at || !at.includes('/')) return undefined;
    }
  }
}

function packageOf(folder: string, json: JsonRecord): Package {
  const dependencies = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies'].flatMap((key) =>
    isRecord(json[key]) ? Object.keys(json[key]) : [],
  );
  const bin = typeof json.bin === 'string' ? [json.bin] : isRecord(json.bin) ? Object.values(json.bin) : [];
  const programs = [...bin.filter((path) => typeof path === 'string'), ...toolsIn(json.scripts)].map((path) =>
    resolvedPath(folder, path),
  );
  const nodeVersion = nodeVersionOf(json);
  return {
    folder,
    isModule: json.type === 'module',
    dependencies: [...new Set(dependencies)],
    ...(nodeVersion === undefined ? {} : { nodeVersion }),
    programs,
  };
}

/** By `engines`, `>=18.17 || ^16`, or else by the version of Node's types, which the compiler checks against. */
function nodeVersionOf({ engines, devDependencies, dependencies }: JsonRecord) {
  const own = isRecord(engines) ? oldestMajor(engines.node) : undefined;
  const types = [devDependencies, dependencies].map((all) =>
    isRecord(all) ? oldestMajor(all['@types/node']) : undefined,
  );
  return own ?? types.find((version) => version !== undefined);
}

/** The lowest major version that any alternative of a range starts from; an upper bound alone says nothing. */
function oldestMajor(range: unknown): number | undefined {
  if (typeof range !== 'string') return undefined;
  const versions = range.split('||').map((alternative) => /^\s*(?:>=?|\^|~|=|v)*\s*v?(\d+)/.exec(alternative)?.[1]);
  if (versions.includes(undefined)) return undefined;
  return Math.min(...versions.map(Number));
}

/** Files that scripts such as `release` run: `extra/release.mjs` of `node extra/release.mjs --beta`. */
function toolsIn(scripts: unknown): readonly string[] {
  if (!isRecord(scripts)) return [];
  return Object.entries(scripts).flatMap(([name, command]) =>
    typeof command === 'string' && !startsApplication.test(name)
      ? [...command.matchAll(/\b(?:node|tsx|ts-node|bun)\s+(?:-\S+\s+)*([\w./-]+\.[mc]?[jt]s)\b/g)].flatMap(
          ([, file]) => file ?? [],
        )
      : [],
  );
}

const startsApplication = /start|serve|dev|watch|preview|server/;
