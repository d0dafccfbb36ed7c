/** Joins the fixes of many findings into one set of edits: what "fix all" applies in one go. */

import type { Finding } from './finding.ts';
import type { Fix } from './fix.ts';
import { type Edit, overlaps } from './text.ts';

export interface MergedFixes {
  /** Edits that do not overlap, against the text the findings were made on. */
  readonly edits: readonly Edit[];
  readonly applied: readonly Fix[];
  /** Fixes that touch what an earlier one changes; another run over the changed text may take them. */
  readonly postponed: readonly Fix[];
}

/** The safe fix of each finding, at most one a finding. */
export function safeFixes(findings: readonly Finding[]): readonly Fix[] {
  return findings.flatMap((finding) => finding.fixes().find((fix) => fix.safety === 'safe') ?? []);
}

/** Takes fixes in the given order; a fix is taken whole or not at all. */
export function mergeFixes(fixes: readonly Fix[]): MergedFixes {
  const edits: Edit[] = [];
  const taken = new TakenEdits();
  const applied: Fix[] = [];
  const postponed: Fix[] = [];
  for (const fix of fixes) {
    const added = fix.edits.filter((edit) => !taken.near(edit).some((other) => isSame(edit, other)));
    if (added.some((edit) => taken.near(edit).some((other) => conflicts(edit, other)))) {
      postponed.push(fix);
      continue;
    }
    for (const edit of added) taken.add(edit);
    edits.push(...added);
    applied.push(fix);
  }
  return { edits, applied, postponed };
}

/** Edits that do not overlap, of which only those near another are looked at: a file may have thousands. */
class TakenEdits {
  /** By their start; since they do not overlap, by their end as well. */
  readonly #inOrder: Edit[] = [];
  readonly #byKey = new Map<string, Edit[]>();

  add(edit: Edit): void {
    let index = this.#firstEndingFrom(edit.range.end);
    // What is inserted where another edit ends comes behind that one.
    while (this.#inOrder[index]?.range.end === edit.range.end && this.#startOf(index) < edit.range.start) index++;
    this.#inOrder.splice(index, 0, edit);
    if (edit.key === undefined) return;
    const others = this.#byKey.get(edit.key);
    if (others === undefined) this.#byKey.set(edit.key, [edit]);
    else others.push(edit);
  }

  /** Those with the edit's key, and those that touch it. */
  near({ range, key }: Edit): readonly Edit[] {
    const near = key === undefined ? [] : [...(this.#byKey.get(key) ?? [])];
    for (let index = this.#firstEndingFrom(range.start); index < this.#inOrder.length; index++) {
      const other = this.#inOrder[index];
      if (other === undefined || other.range.start > range.end) break;
      near.push(other);
    }
    return near;
  }

  #startOf(index: number): number {
    return this.#inOrder[index]?.range.start ?? Number.POSITIVE_INFINITY;
  }

  /** The index of the first edit that ends at the offset or behind it. */
  #firstEndingFrom(offset: number): number {
    let low = 0;
    let high = this.#inOrder.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#inOrder[middle]?.range.end ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Two edits are one only when both say so by their key. */
function isSame(one: Edit, other: Edit): boolean {
  return (
    one.key !== undefined &&
    one.key === other.key &&
    one.text === other.text &&
    one.range.start === other.range.start &&
    one.range.end === other.range.end
  );
}

function conflicts(one: Edit, other: Edit): boolean {
  if (overlaps(one.range, other.range)) return true;
  // Equal keys with different edits are two opinions about one thing, such as one import line written in two ways.
  if (one.key !== undefined && one.key === other.key) return true;
  // A keyed insertion is made to stand beside others. Any other that touches a change may depend on what stands there:
  // two fixes that both put `await ` before one call must not make `await await`.
  const standsAlone = (edit: Edit) => edit.range.start === edit.range.end && edit.key !== undefined;
  if (standsAlone(one) || standsAlone(other)) return false;
  const touches = one.range.start <= other.range.end && other.range.start <= one.range.end;
  return touches && (one.range.start === one.range.end || other.range.start === other.range.end);
}
