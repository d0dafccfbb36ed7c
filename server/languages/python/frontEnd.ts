/** The Python front end: keeps documents, and makes facts that hold until something they were read from changes. */

import type { Document } from '../../analysis/document.ts';
import { fullNameMatcher } from '../../analysis/fullNames.ts';
import { type FileCalls, fileCalls, fileCallsOnDemand, Reach } from '../../facts/reach.ts';
import type { FactsAnswer, FileChange, FrontEnd, FrontEndHost, FrontEndSettings } from '../../facts/frontEnd.ts';
import type { Facts } from '../../facts/facts.ts';
import { plainFacts } from '../../facts/onDemand.ts';
import type { SelectedStatements } from '../../facts/selection.ts';
import type { Range } from '../../analysis/text.ts';
import { collectFacts } from './collectFacts.ts';
import { Environments } from './environments.ts';
import { KeptRecords } from './keptRecords.ts';
import { folderOf, Modules } from './modules.ts';
import { Projects } from './project.ts';
import { PytestModes } from './pytestModes.ts';
import { Reading } from './reading.ts';
import { selectionIn } from './selection.ts';
import { Sources } from './sources.ts';
import { Inference, SharedAnswers } from './types/inference.ts';
import { WorkspaceNames } from './workspaceNames.ts';

interface Kept {
  readonly fingerprint: string;
  readonly facts: Facts;
  readonly reading: Reading;
  /** Of an open document, whose next text is hardly another; `undefined` where what it knows must be found out anew. */
  inference: Inference | undefined;
  /** When the facts were made. */
  readonly made: { readonly revision: number; readonly layout: number };
  /** The revision of the sources at which the reading was last found to hold. */
  revision: number;
}

type KnownFacts = Extract<FactsAnswer, { kind: 'facts' }>;

/**
 * Trees beyond this many UTF-16 code units of source are dropped between two answers. A code unit takes about twelve bytes
 * of tree, and to make a tree again, with all that was found out about it, takes longer than to keep it.
 */
const longestTotal = 32_000_000;

/** Answers are small beside trees, but a workspace has thousands of files; the oldest go first. */
const mostKept = 1000;

export function createPythonFrontEnd(host: FrontEndHost): FrontEnd {
  return new PythonFrontEnd(host);
}

/** Files that say what a project is made of and how its tests run. */
const configures = /\.(toml|cfg|txt|ini)$|\/(setup|conftest)\.py$/;

class PythonFrontEnd implements FrontEnd {
  readonly language = 'python';
  private readonly host: FrontEndHost;
  private readonly sources: Sources;
  private readonly environments: Environments;
  private readonly modules: Modules;
  private readonly names: WorkspaceNames;
  private readonly projects: Projects;
  private readonly pytestModes: PytestModes;
  private roots: readonly string[] = [];
  private revision = -1;
  private layout = -1;
  private readonly kept = new Map<string, Kept>();
  private isTraced: (symbol: string) => boolean = () => false;
  private isOneRun = false;
  /** Of one run, by the packages that files see. */
  private readonly shared = new Map<string, SharedAnswers>();
  /** The file that was asked about last in one run, if it is none of an application: its facts are still being read. */
  private answered: string | undefined;
  /** Of the revision. All files stay where they are plain data; in one run they hold trees. */
  private readonly calls = new Map<string, FileCalls | undefined>();
  /** After an edit most facts are those from before. */
  private callsOf = new WeakMap<Facts, FileCalls>();
  private readonly reach = new Reach((path) => this.callsAt(path));

  constructor(host: FrontEndHost) {
    this.host = host;
    this.sources = new Sources(host);
    this.environments = new Environments(this.sources, (name) => host.variable(name));
    this.modules = new Modules(this.sources, this.environments);
    this.names = new WorkspaceNames(this.sources, host.memory && new KeptRecords(host.memory));
    this.projects = new Projects(this.sources);
    this.pytestModes = new PytestModes(this.sources);
  }

  configure(settings: FrontEndSettings): void {
    this.roots = settings.roots;
    const { pythonInterpreter } = settings;
    this.environments.configure({
      roots: settings.roots,
      ...(pythonInterpreter === undefined ? {} : { interpreter: pythonInterpreter }),
    });
    this.modules.setRoots(settings.roots);
    this.names.setRoots(settings.roots);
    this.isTraced = fullNameMatcher(settings.tracedCalls);
    this.isOneRun = settings.isOneRun === true;
    this.callsOf = new WeakMap();
    this.kept.clear();
    this.forgetCalls();
  }

  open(document: Document): void {
    if (configures.test(document.path)) this.layout = -1;
    this.sources.open(document);
  }

  close(path: string): void {
    this.sources.close(path);
  }

  filesChanged(changes: readonly FileChange[]): void {
    for (const { path } of changes) {
      this.sources.changed(path);
      if (configures.test(path)) this.kept.clear();
    }
  }

  *facts(paths: readonly string[]): Iterable<FactsAnswer> {
    for (const path of paths) {
      yield this.answer(path);
      this.trim();
    }
  }

  selection(path: string, range: Range): SelectedStatements | undefined {
    const source = this.sources.read(path);
    return source.kind === 'module' ? selectionIn(source.module, range) : undefined;
  }

  dispose(): void {
    this.names.save();
    this.kept.clear();
  }

