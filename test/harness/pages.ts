/** Reads the examples in the pages of the rules. */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../rules/catalogue.ts';
import type { Language } from '../../server/analysis/document.ts';
import { rulesFolder } from './fixtures.ts';

export interface Example {
  readonly rule: string;
  readonly language: Language;
  readonly kind: 'bad' | 'good';
  readonly code: string;
  /** Where its fence begins in the page, from 1. */
  readonly line: number;
}

export function pageOf(rule: string): string {
  return readFileSync(path.join(rulesFolder, rule, 'README.md'), 'utf8');
}

/** The fences marked `ts bad`, `ts good`, `python bad` and `python good` of every page. */
export function loadExamples(): readonly Example[] {
  return catalogue.flatMap(({ rule }) => {
    const page = pageOf(rule.name);
    return [...page.matchAll(/^```(ts|python) (bad|good)\n([\s\S]*?)^```$/gm)].map(
      (match): Example => ({
        rule: rule.name,
        language: match[1] === 'ts' ? 'typescript' : 'python',
        kind: match[2] === 'bad' ? 'bad' : 'good',
        code: match[3] ?? '',
        line: page.slice(0, match.index).split('\n').length,
      }),
    );
  });
}
