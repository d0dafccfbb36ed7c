/** Fixes and suppressions as code actions. Their edits are against the version the finding was made on. */

import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type Diagnostic,
  LSPErrorCodes,
  ResponseError,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Finding } from '../analysis/finding.ts';
import type { Fix } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import { suppressInFile, suppressOnLine } from '../analysis/suppress.ts';
import { suppressionRules } from '../analysis/suppressionRules.ts';
import type { Edit, Range } from '../analysis/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { linesOf, type OpenDocuments, protocolRange } from './documents.ts';
import type { CheckedFile, EditorFindings } from './findings.ts';
import { idOf } from './toDiagnostic.ts';
import { words } from './words.ts';

export const fixAllKind = `${CodeActionKind.SourceFixAll}.async-pitfalls`;
/** The kinds we give, for the client to choose from. */
export const codeActionKinds = [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, fixAllKind];

export interface CodeActionOptions {
  readonly workspace: Workspace;
  readonly findings: EditorFindings;
  readonly documents: OpenDocuments;
  readonly locale: Locale;
  /** Whether the client asks for edits when the user has chosen. */
  readonly isResolvedLater: boolean;
  readonly hasVersionedEdits: boolean;
  readonly canCreateFiles: boolean;
}

/** What an action does, small enough to travel to the client and back. */
type Choice =
  | { readonly kind: 'fix'; readonly finding: string; readonly fix: string }
  | { readonly kind: 'ignore-on-line' | 'ignore-in-file' | 'allow'; readonly finding: string }
  | { readonly kind: 'fix-all' };

interface ActionData {
  readonly path: string;
  readonly version: number;
  readonly choice: Choice;
}

export class CodeActions {
  readonly #options: CodeActionOptions;

  constructor(options: CodeActionOptions) {
    this.#options = options;
  }

  async at({ textDocument, range, context }: CodeActionParams): Promise<CodeAction[]> {
    const { findings, documents, workspace } = this.#options;
    const path = documents.pathOf(textDocument.uri);
    const file = path === undefined ? undefined : await findings.of(path);
    const place = documents.offsetRange(textDocument.uri, range);
    if (file === undefined || place === undefined) return [];
    const wants = (kind: string) => context.only === undefined || context.only.some((only) => isWithin(kind, only));
    const actions: CodeAction[] = [];
    if (wants(CodeActionKind.QuickFix) || wants(CodeActionKind.RefactorRewrite)) {
      const refactoringKind = wants(CodeActionKind.RefactorRewrite)
        ? CodeActionKind.RefactorRewrite
        : CodeActionKind.QuickFix;
      const here = this.#actionsOn(file, place, refactoringKind, context.diagnostics);
      actions.push(...here.filter(({ kind = '' }) => wants(kind)));
    }
    // Without being asked for by kind, a source action would stand among the quick fixes of every line.
    if (context.only?.some((only) => isWithin(fixAllKind, only)) && workspace.fixAll(file).edits.length > 0) {
      const title = words[this.#options.locale].fixAll;
      actions.push(this.#action(file, title, fixAllKind, { kind: 'fix-all' }));
    }
    return actions;
  }

  /** Adds the edit of an action that the user has chosen. */
  async resolve(action: CodeAction): Promise<CodeAction> {
    const data = dataOf(action.data);
    if (action.edit !== undefined || data === undefined) return action;
    const file = await this.#options.findings.of(data.path);
    const edit = file?.document.version === data.version ? this.#editOf(file, data.choice) : undefined;
    if (edit === undefined) throw new ResponseError(LSPErrorCodes.ContentModified, 'the text has changed meanwhile');
    return { ...action, edit };
  }

  /** `others` are what the editor shows there, also from the language's own compiler. */
  #actionsOn(
    file: CheckedFile,
    place: Range,
    refactoringKind: string,
    others: readonly Diagnostic[],
  ): readonly CodeAction[] {
    const diagnostics = this.#options.findings.diagnosticsOf(file);
    const here = file.findings.flatMap((finding, index) => {
      const { compilerCode } = finding;
      const diagnostic =
        compilerCode === undefined ? diagnostics[index] : others.find(({ code }) => code === compilerCode);
      const touches = finding.range.start <= place.end && place.start <= finding.range.end;
      return touches && diagnostic !== undefined ? [{ finding, diagnostic }] : [];
    });
    return [
      ...here.flatMap(({ finding, diagnostic }) => this.#fixActions(file, finding, diagnostic, refactoringKind)),
      ...here
        .filter(({ finding }) => finding.compilerCode === undefined)
        .flatMap(({ finding, diagnostic }) => this.#ignoreActions(file, finding, diagnostic)),
    ];
  }

  #fixActions(
    file: CheckedFile,
    finding: Finding,
    diagnostic: Diagnostic,
    refactoringKind: string,
  ): readonly CodeAction[] {
    const fixes = finding.fixes();
    const preferred = fixes.find(({ safety }) => safety !== 'refactoring');
    return fixes.map((fix) => {
      const kind = fix.safety === 'refactoring' ? refactoringKind : CodeActionKind.QuickFix;
      const choice: Choice = { kind: 'fix', finding: idOf(finding), fix: fix.id };
      const action = this.#action(file, fix.title[this.#options.locale], kind, choice, diagnostic);
      return fix === preferred ? { ...action, isPreferred: true } : action;
    });
  }

  #ignoreActions(file: CheckedFile, finding: Finding, diagnostic: Diagnostic): readonly CodeAction[] {
    const { workspace, locale } = this.#options;
    const input = workspace.suppressInput(file);
    if (input === undefined || suppressionRules.some(({ name }) => name === finding.rule)) return [];
    const { ignoreOnLine, ignoreInFile } = words[locale];
    const ignore = (kind: 'ignore-on-line' | 'ignore-in-file', title: string) =>
      this.#action(file, title, CodeActionKind.QuickFix, { kind, finding: idOf(finding) }, diagnostic);
    const inFile = ignore('ignore-in-file', ignoreInFile(finding.rule));
    const onLine =
      suppressOnLine(finding, input) === undefined ? [] : [ignore('ignore-on-line', ignoreOnLine(finding.rule))];
    return [...onLine, inFile, ...this.#allowActions(file, finding, diagnostic)];
  }

  #allowActions(file: CheckedFile, finding: Finding, diagnostic: Diagnostic): readonly CodeAction[] {
    const { workspace, locale, canCreateFiles } = this.#options;
    const change = workspace.allowInConfiguration(file, finding);
    if (finding.allowance === undefined || change === undefined || (change.isNew && !canCreateFiles)) return [];
    const title = words[locale].safeToDrop(finding.allowance.value);
    const choice: Choice = { kind: 'allow', finding: idOf(finding) };
    return [this.#action(file, title, CodeActionKind.QuickFix, choice, diagnostic)];
  }

  #action(file: CheckedFile, title: string, kind: string, choice: Choice, diagnostic?: Diagnostic): CodeAction {
    const action: CodeAction = { title, kind };
    if (diagnostic !== undefined) action.diagnostics = [diagnostic];
    if (this.#options.isResolvedLater) {
      action.data = { path: file.path, version: file.document.version, choice } satisfies ActionData;
    } else {
      const edit = this.#editOf(file, choice);
      if (edit !== undefined) action.edit = edit;
    }
    return action;
  }

  #editOf(file: CheckedFile, choice: Choice): WorkspaceEdit | undefined {
    if (choice.kind === 'allow') return this.#configurationEdit(file, choice.finding);
    const edits = this.#editsOf(file, choice);
    return edits && this.#workspaceEdit(file, edits);
  }

