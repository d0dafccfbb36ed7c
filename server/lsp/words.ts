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
  turnOff(rule: string): string;
  readonly removeUnused: string;
  /** Stands for the reason that the user is to write. */
  readonly reason: string;
  /** A fix's title, marked as one that changes what the code does. */
  suggestion(title: string): string;
  readonly suggestionNote: string;
  readonly refactoringNote: string;
  readonly configurationNote: { readonly label: string; readonly description: string };
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
    turnOff: (rule) => `Turn ${rule} off in the configuration`,
    removeUnused: 'Remove all unused suppressions in this file',
    reason: 'reason',
    suggestion: (title) => `${title} (suggestion)`,
    suggestionNote: 'A suggestion: it changes what the code does, as its title says.',
    refactoringNote: 'It rewrites the code around the finding.',
    configurationNote: {
      label: 'Change the configuration of Async Pitfalls',
      description: 'It holds for every file that this configuration is for.',
    },
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
    turnOff: (rule) => `在配置中关闭 ${rule}`,
    removeUnused: '删除此文件中所有无用的忽略注释',
    reason: '原因',
    suggestion: (title) => `${title}（建议）`,
    suggestionNote: '建议性修复：会像标题所说的那样改变代码的行为。',
    refactoringNote: '会重写问题所在的代码。',
    configurationNote: {
      label: '修改 Async Pitfalls 的配置',
      description: '对这份配置所管的所有文件生效。',
    },
  },
};

function namesOf(languages: readonly Language[]): string {
  return languages.map((language) => languageNames[language]).join(', ');
}
