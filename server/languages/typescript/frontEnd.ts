/** The TypeScript and JavaScript front end: which files to ask the compiler about, and what to do when it fails. */

import type { SourceFile } from 'typescript/unstable/ast';
import type { Document } from '../../analysis/document.ts';
import type { SelectedStatements } from '../../facts/selection.ts';
import { fullNameMatcher } from '../../analysis/fullNames.ts';
import type { Range } from '../../analysis/text.ts';
import type {
  CleanAnswer,
  FactsAnswer,
  FileChange,
  FrontEnd,
  FrontEndHost,
  FrontEndSettings,
  IsClean,
} from '../../facts/frontEnd.ts';
import { goalsIn } from '../../facts/reach.ts';
import { namesOfCallbackTakers } from './callbacks.ts';
import { type CallingFile, Chains } from './chains.ts';
import { Compiler, CompilerDoesNotStart, CompilerFailure } from './compiler.ts';
import { Leads } from './leads.ts';
import { keepTextsOfNodes } from './nodeTexts.ts';
import { OpenDocuments } from './openDocuments.ts';
import { type OpenProject, ownFilesOf } from './openProject.ts';
import { baseNameOf, Folders, folderOf } from './folders.ts';
import { Packages } from './packages.ts';
import { WorkspacePackages } from './workspacePackages.ts';
import { ProjectFacts, type ProjectFile } from './projectFacts.ts';
import { Projects } from './projects.ts';
import { type Answer, type FirstAnswer, ReachedAnswers } from './reachedAnswers.ts';
import { selectionIn } from './selection.ts';
import { WrittenTexts } from './writtenTexts.ts';

export interface TypeScriptFrontEndOptions {
  /** The native compiler's executable; left out, the one in its npm package. */
  readonly compilerPath?: string;
  /** Called with the process of each compiler that is started. */
  readonly onCompilerStarted?: (processId: number) => void;
}

export function createTypeScriptFrontEnd(host: FrontEndHost, options: TypeScriptFrontEndOptions = {}): FrontEnd {
  return new TypeScriptFrontEnd(host, options);
}

/** Files analysed at once: enough to share a request, few enough to hold their trees. */
const chunkSize = 100;
/** In UTF-16 code units. A text below it cannot be a file that is too large. */
const suspiciousLength = 500_000;
/** Names that the facts themselves depend on. */
const ownInterest = ['all', 'allSettled', 'any', 'race', ...namesOfCallbackTakers];
/** Files that may bring the compiler down, one after the other, before it is asked no more about their like. */
const mostFailures = 3;
/** Projects held open; each costs the memory of its program. */
const mostProjects = 4;

class TypeScriptFrontEnd implements FrontEnd {
  readonly language = 'typescript';
  readonly #host: FrontEndHost;
  readonly #documents = new OpenDocuments();
  readonly #folders: Folders;
  readonly #packages: Packages;
  readonly #workspacePackages: WorkspacePackages;
  readonly #projects: Projects;
  readonly #compiler: Compiler;
  readonly #projectFacts: ProjectFacts;
  /** Open in the compiler, the one used last at the end. */
  readonly #openProjects = new Set<string>();

  readonly #chains = new Chains((path) => this.#callingFile(path));
  readonly #reached = new ReachedAnswers(this.#chains, (paths) => this.#factsOf(paths));
  readonly #texts = new WrittenTexts((file) => this.#textOf(file));

  #filesSinceDrop = 0;
  #interest: ReadonlySet<string> = new Set();
  #isTraced: (symbol: string) => boolean = () => false;

