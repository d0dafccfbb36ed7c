import { expect, test } from 'vitest';
import { cutMarks, differences } from '../../harness/marks.ts';

test('marks are cut off with the space before them', () => {
  const { text, marks } = cutMarks('save(1); // finds dropped: save(1)\nother(); // kept\n', 'typescript');
  expect(text).toBe('save(1);\nother(); // kept\n');
  expect(marks).toEqual([{ line: 1, messageId: 'dropped', source: 'save(1)' }]);
});

test('a line may hold several marks', () => {
  const { text, marks } = cutMarks('a(); b()  # finds dropped: a()  # finds dropped: b()', 'python');
  expect(text).toBe('a(); b()');
  expect(marks.map(({ source }) => source)).toEqual(['a()', 'b()']);
});

test('line ends stay as they are', () => {
  expect(cutMarks('save(); // finds dropped: save()\r\n', 'typescript').text).toBe('save();\r\n');
});

test('an unmarked finding and a mark without a finding are both told', () => {
  const marked = { line: 1, messageId: 'dropped', source: 'a()' };
  const found = { line: 2, messageId: 'dropped', source: 'b()' };
  expect(differences('x.ts', [marked], [found])).toEqual([
    'x.ts:2 finds dropped: b(), which is not marked',
    'x.ts:1 does not find dropped: a()',
  ]);
});

test('an ellipsis stands for the rest of the source', () => {
  const found = { line: 1, messageId: 'dropped', source: 'run(() => { save(); })' };
  expect(differences('x.ts', [{ ...found, source: 'run(() => {…' }], [found])).toEqual([]);
});
