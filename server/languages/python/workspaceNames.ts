/**
 * What the whole workspace does with a name: which classes override a method, who assigns to an attribute from outside,
 * who uses a function's name. It goes by names; who asks looks at what they mean.
 */

import { anyBase, type ClassRecord, type ModuleRecord, recordOf, type StoreRecord } from './moduleRecords.ts';
import { type CallCounts, CallTotals, type NameUse, nameUsesIn } from './nameUses.ts';
import type { KeptRecords } from './keptRecords.ts';
import { callsGiven, callsNamed, type NamedCall } from './namedCalls.ts';
import { NameIndex } from './nameSet.ts';
import { isTestPath } from './roles.ts';
import type { SourceModule, Sources } from './sources.ts';
import { workspaceFiles } from './workspaceFiles.ts';

interface KeptRecord {
  readonly version: number;
  readonly value: ModuleRecord;
}

const none: readonly StoreRecord[] = [];

/** What more files than these use is no name of one function. */
const mostCallingFiles = 24;

export class WorkspaceNames {
  private readonly sources: Sources;
  private readonly kept: KeptRecords | undefined;
  private roots: readonly string[] = [];
  private revision = -1;
  private layout = -1;
  private revisionOfClasses = 0;
  private revisionOfStores = 0;
  private files: ReadonlySet<string> = new Set();
  private readonly records = new Map<string, KeptRecord>();
  private readonly totals = new CallTotals();
  private readonly using = new NameIndex();
  private readonly decorating = new NameIndex();
  private readonly byBase = new Map<string, ClassRecord[]>();
  private readonly stores = new Map<string, StoreRecord[]>();
  /** From the file that is named behind the attribute. */
  private storesSeen = new Map<string, readonly StoreRecord[]>();
  private heirs = new Map<string, readonly ClassRecord[]>();
  private referenced = new Map<string, boolean>();
  private decorated = new Map<string, boolean>();

  constructor(sources: Sources, kept?: KeptRecords) {
    this.sources = sources;
    this.kept = kept;
  }

  /** For the next run. */
  save(): void {
    if (this.kept === undefined || this.revision < 0) return;
    for (const path of [...this.kept.paths()]) if (!this.files.has(path)) this.kept.remove(path);
    this.kept.save();
  }

  setRoots(roots: readonly string[]): void {
    this.roots = roots;
    this.revision = -1;
  }

  /** They grow where the classes of some file, or its assignments to attributes of others, may have others answers. */
  get revisions(): { readonly classes: number; readonly stores: number } {
    this.refresh();
    return { classes: this.revisionOfClasses, stores: this.revisionOfStores };
  }

  /** Assignments to `….name` from outside the class: in the file itself, or anywhere but in tests. */
  storesTo(name: string, path: string): readonly StoreRecord[] {
    this.refresh();
    const stores = this.stores.get(name);
    if (stores === undefined) return none;
    const key = `${name} ${path}`;
    let seen = this.storesSeen.get(key);
    if (seen === undefined) {
      seen = stores.filter((store) => store.path === path || !this.isTest(store.path));
      this.storesSeen.set(key, seen);
    }
    return seen;
  }

  /** Classes that inherit, directly or not, from a class of this name and have a member or attribute of that name. */
  heirsWith(className: string, member: string): readonly ClassRecord[] {
    this.refresh();
    const key = `${className}.${member}`;
    let found = this.heirs.get(key);
    if (found === undefined) {
      found = this.heirsOf(className).filter((heir) => heir.members.has(member) || heir.stores.has(member));
      this.heirs.set(key, found);
    }
    return found;
  }

  /** Uses of a name in other files, whatever it means there. */
  usesElsewhere(name: string, path: string): readonly NameUse[] {
    this.refresh();
    const found: NameUse[] = [];
    for (const file of this.using.filesWith(name)) {
      const module = file === path ? undefined : this.moduleAt(file);
      if (module !== undefined) found.push(...(nameUsesIn(module).get(name) ?? []));
    }
    return found;
  }

