/** What a person sees of a fix: the lines that change, and no others. */

import { expect, test } from 'vitest';
import { changedLines } from '../../../server/analysis/changedLines.ts';
import { insertion, rangeOf, replacement } from '../../../server/analysis/text.ts';

const text = 'import time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)\n    print(3)\n';

test('a change within a line shows the line before and after, without its indentation', () => {
  const at = text.indexOf('time.sleep(1)');
  expect(changedLines(text, [replacement(rangeOf(at, at + 10), 'await asyncio.sleep')])).toEqual([
    { removed: ['time.sleep(1)'], added: ['await asyncio.sleep(1)'] },
  ]);
});

test('a line that comes leaves the lines around it out', () => {
  expect(changedLines(text, [insertion(0, 'import asyncio\n')])).toEqual([{ removed: [], added: ['import asyncio'] }]);
});

test('a line that goes leaves the lines around it out', () => {
  const at = text.indexOf('    time.sleep(2)');
  expect(changedLines(text, [replacement(rangeOf(at, at + 18), '')])).toEqual([
    { removed: ['time.sleep(2)'], added: [] },
  ]);
});

test('neighbouring lines change together, distant ones apart', () => {
  const [one, two] = [text.indexOf('time.sleep(1)'), text.indexOf('time.sleep(2)')];
  const edits = [insertion(two, 'await '), insertion(one, 'await '), insertion(0, '# ')];
  expect(changedLines(text, edits)).toEqual([
    { removed: ['import time'], added: ['# import time'] },
    {
      removed: ['time.sleep(1)', 'time.sleep(2)'],
      added: ['await time.sleep(1)', 'await time.sleep(2)'],
    },
  ]);
});

test('deeper lines keep what they are indented more, with any line ends', () => {
  const nested = '\tif (a) {\r\n\t\tsave();\r\n\t}\r\n';
  expect(
    changedLines(nested, [replacement(rangeOf(1, nested.indexOf('\t}')), 'while (a) {\r\n\t\tload();\r\n')]),
  ).toEqual([{ removed: ['if (a) {', '\tsave();'], added: ['while (a) {', '\tload();'] }]);
});

test('edits that change nothing show nothing', () => {
  expect(changedLines(text, [replacement(rangeOf(0, 6), 'import')])).toEqual([]);
});
