import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Fix } from '../../../server/analysis/fix.ts';
import { mergeFixes } from '../../../server/analysis/mergeFixes.ts';
import { applyEdits, type Edit, insertion, rangeOf, replacement } from '../../../server/analysis/text.ts';

function fixOf(...edits: Edit[]): Fix {
  return { id: 'fix', title: { en: '', zh: '' }, safety: 'safe', edits };
}

function merged(text: string, ...fixes: Fix[]): string {
  return applyEdits(text, mergeFixes(fixes).edits);
}

describe('mergeFixes', () => {
  test('joins fixes that do not meet', () =>
    expect(merged('a(); b();', fixOf(insertion(0, 'await ')), fixOf(insertion(5, 'await ')))).toBe(
      'await a(); await b();',
    ));

  test('adds one import for two fixes that need the same', () => {
    const line = insertion(0, 'import asyncio\n', 'import asyncio');
    expect(merged('a b', fixOf(line, insertion(0, '')), fixOf({ ...line }, replacement(rangeOf(2, 3), 'c')))).toBe(
      'import asyncio\na c',
    );
  });

  test('adds two different imports at one place', () =>
    expect(merged('', fixOf(insertion(0, 'import a\n', 'a')), fixOf(insertion(0, 'import b\n', 'b')))).toBe(
      'import a\nimport b\n',
    ));

  test('postpones a second opinion about one import', () => {
    const { applied, postponed } = mergeFixes([fixOf(insertion(0, 'x', 'same')), fixOf(insertion(0, 'y', 'same'))]);
    expect([applied.length, postponed.length]).toEqual([1, 1]);
  });

  test('never doubles what two fixes put at one place', () =>
    expect(merged('a()', fixOf(insertion(0, 'await ')), fixOf(insertion(0, 'await ')))).toBe('await a()'));

  test('takes a fix whole or not at all', () => {
    const blocked = fixOf(insertion(9, 'import'), replacement(rangeOf(1, 3), ''));
    expect(merged('0123456789', fixOf(replacement(rangeOf(2, 4), '')), blocked)).toBe('01456789');
  });

  test('gives edits that can be applied, whatever the fixes are', () => {
    const edit = fc
      .tuple(
        fc.nat(30),
        fc.nat(5),
        fc.string({ maxLength: 3 }),
        fc.option(fc.constantFrom('k', 'l'), { nil: undefined }),
      )
      .map(([start, length, text, key]): Edit => {
        const range = rangeOf(start, start + length);
        return key === undefined ? { range, text } : { range, text, key };
      });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 8 }), (edits) => {
        const { edits: taken } = mergeFixes(edits.map((each) => fixOf(each)));
        applyEdits('x'.repeat(40), taken);
      }),
    );
  });
});
