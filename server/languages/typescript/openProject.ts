/**
 * A project of the compiler as facts ask about it. Every edit brings a checker that knows nothing yet, so whatever an edit
 * leaves as it is goes to the checker of an earlier snapshot, which has been asked most of it before.
 */

import type { Node, SourceFile } from 'typescript/unstable/ast';
import type { NodeHandle, Project } from 'typescript/unstable/sync';
import { Checker, type Earlier } from './checker.ts';
import { isForeign } from './symbols.ts';

/** An earlier answer leads into code that may be gone. */
export class OutdatedAnswer extends Error {}

export class OpenProject {
  readonly checker: Checker;
  readonly #current: Project;
  readonly #earlier: Earlier | undefined;

  constructor(current: Project, earlier?: Earlier) {
    this.checker = new Checker(current, earlier);
    this.#current = current;
    this.#earlier = earlier;
  }

  get id(): string {
    return this.#current.id;
  }

  get configFileName(): string {
    return this.#current.configFileName;
  }

  get compilerOptions(): Project['compilerOptions'] {
    return this.#current.compilerOptions;
  }

  get program(): Project['program'] {
    return this.#current.program;
  }

  /** The same for as long as edits change nothing but the inside of functions, with the files and most types of it. */
  get basis(): Project {
    return this.#earlier?.project ?? this.#current;
  }

  /**
   * The tree of a file. That of an edited file stays the same, though trees be dropped meanwhile: it is the one that has been
   * compared with the tree before.
   */
  sourceOf(file: string): SourceFile | undefined {
    for (const { after } of this.#earlier?.changes.values() ?? [])
      if (after.source.fileName === file || after.source.path === file) return after.source;
    return this.#current.program.getSourceFile(file);
  }

  /** The node that a handle stands for, in the tree as it is now. */
  declared(handle: NodeHandle | undefined): Node | undefined {
    const change = handle === undefined ? undefined : this.#earlier?.changes.get(handle.path);
    if (handle === undefined || change === undefined) return handle?.resolve(this.#current);
    const row = this.checker.isCurrent(handle) ? handle.index : change.rowAfter(handle.index);
    if (row === undefined) throw new OutdatedAnswer(handle.path);
    return change.after.table.node(row);
  }
}

/** A project's own files with code: those of packages, declarations and data are left out. */
export function ownFilesOf({ program }: Pick<Project, 'program'>): readonly string[] {
  return program.getSourceFileNames().filter((path) => !isForeign({ path }) && !path.endsWith('.json'));
}
