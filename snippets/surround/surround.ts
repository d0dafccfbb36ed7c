/** What may be put around selected statements: a name, a title, and edits wherever it is right to offer it. */

import type { Document, Language } from '../../server/analysis/document.ts';
import type { LocalizedText } from '../../server/analysis/locale.ts';
import type { Edit, Range } from '../../server/analysis/text.ts';
import type { Facts, FunctionFact } from '../../server/facts/facts.ts';
import type { SelectedStatements } from '../../server/facts/selection.ts';

/** The last part of the code action's kind; the same in both languages where the idea is the same. */
export type SurroundName = 'timeout' | 'semaphore' | 'lock' | 'group' | 'gather' | 'thread' | 'finally';

export interface Surround {
  readonly name: SurroundName;
  readonly language: Language;
  readonly title: LocalizedText;
  /** Whether it makes sense only where `await` is legal. */
  readonly isAsync: boolean;
  /** `undefined` where the statements would no longer mean the same, or nothing would be gained. */
  edits(place: SurroundPlace): readonly Edit[] | undefined;
}

/** Statements that have their lines to themselves, in code that could be parsed. */
export interface SurroundPlace {
  readonly document: Document;
  readonly facts: Facts;
  /** The function that they belong to, or the module. */
  readonly owner: FunctionFact;
  readonly selection: SelectedStatements;
  /** From the first statement or a selected comment above it to the end of the last line. */
  readonly block: Range;
}

export function defineSurround(surround: Surround): Surround {
  return surround;
}
