/** Findings as the editor needs them: never about a text that it has already left behind. */

import type { Diagnostic } from 'vscode-languageserver/node';
import { URI } from 'vscode-uri';
import type { Finding } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import { rulePage } from '../node/rulePages.ts';
import type { FileResult } from '../workspace/results.ts';
import type { Workspace } from '../workspace/workspace.ts';
import type { OpenDocuments } from './documents.ts';
import { isInCell, linesOf } from './lines.ts';
import type { Status } from './status.ts';
import { type DiagnosticSurroundings, toDiagnostic } from './toDiagnostic.ts';
import { words } from './words.ts';

export type CheckedFile = Extract<FileResult, { kind: 'checked' }>;

export interface EditorFindingsOptions {
  readonly workspace: Workspace;
  readonly documents: OpenDocuments;
  readonly status: Status;
  readonly locale: Locale;
  readonly hasRelatedInformation: boolean;
  /** Called after each check, when configuration files may have been read. */
  readonly onChecked: () => void;
}

export class EditorFindings {
  readonly #options: EditorFindingsOptions;
  readonly #pages = new Map<string, string | undefined>();
  isEnabled = true;

  constructor(options: EditorFindingsOptions) {
    this.#options = options;
  }

  /** The result for the text that the editor shows now; `undefined` where there is nothing to say about the file. */
  async of(path: string): Promise<CheckedFile | undefined> {
    const { workspace, documents, status, onChecked } = this.#options;
    if (!this.isEnabled) return undefined;
    const result = await status.during(workspace.findings(path));
    onChecked();
    if (result.kind !== 'checked') return undefined;
    return result.document.version === documents.versionOf(path) ? result : this.of(path);
  }

  /** Those that the editor shows: what the language's own compiler says there already is left to it. */
  shownDiagnosticsOf(file: CheckedFile): Diagnostic[] {
    const shown = file.findings.filter(({ compilerCode }) => compilerCode === undefined);
    return this.diagnosticsOf(file, shown);
  }

  /** Also those that a compiler would say, were the file open. */
  allDiagnosticsOf(file: CheckedFile): Diagnostic[] {
    const diagnostics = this.diagnosticsOf(file, file.findings);
    if (file.document.cells === undefined) return diagnostics;
    return file.findings.flatMap((finding, index) => {
      const diagnostic = diagnostics[index];
      return diagnostic === undefined ? [] : [this.#inNotebook(file, finding, diagnostic)];
    });
  }

  /** The file of a notebook has no lines that anybody sees, so the message says where the finding is. */
  #inNotebook(file: CheckedFile, finding: Finding, diagnostic: Diagnostic): Diagnostic {
    const { locale } = this.#options;
    const cell = file.document.cells?.find((candidate) => isInCell(candidate, finding.range.start));
    const number = (cell?.index ?? 0) + 1;
    const message = words[locale].inCell(number, diagnostic.range.start.line + 1, finding.message[locale]);
    const top = { line: 0, character: 0 };
    return { ...diagnostic, message, range: { start: top, end: top } };
  }

  /** One for each of these findings of the file, in their order. */
  diagnosticsOf(file: CheckedFile, findings: readonly Finding[]): Diagnostic[] {
    const surroundings = this.#surroundingsOf(file);
    return findings.map((finding) => toDiagnostic(finding, surroundings));
  }

  #surroundingsOf({ path, document }: CheckedFile): DiagnosticSurroundings {
    const { documents, locale, hasRelatedInformation } = this.#options;
    return {
      locale,
      path,
      lines: linesOf(document),
      hasRelatedInformation,
      pageOf: (rule) => this.#pageOf(rule),
      locationOf: (other, range, lines) => documents.locationOf(other, range, lines),
    };
  }

  #pageOf(rule: string): string | undefined {
    if (!this.#pages.has(rule)) {
      const page = rulePage(rule, this.#options.locale);
      this.#pages.set(rule, page && URI.file(page.file).toString());
    }
    return this.#pages.get(rule);
  }
}