  constructor(host: FrontEndHost, { compilerPath, onCompilerStarted }: TypeScriptFrontEndOptions) {
    this.#host = host;
    this.#folders = new Folders(host);
    this.#packages = new Packages(host, this.#folders);
    this.#workspacePackages = new WorkspacePackages(host, this.#folders);
    this.#projectFacts = new ProjectFacts(this.#folders, this.#texts);
    this.#compiler = new Compiler({
      ...(compilerPath === undefined ? {} : { compilerPath }),
      folder: process.cwd(),
      texts: { readFile: (file) => this.#projects.overlay(file) ?? this.#documents.textOf(file) },
      additions: {
        fileExists: (file) => (this.#documents.textOf(file) === undefined ? undefined : true),
        directoryExists: (folder) => (this.#documents.isFolder(folder) ? true : undefined),
      },
      log: (message) => host.log(message),
      ...(onCompilerStarted === undefined ? {} : { onStarted: onCompilerStarted }),
    });
    this.#projects = new Projects({
      host,
      folders: this.#folders,
      packages: this.#packages,
      workspacePackages: this.#workspacePackages,
      parseConfig: (path) => this.#attempt(path, () => this.#compiler.parseConfig(path)),
      overlayChanged: (path) => this.#compiler.filesChanged([{ path, kind: 'changed' }]),
    });
  }

  configure(settings: FrontEndSettings): void {
    this.#interest = new Set([...settings.namesOfInterest, ...ownInterest]);
    this.#isTraced = fullNameMatcher(settings.tracedCalls);
    this.#chains.configure(this.#isTraced);
    this.#projects.configure(settings.roots);
    this.#documents.configure(settings.roots);
    if (settings.isOneRun === true) this.#compiler.expectOneRun();
  }

  open(document: Document): void {
    const isNew = !this.#isOpen(document.path);
    const path = this.#documents.open(document);
    if (isNew && !this.#isOnDisk(path)) this.#compiler.expectAdditions();
    this.#compiler.filesChanged([{ path, kind: 'changed' }]);
    this.#texts.changed(path);
    if (!isNew || !this.#isAsOnDisk(document)) this.#chains.changed(document.path);
  }

  close(path: string): void {
    const file = this.#documents.close(path);
    this.#chains.changed(path);
    if (file === undefined) return;
    this.#compiler.filesChanged([{ path: file, kind: 'changed' }]);
    this.#texts.changed(file);
  }

  filesChanged(changes: readonly FileChange[]): void {
    this.#chains.forget();
    const isOpen = ({ path }: FileChange) => this.#isOpen(path);
    this.#compiler.filesChanged(changes.filter((change) => !isOpen(change)));
    for (const { path } of changes) if (!this.#isOpen(path)) this.#texts.changed(path);
    if (changes.some((change) => change.kind === 'deleted' && isOpen(change))) this.#compiler.expectAdditions();
    if (changes.every(({ kind, path }) => kind === 'changed' && !path.endsWith('.json'))) return;
    this.#folders.forget();
    this.#packages.forget();
    this.#workspacePackages.forget();
    this.#projects.forget();
    this.#texts.forget();
    for (const { path, kind } of changes) if (kind === 'deleted') this.#projects.removed(path);
  }

  *facts(paths: readonly string[]): Iterable<FactsAnswer> {
    for (const answer of this.#factsUnless(paths)) if (answer.kind !== 'clean') yield answer;
  }

  factsUnlessClean(paths: readonly string[], isClean: IsClean): Iterable<FactsAnswer | CleanAnswer> {
    return this.#factsUnless(paths, isClean);
  }

  *#factsUnless(paths: readonly string[], isClean?: IsClean): Iterable<FactsAnswer | CleanAnswer> {
    const unanswered = new Set(paths);
    try {
      for (const answer of this.#reached.finished(this.#answersAbout(paths, isClean))) {
        unanswered.delete(answer.path);
        yield answer;
      }
    } catch (error) {
      if (!(error instanceof CompilerDoesNotStart)) throw error;
      for (const path of unanswered) yield unreadable(path, `the TypeScript compiler does not start: ${error.message}`);
    }
  }

  selection(path: string, range: Range): SelectedStatements | undefined {
    const source = this.#sourceOf(this.#documents.fileNameOf(path));
    return source && selectionIn(source, range);
  }

  dispose(): void {
    this.#compiler.dispose();
  }

  #sourceOf(file: string): SourceFile | undefined {
    const sourceIn = (config: string) => this.#attempt(file, () => this.#openProject(config).project?.sourceOf(file));
    return sourceIn(this.#projects.projectFor(file)) ?? sourceIn(this.#projects.inferredFor(file));
  }

  /** First by the projects of the workspace; what they do not hold, by inferred ones. */
  *#answersAbout(paths: readonly string[], isClean?: IsClean): Iterable<Answer> {
    const left: string[] = [];
    for (const [project, members] of this.#grouped(paths, (file) => this.#projects.projectFor(file)))
      yield* this.#ofProject(project, members, isClean, (path) => left.push(path));
    for (const [project, members] of this.#grouped(this.#readable(left), (file) => this.#projects.inferredFor(file))) {
      const missing: string[] = [];
      yield* this.#ofProject(project, members, isClean, (path) => missing.push(path));
      for (const path of missing) {
        this.#projects.removed(this.#documents.fileNameOf(path));
        yield unreadable(path, 'the TypeScript compiler does not read it');
      }
    }
    for (const path of left) {
      const reason = this.#unreadableReason(path);
      if (reason !== undefined) yield unreadable(path, reason);
    }
  }

  /** Of files with calls that lead to something, or may do so. */
  *#factsOf(paths: readonly string[]): Iterable<FactsAnswer> {
    for (const answer of this.#answersAbout(paths))
      if (answer.kind === 'facts' || answer.kind === 'unreadable') yield answer;
  }

  *#ofProject(
    project: string,
    paths: readonly string[],
    isClean: IsClean | undefined,
    missing: Missing,
  ): Iterable<Answer> {
    const others = isClean === undefined ? undefined : this.#othersIn(project, paths);
    if (others === undefined) {
      yield* this.#reached.ofProject(this.#inChunks(project, paths, { isClean }, missing));
      return;
    }
    const leads = new Leads(this.#isTraced);
    const answers = this.#inChunks(project, paths, { isClean, leads }, missing);
    yield* this.#reached.ofProjectByName(answers, () => this.#filesThatLead(project, others, leads));
  }

  *#inChunks(project: string, paths: readonly string[], judging: Judging, missing: Missing): Iterable<FirstAnswer> {
    for (const chunk of chunks(paths)) {
      yield* this.#answers(project, chunk, judging, missing);
      this.#dropTreesAfter(chunk.length);
    }
  }

  /** The project's own files but these; left out where they are the most, so that reading them would cost more than it saves. */
  #othersIn(config: string, paths: readonly string[]): readonly string[] | undefined {
    return this.#attempt(config, () => {
      const { project } = this.#openProject(config);
      const asked = new Set(paths.map((path) => this.#documents.fileNameOf(path)));
      const others = project && ownFilesOf(project).filter((path) => !asked.has(path));
      return others === undefined || others.length > paths.length ? undefined : others;
    });
  }

  #filesThatLead(config: string, others: readonly string[], leads: Leads): ReadonlySet<string> | undefined {
    return this.#attempt(config, () => {
      const { project } = this.#openProject(config);
      if (project === undefined) return undefined;
      for (const chunk of chunks(others)) {
        const sources = chunk.flatMap((name) => project.sourceOf(name) ?? []);
        this.#projectFacts.noteCalls(project, sources, this.#interest, leads);
        this.#dropTreesAfter(chunk.length);
      }
      return this.#projectFacts.filesThatLead(project, leads);
    });
  }

  /** Whoever asks about many files, at once or bit by bit, leaves more trees behind than memory holds. */
  #dropTreesAfter(files: number): void {
    this.#filesSinceDrop += files;
    if (this.#filesSinceDrop <= chunkSize) return;
    this.#compiler.dropTrees();
    this.#filesSinceDrop = 0;
  }

  /** Files by their project, in the order of the projects' first files. */
  #grouped(paths: readonly string[], projectOf: (file: string) => string): Map<string, string[]> {
    const groups = new Map<string, string[]>();
    for (const path of paths) {
      const project = projectOf(this.#documents.fileNameOf(path));
      const group = groups.get(project);
      if (group === undefined) groups.set(project, [path]);
      else group.push(path);
    }
    return groups;
  }

  /** The facts of files of one project; those it does not hold, or all where it cannot be opened, go to `missing`. */
  *#answers(project: string, paths: readonly string[], judging: Judging, missing: Missing): Iterable<FirstAnswer> {
    if (this.#attempt(project, () => this.#openProject(project)) === undefined) {
      // What is open is opened again in a new compiler, which would end that one as well.
      this.#openProjects.delete(project);
      this.#compiler.closeProject(project);
      paths.forEach(missing);
      return;
    }
    const outcome = this.#attemptOn(project, paths, judging);
    if (outcome !== undefined) {
      yield* outcome.answers;
      outcome.missing.forEach(missing);
      return;
    }
    // One of the files is too much for the compiler: find out which.
    let failures = 0;
    for (const path of paths) {
      const single = failures === mostFailures ? undefined : this.#attemptOn(project, [path], judging);
      if (single === undefined) {
        failures = Math.min(failures + 1, mostFailures);
        yield unreadable(path, 'the TypeScript compiler fails at it');
      } else {
        yield* single.answers;
        single.missing.forEach(missing);
      }
    }
  }

  #attemptOn(project: string, paths: readonly string[], judging: Judging): Outcome | undefined {
    const [first = ''] = paths;
    const what = paths.length === 1 ? first : `${first} and ${paths.length - 1} more files`;
    return this.#attempt(what, () => this.#analyse(project, paths, judging));
  }

  #attempt<Answer>(what: string, question: () => Answer): Answer | undefined {
    try {
      return this.#compiler.ask(what, question);
    } catch (error) {
      if (error instanceof CompilerFailure) return undefined;
      throw error;
    }
  }

  #analyse(config: string, paths: readonly string[], { isClean, leads }: Judging): Outcome {
    const { project } = this.#openProject(config);
    if (project === undefined) return { answers: [], missing: paths };
    const missing: string[] = [];
    const answers: FirstAnswer[] = [];
    const files: ProjectFile[] = [];
    for (const path of paths) {
      const source = project.sourceOf(this.#documents.fileNameOf(path));
      if (source !== undefined) keepTextsOfNodes(source);
      const reason = source === undefined ? undefined : this.#reasonToRefuse(path, source.text);
      if (source === undefined) missing.push(path);
      else if (reason !== undefined) answers.push(unreadable(path, reason));
      else files.push({ path, source, package: this.#packages.nearest(path), isOpen: this.#isOpen(path) });
    }
    const judging = { isJudged: isClean !== undefined, leads };
    for (const { file, facts: made, ...told } of this.#projectFacts.of(project, files, this.#interest, judging)) {
      const { path } = file;
      const document = this.#documentOf(file);
      const isFileClean = isClean?.(document, made.view) ?? false;
      if (isFileClean && leads !== undefined) {
        // Where its calls go is asked when all files are known.
        answers.push({ kind: 'clean', path, goals: [] });
        continue;
      }
      const facts = isFileClean ? made.view : made.plain();
      this.#chains.note({ document, facts, ...told });
      if (isFileClean) answers.push({ kind: 'clean', path, goals: goalsIn(facts) });
      else answers.push({ kind: 'facts', path, document, facts });
    }
    return { answers, missing };
  }

  /** What a file that nobody asked about calls, by one of the projects that are open. */
  #callingFile(path: string): CallingFile | undefined {
    return this.#attempt(path, () => {
      for (const config of [...this.#openProjects].reverse()) {
        const { project } = this.#openProject(config);
        const source = project?.sourceOf(path);
        if (project === undefined || source === undefined) continue;
        const document = this.#documentOf({ path, source });
        return {
          document,
          ...this.#projectFacts.outlineOf(project, { path, source, isOpen: this.#isOpen(path) }, this.#interest),
        };
      }
      return undefined;
    });
  }

  #documentOf({ path, source }: Pick<ProjectFile, 'path' | 'source'>): Document {
    return this.#documents.get(path) ?? { path, language: 'typescript', version: 0, text: source.text };
  }

  /** `project` is left out where the compiler makes nothing of the configuration. */
  #openProject(config: string): { readonly project: OpenProject | undefined } {
    this.#openProjects.delete(config);
    this.#openProjects.add(config);
    for (const other of this.#openProjects) {
      if (this.#openProjects.size <= mostProjects) break;
      this.#openProjects.delete(other);
      this.#compiler.closeProject(other);
    }
    this.#compiler.openProject(config);
    return { project: this.#compiler.project(config) };
  }

  /** As the compiler reads it. */
  #textOf(file: string): string | undefined {
    const open = this.#documents.textOf(file);
    const read = open === undefined ? this.#host.readText(file) : undefined;
    return open ?? (read?.kind === 'text' ? read.text : undefined);
  }

  #readable(paths: readonly string[]): readonly string[] {
    return paths.filter((path) => this.#unreadableReason(path) === undefined);
  }

  /** The compiler reads whatever has the right name, such as films that are called `.ts`. */
  #reasonToRefuse(path: string, text: string): string | undefined {
    return text.length > suspiciousLength || /[\0\uFFFD]/.test(text) ? this.#unreadableReason(path) : undefined;
  }

  /** As of now: what is remembered of a folder may be older than a file that was just made in it. */
  #isOnDisk(file: string): boolean {
    return this.#host.list(folderOf(file))?.files.includes(baseNameOf(file)) ?? false;
  }

  #isOpen(path: string): boolean {
    return this.#documents.get(path) !== undefined;
  }

  #isAsOnDisk({ path, text }: Document): boolean {
    const file = this.#host.readText(path);
    return file.kind === 'text' && file.text === text;
  }

  #unreadableReason(path: string): string | undefined {
    if (this.#isOpen(path)) return undefined;
    const file = this.#host.readText(path);
    return file.kind === 'unreadable' ? file.reason : undefined;
  }
}

/** How files are judged on the spot, if they are. */
interface Judging {
  readonly isClean: IsClean | undefined;
  /** Takes down what files call, so that nobody need ask what that is. */
  readonly leads?: Leads;
}

type Missing = (path: string) => void;

interface Outcome {
  readonly answers: readonly FirstAnswer[];
  readonly missing: readonly string[];
}

function unreadable(path: string, reason: string): FactsAnswer {
  return { kind: 'unreadable', path, reason };
}

function* chunks(paths: readonly string[]): Iterable<readonly string[]> {
  for (let start = 0; start < paths.length; start += chunkSize) yield paths.slice(start, start + chunkSize);
}
