/** The command line's own words, in the languages of the findings. */

import type { Safety } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import type { ReportedLevel } from './reporters/reporter.ts';

export interface Words {
  readonly levels: Readonly<Record<ReportedLevel, string>>;
  readonly safeties: Readonly<Record<Safety, string>>;
  readonly related: string;
  readonly fix: string;
  readonly explain: string;
  readonly noFindings: (files: string) => string;
  readonly findings: (count: number, levels: string, files: string) => string;
  readonly level: (count: number, level: ReportedLevel) => string;
  readonly listSeparator: string;
  readonly files: (count: number) => string;
  /** Where in a notebook a finding is. */
  readonly cell: (number: number) => string;
  readonly seconds: (seconds: string) => string;
  readonly unreported: (count: number) => string;
  readonly fixed: (findings: number, files: string) => string;
  readonly fixable: (count: number) => string;
  readonly incomplete: (problems: number) => string;
  readonly nothingToCheck: (where: string) => string;
  readonly foreign: string;
  readonly components: (count: number) => string;
  readonly ruleFailed: (rule: string) => string;
  readonly noRule: (name: string, near: string | undefined) => string;
  readonly noMessage: (rule: string, name: string, known: readonly string[], near: string | undefined) => string;
  readonly needsLevel: (choice: string) => string;
  readonly noLevel: (choice: string, levels: readonly string[]) => string;
  readonly noConfiguration: (file: string) => string;
  readonly noFile: (file: string) => string;
  readonly notLookedAt: (file: string) => string;
  readonly checking: (done: number, total: number) => string;
  readonly fixing: (done: number, total: number) => string;
  readonly looking: (found: number) => string;
}

function plural(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

const english: Words = {
  levels: { error: 'error', warning: 'warning', information: 'information', hint: 'hint' },
  safeties: { safe: 'safe', tidying: 'tidies', suggestion: 'suggestion', refactoring: 'rewrites' },
  related: 'see',
  fix: 'fix',
  explain: 'why',
  noFindings: (files) => `No findings in ${files}`,
  findings: (count, levels, files) => `${plural(count, 'finding', 'findings')} (${levels}) in ${files}`,
  level: (count, level) =>
    level === 'information'
      ? `${count} information`
      : plural(count, english.levels[level], `${english.levels[level]}s`),
  listSeparator: ', ',
  files: (count) => plural(count, 'file', 'files'),
  cell: (number) => `cell ${number}`,
  seconds: (seconds) => `${seconds} s`,
  unreported: (count) => `${plural(count, 'finding is', 'findings are')} not shown; raise --max-findings to see more.`,
  fixed: (findings, files) => `Fixed ${plural(findings, 'finding', 'findings')} in ${files}.`,
  fixable: (count) => `${plural(count, 'finding has', 'findings have')} a safe fix: add --fix to apply.`,
  incomplete: (problems) => `The check is incomplete: see the ${plural(problems, 'problem', 'problems')} above.`,
  nothingToCheck: (where) => `No TypeScript, JavaScript or Python files to check in "${where}".`,
  foreign: 'skipped, because it is no TypeScript, JavaScript or Python file',
  components: (count) =>
    `${plural(count, 'Vue, Svelte or Astro file was', 'Vue, Svelte or Astro files were')} left alone.`,
  ruleFailed: (rule) => `the rule ${rule} failed, so its findings in this file are missing`,
  noRule: (name, near) =>
    `There is no rule ${name}. ${near === undefined ? 'See `async-pitfalls rules`.' : `Did you mean ${near}?`}`,
  noMessage: (rule, name, known, near) =>
    `The rule ${rule} has no message ${name}. ${near === undefined ? `It has ${known.join(', ')}.` : `Did you mean ${rule}/${near}?`}`,
  needsLevel: (choice) => `${choice} needs a level, as in ${choice}=off.`,
  noLevel: (choice, levels) => `The level in ${choice} must be one of ${levels.join(', ')}.`,
  noConfiguration: (file) => `There is no configuration file ${file}.`,
  noFile: (file) => `There is no file ${file}.`,
  notLookedAt: (file) => `Nothing is known about ${file}: it is left out, or in none of our languages.`,
  checking: (done, total) => `Checking: ${done.toLocaleString('en')} of ${plural(total, 'file', 'files')}`,
  fixing: (done, total) => `Fixing: ${done.toLocaleString('en')} of ${plural(total, 'file', 'files')}`,
  looking: (found) => `Looking for files: ${found.toLocaleString('en')}`,
};

const chinese: Words = {
  levels: { error: '错误', warning: '警告', information: '信息', hint: '提示' },
  safeties: { safe: '安全', tidying: '清理', suggestion: '建议', refactoring: '重写代码' },
  related: '参见',
  fix: '修复',
  explain: '说明',
  noFindings: (files) => `${files}中没有发现问题`,
  findings: (count, levels, files) => `${files}中发现 ${count} 个问题（${levels}）`,
  level: (count, level) => `${count} 个${chinese.levels[level]}`,
  listSeparator: '，',
  files: (count) => `${count} 个文件`,
  cell: (number) => `单元格 ${number}`,
  seconds: (seconds) => `${seconds} 秒`,
  unreported: (count) => `还有 ${count} 个问题未显示；调大 --max-findings 可查看更多。`,
  fixed: (findings, files) => `已修复${files}中的 ${findings} 个问题。`,
  fixable: (count) => `${count} 个问题可安全修复：加上 --fix 即可应用。`,
  incomplete: (problems) => `检查不完整：见上面的 ${problems} 条说明。`,
  nothingToCheck: (where) => `“${where}”中没有可检查的 TypeScript、JavaScript 或 Python 文件。`,
  foreign: '已跳过：不是 TypeScript、JavaScript 或 Python 文件',
  components: (count) => `${count} 个 Vue、Svelte 或 Astro 文件未被检查。`,
  ruleFailed: (rule) => `规则 ${rule} 运行失败，因此缺少它在此文件中的结果`,
  noRule: (name, near) =>
    `没有名为 ${name} 的规则。${near === undefined ? '请看 `async-pitfalls rules`。' : `是否想写 ${near}？`}`,
  noMessage: (rule, name, known, near) =>
    `规则 ${rule} 没有消息 ${name}。${near === undefined ? `它有 ${known.join('、')}。` : `是否想写 ${rule}/${near}？`}`,
  needsLevel: (choice) => `${choice} 需要一个级别，例如 ${choice}=off。`,
  noLevel: (choice, levels) => `${choice} 中的级别必须是 ${levels.join('、')} 之一。`,
  noConfiguration: (file) => `没有配置文件 ${file}。`,
  noFile: (file) => `没有文件 ${file}。`,
  notLookedAt: (file) => `对 ${file} 一无所知：它被排除，或不是受支持的语言。`,
  checking: (done, total) => `正在检查：${done} / ${total} 个文件`,
  fixing: (done, total) => `正在修复：${done} / ${total} 个文件`,
  looking: (found) => `正在查找文件：${found}`,
};

export const words: Readonly<Record<Locale, Words>> = { en: english, zh: chinese };
