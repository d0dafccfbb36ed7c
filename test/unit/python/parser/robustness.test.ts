/** Whatever is typed, cut or garbled: the parser answers, and its offsets lie inside the text. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Node } from '../../../../server/languages/python/parser/nodes.ts';
import { parse, parseExpression } from '../../../../server/languages/python/parser/parser.ts';
import { forEachChild } from '../../../../server/languages/python/parser/walk.ts';
import { fixtures } from './fixtures.ts';

/** Places where a node leaves the text or its order; decorators alone stand before what they belong to. */
function misplaced(text: string): readonly string[] {
  const { module, errors, comments } = parse(text);
  const wrong: string[] = [];
  for (const { start, end } of [...errors, ...comments])
    if (!(start >= 0 && start <= end && end <= text.length)) wrong.push(`range ${start}:${end}`);
  for (let index = 1; index < errors.length; index++)
    if ((errors[index]?.start ?? 0) < (errors[index - 1]?.start ?? 0)) wrong.push('errors are out of order');
  const pending: Node[] = [module];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const { kind, start, end } = node;
    if (!(start >= 0 && start <= end && end <= text.length)) wrong.push(`${kind} ${start}:${end}`);
    forEachChild(node, (child) => {
      const isDecorator = child.end <= start;
      if (!isDecorator && (child.start < start || child.end > end))
        wrong.push(`${child.kind} ${child.start}:${child.end} in ${kind} ${start}:${end}`);
      pending.push(child);
    });
  }
  return wrong;
}

describe.each(fixtures)('%s', (_, text) => {
  test('is valid', () => expect(parse(text).errors).toEqual([]));

  test('parses at every cut', () => {
    for (let end = 0; end <= text.length; end++) {
      const wrong = misplaced(text.slice(0, end));
      if (wrong.length > 0) expect(wrong, `cut at ${end}`).toEqual([]);
    }
  });

  test('parses without any one of its lines', () => {
    const lines = text.split('\n');
    for (let line = 0; line < lines.length; line++) {
      const wrong = misplaced(lines.toSpliced(line, 1).join('\n'));
      if (wrong.length > 0) expect(wrong, `without line ${line}`).toEqual([]);
    }
  });

  test('parses from every offset on', () => {
    for (let start = 0; start <= text.length; start++) {
      const wrong = misplaced(text.slice(start));
      if (wrong.length > 0) expect(wrong, `from ${start}`).toEqual([]);
    }
  });

  test('parses with anything typed anywhere', () => {
    const typed = fc.oneof(
      fc.constantFrom('(', ')', '[', '{', '}', '"', "'", '"""', 'f"{', "f'{a!", ':', '\n', '\\', '@', 'def ', 'async '),
      fc.constantFrom(
        'match x:\n',
        'lambda',
        'with (',
        'import',
        'from . ',
        'else',
        '\t',
        '\r',
        '\ufeff',
        '\u00a0',
        '𝔘',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(40), typed, (at, removed, insertion) => {
        expect(misplaced(text.slice(0, at) + insertion + text.slice(at + removed))).toEqual([]);
      }),
      { numRuns: 1500, seed: 7 },
    );
  });
});

const pieces =
  'def f async await ( ) [ ] { } : , . = := -> * ** @ | if elif else for in while try except finally with as match case type lambda yield from import return not is and or "a" \' """ f"{ } 1 \\ # ;'.split(
    ' ',
  );

test('any soup of tokens parses', () => {
  const soup = fc.array(fc.constantFrom(...pieces, '\n', '\n    ', '\n  ', ' '), { maxLength: 60 });
  fc.assert(
    fc.property(soup, (parts) => {
      expect(misplaced(parts.join(' '))).toEqual([]);
    }),
    { numRuns: 3000, seed: 11 },
  );
});

test('any text parses as an expression', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces, '\n'), { maxLength: 20 }), (parts) => {
      const text = `"${parts.join(' ')}"`;
      const { expression } = parseExpression(text, 1, text.length - 1);
      expect(expression.end).toBeLessThanOrEqual(text.length);
    }),
    { seed: 13 },
  );
});

describe('deep nesting is an error, not an overflow', () => {
  test.each([
    ['parentheses', '('.repeat(100_000)],
    ['brackets over lines', '[\n'.repeat(20_000)],
    ['signs', `x = ${'-'.repeat(100_000)}1`],
    ['negations', `x = ${'not '.repeat(100_000)}1`],
    ['lambdas', 'lambda: '.repeat(50_000)],
    ['conditionals', `${'a if b else '.repeat(50_000)}c`],
    ['powers', `a${' ** a'.repeat(50_000)}`],
    ['sums', `a${' + a'.repeat(50_000)}`],
    ['calls', `a${'()'.repeat(50_000)}`],
    ['fields', 'f"{'.repeat(5_000)],
    ['specifications', `f"${'{a:'.repeat(5_000)}`],
    ['patterns', `match a:\n    case ${'['.repeat(50_000)}`],
    ['indents', Array.from({ length: 1_000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join('')],
    ['elifs', `if a:\n    pass\n${'elif b:\n    pass\n'.repeat(5_000)}`],
  ])('%s', (_, text) => {
    expect(parse(text).errors.length).toBeGreaterThan(0);
    expect(misplaced(text)).toEqual([]);
  });
});
