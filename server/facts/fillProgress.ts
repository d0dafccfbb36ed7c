/**
 * How far code is followed from a test of a place to where it fills the place. The front ends know the statements; what it means that one
 * comes after the other, or beside it, is the same for them.
 */

/** `over`: the place is filled before anything is waited for, or it is looked at once more. `left`: the way leads out of the block. */
export type Progress<Fill> =
  | { readonly kind: 'filled'; readonly fill: Fill }
  | { readonly kind: 'over' }
  /** `waitedAt` is the offset at which the code has begun to wait. */
  | { readonly kind: 'on' | 'left'; readonly waitedAt: number | undefined };

export const over = { kind: 'over' } as const;

/** One part after the other, up to where the way ends. */
export function throughAll<Part, Fill>(
  parts: readonly Part[],
  waitedAt: number | undefined,
  through: (part: Part, waitedAt: number | undefined) => Progress<Fill>,
): Progress<Fill> {
  let at: Progress<Fill> = { kind: 'on', waitedAt };
  for (const part of parts) {
    at = through(part, at.waitedAt);
    if (at.kind !== 'on') return at;
  }
  return at;
}

/** Behind branches, of which one is taken: a way that leads out does not count for what follows. */
export function behindBranches<Fill>(ends: readonly Progress<Fill>[]): Progress<Fill> {
  return (
    ends.find(({ kind }) => kind === 'filled') ??
    ends.find((end) => end.kind === 'on' && end.waitedAt !== undefined) ??
    ends.find(({ kind }) => kind === 'on') ??
    ends.find(({ kind }) => kind === 'left') ??
    over
  );
}

/** Behind a loop or a `switch`, code goes on where `break` leads out of it. */
export function behindLoop<Fill>(end: Progress<Fill>): Progress<Fill> {
  return end.kind === 'left' ? { kind: 'on', waitedAt: end.waitedAt } : end;
}
