/** A rule, a document and findings in it, for the tests of the command line. */

import type { Document } from '../../../server/analysis/document.ts';
import type { Finding } from '../../../server/analysis/finding.ts';
import type { Fix } from '../../../server/analysis/fix.ts';
import { defineRule } from '../../../server/analysis/rule.ts';
import { insertion } from '../../../server/analysis/text.ts';
import type { FileResult } from '../../../server/workspace/results.ts';

export const sampleRule = defineRule({
  name: 'dropped-work',
  summary: { en: 'Work is dropped.', zh: '工作被丢弃。' },
  category: 'lost-work',
  level: 'error',
  messages: {
    dropped: { en: 'Nobody waits for `{callee}`.', zh: '没有人等待 `{callee}`。' },
    slow: { en: '`{callee}` is slow, 100%: one, two', zh: '`{callee}` 很慢', level: 'hint' },
  },
  fixes: {
    await: { en: 'Add `await`', zh: '添加 `await`', safety: 'safe' },
    void: { en: 'Mark with `void`', zh: '用 `void` 标明', safety: 'suggestion' },
  },
});

export function documentOf(path: string, text: string): Document {
  return { path, language: path.endsWith('.py') ? 'python' : 'typescript', version: 0, text };
}

/** A finding at each `save(…)` that is not awaited, with a safe fix and a suggestion. */
export function findingsIn(document: Document): readonly Finding[] {
  return [...document.text.matchAll(/(?<!await )(?<!void )save\([^)]*\)/g)].map((match) => {
    const range = { start: match.index, end: match.index + match[0].length };
    const fixes = (): readonly Fix[] => [
      sampleRule.fix('await', {}, [insertion(range.start, 'await ')]),
      sampleRule.fix('void', {}, [insertion(range.start, 'void ')]),
    ];
    return sampleRule.finding('dropped', range, { callee: 'save' }, { fixes });
  });
}

export function checkedFile(document: Document): FileResult {
  return { kind: 'checked', path: document.path, document, findings: findingsIn(document), failures: [] };
}
