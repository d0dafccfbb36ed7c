/** A small memory of many names: it may take a name for another, and never misses one. */

export class NameSet {
  /** Hashes in ascending order. */
  private readonly hashes: Uint32Array;

  constructor(names: ReadonlySet<string>) {
    this.hashes = Uint32Array.from(names, hashOf).sort();
  }

  mayHave(name: string): boolean {
    const wanted = hashOf(name);
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

/** FNV-1a over UTF-16 code units. */
function hashOf(name: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < name.length; index++) hash = Math.imul(hash ^ name.charCodeAt(index), 0x01000193);
  return hash >>> 0;
}
