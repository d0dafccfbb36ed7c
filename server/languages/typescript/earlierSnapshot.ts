/** A snapshot that is kept while files are edited, to be asked about what the edits leave as it is. */

import type { SourceFile } from 'typescript/unstable/ast';
import type { NodeHandle, Project, Snapshot } from 'typescript/unstable/sync';
import { type Earlier, KeptAnswers } from './checker.ts';
import { type FileChange, possibleChanges } from './fileChange.ts';
import { decidesFlow } from './flowDecisions.ts';
import { hasSameFace } from './functionFace.ts';
import { TreeVersion } from './treeVersion.ts';

/** Whoever types does so in a few files; what changes more is no typing. */
const mostFiles = 8;
/** Where more of a file has changed, later edits cost less after a new start. */
const largestShare = 0.5;

/** An edited file before and after. */
interface Edited {
  readonly before: SourceFile;
  readonly after: SourceFile;
}

export class EarlierSnapshot {
  readonly #snapshot: Snapshot;
  readonly #edited = new Set<string>();
  readonly #answers = new Map<string, KeptAnswers>();
  readonly #versions = new WeakMap<SourceFile, TreeVersion>();
  /** By project and path. What was answered is about the nodes of these, so they outlive what the compiler's cache drops. */
  readonly #trees = new Map<string, SourceFile | undefined>();

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
    const files = project === undefined ? undefined : this.#editedIn(project, now);
    const changes = project === undefined || files === undefined ? undefined : this.#changes(files, project, now);
    return project && changes && { project, changes, answers: this.#answersOf(project) };
  }

  dispose(): void {
    this.#snapshot.dispose();
  }

  /** `undefined` where files came or went, or too many changed. */
  #editedIn(project: Project, now: Project): readonly Edited[] | undefined {
    if (this.#edited.size > mostFiles) return undefined;
    const files: Edited[] = [];
    for (const path of this.#edited) {
      const before = this.#treeBefore(project, path);
      const after = now.program.getSourceFile(path);
      if (before === after) continue;
      if (before === undefined || after === undefined) return undefined;
      files.push({ before, after });
    }
    return files;
  }

  #treeBefore({ id, program }: Project, path: string): SourceFile | undefined {
    const key = `${id} ${path}`;
    if (!this.#trees.has(key)) this.#trees.set(key, program.getSourceFile(path));
    return this.#trees.get(key);
  }

  #changes(files: readonly Edited[], project: Project, now: Project): ReadonlyMap<string, FileChange> | undefined {
    const changes = new Map<string, FileChange>();
    const unsure = new Set(files.map(({ after }) => after.path));
    for (const { before, after } of files) {
      unsure.delete(after.path);
      const isFound = [...possibleChanges(this.#versionOf(before), this.#versionOf(after))].some((change) => {
        const changed = change.ofStatements({
          before: (call) => decidesFlow(call, project),
          after: (call) => decidesFlow(call, now),
        });
        if (changed.share > largestShare) return false;
        changes.set(after.path, change);
        const placeOf = placesWith(changes, unsure);
        const isSame =
          change.body <= 0
            ? !changed.mayGiveOther
            : hasSameFace(
                change,
                { project, placeOf: placeOf.before },
                { project: now, placeOf: placeOf.after },
                changed.mayGiveOther,
              );
        if (isSame) changes.set(after.path, changed);
        return isSame;
      });
      if (!isFound) return undefined;
    }
    return changes;
  }

  #versionOf(source: SourceFile): TreeVersion {
    const known = this.#versions.get(source) ?? new TreeVersion(source);
    this.#versions.set(source, known);
    return known;
  }

  #answersOf({ configFileName }: Project): KeptAnswers {
    const known = this.#answers.get(configFileName) ?? new KeptAnswers();
    this.#answers.set(configFileName, known);
    return known;
  }
}

/** Where declarations of either state are before the edits, as far as they are in both and it is known what has changed. */
function placesWith(changes: ReadonlyMap<string, FileChange>, unsure: ReadonlySet<string>) {
  const place = (path: string, row: number | undefined) =>
    row === undefined || unsure.has(path) ? undefined : `${path} ${row}`;
  return {
    before: ({ path, index }: NodeHandle) => {
      const change = changes.get(path);
      return place(path, change !== undefined && change.rowAfter(index) === undefined ? undefined : index);
    },
    after: ({ path, index }: NodeHandle) => {
      const change = changes.get(path);
      return place(path, change === undefined ? index : change.rowBefore(index));
    },
  };
}
