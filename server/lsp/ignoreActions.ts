/** Ways to say that a finding is meant: on its line, in its file, in the configuration. */

import { CodeActionKind } from 'vscode-languageserver/node';
import type { Finding } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import { suppressInFile, suppressOnLine } from '../analysis/suppress.ts';
import { suppressionRules } from '../analysis/suppressionRules.ts';
import { baseName } from '../workspace/paths.ts';
import type { ConfigurationChange } from '../workspace/configurationChanges.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { ActionProvider, ActionRequest, Choice, OfferedAction, ShownFinding } from './actionProvider.ts';
import type { CheckedFile } from './findings.ts';
import { idOf } from './toDiagnostic.ts';
import { words } from './words.ts';
import type { ChangePlan } from './workspaceEdits.ts';

type Extent = 'line' | 'file' | 'callee' | 'project';

export class IgnoreActions implements ActionProvider {
  readonly name = 'ignore';
  readonly #workspace: Workspace;
  readonly #locale: Locale;
  readonly #canCreateFiles: boolean;

  constructor(workspace: Workspace, locale: Locale, canCreateFiles: boolean) {
    this.#workspace = workspace;
    this.#locale = locale;
    this.#canCreateFiles = canCreateFiles;
  }

  offers({ file, here, wants }: ActionRequest): readonly OfferedAction[] {
    if (!wants(CodeActionKind.QuickFix)) return [];
    const seen = new Set<string>();
    return here().flatMap((shown) =>
      this.#offersFor(shown, file).filter(({ title }) => !seen.has(title) && seen.add(title)),
    );
  }

  plan(file: CheckedFile, [extent, id]: Choice): ChangePlan | undefined {
    const finding = file.findings.find((candidate) => idOf(candidate) === id);
    return finding && this.#planFor(extent, finding, file);
  }

  #offersFor({ finding, diagnostic }: ShownFinding, file: CheckedFile): readonly OfferedAction[] {
    // What the compiler says, a comment of ours would not silence; a comment about a comment is none too many.
    const isOurs = finding.compilerCode === undefined && !suppressionRules.some(({ name }) => name === finding.rule);
    if (!isOurs) return [];
    return (['line', 'file', 'callee', 'project'] as const).flatMap((extent) => {
      const plan = this.#planFor(extent, finding, file);
      if (plan === undefined) return [];
      return [
        {
          title: this.#titleOf(extent, finding, plan),
          kind: CodeActionKind.QuickFix,
          choice: [extent, idOf(finding)],
          diagnostics: [diagnostic],
        },
      ];
    });
  }

  /** A file that nobody is looking at is named. */
  #titleOf(extent: Extent, { rule, allowance }: Finding, { files: [changed] }: ChangePlan): string {
    const { ignoreOnLine, ignoreInFile, safeToDrop, turnOff } = words[this.#locale];
    const file = { name: baseName(changed?.path ?? ''), isNew: changed?.isNew === true };
    switch (extent) {
      case 'line':
        return ignoreOnLine(rule);
      case 'file':
        return ignoreInFile(rule);
      case 'callee':
        return safeToDrop(allowance?.value ?? '', file);
      case 'project':
        return turnOff(rule, file);
    }
  }

  #planFor(extent: string | undefined, finding: Finding, file: CheckedFile): ChangePlan | undefined {
    const input = this.#workspace.suppressInput(file);
    if (input === undefined) return undefined;
    const { reason } = words[this.#locale];
    switch (extent) {
      case 'line':
        return inText(file, suppressOnLine(finding, input, reason));
      case 'file':
        return inText(file, suppressInFile(finding, input, reason));
      case 'callee':
        return this.#inConfiguration(this.#workspace.configurationChanges.allow(file, finding));
      case 'project':
        return this.#inConfiguration(this.#workspace.configurationChanges.turnOff(file, finding));
      default:
        return undefined;
    }
  }

  #inConfiguration(change: ConfigurationChange | undefined): ChangePlan | undefined {
    if (change === undefined || (change.isNew && !this.#canCreateFiles)) return undefined;
    return { files: [change], note: words[this.#locale].configurationNote };
  }
}

function inText({ path, document }: CheckedFile, edits: ReturnType<typeof suppressOnLine>): ChangePlan | undefined {
  return edits && { files: [{ path, text: document.text, edits }] };
}
