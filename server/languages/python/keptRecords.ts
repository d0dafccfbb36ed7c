/** The records of modules that an earlier run has made, so that a project need not be parsed for what its names mean. */

import type { HostMemory } from '../../facts/frontEnd.ts';
import { textFingerprint } from './fingerprints.ts';
import type { ModuleRecord } from './moduleRecords.ts';
import { NameSet } from './nameSet.ts';
import type { SourceModule } from './sources.ts';

/** Plain data: sets of names are their hashes. */
interface KeptRecord extends Omit<ModuleRecord, 'names' | 'referencedNames' | 'decoratedNames'> {
  readonly state: string;
  /** Of the text. */
  readonly fingerprint: string;
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

  /**
   * The record of a file in this state, or with the same text in another: a fresh checkout, or a cache that was unpacked, gives
   * files new times. `text` is asked for only then.
   */
  find(path: string, state: string, text: () => string | undefined): ModuleRecord | undefined {
    const kept = this.records().get(path);
    if (kept === undefined) return undefined;
    if (kept.state !== state) {
      const now = text();
      if (now === undefined || textFingerprint(now) !== kept.fingerprint) return undefined;
      this.isChanged = true;
      this.records().set(path, { ...kept, state });
    }
    const { state: _, fingerprint: __, names, referencedNames, decoratedNames, ...rest } = kept;
    return {
      ...rest,
      names: new NameSet(names),
      referencedNames: new NameSet(referencedNames),
      decoratedNames: new NameSet(decoratedNames),
    };
  }

  add(
    { document: { path }, fingerprint }: SourceModule,
    state: string,
    { names, referencedNames, decoratedNames, ...rest }: ModuleRecord,
  ): void {
    this.isChanged = true;
    this.records().set(path, {
      ...rest,
      state,
      fingerprint,
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
