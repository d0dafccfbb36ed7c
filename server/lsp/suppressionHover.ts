/** Explains a suppression comment: what it allows and where, why, and whether anything is there to allow. */

import type { Locale } from '../analysis/locale.ts';
import type { SuppressionUse } from '../analysis/suppressions.ts';
import type { Document } from '../analysis/document.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { linesOf } from './lines.ts';
import { type Explanation, words } from './words.ts';

export function explainSuppression(
  document: Document,
  use: SuppressionUse | undefined,
  rules: readonly RuleDefinition[],
  locale: Locale,
): Explanation | undefined {
  if (use === undefined) return undefined;
  const { suppression, hidden } = use;
  const { allows, allowsEveryRule, because, noReason, hides, hidesNothing } = words[locale];
  const where = placeWords(use, document, locale);
  const names = suppression.names.map(({ name }) => name);
  const summaryOf = (name: string) => rules.find((rule) => rule.name === name.split('/')[0])?.summary[locale];
  const allowed = names.length === 0 ? [allowsEveryRule(where)] : [allows(names, where)];
  const meanings = names.flatMap((name) => {
    const summary = summaryOf(name);
    return summary === undefined ? [] : [`- **${name}** — ${summary}`];
  });
  const messages = [...new Set(hidden.map(({ message }) => message[locale]))];
  const text = [
    ...allowed,
    ...(meanings.length === 0 ? [] : [meanings.join('\n')]),
    suppression.reason === '' ? noReason : because(suppression.reason),
    messages.length === 0 ? hidesNothing : [hides(hidden.length), ...shown(messages)].join('\n'),
  ].join('\n\n');
  return { text, range: suppression.directive };
}

const mostMessages = 5;

function shown(messages: readonly string[]): readonly string[] {
  const more = messages.length > mostMessages ? ['- …'] : [];
  return [...messages.slice(0, mostMessages).map((message) => `- ${message}`), ...more];
}

function placeWords({ suppression }: SuppressionUse, document: Document, locale: Locale): string {
  const { inThisFile, onLine, nowhere } = words[locale];
  const { holdsFor } = suppression;
  switch (holdsFor.kind) {
    case 'file':
      return inThisFile;
    case 'line':
      return onLine(linesOf(document).positionAt(holdsFor.lineStart).line + 1);
    case 'nothing':
      return nowhere;
  }
}
