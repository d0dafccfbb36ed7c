import { describe, expect, test } from 'vitest';
import type { Comment } from '../../../server/analysis/controlComments.ts';
import type { Document, Language } from '../../../server/analysis/document.ts';
import type { Finding } from '../../../server/analysis/finding.ts';
import { defineRule } from '../../../server/analysis/rule.ts';
import { mergeFixes, safeFixes } from '../../../server/analysis/mergeFixes.ts';
import { suppressInFile, suppressOnLine } from '../../../server/analysis/suppress.ts';
import { applySuppressions, suppressionsOf } from '../../../server/analysis/suppressions.ts';
import { applyEdits, rangeOf } from '../../../server/analysis/text.ts';

const rule = defineRule({
  name: 'missing-await',
  summary: { en: '', zh: '' },
  category: 'lost-work',
  level: 'error',
  messages: { dropped: { en: '', zh: '' } },
  fixes: {},
});
const knownRules = ['missing-await', 'blocking-call'];

function documentOf(language: Language, text: string): Document {
  return { path: '/a', language, version: 1, text };
}

/** Comments as a front end lists them; good enough for texts without strings. */
function commentsIn({ language, text }: Document): readonly Comment[] {
  const pattern =
    language === 'python' ? /#.*async-pitfalls.*/g : /\/\/.*async-pitfalls.*|\/\*.*async-pitfalls.*?\*\//g;
  return [...text.matchAll(pattern)].map((match) => ({
    range: rangeOf(match.index, match.index + match[0].length),
    text: match[0],
  }));
}

/** A finding at each `save()`. */
function findingsIn({ text }: Document): readonly Finding[] {
  return [...text.matchAll(/save\([^)]*\)/g)].map(({ index, 0: call }) =>
    rule.finding('dropped', rangeOf(index, index + call.length), {}),
  );
}

function apply(language: Language, text: string, more: { isBroken?: boolean; failedRules?: readonly string[] } = {}) {
  const document = documentOf(language, text);
  return applySuppressions({
    document,
    comments: commentsIn(document),
    findings: findingsIn(document),
    knownRules,
    failedRules: more.failedRules ?? [],
    isBroken: more.isBroken ?? false,
  });
}

function rulesIn(...given: Parameters<typeof apply>): readonly string[] {
  return apply(...given).map((finding) => finding.rule);
}

/** The text after the fix with this id of the first finding. */
function fixed(language: Language, text: string, id = 'remove'): string {
  const fix = apply(language, text)[0]
    ?.fixes()
    .find((candidate) => candidate.id === id);
  if (fix === undefined) throw new Error(`no fix ${id}`);
  return applyEdits(text, fix.edits);
}

describe('a suppression', () => {
  test.each<[string, Language, string]>([
    ['at the end of the line', 'typescript', 'save(); // async-pitfalls-ignore missing-await: fine here\n'],
    ['with brackets', 'typescript', 'save(); // async-pitfalls: ignore[missing-await] fine here\n'],
    ['in a block comment', 'typescript', 'save(); /* async-pitfalls-ignore missing-await */\n'],
    ['on the line above', 'typescript', '// async-pitfalls-ignore missing-await\nsave();\n'],
    [
      'above other comments and blank lines',
      'typescript',
      '// async-pitfalls-ignore missing-await\n\n// why\n/* and\n * so */\nsave();\n',
    ],
    ['in the braces of JSX', 'typescript', '{/* async-pitfalls-ignore missing-await */}\n{save()}\n'],
    ['after the statement that spans lines', 'typescript', 'save(\n  1,\n); // async-pitfalls-ignore missing-await\n'],
    ['among several rules', 'typescript', 'save(); // async-pitfalls-ignore missing-await\n'],
    ['by message', 'typescript', 'save(); // async-pitfalls-ignore missing-await/dropped\n'],
    ['of every rule', 'typescript', 'save(); // async-pitfalls-ignore\n'],
    ['for the file', 'typescript', '// async-pitfalls-ignore-file missing-await: generated\n\nsave();\nsave();\n'],
    ['for the file, of every rule', 'python', 'save()\n# async-pitfalls: ignore-file\n'],
    ['in Python', 'python', 'save()  # async-pitfalls: ignore[missing-await] fine\n'],
    ['beside another tool', 'python', 'save()  # noqa: E501  # async-pitfalls: ignore[missing-await]\n'],
    ['with Windows line ends', 'python', '# async-pitfalls: ignore[missing-await]\r\nsave()\r\n'],
  ])('holds %s', (_, language, text) => expect(rulesIn(language, text)).toEqual([]));

  test.each<[string, Language, string]>([
    ['two lines below', 'typescript', '// async-pitfalls-ignore missing-await\nother();\nsave();\n'],
    [
      'on the line before a trailing comment',
      'typescript',
      'save();\nother(); // async-pitfalls-ignore missing-await\n',
    ],
    ['of another rule', 'typescript', 'save(); // async-pitfalls-ignore blocking-call\n'],
    ['of another message', 'typescript', 'save(); // async-pitfalls-ignore missing-await/other\n'],
    ['at the end of the file', 'python', 'save()\n# async-pitfalls: ignore[missing-await]'],
  ])('does not hold %s', (_, language, text) => expect(rulesIn(language, text)).toContain('missing-await'));

  test.each([
    'save(); // see the page about async-pitfalls-ignore missing-await\n',
    'save(); // my-async-pitfalls-ignore missing-await\n',
    'save(); // async-pitfalls-ignored missing-await\n',
  ])('is not mere talk of one: %s', (text) => expect(rulesIn('typescript', text)).toEqual(['missing-await']));

  test('of two rules is used by one and useless for the other', () => {
    const findings = apply('typescript', 'save(); // async-pitfalls-ignore missing-await, blocking-call: fine\n');
    expect(findings.map(({ rule }) => rule)).toEqual(['unused-suppression']);
    expect(findings[0]?.message.en).toContain('`blocking-call`');
  });
});

