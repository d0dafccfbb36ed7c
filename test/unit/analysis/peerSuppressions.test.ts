import { expect, test } from 'vitest';
import type { Language } from '../../../server/analysis/document.ts';
import { isControlComment } from '../../../server/analysis/controlComments.ts';
import { withoutPeerSuppressed } from '../../../server/analysis/peerSuppressions.ts';
import { defineRule } from '../../../server/analysis/rule.ts';
import { rangeOf } from '../../../server/analysis/text.ts';

const rule = defineRule({
  name: 'missing-await',
  summary: { en: '', zh: '' },
  category: 'lost-work',
  level: 'error',
  messages: { dropped: { en: '', zh: '' } },
  fixes: {},
  peers: { typescript: ['no-floating-promises', 'ts-expect-error'], python: ['reportUnusedCoroutine', 'ASYNC210'] },
});

/** The lines, from 1, on which `save(…)` is still reported. */
function reportedLines(language: Language, lines: readonly string[]): readonly number[] {
  const text = lines.join('\n');
  const comments = [...text.matchAll(language === 'python' ? /#.*/g : /\/\/.*|\/\*[\s\S]*?\*\//g)]
    .map((match) => ({ range: rangeOf(match.index, match.index + match[0].length), text: match[0] }))
    .filter((comment) => isControlComment(comment.text));
  const findings = [...text.matchAll(/save\([^)]*\)/g)].map(({ index, 0: call }) =>
    rule.finding('dropped', rangeOf(index, index + call.length), {}),
  );
  const document = { path: '/a', language, version: 1, text };
  return withoutPeerSuppressed({ document, comments, findings, rules: [rule] }).map(
    ({ range }) => text.slice(0, range.start).split('\n').length,
  );
}

test.each<[what: string, lines: readonly string[], reported: readonly number[]]>([
  ['next line', ['// eslint-disable-next-line @typescript-eslint/no-floating-promises', 'save();', 'save();'], [3]],
  ['next line, with a reason', ['// eslint-disable-next-line no-floating-promises -- it is slow', 'save();'], []],
  ['one of several names', ['/* eslint-disable-next-line a/b, x/no-floating-promises */', 'save();'], []],
  ['the reason is no name', ['// eslint-disable-next-line a/b -- no-floating-promises', 'save();'], [2]],
  ['another rule', ['// eslint-disable-next-line no-console', 'save();'], [2]],
  ['a comment without names', ['// eslint-disable-next-line', 'save();'], [2]],
  ['the same line', ['save(); // eslint-disable-line no-floating-promises', 'save();'], [2]],
  ['the end of a call over lines', ['save(', '  1,', '); // eslint-disable-line no-floating-promises'], []],
  [
    'a region',
    ['save();', '/* eslint-disable no-floating-promises */', 'save();', '/* eslint-enable */', 'save();'],
    [1, 5],
  ],
  ['a region without an end', ['/* eslint-disable x/no-floating-promises */', 'save();', 'save();'], []],
  [
    'the end of another region',
    ['/* eslint-disable no-floating-promises */', '/* eslint-enable no-console */', 'save();'],
    [],
  ],
  ['oxlint', ['// oxlint-disable-next-line typescript/no-floating-promises', 'save();'], []],
  ['Biome', ['// biome-ignore lint/nursery/no-floating-promises: it is slow', 'save();'], []],
  ['Deno', ['// deno-lint-ignore no-floating-promises', 'save();', 'save();'], [3]],
  ['a whole file in Deno', ['// deno-lint-ignore-file no-floating-promises', 'save();', 'save();'], []],
  ['a complaint of the compiler that is expected', ['// @ts-expect-error It is slow.', 'save();', 'save();'], [3]],
  ['a name that only starts so', ['// eslint-disable-next-line no-floating', 'save();'], [2]],
])('TypeScript: %s', (_, lines, reported) => {
  expect(reportedLines('typescript', lines)).toEqual(reported);
});

test.each<[what: string, lines: readonly string[], reported: readonly number[]]>([
  ['a code', ['save()  # noqa: ASYNC210', 'save()'], [2]],
  ['a code in lower case, without blanks', ['save()  #noqa:async210'], []],
  ['a group of codes', ['save()  # noqa: ASYNC2'], []],
  ['several codes', ['save()  # noqa: E501, ASYNC210'], []],
  ['the start of another name', ['save()  # noqa: A'], [1]],
  ['another code', ['save()  # noqa: ASYNC211'], [1]],
  ['no code', ['save()  # noqa', 'save()  # noqa : the loop'], [1, 2]],
  ['a whole file', ['# ruff: noqa: ASYNC210', 'save()', 'save()'], []],
  ['Pyright', ['save()  # pyright: ignore[reportUnusedCoroutine]'], []],
  ['mypy, before another comment', ['save()  # type: ignore[reportUnusedCoroutine]  # because'], []],
  ['an ignore without names', ['save()  # type: ignore'], [1]],
  ['a comment on a line of its own', ['x = 1', '# noqa: ASYNC210', 'save()'], [3]],
])('Python: %s', (_, lines, reported) => {
  expect(reportedLines('python', lines)).toEqual(reported);
});
