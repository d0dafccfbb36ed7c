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

/** What an answer about the workspace rests on, so that it need not be asked again while that stays. */
type Subject = 'places' | 'classes' | 'stores' | 'names';

interface Asked {
  readonly ask: () => string;
  readonly answer: string;
}

/** What was read for one purpose. */
class Readings {
  private readonly sources: Sources;
  private readonly names: WorkspaceNames;
  private readonly interfaces = new Map<string, string>();
  private readonly bodies = new Map<string, string>();
  private readonly questions: Readonly<Record<Subject, Map<string, Asked>>> = {
    places: new Map(),
    classes: new Map(),
    stores: new Map(),
    names: new Map(),
  };
  /** When all of it was last found to hold. */
  private stamp: Stamp;

  constructor(sources: Sources, names: WorkspaceNames) {
    this.sources = sources;
    this.names = names;
    this.stamp = stampOf(sources, names);
  }

  holds(): boolean {
    const { sources } = this;
    const before = this.stamp;
    const now = stampOf(sources, this.names);
    if (now.revision === before.revision) return true;
    const isSameLayout = now.places === before.places;
    const changed = isSameLayout ? sources.changedSince(before.revision) : this.interfaces.keys();
    for (const path of changed) if (!this.isAsRead(path, 'interface', this.interfaces)) return false;
    for (const path of isSameLayout ? changed : this.bodies.keys())
      if (!this.isAsRead(path, 'fingerprint', this.bodies)) return false;
    for (const subject of subjects) {
      if (now[subject] === before[subject]) continue;
      for (const { ask, answer } of this.questions[subject].values()) if (ask() !== answer) return false;
    }
    this.stamp = now;
    return true;
  }

  readInterface({ document, interface: fingerprint }: SourceModule): void {
    this.interfaces.set(document.path, fingerprint);
  }

  readBody({ document, fingerprint }: SourceModule): void {
    this.bodies.set(document.path, fingerprint);
  }

  asked(subject: Subject, key: string, ask: () => string, answer: () => string): void {
    const known = this.questions[subject];
    if (!known.has(key)) known.set(key, { ask, answer: answer() });
  }

  private isAsRead(path: string, part: 'interface' | 'fingerprint', read: ReadonlyMap<string, string>): boolean {
    const fingerprint = read.get(path);
    return fingerprint === undefined || currentModule(this.sources, path)?.[part] === fingerprint;
  }
}

const subjects: readonly Subject[] = ['places', 'classes', 'stores', 'names'];

/** Revisions, of everything and of what answers rest on. */
type Stamp = Readonly<Record<Subject | 'revision', number>>;

function stampOf(sources: Sources, names: WorkspaceNames): Stamp {
  const { classes, stores } = names.revisions;
  return { revision: sources.revision, places: sources.layout, classes, stores, names: sources.revision };
}

export class Reading {
  private readonly sources: Sources;
  private readonly modules: Modules;
  private readonly names: WorkspaceNames;
  /** The file that the facts are of. */
  readonly path: string;
  private readonly isRecorded: boolean;
  /** What is known of other files rests on the first, as far as it has nothing to do with the file itself. */
  private readonly ofOthers: Readings | undefined;
  private own: Readings | undefined;
  /** Whether it is asked for the sake of what is known of another file. */
  isAboutOthers = false;
  /** Grows whenever an answer has to do with the file itself. */
  touches = 0;

  /** One that is not recorded holds for nobody later. */
  constructor(path: string, sources: Sources, modules: Modules, names: WorkspaceNames, isRecorded: boolean) {
    this.path = path;
    this.isRecorded = isRecorded;
    this.sources = sources;
    this.modules = modules;
    this.names = names;
    this.ofOthers = isRecorded ? new Readings(sources, names) : undefined;
    this.own = isRecorded ? new Readings(sources, names) : undefined;
  }

  /** Whether everything read is as it was. */
  holds(): boolean {
    return this.ofOthers?.holds() === true && this.own?.holds() === true;
  }

  /** Forgets what was read for the file itself; false where what was read for others is not as it was. */
  renew(): boolean {
    this.own = new Readings(this.sources, this.names);
    return this.ofOthers?.holds() === true;
  }

  /** Says what is asked for from now on, and gives back what it was before. */
  begin(isAboutOthers: boolean): boolean {
    const before = this.isAboutOthers;
    this.isAboutOthers = isAboutOthers;
    return before;
  }

  resolve(name: string, level: number, from: string): ResolvedModule {
    const ask = (): ResolvedModule => this.modules.resolve(name, level, from);
    return this.isRecorded ? this.found(`module ${from} ${level} ${name}`, ask) : ask();
  }

  submodule(folder: string, name: string): ResolvedModule {
    const ask = (): ResolvedModule => this.modules.submodule(folder, name);
    return this.isRecorded ? this.found(`submodule ${folder} ${name}`, ask) : ask();
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
    const ask = (): readonly string[] => this.modules.conftests(from);
    const paths = this.isRecorded
      ? this.asked('places', `conftests ${from}`, ask, {
          summary: (found) => found.join(),
          isOwn: (found) => found.some((path) => this.isOwn(path)),
        })
      : ask();
    return paths.flatMap((path) => (path === from ? [] : (this.moduleAt(path) ?? [])));
  }

