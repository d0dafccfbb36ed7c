/** What the language server itself says; findings and fixes bring their own words. */

import type { Language } from '../analysis/document.ts';
import type { Level } from '../analysis/finding.ts';
import type { Locale } from '../analysis/locale.ts';
import type { Fault } from '../node/frontEndHealth.ts';
import type { Range } from '../analysis/text.ts';

/** Markdown about a place in a text. */
export interface Explanation {
  readonly text: string;
  readonly range: Range;
}

/** What a configuration file is called, and whether it is still to be made. */
export interface ConfigurationName {
  readonly name: string;
  readonly isNew: boolean;
}

interface Words {
  readonly checking: string;
  readonly scanning: string;
  inCell(cell: number, line: number, message: string): string;
  readonly fixAll: string;
  readonly goodCode: string;
  readonly badCode: string;
  /** `limit` is in MiB. */
  notChecked(language: Language, fault: Fault, limit: number): string;
  setAside(files: readonly string[]): string;
  silent(language: Language): string;
  restartedForMemory(language: Language, limit: number): string;
  ignoreOnLine(rule: string): string;
  ignoreInFile(rule: string): string;
  safeToDrop(name: string, file: ConfigurationName): string;
  replaceBy(word: string): string;
  turnOff(rule: string, file: ConfigurationName): string;
  /** Of a fix that cannot be taken: menus show no more than a title. */
  notPossible(title: string, reason: string): string;
  /** Above what a fix changes. */
  fixHeading(title: string): string;
  levelByDefault(level: Level): string;
  byDefault(value: string): string;
  allows(names: readonly string[], where: string): string;
  allowsEveryRule(where: string): string;
  onLine(line: number): string;
  readonly inThisFile: string;
  readonly nowhere: string;
  because(reason: string): string;
  readonly noReason: string;
  hides(count: number): string;
  readonly hidesNothing: string;
  readonly removeUnused: string;
  /** Stands for the reason that the user is to write. */
  readonly reason: string;
  /** A fix's title, marked as one that changes what the code does. */
  suggestion(title: string): string;
  readonly suggestionNote: string;
  readonly refactoringNote: string;
  readonly makeChainAsync: string;
  callAsyncTwin(name: string): string;
  readonly makeChainAsyncNote: string;
  readonly configurationNote: { readonly label: string; readonly description: string };
}

const languageNames: Readonly<Record<Language, string>> = { typescript: 'TypeScript', python: 'Python' };

