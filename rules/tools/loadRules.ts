/** Finds the rules by their folders. */

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Language, languages } from '../../server/analysis/document.ts';
import type { RuleDefinition } from '../../server/analysis/rule.ts';

export interface LoadedRule {
  readonly rule: RuleDefinition;
  /** The languages it has a check for. */
  readonly languages: readonly Language[];
}

/** The rules of a folder, by name. */
export async function loadRules(folder: string): Promise<readonly LoadedRule[]> {
  const names = readdirSync(folder).filter((name) => existsSync(path.join(folder, name, 'rule.ts')));
  return Promise.all(
    names.sort().map(async (name) => {
      const module: { readonly rule: RuleDefinition } = await import(
        pathToFileURL(path.join(folder, name, 'rule.ts')).href
      );
      if (module.rule.name !== name) throw new Error(`the rule in rules/${name} calls itself ${module.rule.name}`);
      return {
        rule: module.rule,
        languages: languages.filter((language) => existsSync(path.join(folder, name, `${language}.ts`))),
      };
    }),
  );
}