  /** Says that a function's body was followed, so that any change of the file counts. */
  followed(path: string): void {
    if (!this.isRecorded) return;
    const module = currentModule(this.sources, path);
    if (module !== undefined) this.readingsFor(this.isOwn(path))?.readBody(module);
  }

  /** The members of that name which heirs of a class of the given name have. */
  heirsWith(className: string, member: string): readonly ClassRecord[] {
    const ask = (): readonly ClassRecord[] => this.names.heirsWith(className, member);
    if (!this.isRecorded) return ask();
    return this.asked('classes', `${className} ${member}`, ask, {
      summary: (heirs) => summaryOfClasses(heirs, member),
      isOwn: (heirs) => heirs.some(({ path }) => this.isOwn(path)),
    });
  }

  heirsOf(className: string): readonly ClassRecord[] {
    const ask = (): readonly ClassRecord[] => this.names.heirsOf(className);
    if (!this.isRecorded) return ask();
    return this.asked('classes', className, ask, {
      summary: (heirs) => summaryOfClasses(heirs, '__init__'),
      isOwn: (heirs) => heirs.some(({ path }) => this.isOwn(path)),
    });
  }

  storesTo(name: string, path: string): readonly StoreRecord[] {
    const ask = (): readonly StoreRecord[] => this.names.storesTo(name, path);
    if (!this.isRecorded) return ask();
    return this.asked('stores', `${name} ${path}`, ask, {
      summary: summaryOfStores,
      isOwn: (stores) => stores.some((store) => this.isOwn(store.path)),
    });
  }

  /** The module at a path that a record of the workspace names. */
  moduleAt(path: string): SourceModule | undefined {
    const module = currentModule(this.sources, path);
    if (module !== undefined && this.isRecorded) this.readingsFor(this.isOwn(path))?.readInterface(module);
    return module;
  }

  usesElsewhere(name: string, path: string): readonly NameUse[] {
    const ask = (): readonly NameUse[] => this.names.usesElsewhere(name, path);
    if (!this.isRecorded) return ask();
    return this.asked('names', `uses ${name} ${path}`, ask, {
      summary: summaryOf,
      isOwn: (uses) => uses.some(({ scope }) => this.isOwn(scope.root?.path)),
    });
  }

  /** Whether some module of the workspace uses the name without calling it. */
  isReferenced(name: string): boolean {
    const ask = (): boolean => this.names.isReferenced(name);
    return this.isRecorded
      ? this.asked('names', `referenced ${name}`, ask, { summary: String, isOwn: () => false })
      : ask();
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

  callsGiven(path: string, name: string): readonly NamedCall[] {
    const ask = (): readonly NamedCall[] => this.names.callsGiven(path, name);
    return this.isRecorded ? this.givenBy(`calls given in ${path} ${name}`, ask) : ask();
  }

  callsOf(name: string): CallCounts {
    return this.counted(`calls ${name}`, () => this.names.callsOf(name));
  }

  callsOfMethod(name: string): CallCounts {
    return this.counted(`calls of methods ${name}`, () => this.names.callsOfMethod(name));
  }

  private counted(key: string, ask: () => CallCounts): CallCounts {
    return this.isRecorded ? this.asked('names', key, ask, { summary: JSON.stringify, isOwn: () => false }) : ask();
  }

  /** What the arguments are is told by the functions around the calls and by the outside of their modules. */
  private givenBy(key: string, ask: () => readonly NamedCall[]): readonly NamedCall[] {
    const calls = this.asked('names', key, ask, {
      summary: summaryOfCalls,
      isOwn: (found) => found.some(({ scope }) => this.isOwn(scope.root?.path)),
    });
    for (const { scope } of calls) if (scope.root !== undefined) this.moduleAt(scope.root.path);
    return calls;
  }

  private found(key: string, ask: () => ResolvedModule): ResolvedModule {
    const answer = this.asked('places', key, ask, {
      summary: placeOf,
      isOwn: (found) => found.kind === 'module' && this.isOwn(found.module.document.path),
    });
    if (answer.kind === 'module') this.moduleAt(answer.module.document.path);
    return answer;
  }

  private asked<Answer>(
    subject: Subject,
    key: string,
    ask: () => Answer,
    { summary, isOwn }: { summary: (answer: Answer) => string; isOwn: (answer: Answer) => boolean },
  ): Answer {
    const answer = ask();
    this.readingsFor(isOwn(answer))?.asked(
      subject,
      key,
      () => summary(ask()),
      () => summary(answer),
    );
    return answer;
  }

  private readingsFor(isOwn: boolean): Readings | undefined {
    if (isOwn) this.touches++;
    return this.isAboutOthers && !isOwn ? this.ofOthers : this.own;
  }

  private isOwn(path: string | undefined): boolean {
    return path === this.path;
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
