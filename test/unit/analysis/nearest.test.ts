import { expect, test } from 'vitest';
import { nearest } from '../../../server/analysis/nearest.ts';

const rules = ['missing-await', 'blocking-call', 'unbounded-concurrency'];

test.each([
  ['mising-await', 'missing-await'],
  ['Missing-Await', 'missing-await'],
  ['await-missing', undefined],
  ['blocking-cal', 'blocking-call'],
  ['', undefined],
  ['no-floating-promises', undefined],
])('%s means %s', (word, expected) => expect(nearest(word, rules)).toBe(expected));
