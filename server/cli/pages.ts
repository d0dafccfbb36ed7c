/** The rules' pages, which are shipped beside the bundle and live beside the rules in the sources. */

import { readFileSync } from 'node:fs';
import type { Locale } from '../analysis/locale.ts';

/** The page of a rule as Markdown; the English one where there is no other, `undefined` where there is none. */
export function pageOf(rule: string, locale: Locale): string | undefined {
  const translated = locale === 'zh' ? [`./pages/${rule}.zh-cn.md`, `../../rules/${rule}/README.zh-CN.md`] : [];
  for (const place of [...translated, `./pages/${rule}.md`, `../../rules/${rule}/README.md`]) {
    try {
      return readFileSync(new URL(place, import.meta.url), 'utf8');
    } catch {
      // The next place may have it.
    }
  }
  return undefined;
}
