/** Every safe fix of a file in one action, as on save, and every suppression that allows nothing. */

import { CodeActionKind } from 'vscode-languageserver/node';
import type { Locale } from '../analysis/locale.ts';
import { unusedSuppression } from '../analysis/suppressionRules.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction } from './actionProvider.ts';
import type { CheckedFile } from './findings.ts';
import { words } from './words.ts';
import type { ChangePlan } from './workspaceEdits.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.async-pitfalls`;

export class FixAllActions implements ActionProvider {
  readonly name = 'fix-all';
  readonly #workspace: Workspace;
  readonly #locale: Locale;

  constructor(workspace: Workspace, locale: Locale) {
    this.#workspace = workspace;
    this.#locale = locale;
  }

  offers({ file, here, wants, asksFor }: ActionRequest): readonly OfferedAction[] {
    const { fixAll, removeUnused } = words[this.#locale];
    const offers: OfferedAction[] = [];
    // Without being asked for by kind, a source action would stand among the quick fixes of every line.
    if (asksFor(fixAllKind) && this.#workspace.fixAll(file).edits.length > 0)
      offers.push({ title: fixAll, kind: fixAllKind, choice: ['safe'] });
    if (!wants(CodeActionKind.QuickFix)) return offers;
    const unused = here().filter(({ finding }) => finding.rule === unusedSuppression.name);
    const isOneOfMany = file.findings.filter(({ rule }) => rule === unusedSuppression.name).length > unused.length;
    if (unused.length > 0 && isOneOfMany) {
      const diagnostics = unused.map(({ diagnostic }) => diagnostic);
      offers.push({ title: removeUnused, kind: CodeActionKind.QuickFix, choice: ['unused'], diagnostics });
    }
    return offers;
  }

  plan(file: CheckedFile, [what]: Choice): ChangePlan | undefined {
    const { edits } = what === 'safe' ? this.#workspace.fixAll(file) : this.#workspace.removeUnused(file);
    return { files: [{ path: file.path, text: file.document.text, edits }] };
  }
}
