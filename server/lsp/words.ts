/** What the language server itself says; findings and fixes bring their own words. */

import type { Language } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';

interface Words {
  readonly checking: string;
  readonly fixAll: string;
  readonly goodCode: string;
  readonly badCode: string;
  notChecked(languages: readonly Language[]): string;
  ignoreOnLine(rule: string): string;
  ignoreInFile(rule: string): string;
  safeToDrop(name: string): string;
  replaceBy(word: string): string;
}

const languageNames: Readonly<Record<Language, string>> = { typescript: 'TypeScript', python: 'Python' };

export const words: Readonly<Record<Locale, Words>> = {
  en: {
    checking: 'Checking…',
    fixAll: 'Fix all async pitfalls that can be fixed safely',
    goodCode: 'Good:',
    badCode: 'Bad:',
    notChecked: (languages) => `${namesOf(languages)} is not checked: the analysis crashed again and again.`,
    ignoreOnLine: (rule) => `Ignore ${rule} on this line`,
    ignoreInFile: (rule) => `Ignore ${rule} in this file`,
    safeToDrop: (name) => `\`${name}\` is safe to drop: add it to the configuration`,
    replaceBy: (word) => `Replace by ${word}`,
  },
  zh: {
    checking: '正在检查…',
    fixAll: '修复所有可以安全修复的异步陷阱',
    goodCode: '正例：',
    badCode: '反例：',
    notChecked: (languages) => `${namesOf(languages)} 未被检查：分析多次崩溃。`,
    ignoreOnLine: (rule) => `在此行忽略 ${rule}`,
    ignoreInFile: (rule) => `在此文件中忽略 ${rule}`,
    safeToDrop: (name) => `\`${name}\` 可以安全丢弃：加入配置`,
    replaceBy: (word) => `替换为 ${word}`,
  },
};

function namesOf(languages: readonly Language[]): string {
  return languages.map((language) => languageNames[language]).join(', ');
}
