/**
 * What every source of code actions is made of: it offers some at a place, and plans the changes of the one that the user
 * has chosen. What it offers travels to the client and back as a few words, never as edits that may be stale by then.
 */

import type { Diagnostic } from 'vscode-languageserver/node';
import type { Finding } from '../analysis/finding.ts';
import type { Range } from '../analysis/text.ts';
import type { CheckedFile } from './findings.ts';
import type { ChangePlan } from './workspaceEdits.ts';

export interface ActionProvider {
  /** Names the provider among the others; its actions come back to it by this name. */
  readonly name: string;
  offers(request: ActionRequest): readonly OfferedAction[] | Promise<readonly OfferedAction[]>;
  /** What the action changes in this very version of the file; `undefined` where it does not fit. */
  plan(file: CheckedFile, choice: Choice): ChangePlan | undefined | Promise<ChangePlan | undefined>;
}

export interface ActionRequest {
  readonly file: CheckedFile;
  /** The selection; empty for a cursor. */
  readonly place: Range;
  /** The findings that the place touches and that the editor shows, by our word or by that of the language's compiler. */
  here(): readonly ShownFinding[];
  /** Whether actions of this kind may be given. */
  wants(kind: string): boolean;
  /** Whether they are asked for by name. */
  asksFor(kind: string): boolean;
  /** Whether the editor asks by itself, as for its light bulb. */
  readonly isAutomatic: boolean;
}

export interface ShownFinding {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

export type Choice = readonly string[];

export interface OfferedAction {
  readonly title: string;
  readonly kind: string;
  /** Names the action among those of its provider. */
  readonly choice: Choice;
  readonly diagnostics?: readonly Diagnostic[];
  readonly isPreferred?: boolean;
  /** Why the action cannot be taken. */
  readonly disabledBecause?: string;
}
