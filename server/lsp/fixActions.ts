/** The fixes of the findings at a place, and those that are not possible there, with the reason. */

import { CodeActionKind } from 'vscode-languageserver/node';
import type { Fix } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction, ShownFinding } from './actionProvider.ts';
import type { CheckedFile } from './findings.ts';
import { idOf } from './toDiagnostic.ts';
import { words } from './words.ts';
import type { ChangeNote, ChangePlan } from './workspaceEdits.ts';

export class FixActions implements ActionProvider {
  readonly name = 'fix';
  readonly #workspace: Workspace;
  readonly #locale: Locale;

  constructor(workspace: Workspace, locale: Locale) {
    this.#workspace = workspace;
    this.#locale = locale;
  }

  offers(request: ActionRequest): readonly OfferedAction[] {
    if (!request.wants(CodeActionKind.QuickFix) && !request.wants(CodeActionKind.RefactorRewrite)) return [];
    const fixes = request.here().flatMap((shown) => this.#fixesOf(shown, request));
    // Whoever opens the list looks for what is missing; a light bulb is not to light up for it.
    return request.isAutomatic
      ? fixes
      : [...fixes, ...request.here().flatMap((shown) => this.#missing(shown, request))];
  }

  plan({ path, document, findings }: CheckedFile, [id, fixId]: Choice): ChangePlan | undefined {
    const finding = findings.find((candidate) => idOf(candidate) === id);
    const fix = finding?.fixes().find((candidate) => candidate.id === fixId);
    if (fix === undefined) return undefined;
    const note = this.#noteOn(fix);
    return { files: [{ path, text: document.text, edits: fix.edits }], ...(note && { note }) };
  }

  #fixesOf({ finding, diagnostic }: ShownFinding, request: ActionRequest): readonly OfferedAction[] {
    // Who asks for quick fixes alone is not to miss those that rewrite more.
    const refactoringKind = request.wants(CodeActionKind.RefactorRewrite)
      ? CodeActionKind.RefactorRewrite
      : CodeActionKind.QuickFix;
    const fixes = finding.fixes();
    const preferred = fixes.find(({ safety }) => safety !== 'refactoring');
    return fixes.map((fix) => ({
      title: this.#titleOf(fix),
      kind: fix.safety === 'refactoring' ? refactoringKind : CodeActionKind.QuickFix,
      choice: [idOf(finding), fix.id],
      diagnostics: [diagnostic],
      isPreferred: fix === preferred,
    }));
  }

  #missing({ finding, diagnostic }: ShownFinding, { file }: ActionRequest): readonly OfferedAction[] {
    return this.#workspace.unavailableFixes(file, finding).map(({ title, reason }) => ({
      title: words[this.#locale].notPossible(title[this.#locale], reason[this.#locale]),
      kind: CodeActionKind.RefactorRewrite,
      choice: [],
      diagnostics: [diagnostic],
      disabledBecause: reason[this.#locale],
    }));
  }

  #titleOf({ title, safety }: Fix): string {
    const text = title[this.#locale];
    return safety === 'suggestion' ? words[this.#locale].suggestion(text) : text;
  }

  #noteOn({ title, safety }: Fix): ChangeNote | undefined {
    const { suggestionNote, refactoringNote } = words[this.#locale];
    const label = title[this.#locale];
    switch (safety) {
      case 'suggestion':
        return { label, description: suggestionNote };
      case 'refactoring':
        return { label, description: refactoringNote };
      case 'safe':
      case 'tidying':
        return undefined;
    }
  }
}
