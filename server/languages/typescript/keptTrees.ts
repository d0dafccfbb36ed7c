/**
 * Trees of files as the compiler sent them, kept after their nodes are let go. Nodes take most of a tree's memory here; to send
 * a tree once more costs the compiler about as much as to parse its file. Declarations of packages are looked at in every
 * part of a run, those of a project in many.
 */

import type { SourceFile } from 'typescript/unstable/ast';
import type { API } from 'typescript/unstable/sync';

/** What the API of this version keeps to itself: its trees, by the path, snapshot and project that they were asked for. */
interface TreeCache {
  getRetained(path: string, snapshot: number, project: string): SourceFile | undefined;
  set(path: string, tree: SourceFile, options: string, hash: string, snapshot: number, project: string): SourceFile;
  clear(): void;
}

/** A tree decodes its nodes from the bytes as they are asked for. */
interface DecodedTree {
  readonly view: DataView;
  readonly _decoder: unknown;
}

interface SentTree {
  /** Left out where its nodes were let go. */
  tree: SourceFile | undefined;
  readonly bytes: Uint8Array;
  /** Makes a tree of the bytes. */
  readonly decode: () => SourceFile;
  readonly options: string;
  readonly hash: string;
  /** Those that are known to hold the file. */
  readonly projects: Set<string>;
}

/** Bytes of all trees that are kept; those that were asked for last stay. */
const mostBytes = 32 * 1024 * 1024;

/** For one run only, in which each path has one text: whoever asks for it next, in whatever project, gets what was sent. */
export class KeptTrees {
  readonly #sent = new Map<string, SentTree>();
  #bytes = 0;

  /** Has the API look here before it asks the compiler. `holds` says whether a file is one of a project, which costs little to ask. */
  constructor(api: API, holds: (project: string, path: string) => boolean) {
    const cache = (api as unknown as { readonly sourceFileCache: TreeCache }).sourceFileCache;
    const { getRetained, set, clear } = cache;
    cache.set = (path, tree, options, hash, snapshot, project) => {
      const retained = set.call(cache, path, tree, options, hash, snapshot, project);
      const projects = this.#sent.get(path)?.projects ?? new Set();
      this.#keep(path, { tree: retained, ...encoded(retained), options, hash, projects: projects.add(project) });
      return retained;
    };
    cache.getRetained = (path, snapshot, project) => {
      const retained = getRetained.call(cache, path, snapshot, project);
      if (retained !== undefined) return retained;
      const sent = this.#sent.get(path);
      if (sent === undefined || !(sent.projects.has(project) || holds(project, path))) return undefined;
      return cache.set(path, sent.tree ?? sent.decode(), sent.options, sent.hash, snapshot, project);
    };
    cache.clear = () => {
      clear.call(cache);
      for (const sent of this.#sent.values()) sent.tree = undefined;
    };
  }

  /** Some text has changed, under whatever name the compiler knows it. */
  forget(): void {
    this.#sent.clear();
    this.#bytes = 0;
  }

  #keep(path: string, sent: SentTree): void {
    this.#leave(path);
    this.#sent.set(path, sent);
    this.#bytes += sent.bytes.length;
    for (const oldest of this.#sent.keys()) {
      if (this.#bytes <= mostBytes) break;
      this.#leave(oldest);
    }
  }

  #leave(path: string): void {
    this.#bytes -= this.#sent.get(path)?.bytes.length ?? 0;
    this.#sent.delete(path);
  }
}

function encoded(tree: SourceFile): Pick<SentTree, 'bytes' | 'decode'> {
  const { view, _decoder } = tree as unknown as DecodedTree;
  const Tree = tree.constructor as new (data: Uint8Array, decoder: unknown) => SourceFile;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  return { bytes, decode: () => new Tree(bytes, _decoder) };
}
