/** A finding becomes a diagnostic when it leaves for an editor. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding, Level } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import { unusedSuppression } from '../analysis/suppressionRules.ts';
import type { Range } from '../analysis/text.ts';
import { protocolRange } from './documents.ts';

export interface DiagnosticSurroundings {
  readonly locale: Locale;
  /** URI of the text the finding was made on, and its lines. */
  readonly uri: string;
  readonly lines: TextDocument;
  readonly hasRelatedInformation: boolean;
  /** Address of a rule's page. */
  readonly pageOf: (rule: string) => string | undefined;
  readonly locationOf: (path: string, range: Range) => { uri: string; range: ReturnType<typeof protocolRange> };
}

export const source = 'async-pitfalls';

export function toDiagnostic(finding: Finding, surroundings: DiagnosticSurroundings): Diagnostic {
  const { locale, uri, lines, hasRelatedInformation, pageOf, locationOf } = surroundings;
  const page = pageOf(finding.rule);
  const diagnostic: Diagnostic = {
    range: protocolRange(lines, finding.range),
    severity: severityOf(finding.level),
    source,
    code: finding.rule,
    message: finding.message[locale],
    data: { id: idOf(finding) },
  };
  if (page !== undefined) diagnostic.codeDescription = { href: page };
  if (finding.rule === unusedSuppression.name) diagnostic.tags = [DiagnosticTag.Unnecessary];
  if (hasRelatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.map(({ path, range, message }) => ({
      location: path === undefined ? { uri, range: protocolRange(lines, range) } : locationOf(path, range),
      message: message[locale],
    }));
  }
  return diagnostic;
}

/** Names a finding among those of one text. */
export function idOf({ rule, messageId, range }: Finding): string {
  return `${rule}/${messageId}@${range.start}-${range.end}`;
}

function severityOf(level: Level): DiagnosticSeverity {
  switch (level) {
    case 'error':
      return DiagnosticSeverity.Error;
    case 'warning':
      return DiagnosticSeverity.Warning;
    case 'information':
      return DiagnosticSeverity.Information;
    case 'hint':
    case 'off':
      return DiagnosticSeverity.Hint;
  }
}
