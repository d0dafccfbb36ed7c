import { expect, test } from 'vitest';
import { isCatastrophic } from '../../../rules/cpu-bound-in-async/pattern.ts';

test.each([
  ['(a+)+$', true],
  ['^(\\w*)*$', true],
  ['(?:.*)+x', true],
  ['([a-z]+)*', true],
  ['(?P<word>\\d+)+', true],
  ['(x|\\s+){2,}', true],
  ['(\\w+)$', false],
  ['(,\\w+)+', false],
  ['(\\w+,)*', false],
  ['[(a+)+]', false],
  ['\\(a+\\)+', false],
  ['([]a]+)+', true],
  ['(', false],
])('%s', (pattern, expected) => expect(isCatastrophic(pattern)).toBe(expected));
