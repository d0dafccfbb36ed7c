/** All generated files, as they should be. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale } from '../../server/analysis/locale.ts';
import type { RuleDefinition } from '../../server/analysis/rule.ts';
import { suppressionRules } from '../../server/analysis/suppressionRules.ts';
import { blockingPage } from './blockingPage.ts';
import { catalogueModule } from './catalogueModule.ts';
import { loadRules } from './loadRules.ts';
import { withContributions } from './packageFile.ts';
import { ruleTable } from './ruleTable.ts';
import { manifestSchema, type SchemaOptions, settingsSchema } from './settingsSchema.ts';
import { loadSnippets, snippetFiles, snippetTable } from './snippetFiles.ts';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Texts by path relative to the project's root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const rules = await loadRules(path.join(projectRoot, 'rules'));
  // What is said about suppressions can be configured like any rule.
  const definitions = [...rules.map(({ rule }) => rule), ...suppressionRules];
  const snippets = await loadSnippets(path.join(projectRoot, 'snippets'));
  const files = new Map<string, string>([
    ['rules/catalogue.ts', catalogueModule(rules)],
    ['rules/README.md', `# Rules\n\n${ruleTable(rules, 'en', '')}\n`],
    ...rules.filter(({ rule }) => rule.name === 'blocking-call').map(({ rule }) => blockingFile(rule)),
    ...schemaFiles(definitions),
    ...snippetFiles(snippets),
  ]);
  const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');
  const [manifestFile, english, chinese] = ['package.json', 'package.nls.json', 'package.nls.zh-cn.json'] as const;
  const packageTexts = { manifest: read(manifestFile), words: { en: read(english), zh: read(chinese) } };
  const { manifest, words } = withContributions(packageTexts, definitions, snippets);
  files.set(manifestFile, manifest);
  files.set(english, words.en);
  files.set(chinese, words.zh);
  for (const [file, locale] of readMes) {
    const target = path.join(projectRoot, file);
    if (!existsSync(target)) continue;
    const text = readFileSync(target, 'utf8');
    files.set(
      file,
      between(between(text, 'rules', ruleTable(rules, locale, 'rules/')), 'snippets', snippetTable(snippets, locale)),
    );
  }
  return files;
}

function blockingFile(rule: RuleDefinition): readonly [file: string, text: string] {
  return ['docs/blocking-calls.md', blockingPage(rule)];
}

/** One schema for everybody, and those that our extension brings, in the languages of the editor. */
function schemaFiles(rules: readonly RuleDefinition[]): readonly (readonly [file: string, text: string])[] {
  const editor = ([locale, suffix]: readonly [Locale, string]) => {
    const options: SchemaOptions = { describe: (_name, text) => text[locale], isStrict: false };
    return [
      [`client/schemas/configuration${suffix}.json`, toJson(settingsSchema(rules, options))],
      [`client/schemas/package${suffix}.json`, toJson(manifestSchema(rules, options))],
    ] as const;
  };
  const strict = settingsSchema(rules, { describe: (_name, text) => text.en, isStrict: true });
  return [['rules/settings.schema.json', toJson(strict)], ...editor(['en', '']), ...editor(['zh', '.zh-cn'])];
}

const readMes: readonly (readonly [file: string, locale: Locale])[] = [
  ['README.md', 'en'],
  ['README.zh-CN.md', 'zh'],
];

/** Puts `content` between the markers of that name; a text without them stays as it is. */
function between(text: string, name: string, content: string): string {
  const start = `<!-- generated:${name} -->`;
  const end = '<!-- /generated -->';
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from < 0 || to < 0) return text;
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
