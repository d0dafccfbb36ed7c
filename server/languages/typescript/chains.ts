/**
 * What the calls of a file lead to in others. The outgoing calls of each file are kept as plain data; those of a file that
 * nobody asked about are read from its tree once a chain comes to it.
 */

import type { Document } from '../../analysis/document.ts';
import type { Facts } from '../../facts/facts.ts';
import { type CallingFacts, type FileCalls, fileCalls, type Goal, Reach } from '../../facts/reach.ts';
import { baseNameOf, folderOf } from './folders.ts';

export interface CallingFile {
  readonly document: Document;
  readonly facts: CallingFacts;
  /** What others may know of it: as long as this stays, so does what their calls reach. Only for open documents. */
  readonly shape?: string;
}

interface Kept {
  readonly calls: FileCalls;
  readonly shape: string | undefined;
  /** Paths of the files that its calls reach. */
  readonly targets: ReadonlySet<string>;
  /** Last parts of the modules that it imports. */
  readonly imports: ReadonlySet<string>;
}

export class Chains {
  readonly #read: (path: string) => CallingFile | undefined;
  /** `undefined` for files that cannot be read. */
  readonly #kept = new Map<string, Kept | undefined>();
  /** Files that are no longer as they were kept. */
  readonly #changed = new Set<string>();
  readonly #reach = new Reach((path) => this.#keptAt(path)?.calls);
  #isTraced: (symbol: string) => boolean = () => false;

  constructor(read: (path: string) => CallingFile | undefined) {
    this.#read = read;
  }

  /** `isTraced` tells the full names that rules look for behind helpers. */
  configure(isTraced: (symbol: string) => boolean): void {
    this.#isTraced = isTraced;
    this.forget();
  }

  /** Takes a file as it is now. */
  note(file: CallingFile): void {
    this.#keep(file.document.path, file);
    this.#reach.reset();
  }

  /** A document has another text. */
  changed(path: string): void {
    this.#changed.add(path);
    this.#reach.reset();
  }

  withReached(facts: Facts): Facts {
    this.#readChanged();
    const reached = this.#reach.factsFor(facts);
    return reached.length === 0 ? facts : { ...facts, reached };
  }

  /** Whether facts that start from these goals reach anything. */
  leadAnywhere(goals: readonly Goal[]): boolean {
    this.#readChanged();
    return this.#reach.leadsAnywhere(goals);
  }

  forget(): void {
    this.#kept.clear();
    this.#changed.clear();
    this.#reach.reset();
  }

  #readChanged(): void {
    for (const path of [...this.#changed]) this.#keep(path, this.#read(path));
  }

  #keptAt(path: string): Kept | undefined {
    if (!this.#kept.has(path)) this.#keep(path, this.#read(path));
    return this.#kept.get(path);
  }

  #keep(path: string, file: CallingFile | undefined): void {
    const isChanged = this.#changed.delete(path);
    const before = this.#kept.get(path);
    const after = file === undefined ? undefined : keptOf(file, this.#isTraced);
    this.#kept.set(path, after);
    if (isChanged && (before?.shape === undefined || before.shape !== after?.shape)) this.#forgetDependants(path);
  }

  #forgetDependants(path: string): void {
    const name = moduleName(path);
    for (const [other, kept] of this.#kept)
      if (other !== path && (kept === undefined || kept.targets.has(path) || kept.imports.has(name)))
        this.#kept.delete(other);
  }
}

function keptOf({ document, facts, shape }: CallingFile, isTraced: (symbol: string) => boolean): Kept {
  return {
    calls: fileCalls(document, facts, isTraced),
    shape: shape === undefined ? undefined : shapeKey(shape),
    targets: targetsOf(facts),
    imports: new Set(facts.imports.map(({ module }) => moduleName(module))),
  };
}

function targetsOf({ calls }: CallingFacts): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const { target } of calls) if (target !== undefined) paths.add(target.path);
  return paths;
}

/** `store` for `./store.js` and `store/index.ts`, so that a file is known by what others import it as. */
function moduleName(path: string): string {
  const withoutEnding = (name: string) => name.replace(/\.[cm]?[jt]sx?$/, '');
  const name = withoutEnding(baseNameOf(path));
  return name === 'index' ? withoutEnding(baseNameOf(folderOf(path))) : name;
}

/** Short, for there are many files; two texts of one key are as good as impossible. */
function shapeKey(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x1000193;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b);
  }
  return `${text.length}:${low}:${high}`;
}