  private trim(): void {
    for (const path of this.kept.keys()) {
      if (this.kept.size <= mostKept) break;
      this.kept.delete(path);
    }
    if (!this.sources.trim(longestTotal)) return;
    // What was found out is about trees that are gone.
    this.shared.clear();
    for (const each of this.kept.values()) each.inference = undefined;
    if (this.isOneRun) this.calls.clear();
  }

  private answer(path: string): FactsAnswer {
    this.refresh();
    const own = this.ownFacts(path);
    if (own.kind === 'unreadable') return own;
    if (this.isOneRun) return this.onlyAnswer(own);
    const reached = this.reach.factsFor(own.facts);
    return reached.length === 0 ? own : { ...own, facts: { ...own.facts, reached } };
  }

  /** Nobody asks for the facts again. Chains may still come to an application, and to the others they seldom do. */
  private onlyAnswer(own: KnownFacts): FactsAnswer {
    if (this.answered !== undefined) this.kept.delete(this.answered);
    this.answered = own.facts.file.role === 'application' ? undefined : own.path;
    return own;
  }

  private callsAt(path: string): FileCalls | undefined {
    if (this.calls.has(path)) return this.calls.get(path);
    const answer = this.isOurs(path) ? this.ownFacts(path) : undefined;
    const calls = answer?.kind === 'facts' ? this.callsIn(answer) : undefined;
    this.calls.set(path, calls);
    this.trim();
    return calls;
  }

  private callsIn({ path, document, facts }: KnownFacts): FileCalls | undefined {
    if (!this.isOurs(path)) return undefined;
    const known = this.callsOf.get(facts);
    if (known !== undefined) return known;
    // In one run most functions of a file are never reached.
    if (this.isOneRun) return fileCallsOnDemand(document, facts, this.isTraced);
    const calls = fileCalls(document, facts, this.isTraced);
    this.callsOf.set(facts, calls);
    return calls;
  }

  private isOurs(path: string): boolean {
    return (
      this.roots.some((root) => path.startsWith(`${root}/`)) && this.modules.installedName(path, path) === undefined
    );
  }

  private forgetCalls(): void {
    this.calls.clear();
    this.reach.reset();
  }

  /** Without what the calls lead to in other files. */
  private ownFacts(path: string): FactsAnswer {
    try {
      return this.readFacts(path);
    } catch (error) {
      // Only nesting beyond what the stack holds comes here; the file's name is enough to find it.
      this.host.log(`${path}: ${error instanceof Error ? error.message : 'unknown error'}`);
      return { kind: 'unreadable', path, reason: 'The code is nested too deeply to be analysed' };
    }
  }

  private readFacts(path: string): FactsAnswer {
    const source = this.sources.read(path);
    if (source.kind === 'unreadable') return { kind: 'unreadable', path, reason: source.reason };
    const { module } = source;
    const known = this.kept.get(path);
    // In one run facts are kept for as long as no text changes at all.
    const fingerprint = this.isOneRun ? '' : module.fingerprint;
    if (known?.fingerprint === fingerprint && this.stillHolds(known))
      return { kind: 'facts', path, document: module.document, facts: known.facts };
    this.kept.delete(path);
    const inference = this.inferenceFor(path, known);
    const project = this.projects.projectOf(path);
    const found = collectFacts(module, {
      inference,
      project,
      pytestMode: this.pytestModes.modeOf(path, this.rootOf(path), project.dependencies),
      root: this.rootOf(path),
      reached: (facts) => (this.isOneRun ? this.reach.factsFor(facts) : []),
    });
    // What is kept must not hold trees.
    const facts = this.isOneRun ? found : plainFacts(found);
    const { revision, layout } = this.sources;
    this.kept.set(path, {
      fingerprint,
      facts,
      reading: inference.reading,
      inference: this.sources.isOpen(path) ? inference : undefined,
      made: { revision, layout },
      revision,
    });
    return { kind: 'facts', path, document: module.document, facts };
  }

  /** The one that made the last facts of a file, where no other file has changed since. */
  private inferenceFor(path: string, known: Kept | undefined): Inference {
    if (known?.inference !== undefined && known.made.layout === this.sources.layout) {
      const changed = this.sources.changedSince(known.made.revision);
      if ([...changed].every((each) => each === path) && known.inference.renew()) return known.inference;
    }
    const reading = new Reading(path, this.sources, this.modules, this.names, !this.isOneRun);
    return this.isOneRun ? new Inference(reading, this.sharedAnswers(path)) : new Inference(reading);
  }

  private sharedAnswers(path: string): SharedAnswers {
    const packages = this.environments.packageFolders(path).join();
    const shared = this.shared.get(packages) ?? new SharedAnswers();
    this.shared.set(packages, shared);
    return shared;
  }

  private stillHolds(kept: Kept): boolean {
    if (kept.revision === this.sources.revision) return true;
    if (!kept.reading.holds()) return false;
    kept.revision = this.sources.revision;
    return true;
  }

  private refresh(): void {
    if (this.revision === this.sources.revision) return;
    this.revision = this.sources.revision;
    this.shared.clear();
    this.forgetCalls();
    if (this.layout === this.sources.layout) return;
    this.layout = this.sources.layout;
    this.environments.reset();
    this.modules.reset();
    this.projects.reset();
    this.pytestModes.reset();
  }

  private rootOf(path: string): string {
    return this.roots.find((root) => path.startsWith(`${root}/`)) ?? folderOf(path);
  }
}
