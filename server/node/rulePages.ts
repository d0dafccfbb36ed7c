/** The rules' pages, which are shipped beside the bundle and live beside the rules in the sources. */

import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Locale } from '../analysis/locale.ts';

export interface RulePage {
  /** Absolute path of the page. */
  readonly file: string;
  /** Markdown. */
  readonly text: string;
}

/** The page of a rule; the English one where there is no other, `undefined` where there is none. */
export function rulePage(rule: string, locale: Locale): RulePage | undefined {
  const translated = locale === 'zh' ? [`./pages/${rule}.zh-cn.md`, `../../rules/${rule}/README.zh-CN.md`] : [];
  for (const place of [...translated, `./pages/${rule}.md`, `../../rules/${rule}/README.md`]) {
    const file = fileURLToPath(new URL(place, import.meta.url));
    if (existsSync(file)) return { file, text: readFileSync(file, 'utf8') };
  }
  return undefined;
}
