/** The `explain` and `rules` commands: what a rule finds and why it matters, without leaving the terminal. */

import type { Colors } from 'picocolors/types.js';
import { languages } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import { nearest } from '../analysis/nearest.ts';
import type { CatalogueEntry, RuleDefinition } from '../analysis/rule.ts';
import { renderMarkdown } from './markdown.ts';
import { displayWidth } from './terminalText.ts';
import { type Words, words } from './words.ts';

export interface ExplainStyle {
  readonly locale: Locale;
  readonly colors: Colors;
  /** Someone reads it; else another program does and gets the Markdown itself. */
  readonly isForPeople: boolean;
}

export type Explanation =
  | { readonly kind: 'page'; readonly text: string }
  /** `message` is a sentence for the user. */
  | { readonly kind: 'unknown'; readonly message: string };

export function explain(
  name: string,
  rules: readonly RuleDefinition[],
  pageOf: (rule: string, locale: Locale) => string | undefined,
  style: ExplainStyle,
): Explanation {
  const rule = rules.find((each) => each.name === name);
  if (rule === undefined) return { kind: 'unknown', message: unknownRule(name, rules, words[style.locale]) };
  const page = pageOf(name, style.locale) ?? shortPage(rule, style.locale);
  return { kind: 'page', text: style.isForPeople ? renderMarkdown(page, style.colors) : page };
}

/** "There is no rule …", with the nearest name where one is near. */
export function unknownRule(name: string, rules: readonly RuleDefinition[], { noRule }: Words): string {
  const near = nearest(
    name,
    rules.map((rule) => rule.name),
  );
  return noRule(name, near);
}

/** One line a rule: name, level, languages, summary. */
export function ruleTable(
  catalogue: readonly Pick<CatalogueEntry<never>, 'rule' | 'checks'>[],
  { locale, colors }: ExplainStyle,
): string {
  const shortNames = { typescript: 'TS', python: 'Py' } as const;
  const rows = catalogue.map(({ rule, checks }) => [
    rule.name,
    rule.level,
    languages.map((language) => (checks[language] === undefined ? '  ' : shortNames[language])).join(' '),
    rule.summary[locale],
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(0, ...rows.map((row) => displayWidth(row[column] ?? ''))));
  return rows
    .map(([name = '', ...rest]) => {
      const [level = '', where = '', summary = ''] = rest;
      const cells = [colors.cyan(name.padEnd(widths[0] ?? 0)), level.padEnd(widths[1] ?? 0), where, summary];
      return `${cells.join('  ')}\n`;
    })
    .join('');
}

function shortPage(rule: RuleDefinition, locale: Locale): string {
  return `# ${rule.name}\n\n${rule.summary[locale]}\n`;
}