export const words: Readonly<Record<Locale, Words>> = {
  en: {
    checking: 'Checking…',
    scanning: 'Looking for async pitfalls',
    inCell: (cell, line, message) => `Cell ${cell}, line ${line}: ${message}`,
    fixAll: 'Fix all async pitfalls that can be fixed safely',
    goodCode: 'Good:',
    badCode: 'Bad:',
    notChecked: (language, fault, limit) =>
      fault === 'ran out of memory'
        ? `${languageNames[language]} is not checked: the project needs more than ${limit} MiB of memory (setting asyncPitfalls.memoryLimit).`
        : `${languageNames[language]} is not checked: the analysis ${fault} again and again.`,
    setAside: (files) => `Not checked until changed, because the analysis fails on it: ${files.join(', ')}.`,
    silent: (language) =>
      `The analysis of ${languageNames[language]} has said nothing for a while; it is started anew if that goes on.`,
    restartedForMemory: (language, limit) =>
      `The analysis of ${languageNames[language]} was started anew: it took more than ${limit} MiB of memory.`,
    ignoreOnLine: (rule) => `Ignore ${rule} on this line`,
    ignoreInFile: (rule) => `Ignore ${rule} in this file`,
    safeToDrop: (callee, { name, isNew }) => `\`${callee}\` is safe to drop: add it to ${isNew ? 'a new ' : ''}${name}`,
    replaceBy: (word) => `Replace by ${word}`,
    turnOff: (rule, { name, isNew }) => `Turn ${rule} off in ${isNew ? 'a new ' : ''}${name}`,
    notPossible: (title, reason) => `${title} — ${reason}`,
    fixHeading: (title) => `Fix: **${title}**`,
    levelByDefault: (level) => `Level unless another is chosen: \`${level}\`.`,
    byDefault: (value) => `Default: \`${value}\`.`,
    allows: (names, where) => `Allows ${names.map((name) => `\`${name}\``).join(', ')} ${where}.`,
    allowsEveryRule: (where) => `Allows every rule ${where}.`,
    onLine: (line) => `on line ${line}`,
    inThisFile: 'in this file',
    nowhere: 'nowhere, for no code follows',
    because: (reason) => `Reason: ${reason}`,
    noReason: 'No reason is given; a few words behind the rule tell the next reader.',
    hides: (count) => (count === 1 ? 'One finding is hidden:' : `${count} findings are hidden:`),
    hidesNothing: 'Nothing is found there, so nothing is hidden.',
    removeUnused: 'Remove all unused suppressions in this file',
    reason: 'reason',
    suggestion: (title) => `${title} (suggestion)`,
    suggestionNote: 'A suggestion: it changes what the code does, as its title says.',
    refactoringNote: 'It rewrites the code around the finding.',
    makeChainAsync: 'Make the whole chain of calls async',
    callAsyncTwin: (name) => `Call \`${name}\` instead and await it`,
    makeChainAsyncNote: 'Each function on the way becomes async, and whoever calls it awaits it.',
    configurationNote: {
      label: 'Change the configuration of Async Pitfalls',
      description: 'It holds for every file that this configuration is for.',
    },
  },
  zh: {
    checking: '正在检查…',
    scanning: '正在查找异步陷阱',
    inCell: (cell, line, message) => `单元格 ${cell}，第 ${line} 行：${message}`,
    fixAll: '修复所有可以安全修复的异步陷阱',
    goodCode: '正例：',
    badCode: '反例：',
    notChecked: (language, fault, limit) =>
      fault === 'ran out of memory'
        ? `${languageNames[language]} 未被检查：项目所需内存超过 ${limit} MiB（设置 asyncPitfalls.memoryLimit）。`
        : `${languageNames[language]} 未被检查：分析多次${fault === 'crashed' ? '崩溃' : '无法结束'}。`,
    setAside: (files) => `分析在此失败，修改之前不再检查：${files.join('、')}。`,
    silent: (language) => `${languageNames[language]} 的分析已有一段时间没有响应；若持续如此将重新启动。`,
    restartedForMemory: (language, limit) => `${languageNames[language]} 的分析已重新启动：占用内存超过 ${limit} MiB。`,
    ignoreOnLine: (rule) => `在此行忽略 ${rule}`,
    ignoreInFile: (rule) => `在此文件中忽略 ${rule}`,
    safeToDrop: (callee, { name, isNew }) => `\`${callee}\` 可以安全丢弃：加入${isNew ? '新建的 ' : ' '}${name}`,
    replaceBy: (word) => `替换为 ${word}`,
    turnOff: (rule, { name, isNew }) => `在${isNew ? '新建的 ' : ' '}${name} 中关闭 ${rule}`,
    notPossible: (title, reason) => `${title} — ${reason}`,
    fixHeading: (title) => `修复：**${title}**`,
    levelByDefault: (level) => `默认级别：\`${level}\`。`,
    byDefault: (value) => `默认值：\`${value}\`。`,
    allows: (names, where) => `${where}放行 ${names.map((name) => `\`${name}\``).join('、')}。`,
    allowsEveryRule: (where) => `${where}放行所有规则。`,
    onLine: (line) => `在第 ${line} 行`,
    inThisFile: '在此文件中',
    nowhere: '后面没有代码，因此没有在任何地方',
    because: (reason) => `原因：${reason}`,
    noReason: '没有写明原因；在规则后面写几个字，后来的读者就能明白。',
    hides: (count) => `隐藏了 ${count} 个问题：`,
    hidesNothing: '那里没有发现问题，因此什么也没有隐藏。',
    removeUnused: '删除此文件中所有无用的忽略注释',
    reason: '原因',
    suggestion: (title) => `${title}（建议）`,
    suggestionNote: '建议性修复：会像标题所说的那样改变代码的行为。',
    refactoringNote: '会重写问题所在的代码。',
    makeChainAsync: '将整条调用链改为 async',
    callAsyncTwin: (name) => `改为调用 \`${name}\` 并 await`,
    makeChainAsyncNote: '途中的每个函数都会改为 async，所有调用者都会 await 它。',
    configurationNote: {
      label: '修改 Async Pitfalls 的配置',
      description: '对这份配置所管的所有文件生效。',
    },
  },
};
