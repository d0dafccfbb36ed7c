/**
 * What was read of the workspace to make the facts of one file, failed look-ups included. The facts hold as long as
 * reading it again gives the same.
 */

import { textFingerprint } from './fingerprints.ts';
import type { ClassRecord, StoreRecord } from './moduleRecords.ts';
import type { Modules, ResolvedModule } from './modules.ts';
import type { NamedCall } from './namedCalls.ts';
import type { CallCounts, NameUse } from './nameUses.ts';
import type { Scope } from './scopes.ts';
import type { SourceModule, Sources } from './sources.ts';
import type { WorkspaceNames } from './workspaceNames.ts';

export class Reading {
  private readonly sources: Sources;
  private readonly modules: Modules;
  private readonly names: WorkspaceNames;
  /** The file that the facts are of. */
  readonly path: string;
  private readonly isRecorded: boolean;
  private readonly interfaces = new Map<string, string>();
  private readonly bodies = new Map<string, string>();
  private readonly questions = new Map<string, { readonly ask: () => string; readonly answer: string }>();

  /** One that is not recorded holds for nobody later. */
  constructor(path: string, sources: Sources, modules: Modules, names: WorkspaceNames, isRecorded: boolean) {
    this.path = path;
    this.isRecorded = isRecorded;
    this.sources = sources;
    this.modules = modules;
    this.names = names;
  }

  /** Whether everything read is as it was. */
  holds(): boolean {
    if (!this.isRecorded) return false;
    for (const [path, fingerprint] of this.interfaces)
      if (currentModule(this.sources, path)?.interface !== fingerprint) return false;
    for (const [path, fingerprint] of this.bodies)
      if (currentModule(this.sources, path)?.fingerprint !== fingerprint) return false;
    for (const { ask, answer } of this.questions.values()) if (ask() !== answer) return false;
    return true;
  }

  resolve(name: string, level: number, from: string): ResolvedModule {
    if (!this.isRecorded) return this.modules.resolve(name, level, from);
    return this.found(`module ${from} ${level} ${name}`, () => this.modules.resolve(name, level, from));
  }

  submodule(folder: string, name: string): ResolvedModule {
    if (!this.isRecorded) return this.modules.submodule(folder, name);
    return this.found(`submodule ${folder} ${name}`, () => this.modules.submodule(folder, name));
  }

  /** A package that is installed for the file. */
  installed(name: string): ResolvedModule | undefined {
    if (!this.isRecorded) return this.modules.installed(name, this.path);
    const answer = this.found(
      `installed ${name}`,
      () => this.modules.installed(name, this.path) ?? { kind: 'missing' },
    );
    return answer.kind === 'missing' ? undefined : answer;
  }

  /** The full name of an installed module, `undefined` for one of the workspace. */
  installedName(path: string): string | undefined {
    return this.modules.installedName(path, this.path);
  }

  /** The `conftest.py` files whose fixtures a file may use, the nearest first. */
  conftests(from: string): readonly SourceModule[] {
    const found: SourceModule[] = [];
    for (let level = 1; level <= this.modules.depthOf(from); level++) {
      const answer = this.resolve('conftest', level, from);
      if (answer.kind === 'module' && answer.module.document.path !== from) found.push(answer.module);
    }
    return found;
  }

  /** Says that a function's body was followed, so that any change of the file counts. */
  followed(path: string): void {
    if (!this.isRecorded) return;
    const module = currentModule(this.sources, path);
    if (module !== undefined) this.bodies.set(path, module.fingerprint);
  }

  /** The members of that name which heirs of a class of the given name have. */
  heirsWith(className: string, member: string): readonly ClassRecord[] {
    if (!this.isRecorded) return this.names.heirsWith(className, member);
    const key = `heirs ${className} ${member}`;
    const ask = (): readonly ClassRecord[] => this.names.heirsWith(className, member);
    const heirs = ask();
    if (!this.questions.has(key)) {
      const summary = (): string => summaryOfClasses(ask(), member);
      this.questions.set(key, { ask: summary, answer: summaryOfClasses(heirs, member) });
    }
    return heirs;
  }

  storesTo(name: string, path: string): readonly StoreRecord[] {
    if (!this.isRecorded) return this.names.storesTo(name, path);
    const ask = (): readonly StoreRecord[] => this.names.storesTo(name, path);
    const stores = ask();
    this.questions.set(`stores ${name} ${path}`, {
      ask: () => summaryOfStores(ask()),
      answer: summaryOfStores(stores),
    });
    return stores;
  }

  /** The module at a path that a record of the workspace names. */
  moduleAt(path: string): SourceModule | undefined {
    const module = currentModule(this.sources, path);
    if (module !== undefined && this.isRecorded) this.interfaces.set(path, module.interface);
    return module;
  }

