/** A small memory of many names: it may take a name for another, and never misses one. */

export class NameSet {
  /** In ascending order. */
  readonly hashes: Uint32Array;

  constructor(hashes: Uint32Array) {
    this.hashes = hashes;
  }

  static of(names: ReadonlySet<string>): NameSet {
    const hashes = new Uint32Array(names.size);
    let count = 0;
    for (const name of names) hashes[count++] = hashOf(name);
    return new NameSet(hashes.sort());
  }

  mayHave(name: string): boolean {
    return this.hasHash(hashOf(name));
  }

  hasHash(wanted: number): boolean {
    let low = 0;
    let high = this.hashes.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.hashes[middle] ?? 0) < wanted) low = middle + 1;
      else high = middle;
    }
    return this.hashes[low] === wanted;
  }
}

/** Which files may have a name, kept up to date file by file. */
export class NameIndex {
  private readonly filesByHash = new Map<number, string[]>();

  filesWith(name: string): readonly string[] {
    return this.filesByHash.get(hashOf(name)) ?? [];
  }

  /** An edit concerns few of very many names. */
  replace(path: string, before: NameSet | undefined, now: NameSet | undefined): void {
    for (const hash of before?.hashes ?? []) if (now?.hasHash(hash) !== true) this.remove(hash, path);
    for (const hash of now?.hashes ?? []) if (before?.hasHash(hash) !== true) this.add(hash, path);
  }

  private add(hash: number, path: string): void {
    const files = this.filesByHash.get(hash);
    if (files === undefined) this.filesByHash.set(hash, [path]);
    // Two names of a file may share their hash.
    else if (files.at(-1) !== path) files.push(path);
  }

  private remove(hash: number, path: string): void {
    const files = this.filesByHash.get(hash) ?? [];
    const at = files.indexOf(path);
    if (at >= 0) files.splice(at, 1);
  }
}

/** FNV-1a over UTF-16 code units. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
