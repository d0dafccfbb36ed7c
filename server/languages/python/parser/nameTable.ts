/**
 * One string for each spelling of a name, however often it is written: names compare by pointer, and a tree does not
 * keep the text it was parsed from alive.
 */

import { keywordSpellings } from './tokenKinds.ts';

/** Keywords have the indexes from 0 on, in the order of `keywordSpellings`. */
export const keywordCount = keywordSpellings.length;

/** Above this the table starts anew, so that a server which has seen many projects does not grow for ever. */
const mostNames = 1 << 18;

export class NameTable {
  private names: string[] = [];
  private hashes = new Int32Array(1 << 12);
  /** Open addressing; holds index + 1, and 0 where free. */
  private slots = new Int32Array(1 << 13);

  constructor() {
    this.clear();
  }

  /** To be called between two files. */
  trim(): void {
    if (this.names.length > mostNames) this.clear();
  }

  textOf(index: number): string {
    return this.names[index] ?? '';
  }

  /** The index of the name between two offsets; `hash` must be `hashOf` its characters. */
  indexOf(text: string, start: number, end: number, hash: number): number {
    const { names, hashes, slots } = this;
    const mask = slots.length - 1;
    let slot = hash & mask;
    for (let found = slots[slot] ?? 0; found !== 0; found = slots[slot] ?? 0) {
      if (hashes[found - 1] === hash && isWrittenAt(names[found - 1] ?? '', text, start, end)) return found - 1;
      slot = (slot + 1) & mask;
    }
    return this.add(detached(text.slice(start, end)), hash);
  }

  private add(name: string, hash: number): number {
    const index = this.names.length;
    this.names.push(name);
    if (index >= this.hashes.length) this.hashes = grown(this.hashes);
    this.hashes[index] = hash;
    if (index * 2 > this.slots.length) this.rebuildSlots();
    else this.occupy(index);
    return index;
  }

  private occupy(index: number): void {
    const mask = this.slots.length - 1;
    let slot = (this.hashes[index] ?? 0) & mask;
    while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
    this.slots[slot] = index + 1;
  }

  private rebuildSlots(): void {
    this.slots = new Int32Array(this.slots.length * 2);
    for (let index = 0; index < this.names.length; index++) this.occupy(index);
  }

  private clear(): void {
    this.names = [];
    this.slots = new Int32Array(1 << 13);
    for (const keyword of keywordSpellings) this.add(keyword, hashOf(keyword));
  }
}

/** One step of a name's hash; the first step starts from 0. */
export function hashStep(hash: number, code: number): number {
  return (Math.imul(hash, 31) + code) | 0;
}

function hashOf(name: string): number {
  let hash = 0;
  for (let index = 0; index < name.length; index++) hash = hashStep(hash, name.charCodeAt(index));
  return hash;
}

function isWrittenAt(name: string, text: string, start: number, end: number): boolean {
  if (name.length !== end - start) return false;
  for (let index = 0; index < name.length; index++)
    if (name.charCodeAt(index) !== text.charCodeAt(start + index)) return false;
  return true;
}

/** V8 keeps the whole text behind a slice of 13 or more characters; the detour makes a string of its own. */
function detached(slice: string): string {
  return slice.length < 13 ? slice : Buffer.from(slice, 'latin1').toString('latin1');
}

function grown(numbers: Int32Array): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(numbers.length * 2);
  copy.set(numbers);
  return copy;
}
