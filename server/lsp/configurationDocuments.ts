/** Configuration files in the editor: mistakes are shown and mended where they are written, words are offered. */

import {
  CodeActionKind,
  type CodeAction,
  type CodeActionParams,
  type CompletionItem,
  CompletionItemKind,
  type Connection,
  type Diagnostic,
  DiagnosticSeverity,
  type Hover,
  MarkupKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale } from '../analysis/locale.ts';
import { rangeOf } from '../analysis/text.ts';
import type { ConfigurationProblem } from '../workspace/results.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { explainConfiguration } from './configurationHover.ts';
import type { OpenDocuments } from './documents.ts';
import { toHover } from './hover.ts';
import { protocolRange } from './lines.ts';
import { source } from './toDiagnostic.ts';
import { words } from './words.ts';

export interface ConfigurationDocumentsOptions {
  readonly connection: Connection;
  readonly documents: OpenDocuments;
  readonly workspace: Workspace;
  readonly locale: Locale;
}

export class ConfigurationDocuments {
  readonly #options: ConfigurationDocumentsOptions;
  /** The diagnostics that the editor has, as text, by path. */
  readonly #shown = new Map<string, string>();

  constructor(options: ConfigurationDocumentsOptions) {
    this.#options = options;
  }

  /** Takes a document that was opened or edited: what it says counts at once. */
  take(document: TextDocument): void {
    const path = this.#options.documents.pathOf(document.uri);
    if (path === undefined) return;
    this.#options.workspace.changeConfiguration(path, document.getText());
    this.showProblems();
  }

  release(document: TextDocument): void {
    const path = this.#options.documents.pathOf(document.uri);
    if (path === undefined) return;
    this.#options.workspace.closeConfiguration(path);
    this.showProblems();
  }

  /** Shows the mistakes known so far and takes back those that are no more. */
  showProblems(): void {
    const { connection, documents, workspace } = this.#options;
    const byPath = new Map<string, Diagnostic[]>([...this.#shown.keys()].map((path) => [path, []]));
    for (const problem of workspace.configurationProblems())
      byPath.set(problem.path, [...(byPath.get(problem.path) ?? []), this.#toDiagnostic(problem)]);
    for (const [path, diagnostics] of byPath) {
      const text = JSON.stringify(diagnostics);
      if (text === (this.#shown.get(path) ?? '[]')) continue;
      if (diagnostics.length === 0) this.#shown.delete(path);
      else this.#shown.set(path, text);
      void connection.sendDiagnostics({ uri: documents.uriOf(path), diagnostics });
    }
  }

  /** Replaces a word by the one that was probably meant. */
  actionsAt(path: string, { textDocument, range, context }: CodeActionParams): CodeAction[] {
    const { documents, workspace, locale } = this.#options;
    const place = documents.offsetRange(textDocument.uri, range);
    const isAsked = context.only === undefined || context.only.some((kind) => isQuickFix(kind));
    if (place === undefined || !isAsked) return [];
    return workspace.configurationProblems().flatMap((problem) => {
      const { range: mistake, replacement } = problem;
      const isHere = problem.path === path && mistake !== undefined;
      if (!isHere || replacement === undefined || mistake.end < place.start || place.end < mistake.start) return [];
      const edit = {
        changes: {
          [textDocument.uri]: [{ range: protocolRange(documents.linesIn(path), mistake), newText: replacement }],
        },
      };
      return [
        {
          title: words[locale].replaceBy(replacement),
          kind: CodeActionKind.QuickFix,
          isPreferred: true,
          diagnostics: [this.#toDiagnostic(problem)],
          edit,
        },
      ];
    });
  }

  completionsAt(path: string, { textDocument, position }: TextDocumentPositionParams): CompletionItem[] {
    const { documents, workspace, locale } = this.#options;
    const lines = documents.textOf(textDocument.uri);
    if (lines === undefined) return [];
    return workspace
      .configurationCompletionsAt(path, lines.offsetAt(position))
      .map(({ word, meaning, range, text }) => {
        const place = protocolRange(lines, range);
        return {
          label: word,
          kind: text.startsWith('"') ? CompletionItemKind.EnumMember : CompletionItemKind.Property,
          documentation: { kind: MarkupKind.Markdown, value: meaning[locale] },
          // What is typed so far may have its quote already.
          filterText: /^["']/.test(lines.getText(place)) ? text : word,
          textEdit: { range: place, newText: text },
        };
      });
  }

  hoverAt(path: string, { textDocument, position }: TextDocumentPositionParams): Hover | undefined {
    const { documents, workspace, locale } = this.#options;
    const lines = documents.textOf(textDocument.uri);
    const subject = lines && workspace.configurationSubjectAt(path, lines.offsetAt(position));
    const explained = subject && explainConfiguration(subject, path, locale);
    return lines && explained && toHover(explained, lines);
  }

  #toDiagnostic({ path, range, message }: ConfigurationProblem): Diagnostic {
    const { documents, locale } = this.#options;
    const place = protocolRange(documents.linesIn(path), range ?? rangeOf(0, 0));
    return { range: place, severity: DiagnosticSeverity.Error, source, message: message[locale] };
  }
}

/** Kinds are hierarchical, and an empty one asks for all. */
function isQuickFix(kind: string): boolean {
  return kind === '' || kind === CodeActionKind.QuickFix;
}
