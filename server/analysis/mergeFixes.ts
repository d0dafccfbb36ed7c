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
  const applied: Fix[] = [];
  const postponed: Fix[] = [];
  for (const fix of fixes) {
    const added = fix.edits.filter((edit) => !edits.some((taken) => isSame(edit, taken)));
    if (added.some((edit) => edits.some((taken) => conflicts(edit, taken)))) {
      postponed.push(fix);
      continue;
    }
    edits.push(...added);
    applied.push(fix);
  }
  return { edits, applied, postponed };
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
