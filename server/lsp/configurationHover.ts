/** Explains a word of a configuration: a rule as on its page, an option with its default, a level, a section. */

import type { Language } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { rulePage } from '../node/rulePages.ts';
import type { ConfigurationSubject } from '../workspace/configurationSubjects.ts';
import { exampleOn, reasonOn } from './pageExcerpts.ts';
import { type Explanation, words } from './words.ts';

/**
 * In JSON, the editor says from the schema what a word means, in the user's language too; there only what the schema leaves
 * open is added.
 */
export function explainConfiguration(
  subject: ConfigurationSubject,
  path: string,
  locale: Locale,
): Explanation | undefined {
  const text = subject.kind === 'rule' ? ruleText(subject.rule, path, locale) : wordText(subject, path, locale);
  return text === undefined ? undefined : { text, range: subject.range };
}

function wordText(
  subject: Exclude<ConfigurationSubject, { kind: 'rule' }>,
  path: string,
  locale: Locale,
): string | undefined {
  if (isJson(path)) return undefined;
  if (subject.kind === 'word') return `**${subject.word}** — ${withoutValues(subject.meaning[locale])}`;
  const { name, option } = subject;
  return `**${name}** — ${option.description[locale]}\n\n${words[locale].byDefault(JSON.stringify(option.default))}`;
}

function ruleText(rule: RuleDefinition, path: string, locale: Locale): string {
  const { badCode, goodCode, levelByDefault } = words[locale];
  const page = rulePage(rule.name, locale)?.text ?? '';
  const [first, second]: readonly Language[] = path.endsWith('.toml')
    ? ['python', 'typescript']
    : ['typescript', 'python'];
  const example = (kind: 'bad' | 'good') =>
    (first && exampleOn(page, first, kind)) ?? (second && exampleOn(page, second, kind));
  const bad = example('bad');
  const good = example('good');
  const meaning = [...(isJson(path) ? [] : [rule.summary[locale]]), reasonOn(page)].filter((text) => text !== '');
  return [
    `**${rule.name}** — ${meaning.join('\n\n')}`,
    levelByDefault(rule.level),
    ...(bad === undefined ? [] : [`${badCode}\n\n${bad}`]),
    ...(good === undefined ? [] : [`${goodCode}\n\n${good}`]),
  ].join('\n\n');
}

function isJson(path: string): boolean {
  return /\.jsonc?$/.test(path);
}

/** What varies in a message is not known here. */
function withoutValues(message: string): string {
  return message.replace(/`?\{\w+\}`?/g, '`…`');
}