describe('a useless suppression', () => {
  test('is reported at the name', () => {
    const text = 'other(); // async-pitfalls-ignore missing-await\n';
    const [finding] = apply('typescript', text);
    expect(finding && text.slice(finding.range.start, finding.range.end)).toBe('missing-await');
    expect(finding?.level).toBe('hint');
  });

  test('is not reported in half-typed text or where the rule failed', () => {
    const text = 'other() # async-pitfalls: ignore[missing-await]\n';
    expect(rulesIn('python', text)).toEqual(['unused-suppression']);
    expect(rulesIn('python', text, { isBroken: true })).toEqual([]);
    expect(rulesIn('python', text, { failedRules: ['missing-await'] })).toEqual([]);
  });

  test.each<[string, Language, string, string]>([
    ['with its line', 'python', 'a()\n  # async-pitfalls: ignore[missing-await] x\nb()\n', 'a()\nb()\n'],
    ['from the end of a line', 'python', 'a()  # async-pitfalls: ignore[missing-await] x\n', 'a()\n'],
    ['beside another tool', 'python', 'a()  # noqa  # async-pitfalls: ignore[missing-await]\n', 'a()  # noqa\n'],
    ['from a block comment', 'typescript', 'a(/* async-pitfalls-ignore missing-await */ 1);\n', 'a( 1);\n'],
    ['at the end of the file', 'python', 'a()\n# async-pitfalls: ignore', 'a()\n'],
  ])('is removed %s', (_, language, text, after) => expect(fixed(language, text)).toBe(after));

  test('goes with all its names when none of them is used', () => {
    const text = 'a()  # async-pitfalls: ignore[missing-await, blocking-call] x\n';
    const findings = apply('python', text);
    expect(findings).toHaveLength(2);
    const { edits, postponed } = mergeFixes(findings.flatMap(({ fixes }) => fixes()));
    expect(applyEdits(text, edits)).toBe('a()\n');
    expect(postponed).toEqual([]);
  });

  test('is no part of fix-all', () => {
    expect(safeFixes(apply('python', 'a()  # async-pitfalls: ignore[missing-await]\n'))).toEqual([]);
  });

  test('leaves the names that are used', () => {
    const first = 'save() # async-pitfalls: ignore[blocking-call, missing-await] x\n';
    expect(fixed('python', first)).toBe('save() # async-pitfalls: ignore[missing-await] x\n');
    const last = 'save(); // async-pitfalls-ignore missing-await, blocking-call: x\n';
    expect(fixed('typescript', last)).toBe('save(); // async-pitfalls-ignore missing-await: x\n');
  });
});

describe('a misspelt rule', () => {
  const text = 'save(); // async-pitfalls-ignore mising-await\n';
  test('ignores nothing and is reported', () =>
    expect(rulesIn('typescript', text)).toEqual(['missing-await', 'unknown-rule']));
  test('is renamed to the nearest', () => {
    const finding = apply('typescript', text)[1];
    expect(finding?.message.en).toContain('Did you mean `missing-await`?');
    const rename = finding?.fixes().find(({ id }) => id === 'rename');
    expect(rename && applyEdits(text, rename.edits)).toBe('save(); // async-pitfalls-ignore missing-await\n');
  });
  test('like nothing there is can only be removed', () => {
    const [finding] = apply('typescript', 'other(); // async-pitfalls-ignore because I say so\n');
    expect(finding?.fixes().map(({ id }) => id)).toEqual(['remove']);
  });
});