  /** Whether some module uses the name without calling it, so that anybody may get hold of what it stands for. */
  isReferenced(name: string): boolean {
    this.refresh();
    let isReferenced = this.referenced.get(name);
    if (isReferenced === undefined) {
      const files = this.using.filesWith(name);
      isReferenced = files.some((file) => this.records.get(file)?.value.referencedNames.mayHave(name));
      this.referenced.set(name, isReferenced);
    }
    return isReferenced;
  }

  /** Whether some class has a method of this name with a decorator. */
  mayBeProperty(name: string): boolean {
    this.refresh();
    let mayBe = this.decorated.get(name);
    if (mayBe === undefined) {
      mayBe = this.decorating.filesWith(name).length > 0;
      this.decorated.set(name, mayBe);
    }
    return mayBe;
  }

  /** How the whole workspace calls functions of this name, whatever they belong to. */
  callsOf(name: string): CallCounts {
    this.refresh();
    return this.totals.get(name);
  }

  /** How the whole workspace calls methods of this name, and how many functions have it. */
  callsOfMethod(name: string): CallCounts {
    this.refresh();
    return this.totals.ofMethod(name);
  }

  /**
   * Calls of functions of a name, as far as they tell what a function of the file is given: those in tests only where there
   * are no others, and none where too many files use the name.
   */
  callsNamed(name: string, path: string): readonly NamedCall[] {
    this.refresh();
    const files = this.using.filesWith(name);
    if (!this.records.has(path) || files.length > mostCallingFiles) return [];
    const calls = files.map((file) => ({ isTest: this.isTest(file), found: this.callsIn(file, name) }));
    const inCode = calls.filter(({ isTest, found }) => !isTest && found.length > 0);
    return (inCode.length > 0 && !this.isTest(path) ? inCode : calls).flatMap(({ found }) => found);
  }

  /** Calls of functions of a name in one file. */
  callsIn(path: string, name: string): readonly NamedCall[] {
    const module = this.moduleAt(path);
    return module === undefined ? [] : callsNamed(module, name);
  }

  /** Calls in one file that are given what a name stands for. */
  callsGiven(path: string, name: string): readonly NamedCall[] {
    const module = this.moduleAt(path);
    return module === undefined ? [] : callsGiven(module, name);
  }

