/** Explains a finding in plain words from its rule's page, which is shipped with us: no network is needed. */

import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { Language } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';
import { rulePage } from '../node/rulePages.ts';
import { linesOf, protocolRange } from './documents.ts';
import type { CheckedFile } from './findings.ts';
import { words } from './words.ts';

/** The explanation of the findings at a place; `undefined` where there is none. */
export function hoverAt(place: Range, { document, findings }: CheckedFile, locale: Locale): Hover | undefined {
  const here = findings.filter(({ range }) => range.start <= place.start && place.start <= range.end);
  const [first] = here;
  if (first === undefined) return undefined;
  const rules = [...new Set(here.map(({ rule }) => rule))];
  const texts = rules.flatMap((rule) => explanation(rule, document.language, locale) ?? []);
  if (texts.length === 0) return undefined;
  const contents = { kind: MarkupKind.Markdown, value: texts.join('\n\n---\n\n') };
  return { contents, range: protocolRange(linesOf(document.text), shortest(first, here).range) };
}

function shortest(first: Finding, findings: readonly Finding[]): Finding {
  const length = ({ range }: Finding) => range.end - range.start;
  return findings.reduce((best, finding) => (length(finding) < length(best) ? finding : best), first);
}

/** Why it hurts, and one good and one bad example in the language at hand. What is found, the finding itself says. */
function explanation(rule: string, language: Language, locale: Locale): string | undefined {
  const page = rulePage(rule, locale);
  if (page === undefined) return undefined;
  const text = page.text.replaceAll('\r\n', '\n');
  const why = text.split(/^## .*$/m)[1] ?? '';
  // The first paragraph is enough here: an editor shows few lines of a hover, and the examples should be among them.
  const [reason = ''] = why.trim().split(/\n{2,}/);
  return [`**${rule}**`, unwrapped(reason), ...examples(text, language, locale)].join('\n\n');
}

/** A paragraph in one line, without blanks between Chinese characters where its lines met. */
function unwrapped(paragraph: string): string {
  return paragraph
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replaceAll('\n', ' ');
}

/** The good one comes first: of the bad one, the reader has an example already. */
function examples(page: string, language: Language, locale: Locale): readonly string[] {
  const { badCode, goodCode } = words[locale];
  const fence = language === 'python' ? 'python' : 'ts';
  return (['good', 'bad'] as const).flatMap((kind) => {
    const code = new RegExp(`^\`\`\`${fence} ${kind}\\n(.*?)^\`\`\`$`, 'ms').exec(page)?.[1];
    if (code === undefined) return [];
    const compact = code.replace(/\n{3,}/g, '\n\n');
    return [`${kind === 'bad' ? badCode : goodCode}\n\n\`\`\`${fence}\n${compact}\`\`\``];
  });
}
