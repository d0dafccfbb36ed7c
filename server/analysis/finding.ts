/** A finding: one pitfall at one place, in words that a shell renders, with fixes computed when somebody asks. */

import type { Fix } from './fix.ts';
import type { LocalizedText } from './locale.ts';
import type { Range } from './text.ts';

/** How loudly a finding is shown. `off` findings never leave the core. */
export type Level = 'error' | 'warning' | 'information' | 'hint' | 'off';

export const levels: readonly Level[] = ['error', 'warning', 'information', 'hint', 'off'];

/** A further place that explains a finding, such as one step of a call chain. */
export interface RelatedLocation {
  /** Absolute path; the finding's own document where it is left out. */
  readonly path?: string;
  readonly range: Range;
  readonly message: LocalizedText;
}

/** The value of a list among a rule's options that would silence a finding for good. */
export interface Allowance {
  readonly option: string;
  readonly value: string;
}

export interface Finding {
  readonly rule: string;
  readonly messageId: string;
  /** The message in every locale, already filled in. */
  readonly message: LocalizedText;
  readonly range: Range;
  readonly level: Level;
  readonly related: readonly RelatedLocation[];
  /**
   * The code with which the language's own compiler reports the same, in editors that show it: they do not show the
   * finding a second time, and offer its fixes there.
   */
  readonly compilerCode?: number;
  /** What the user may add to the configuration to say that it is meant, here and wherever else it is written. */
  readonly allowance?: Allowance;
  /** The fixes, as edits against the text the finding was made on; the preferred one first. Computed at each call. */
  readonly fixes: () => readonly Fix[];
}
