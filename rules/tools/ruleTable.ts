/** The table of rules in Markdown. */

import type { Language } from '../../server/analysis/document.ts';
import type { Locale } from '../../server/analysis/locale.ts';
import type { LoadedRule } from './loadRules.ts';
import { markdownTable } from './markdownTable.ts';

const heads: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Rule', 'Finds', 'Languages', 'Level'],
  zh: ['规则', '发现', '语言', '级别'],
};

const languageNames: Readonly<Record<Language, string>> = { typescript: 'TypeScript', python: 'Python' };

/** `folder` leads from the page to the rules, with a slash at its end. */
export function ruleTable(rules: readonly LoadedRule[], locale: Locale, folder: string): string {
  const rows = rules.map(({ rule, languages }) => {
    const levels = new Set([rule.level, ...Object.values(rule.messages).map(({ level }) => level ?? rule.level)]);
    return [
      `[\`${rule.name}\`](${folder}${rule.name}/README.md)`,
      rule.summary[locale],
      languages.map((language) => languageNames[language]).join(', '),
      [...levels].join(', '),
    ];
  });
  return markdownTable(heads[locale], rows);
}
