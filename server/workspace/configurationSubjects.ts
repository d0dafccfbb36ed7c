/** What the word at a place of a configuration file is about. */

import type { LocalizedText } from '../analysis/locale.ts';
import type { OptionDefinition, RuleDefinition } from '../analysis/rule.ts';
import type { Range } from '../analysis/text.ts';
import { keysUnder, levelMeaning, optionAt, sectionMeanings, sections } from './configurationKeys.ts';
import { parseConfiguration } from './configurationText.ts';

export type ConfigurationSubject = { readonly range: Range } & (
  | { readonly kind: 'rule'; readonly rule: RuleDefinition }
  | { readonly kind: 'option'; readonly name: string; readonly option: OptionDefinition }
  /** A section, a message of a rule or a level. */
  | { readonly kind: 'word'; readonly word: string; readonly meaning: LocalizedText }
);

export function configurationSubjectAt(
  path: string,
  text: string,
  offset: number,
  rules: readonly RuleDefinition[],
): ConfigurationSubject | undefined {
  const { source } = parseConfiguration(path, text);
  if (source === undefined) return undefined;
  const isAt = (range: Range | undefined): range is Range =>
    range !== undefined && range.start <= offset && offset <= range.end;
  for (const { keys, value } of entriesOf(source.value, [])) {
    const key = source.keyRange(keys);
    if (isAt(key)) return subjectOf(keys, key, rules);
    const place = typeof value === 'string' ? source.valueRange(keys) : undefined;
    if (isAt(place) && isLevel(keys)) return { kind: 'word', range: place, word: String(value), meaning: levelMeaning };
  }
  return undefined;
}

interface Entry {
  readonly keys: readonly string[];
  readonly value: unknown;
}

function entriesOf(value: unknown, above: readonly string[]): readonly Entry[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const keys = [...above, key];
    return [{ keys, value: inner }, ...entriesOf(inner, keys)];
  });
}

function subjectOf(
  keys: readonly string[],
  range: Range,
  rules: readonly RuleDefinition[],
): ConfigurationSubject | undefined {
  const word = keys.at(-1) ?? '';
  const rule = keys.length === 2 && keys[0] === 'rules' ? rules.find(({ name }) => name === word) : undefined;
  if (rule !== undefined) return { kind: 'rule', range, rule };
  const option = optionAt(keys, rules);
  if (option !== undefined) return { kind: 'option', range, name: word, option };
  const section = keys.length === 1 ? sections.find((name) => name === word) : undefined;
  const meaning =
    section === undefined
      ? keysUnder(keys.slice(0, -1), rules).find((candidate) => candidate.word === word)?.meaning
      : sectionMeanings[section];
  return meaning && { kind: 'word', range, word, meaning };
}

function isLevel([section, , key, ...deeper]: readonly string[]): boolean {
  return section === 'rules' && deeper.length === 0 && (key === undefined || key === 'level');
}
