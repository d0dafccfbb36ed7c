/** What a function tests and what it changes, as far as a change may be a mark for others: `if (this.busy) return; this.busy = true`. */

export interface Marking {
  /** Where each place is tested or looked up first, as written. */
  readonly tested: ReadonlyMap<string, number>;
  readonly changes: readonly Change[];
}

export interface Change {
  /** What is changed, as written; for an item, also what it is in. */
  readonly written: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** Whether something is changed that was tested before, by the offset `waitedAt`. */
export function isMarkedBy({ tested, changes }: Marking, waitedAt: number): boolean {
  return changes.some(
    ({ written, start, end }) => end <= waitedAt && written.some((place) => (tested.get(place) ?? Infinity) < start),
  );
}