  /** Classes that inherit, directly or not, from a class of this name, or may do so by a list of bases. */
  heirsOf(className: string): readonly ClassRecord[] {
    this.refresh();
    const known = this.heirs.get(className);
    if (known !== undefined) return known;
    const found = new Set<ClassRecord>();
    const pending = [className, anyBase];
    const seen = new Set<string>(pending);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const heir of this.byBase.get(next) ?? []) {
        found.add(heir);
        if (!seen.has(heir.name)) pending.push(heir.name);
        seen.add(heir.name);
      }
    }
    const heirs = [...found];
    this.heirs.set(className, heirs);
    return heirs;
  }

  private refresh(): void {
    const { revision, layout } = this.sources;
    if (this.revision === revision) return;
    const changed = this.changedFiles();
    this.revision = revision;
    this.layout = layout;
    this.heirs = new Map();
    this.referenced = new Map();
    this.decorated = new Map();
    this.storesSeen = new Map();
    for (const path of changed) {
      const known = this.records.get(path)?.value;
      if (this.files.has(path)) this.recordAt(path);
      else this.forget(path);
      const record = this.records.get(path)?.value;
      if (record !== known) this.relist(path, known, record);
    }
  }

  /** Files whose records may be others than before: all of them where some may have come or gone. */
  private changedFiles(): Iterable<string> {
    const { sources } = this;
    const isSameLayout = this.revision >= 0 && this.layout === sources.layout;
    const changed = isSameLayout ? sources.changedSince(this.revision) : [];
    if (isSameLayout && sources.openedPaths().every((path) => this.files.has(path))) return changed;
    this.files = new Set([...workspaceFiles(sources, this.roots), ...sources.openedPaths()]);
    return new Set([...this.records.keys(), ...this.files]);
  }

  /** Puts what a file has now in the places of what it had: an edit concerns few of very many names. */
  private relist(path: string, before: ModuleRecord | undefined, now: ModuleRecord | undefined): void {
    if (facesOfClasses(before) !== facesOfClasses(now)) this.revisionOfClasses++;
    if (facesOfStores(before) !== facesOfStores(now)) this.revisionOfStores++;
    replace(this.stores, path, storesByName(before), storesByName(now));
    replace(this.byBase, path, classesByBase(before), classesByBase(now));
    this.using.replace(path, before?.names, now?.names);
    this.decorating.replace(path, before?.decoratedNames, now?.decoratedNames);
  }

  private recordAt(path: string): ModuleRecord | undefined {
    const version = this.sources.versionOf(path);
    const known = this.records.get(path);
    if (known?.version === version) return known.value;
    this.forget(path);
    const value = this.keptRecordAt(path) ?? this.recordMadeAt(path);
    if (value === undefined) return undefined;
    this.records.set(path, { version, value });
    this.totals.add(value.calls);
    return value;
  }

  private keptRecordAt(path: string): ModuleRecord | undefined {
    const state = this.kept === undefined ? undefined : this.sources.stateOf(path);
    return state === undefined ? undefined : this.kept?.find(path, state, () => this.sources.readText(path));
  }

  private recordMadeAt(path: string): ModuleRecord | undefined {
    // A whole large workspace of trees would not fit into memory.
    const answer = this.sources.readInPassing(path);
    if (answer.kind !== 'module') return undefined;
    const value = recordOf(answer.module);
    const state = this.kept === undefined ? undefined : this.sources.stateOf(path);
    if (state !== undefined) this.kept?.add(answer.module, state, value);
    return value;
  }

  private forget(path: string): void {
    const known = this.records.get(path);
    if (known === undefined) return;
    this.totals.subtract(known.value.calls);
    this.records.delete(path);
  }

  private isTest(path: string): boolean {
    const root = this.roots.find((each) => path.startsWith(`${each}/`)) ?? '';
    return isTestPath(path.slice(root.length));
  }

  private moduleAt(path: string): SourceModule | undefined {
    const answer = this.sources.read(path);
    return answer.kind === 'module' ? answer.module : undefined;
  }
}

/** All that is said of the classes but where they stand. */
function facesOfClasses(record: ModuleRecord | undefined): string {
  return (record?.classes ?? [])
    .map(({ name, bases, members, stores }) => [name, ...bases, ...[...members].flat(), '', ...stores].join(' '))
    .join('\n');
}

function facesOfStores(record: ModuleRecord | undefined): string {
  return (record?.stores ?? []).map(({ name }) => name).join(' ');
}

function storesByName(record: ModuleRecord | undefined): ReadonlyMap<string, readonly StoreRecord[]> {
  const byName = new Map<string, StoreRecord[]>();
  for (const store of record?.stores ?? []) append(byName, store.name, store);
  return byName;
}

function classesByBase(record: ModuleRecord | undefined): ReadonlyMap<string, readonly ClassRecord[]> {
  const byBase = new Map<string, ClassRecord[]>();
  for (const each of record?.classes ?? []) for (const base of each.bases) append(byBase, base, each);
  return byBase;
}

function replace<T extends { readonly path: string }>(
  lists: Map<string, T[]>,
  path: string,
  before: ReadonlyMap<string, readonly T[]>,
  now: ReadonlyMap<string, readonly T[]>,
): void {
  for (const key of before.keys()) {
    const list = lists.get(key) ?? [];
    const first = list.findIndex((each) => each.path === path);
    const others = list.filter((each) => each.path !== path);
    others.splice(Math.max(first, 0), 0, ...(now.get(key) ?? []));
    if (others.length > 0) lists.set(key, others);
    else lists.delete(key);
  }
  for (const [key, added] of now) if (!before.has(key)) for (const each of added) append(lists, key, each);
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}