  #configurationEdit(file: CheckedFile, id: string): WorkspaceEdit | undefined {
    const finding = file.findings.find((candidate) => idOf(candidate) === id);
    const change = finding && this.#options.workspace.allowInConfiguration(file, finding);
    if (change === undefined) return undefined;
    const uri = this.#options.documents.uriOf(change.path);
    const edits = textEdits(change.text, change.edits);
    if (!this.#options.hasVersionedEdits) return { changes: { [uri]: edits } };
    const edited = { textDocument: { uri, version: null }, edits };
    const created = { kind: 'create', uri, options: { ignoreIfExists: true } } as const;
    return { documentChanges: change.isNew ? [created, edited] : [edited] };
  }

  #editsOf(file: CheckedFile, choice: Exclude<Choice, { kind: 'allow' }>): readonly Edit[] | undefined {
    const { workspace } = this.#options;
    if (choice.kind === 'fix-all') return workspace.fixAll(file).edits;
    const finding = file.findings.find((candidate) => idOf(candidate) === choice.finding);
    if (finding === undefined) return undefined;
    if (choice.kind === 'fix') return finding.fixes().find((fix: Fix) => fix.id === choice.fix)?.edits;
    const input = workspace.suppressInput(file);
    if (input === undefined) return undefined;
    return choice.kind === 'ignore-on-line' ? suppressOnLine(finding, input) : suppressInFile(finding, input);
  }

  #workspaceEdit({ path, document }: CheckedFile, edits: readonly Edit[]): WorkspaceEdit {
    const uri = this.#options.documents.uriOf(path);
    const changes = textEdits(document.text, edits);
    if (!this.#options.hasVersionedEdits) return { changes: { [uri]: changes } };
    const version = this.#options.documents.isOpen(path) ? document.version : null;
    return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
  }
}

function textEdits(text: string, edits: readonly Edit[]): TextEdit[] {
  const lines = linesOf(text);
  return [...edits]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .map((edit) => ({ range: protocolRange(lines, edit.range), newText: edit.text }));
}

/** Kinds are hierarchical: who asks for `source` also wants `source.fixAll`. */
function isWithin(kind: string, asked: string): boolean {
  return kind === asked || asked === '' || kind.startsWith(`${asked}.`);
}

/** The data comes back from the client as it was sent, or is somebody else's. */
function dataOf(data: unknown): ActionData | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  // Only we make data with these three keys; a wrong choice finds no finding and so does nothing.
  return 'path' in data && 'version' in data && 'choice' in data ? (data as ActionData) : undefined;
}
