/** The records of modules that an earlier run has made, so that a project need not be parsed for what its names mean. */

import type { HostMemory } from '../../facts/frontEnd.ts';
import type { ModuleRecord } from './moduleRecords.ts';
import { NameSet } from './nameSet.ts';

/** Plain data: sets of names are their hashes. */
interface KeptRecord extends Omit<ModuleRecord, 'names' | 'referencedNames' | 'decoratedNames'> {
  readonly state: string;
  readonly names: Uint32Array;
  readonly referencedNames: Uint32Array;
  readonly decoratedNames: Uint32Array;
}

export class KeptRecords {
  private readonly memory: HostMemory;
  private byPath: Map<string, KeptRecord> | undefined;
  private isChanged = false;

  constructor(memory: HostMemory) {
    this.memory = memory;
  }

  /** The record of a file in this state. */
  find(path: string, state: string): ModuleRecord | undefined {
    const kept = this.records().get(path);
    if (kept?.state !== state) return undefined;
    const { state: _, names, referencedNames, decoratedNames, ...rest } = kept;
    return {
      ...rest,
      names: new NameSet(names),
      referencedNames: new NameSet(referencedNames),
      decoratedNames: new NameSet(decoratedNames),
    };
  }

  add(path: string, state: string, { names, referencedNames, decoratedNames, ...rest }: ModuleRecord): void {
    this.isChanged = true;
    this.records().set(path, {
      ...rest,
      state,
      names: names.hashes,
      referencedNames: referencedNames.hashes,
      decoratedNames: decoratedNames.hashes,
    });
  }

  remove(path: string): void {
    if (this.records().delete(path)) this.isChanged = true;
  }

  paths(): Iterable<string> {
    return this.records().keys();
  }

  save(): void {
    if (this.isChanged) this.memory.keep(this.byPath);
  }

  private records(): Map<string, KeptRecord> {
    // Nobody else writes what this very version recalls.
    this.byPath ??= (this.memory.recall() as Map<string, KeptRecord> | undefined) ?? new Map();
    return this.byPath;
  }
}