describe('suppressing a finding', () => {
  function suppressed(
    language: Language,
    text: string,
    inFile = false,
    multilineTexts: [number, number][] = [],
  ): string {
    const document = documentOf(language, text);
    const [finding] = findingsIn(document);
    if (finding === undefined) throw new Error('nothing to suppress');
    const input = {
      document,
      comments: commentsIn(document),
      multilineTexts: multilineTexts.map(([start, end]) => rangeOf(start, end)),
      newline: text.includes('\r\n') ? ('\r\n' as const) : ('\n' as const),
    };
    const edits = inFile ? suppressInFile(finding, input, 'reason') : suppressOnLine(finding, input, 'reason');
    for (const { text: inserted, selected } of edits ?? [])
      if (selected !== undefined) expect(inserted.slice(selected.start, selected.end)).toBe('reason');
    return edits === undefined ? 'impossible' : applyEdits(text, edits);
  }

  test.each<[string, Language, string, string]>([
    [
      'above its line',
      'typescript',
      'a();\n\tsave();\n',
      'a();\n\t// async-pitfalls-ignore missing-await: reason\n\tsave();\n',
    ],
    [
      'with the line ends of the file',
      'python',
      'a()\r\nsave()\r\n',
      'a()\r\n# async-pitfalls: ignore[missing-await] reason\r\nsave()\r\n',
    ],
    [
      'beside another rule',
      'typescript',
      'save(); // async-pitfalls-ignore blocking-call: x\n',
      'save(); // async-pitfalls-ignore blocking-call, missing-await: x\n',
    ],
    [
      'in the comment above',
      'python',
      '# async-pitfalls: ignore[blocking-call] x\nsave()\n',
      '# async-pitfalls: ignore[blocking-call, missing-await] x\nsave()\n',
    ],
    [
      'at the end of a continued line',
      'python',
      'x = 1 + \\\n  save()\n',
      'x = 1 + \\\n  save()  # async-pitfalls: ignore[missing-await] reason\n',
    ],
    ['not between two continued lines', 'python', 'x = 1 + \\\n  save() + \\\n  2\n', 'impossible'],
  ])('on its line goes %s', (_, language, text, after) => expect(suppressed(language, text)).toBe(after));

  test('never lands in a string', () => {
    const text = 'x = `\n$' + '{save()}`;\n';
    expect(suppressed('typescript', text, false, [[4, 15]])).toBe(
      'x = `\n$' + '{save()}`;  // async-pitfalls-ignore missing-await: reason\n',
    );
  });

  test.each<[string, Language, string, string]>([
    ['at the top', 'typescript', 'save();\n', '// async-pitfalls-ignore-file missing-await: reason\nsave();\n'],
    [
      'below the lines that must be first',
      'python',
      '#!/usr/bin/python\n# coding: utf-8\nsave()\n',
      '#!/usr/bin/python\n# coding: utf-8\n# async-pitfalls: ignore-file[missing-await] reason\nsave()\n',
    ],
    [
      'beside another rule',
      'typescript',
      '// async-pitfalls-ignore-file blocking-call\nsave();\n',
      '// async-pitfalls-ignore-file blocking-call, missing-await\nsave();\n',
    ],
  ])('in its file goes %s', (_, language, text, after) => expect(suppressed(language, text, true)).toBe(after));
});

test.each<[string, Language, string, string]>([
  [
    'behind a colon',
    'typescript',
    'save(); // async-pitfalls-ignore missing-await: see https://x.org #1\n',
    'see https://x.org',
  ],
  ['behind a bracket', 'python', 'save()  # async-pitfalls: ignore[missing-await] done elsewhere\n', 'done elsewhere'],
  ['behind a dash', 'python', 'save()  # async-pitfalls: ignore[missing-await] -- done\n', 'done'],
  ['in a block comment', 'typescript', '/* async-pitfalls-ignore missing-await: done */ save();\n', 'done'],
  ['before another tool', 'python', 'save()  # async-pitfalls: ignore done  # noqa\n', ''],
  ['that is left out', 'typescript', 'save(); // async-pitfalls-ignore missing-await\n', ''],
])('the reason is read %s', (_, language, text, reason) => {
  const document = documentOf(language, text);
  expect(suppressionsOf(document, commentsIn(document)).map((suppression) => suppression.reason)).toEqual([reason]);
});
