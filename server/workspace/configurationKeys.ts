/** The keys and words that a configuration may hold, with what they mean: for its checks, completions and explanations. */

import { levels } from '../analysis/finding.ts';
import type { LocalizedText } from '../analysis/locale.ts';
import type { OptionDefinition, RuleDefinition } from '../analysis/rule.ts';
import type { FileRole } from '../facts/facts.ts';

export const fileRoles: readonly FileRole[] = [
  'application',
  'test',
  'script',
  'configuration',
  'declaration',
  'generated',
];

export const sections = ['rules', 'exclude', 'fileRoles'] as const;

export const sectionMeanings: Readonly<Record<(typeof sections)[number], LocalizedText>> = {
  rules: {
    en: 'Levels and options of the rules, by rule (`blocking-call`) or by message (`blocking-call/file`).',
    zh: '各规则的级别和选项，按规则（`blocking-call`）或按消息（`blocking-call/file`）指定。',
  },
  exclude: {
    en: 'Glob patterns of files that are not checked, relative to the folder of this file.',
    zh: '不检查的文件的 glob 模式，相对于此文件所在的文件夹。',
  },
  fileRoles: {
    en: 'What files are there for, by glob pattern: some rules judge tests, scripts and generated files more mildly.',
    zh: '按 glob 模式指定文件的用途：有些规则对测试、脚本和生成的文件更宽松。',
  },
};

export const levelMeaning: LocalizedText = {
  en: 'How loud the findings are; `off` hides them.',
  zh: '问题的严重级别；`off` 表示不显示。',
};

/** A word that may stand at a place, and what it means. */
export interface ConfigurationWord {
  readonly word: string;
  readonly meaning: LocalizedText;
}

/** The keys that the table under these keys may hold, below our section. */
export function keysUnder(keys: readonly string[], rules: readonly RuleDefinition[]): readonly ConfigurationWord[] {
  const [section, name, ...deeper] = keys;
  if (section === undefined) return sections.map((word) => ({ word, meaning: sectionMeanings[word] }));
  if (section !== 'rules' || deeper.length > 0) return [];
  if (name === undefined) return rules.flatMap(ruleWords);
  const rule = rules.find((candidate) => candidate.name === name.split('/')[0]);
  if (rule === undefined) return [];
  const options = name.includes('/') ? [] : Object.entries(rule.options ?? {});
  return [
    { word: 'level', meaning: levelMeaning },
    ...options.map(([word, { description }]) => ({ word, meaning: description })),
  ];
}

/** The words that the key at these keys may have as its value; none where any word may stand. */
export function valuesOf(keys: readonly string[]): readonly ConfigurationWord[] {
  const [section, name, key] = keys;
  if (section === 'fileRoles' && name !== undefined)
    return fileRoles.map((word) => ({ word, meaning: sectionMeanings.fileRoles }));
  if (section !== 'rules' || name === undefined) return [];
  if (key === undefined || key === 'level') return levels.map((word) => ({ word, meaning: levelMeaning }));
  return [];
}

/** The definition of the option at these keys. */
export function optionAt(keys: readonly string[], rules: readonly RuleDefinition[]): OptionDefinition | undefined {
  const [section, name, key] = keys;
  if (section !== 'rules' || key === undefined || keys.length > 3) return undefined;
  return rules.find((candidate) => candidate.name === name)?.options?.[key];
}

function ruleWords({ name, summary, messages }: RuleDefinition): readonly ConfigurationWord[] {
  const ofMessages = Object.entries(messages).map(([id, meaning]) => ({ word: `${name}/${id}`, meaning }));
  return [{ word: name, meaning: summary }, ...ofMessages];
}
