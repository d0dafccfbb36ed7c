import { describe, expect, test } from 'vitest';
import { Lines } from '../../../server/cli/positions.ts';

describe('positions', () => {
  test('lines end with any of the three line breaks', () => {
    const lines = new Lines('a\nbc\r\nd\re');
    expect(lines.count).toBe(4);
    expect([1, 2, 3, 4, 5].map((line) => lines.textOf(line))).toEqual(['a', 'bc', 'd', 'e', '']);
  });

  test('columns count UTF-16 code units from 1', () => {
    expect(new Lines('x = "😀"; f()').positionOf(10)).toEqual({ line: 1, column: 11, offset: 10 });
  });

  test.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [4, 2, 2],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(new Lines('ab\nc').positionOf(offset)).toEqual({ line, column, offset });
  });

  test('offsets beyond the text count as its end', () => {
    expect(new Lines('ab\nc').positionOf(99)).toEqual({ line: 2, column: 2, offset: 4 });
  });
});
