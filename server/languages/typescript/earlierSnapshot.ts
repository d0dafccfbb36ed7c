/** A snapshot that is kept while files are edited, to be asked about what the edits leave as it is. */

import type { Project, Snapshot } from 'typescript/unstable/sync';
import { type Earlier, KeptAnswers } from './checker.ts';
import { type FileChange, fileChange } from './fileChange.ts';

/** Whoever types does so in a few files; what changes more is no typing. */
const mostFiles = 8;

export class EarlierSnapshot {
  readonly #snapshot: Snapshot;
  readonly #edited = new Set<string>();
  readonly #answers = new Map<string, KeptAnswers>();

  constructor(snapshot: Snapshot) {
    this.#snapshot = snapshot;
  }

  /** Files have other texts than in this snapshot. */
  edited(paths: Iterable<string>): void {
    for (const path of paths) this.#edited.add(path);
  }

  /** What it may be asked of a project as it is now; `undefined` where an edit may have changed anything in it. */
  before(now: Project): Earlier | undefined {
    const project = this.#snapshot.getProject(now.configFileName);
    if (project === undefined || this.#edited.size > mostFiles) return undefined;
    const changes = new Map<string, FileChange>();
    for (const path of this.#edited) {
      const before = project.program.getSourceFile(path);
      const after = now.program.getSourceFile(path);
      if (before === after) continue;
      const change = before === undefined || after === undefined ? undefined : fileChange(before, after);
      if (change === undefined) return undefined;
      changes.set(change.after.source.path, change);
    }
    return { project, changes, answers: this.#answersOf(project) };
  }

  dispose(): void {
    this.#snapshot.dispose();
  }

  #answersOf({ configFileName }: Project): KeptAnswers {
    const known = this.#answers.get(configFileName) ?? new KeptAnswers();
    this.#answers.set(configFileName, known);
    return known;
  }
}
