/** What a front end says, when asked, about the statements that a selection touches, for what is to be put around them. */

import type { Range } from '../analysis/text.ts';

/** Whole statements side by side in one block. */
export interface SelectedStatements {
  /** From the start of the first one to the end of the last one. */
  readonly range: Range;
  readonly statements: readonly SelectedStatement[];
  /** Whether they wait for anything, apart from functions in them. */
  readonly waits: boolean;
  /** How they may be left but for an error: `loop` stands for `break` and `continue` of a loop around them. */
  readonly exits: readonly ('return' | 'loop' | 'yield')[];
  /** Names that they bind and that code around them uses as well. */
  readonly outliving: readonly OutlivingName[];
  /** Whether they use a variable of the function around them that gets a value both in them and elsewhere. */
  readonly sharesVariables: boolean;
}

export interface OutlivingName {
  readonly name: string;
  /** `constant`: one of the statements declares it, and it keeps its value. */
  readonly kind: 'constant' | 'other';
}

export interface SelectedStatement {
  /** With its terminator. */
  readonly range: Range;
  /** For a statement that only awaits something: `await save()`, `user = await load()`. */
  readonly awaited?: AwaitedStatement;
  /** The call that is all of a statement that waits for nothing: `parse(text)`, `tree = parse(text)`. Python only. */
  readonly call?: Range;
}

export interface AwaitedStatement {
  readonly operand: Range;
  /** What the result goes to; left out where it goes nowhere. */
  readonly target?: Range;
  /** `other`: with a type, into several targets or to a place that is worked out first. */
  readonly binding: 'none' | 'assignment' | 'const' | 'let' | 'other';
  /** The names that the target binds, and those that the operand reads. */
  readonly binds: readonly string[];
  readonly reads: readonly string[];
}
