/**
 * The door to the native compiler: owns its process, its snapshots and the projects open in it. The compiler's API blocks
 * the thread it is called on.
 */

import type { FileSystem } from 'typescript/unstable/fs';
import { API, type Snapshot } from 'typescript/unstable/sync';
import type { FileChange } from '../../facts/frontEnd.ts';
import { EarlierSnapshot } from './earlierSnapshot.ts';
import { KeptTrees } from './keptTrees.ts';
import { OpenProject, OutdatedAnswer } from './openProject.ts';
import { takeUnwritableTypesForAny } from './unwritableTypes.ts';

export interface CompilerOptions {
  /** The compiler's executable where it does not lie in its npm package. */
  readonly compilerPath?: string;
  readonly folder: string;
  /** Texts that shadow those of the disk. */
  readonly texts: Pick<FileSystem, 'readFile'>;
  /** Files and folders that are not on disk. The compiler asks for thousands, so it is told to only where there are any. */
  readonly additions: Pick<FileSystem, 'fileExists' | 'directoryExists'>;
  log(message: string): void;
  /** Called with the process of each compiler that is started. */
  readonly onStarted?: (processId: number) => void;
}

export interface ParsedConfig {
  readonly fileNames: readonly string[];
  /** Options with those of `extends` merged in; enumerations are numbers. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The compiler failed twice at one question. */
export class CompilerFailure extends Error {}

/** The compiler ended twice before it answered anything, so that there is no use in asking more. */
export class CompilerDoesNotStart extends Error {}

export class Compiler {
  readonly #options: CompilerOptions;
  #api: API | undefined;
  /** Whether the process that runs now has answered anything. */
  #hasAnswered = false;
  /** Whether each file has one text until it is said to have changed. */
  #isOneRun = false;
  /** Of one run only. */
  #keptTrees: KeptTrees | undefined;
  #snapshot: Snapshot | undefined;
  /** What was asked before the last edits; left out where it is of no use. */
  #earlier: EarlierSnapshot | undefined;
  #keepsEarlier = true;
  /** The projects of the snapshot, as far as somebody asked for them. */
  readonly #projects = new Map<string, OpenProject>();
  readonly #open = new Set<string>();
  readonly #toClose = new Set<string>();
  #changes: FileChange[] = [];
  /** Whether projects were opened or closed since the snapshot. */
  #hasOtherProjects = false;
  #isStale = true;
  #hasAdditions = false;

  constructor(options: CompilerOptions) {
    this.#options = options;
  }