  usesElsewhere(name: string, path: string): readonly NameUse[] {
    if (!this.isRecorded) return this.names.usesElsewhere(name, path);
    const ask = (): readonly NameUse[] => this.names.usesElsewhere(name, path);
    const uses = ask();
    this.questions.set(`uses ${name} ${path}`, { ask: () => summaryOf(ask()), answer: summaryOf(uses) });
    return uses;
  }

  /** Whether some module of the workspace uses the name without calling it. */
  isReferenced(name: string): boolean {
    const isReferenced = this.names.isReferenced(name);
    if (!this.isRecorded) return isReferenced;
    const ask = (): string => String(this.names.isReferenced(name));
    this.questions.set(`referenced ${name}`, { ask, answer: String(isReferenced) });
    return isReferenced;
  }

  /** Whether it is worth a look what class a name is read from. So many names would be too much to record. */
  mayBeProperty(name: string): boolean {
    return this.isRecorded || this.names.mayBeProperty(name);
  }

  /** Calls that tell what a function of a name and file is given. */
  callsNamed(name: string, path: string): readonly NamedCall[] {
    const ask = (): readonly NamedCall[] => this.names.callsNamed(name, path);
    return this.isRecorded ? this.givenBy(`calls to ${name} ${path}`, ask) : ask();
  }

  callsIn(path: string, name: string): readonly NamedCall[] {
    const ask = (): readonly NamedCall[] => this.names.callsIn(path, name);
    return this.isRecorded ? this.givenBy(`calls in ${path} ${name}`, ask) : ask();
  }

  heirsOf(className: string): readonly ClassRecord[] {
    const ask = (): readonly ClassRecord[] => this.names.heirsOf(className);
    const heirs = ask();
    if (!this.isRecorded) return heirs;
    const summary = (): string => summaryOfClasses(ask(), '__init__');
    this.questions.set(`heirs ${className}`, { ask: summary, answer: summaryOfClasses(heirs, '__init__') });
    return heirs;
  }

  /** What the arguments are is told by the functions around the calls and by the outside of their modules. */
  private givenBy(key: string, ask: () => readonly NamedCall[]): readonly NamedCall[] {
    const calls = ask();
    for (const { scope } of calls) if (scope.root !== undefined) this.moduleAt(scope.root.path);
    this.questions.set(key, { ask: () => summaryOfCalls(ask()), answer: summaryOfCalls(calls) });
    return calls;
  }

  callsOf(name: string): CallCounts {
    const ask = (): CallCounts => this.names.callsOf(name);
    const counts = ask();
    if (!this.isRecorded) return counts;
    this.questions.set(`calls ${name}`, { ask: () => JSON.stringify(ask()), answer: JSON.stringify(counts) });
    return counts;
  }

  private found(key: string, ask: () => ResolvedModule): ResolvedModule {
    const answer = ask();
    this.questions.set(key, { ask: () => placeOf(ask()), answer: placeOf(answer) });
    if (answer.kind === 'module') this.interfaces.set(answer.module.document.path, answer.module.interface);
    return answer;
  }
}

function currentModule(sources: Sources, path: string): SourceModule | undefined {
  const answer = sources.read(path);
  return answer.kind === 'module' ? answer.module : undefined;
}

function placeOf(answer: ResolvedModule): string {
  switch (answer.kind) {
    case 'module':
      return answer.module.document.path;
    case 'namespace':
      return answer.folder;
    default:
      return answer.kind;
  }
}

function summaryOf(uses: readonly NameUse[]): string {
  return uses.map((use) => `${use.scope.root?.path} ${use.form} ${use.how}`).join();
}

/** The texts of the outermost functions that hold the calls. */
function summaryOfCalls(calls: readonly NamedCall[]): string {
  return calls
    .map(({ scope, call }) => {
      const { path = '', text = '' } = scope.root ?? {};
      const around = outermostFunction(scope)?.node ?? call;
      return `${path} ${textFingerprint(text.slice(around.start, around.end))}`;
    })
    .join();
}

function outermostFunction(scope: Scope): Scope | undefined {
  let found: Scope | undefined;
  for (let each: Scope | undefined = scope; each !== undefined; each = each.parent)
    if (each.node.kind === 'FunctionDef') found = each;
  return found;
}

function summaryOfClasses(classes: readonly ClassRecord[], member: string): string {
  return classes
    .map(({ path, name, members, stores }) => `${path} ${name} ${members.get(member)} ${stores.has(member)}`)
    .join();
}

function summaryOfStores(stores: readonly StoreRecord[]): string {
  return stores.map((store) => store.path).join();
}
