/** All generated files, as they should be. */

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Locale } from '../../server/analysis/locale.ts';
import { catalogueModule } from './catalogueModule.ts';
import { loadRules } from './loadRules.ts';
import { withContributions } from './packageFile.ts';
import { ruleTable } from './ruleTable.ts';
import { settingsSchema } from './settingsSchema.ts';
import { loadSnippets, snippetFiles, snippetTable } from './snippetFiles.ts';

export const projectRoot = path.resolve(import.meta.dirname, '../..');

/** Texts by path relative to the project's root. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const rules = await loadRules(path.join(projectRoot, 'rules'));
  const snippets = await loadSnippets(path.join(projectRoot, 'snippets'));
  const files = new Map<string, string>([
    ['rules/catalogue.ts', catalogueModule(rules)],
    ['rules/README.md', `# Rules\n\n${ruleTable(rules, 'en', '')}\n`],
    ['rules/settings.schema.json', toJson(settingsSchema(rules.map(({ rule }) => rule)))],
    ...snippetFiles(snippets),
  ]);
  const packageText = readFileSync(path.join(projectRoot, 'package.json'), 'utf8');
  files.set(
    'package.json',
    withContributions(
      packageText,
      rules.map(({ rule }) => rule),
      snippets,
    ),
  );
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