  /**
   * Asks; where the compiler dies over it, starts a new one and asks once more. Throws `CompilerFailure` at last, or
   * `CompilerDoesNotStart`.
   */
  ask<Answer>(what: string, question: () => Answer): Answer {
    try {
      return question();
    } catch (error) {
      if (error instanceof OutdatedAnswer) {
        this.#forgetEarlier();
        return this.ask(what, question);
      }
      // Whatever it fails at is not to be asked after each edit.
      if (this.#earlier !== undefined) this.#keepsEarlier = false;
      this.#options.log(`The TypeScript compiler failed at ${what} and starts again: ${messageOf(error)}`);
      this.#stop();
    }
    try {
      return question();
    } catch (error) {
      this.#options.log(`The TypeScript compiler failed again at ${what}: ${messageOf(error)}`);
      const hasStarted = this.#hasAnswered;
      this.#stop();
      throw hasStarted ? new CompilerFailure(messageOf(error)) : new CompilerDoesNotStart(messageOf(error));
    }
  }

  parseConfig(path: string): ParsedConfig {
    return this.#running().parseConfigFile(path);
  }

  openProject(config: string): void {
    if (this.#open.has(config)) return;
    this.#open.add(config);
    this.#toClose.delete(config);
    this.#hasOtherProjects = true;
    this.#isStale = true;
  }

  closeProject(config: string): void {
    if (!this.#open.delete(config)) return;
    this.#toClose.add(config);
    this.#hasOtherProjects = true;
    this.#isStale = true;
  }

  /** Files that are no longer what the compiler has read, on disk or in what shadows it. */
  filesChanged(changes: readonly FileChange[]): void {
    if (changes.length === 0) return;
    this.#changes.push(...changes);
    // Configurations, which we make ourselves, have no trees.
    if (!changes.every(({ path }) => path.endsWith('.json'))) this.#keptTrees?.forget();
    this.#isStale = true;
  }

  /** A run that ends: no file has another text than the one it is read with, unless that is told. */
  expectOneRun(): void {
    this.#isOneRun = true;
  }

  /** There may be files from now on that are not on disk. */
  expectAdditions(): void {
    if (this.#hasAdditions) return;
    this.#hasAdditions = true;
    this.#stop();
  }

  /** The open project as of now. */
  project(config: string): OpenProject | undefined {
    const project = this.#current().getProject(config);
    if (project === undefined) return undefined;
    let known = this.#projects.get(config);
    if (known === undefined) {
      const earlier = this.#earlier?.before(project);
      // What more may have changed in than can be told is a new start.
      if (earlier === undefined && this.#earlier !== undefined) this.#forgetEarlier();
      known = new OpenProject(project, earlier);
      this.#projects.set(config, known);
    }
    return known;
  }

  /** Frees the syntax trees that are held on this side; they are fetched again when needed. */
  dropTrees(): void {
    this.#api?.clearSourceFileCache();
  }

  dispose(): void {
    this.#stop();
    this.#open.clear();
  }

  #running(): API {
    if (this.#api !== undefined) return this.#api;
    const { compilerPath, folder, texts, additions } = this.#options;
    const options = { cwd: folder, fs: this.#hasAdditions ? { ...texts, ...additions } : texts };
    const api = new API(compilerPath === undefined ? options : { ...options, tsserverPath: compilerPath });
    // Whoever asks a process that cannot be started learns it from the pipe; nobody else needs to.
    const { child } = channelOf(api);
    child.on('error', () => {});
    if (child.pid !== undefined) this.#options.onStarted?.(child.pid);
    takeUnwritableTypesForAny(api);
    this.#api = api;
    if (this.#isOneRun) this.#keptTrees = new KeptTrees(api, (project, path) => this.#holds(project, path));
    // An easy question tells a compiler that does not start from one that fails at a hard question.
    this.#snapshot = api.updateSnapshot({});
    this.#hasAnswered = true;
    return api;
  }

  #holds(project: string, path: string): boolean {
    return this.#snapshot?.getProject(project)?.program.getSourceFileMetadata(path) !== undefined;
  }

  #current(): Snapshot {
    if (this.#snapshot !== undefined && !this.#isStale) return this.#snapshot;
    const api = this.#running();
    const next = api.updateSnapshot({
      openProjects: [...this.#open],
      closeProjects: [...this.#toClose],
      fileChanges: summary(this.#changes),
    });
    this.#leave(this.#snapshot);
    this.#snapshot = next;
    this.#projects.clear();
    this.#changes = [];
    this.#toClose.clear();
    this.#hasOtherProjects = false;
    this.#isStale = false;
    return next;
  }

  /** Keeps the last snapshot, or the one that is kept already, where all that changed are texts. */
  #leave(snapshot: Snapshot | undefined): void {
    const paths = this.#changes.map(({ path }) => path);
    const isEdit =
      this.#keepsEarlier &&
      !this.#hasOtherProjects &&
      this.#changes.every(({ kind }) => kind === 'changed') &&
      !paths.some((path) => path.endsWith('.json'));
    if (!isEdit) this.#forgetEarlier();
    if (isEdit && this.#earlier === undefined && snapshot !== undefined) this.#earlier = new EarlierSnapshot(snapshot);
    else snapshot?.dispose();
    this.#earlier?.edited(paths);
  }

  #forgetEarlier(): void {
    this.#earlier?.dispose();
    this.#earlier = undefined;
    this.#projects.clear();
  }

  #stop(): void {
    if (this.#api !== undefined) {
      end(channelOf(this.#api));
    }
    this.#api = undefined;
    this.#keptTrees = undefined;
    this.#hasAnswered = false;
    this.#snapshot = undefined;
    this.#earlier = undefined;
    this.#projects.clear();
    this.#changes = [];
    this.#toClose.clear();
    this.#isStale = true;
  }
}

interface Channel {
  readonly child: {
    readonly pid?: number;
    kill: (signal: 'SIGKILL') => boolean;
    on(event: 'error', listener: () => void): unknown;
  };
  close(): void;
}

/** Ends the process behind a channel. */
function end(channel: Channel): void {
  const { child } = channel;
  // Where it could not be started, its handle holds no process id but whatever was in that memory: killing that would end
  // some other process, or all of our own group. The API kills as well, when it closes and when we end.
  if (child.pid === undefined) child.kill = () => false;
  // A process that may finish first complains on the standard error that it shares with us.
  else child.kill('SIGKILL');
  channel.close();
}

/**
 * What the API of this version keeps to itself. Its own `close` asks the process to let go of snapshots first, so it
 * leaves a dead or confused process behind.
 */
function channelOf(api: API): Channel {
  return (api as unknown as { readonly client: { readonly channel: Channel } }).client.channel;
}

function summary(changes: readonly FileChange[]) {
  const of = (...kinds: readonly FileChange['kind'][]) => [
    ...new Set(changes.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path)),
  ];
  // Who saves by renaming a new file over the old one creates what the compiler has read already.
  return { created: of('created'), changed: of('changed', 'created'), deleted: of('deleted') };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
