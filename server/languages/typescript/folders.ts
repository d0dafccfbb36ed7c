/** Paths with forward slashes, and what lies in the folders above a file. */

import type { FolderEntries, FrontEndHost } from '../../facts/frontEnd.ts';

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `index.d.ts` and its like, which hold no code that runs. */
export function isDeclarationFile(path: string): boolean {
  return /\.d\.[mc]?ts$/.test(path);
}

/** The absolute path that `path`, written in a file of `folder`, stands for. */
export function resolvedPath(folder: string, path: string): string {
  const isAbsolute = path.startsWith('/') || /^[a-z]:\//i.test(path);
  const parts: string[] = [];
  for (const part of (isAbsolute ? path : `${folder}/${path}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.join('/');
}

/** Entries of folders, remembered until something changes on disk. */
export class Folders {
  readonly #host: FrontEndHost;
  readonly #entries = new Map<string, FolderEntries | undefined>();

  constructor(host: FrontEndHost) {
    this.#host = host;
  }

  list(folder: string): FolderEntries | undefined {
    if (!this.#entries.has(folder)) this.#entries.set(folder, this.#host.list(folder));
    return this.#entries.get(folder);
  }

  has(path: string): boolean {
    return this.list(folderOf(path))?.files.includes(baseNameOf(path)) ?? false;
  }

  /** The nearest file of one of these names in the folder or above it. */
  nearest(folder: string, names: readonly string[]): string | undefined {
    return this.#upFrom(folder, ({ files }) => names.find((candidate) => files.includes(candidate)));
  }

  /** The nearest folder of this name, likewise. */
  nearestFolder(folder: string, name: string): string | undefined {
    return this.#upFrom(folder, ({ folders }) => folders.find((candidate) => candidate === name));
  }

  #upFrom(folder: string, find: (entries: FolderEntries) => string | undefined): string | undefined {
    for (let at = folder; ; at = folderOf(at)) {
      const entries = this.list(at);
      const name = entries === undefined ? undefined : find(entries);
      if (name !== undefined) return at === '/' ? `/${name}` : `${at}/${name}`;
      if (folderOf(at) === at || !at.includes('/')) return undefined;
    }
  }

  forget(): void {
    this.#entries.clear();
  }
}
