/** A finding becomes a diagnostic when it leaves for an editor. */

import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Location } from 'vscode-languageserver/node';
import type { Finding, Level } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import { unusedSuppression } from '../analysis/suppressionRules.ts';
import type { Range } from '../analysis/text.ts';
import { type Lines, protocolRange } from './lines.ts';

export interface DiagnosticSurroundings {
  readonly locale: Locale;
  /** The file that the finding is in, and its lines. */
  readonly path: string;
  readonly lines: Lines;
  readonly hasRelatedInformation: boolean;
  /** Address of a rule's page. */
  readonly pageOf: (rule: string) => string | undefined;
  readonly locationOf: (path: string, range: Range, lines?: Lines) => Location;
}

export const source = 'async-pitfalls';

export function toDiagnostic(finding: Finding, surroundings: DiagnosticSurroundings): Diagnostic {
  const { locale, lines, hasRelatedInformation, pageOf, locationOf } = surroundings;
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
      location: path === undefined ? locationOf(surroundings.path, range, lines) : locationOf(path, range),
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
