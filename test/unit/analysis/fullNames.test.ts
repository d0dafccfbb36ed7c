import { expect, test } from 'vitest';
import { fullNameMatcher, lastNameOf } from '../../../server/analysis/fullNames.ts';

test.each([
  ['time.sleep', 'time.sleep', true],
  ['time.sleep', 'times.sleep', false],
  ['time.sleep', 'timexsleep', false],
  ['stripe.*.create', 'stripe.Charge.create', true],
  ['stripe.*.create', 'stripe.Charge.created', false],
  ['node:fs.*', 'node:fs.promises.readFile', true],
  ['*', 'anything', true],
])('%s and %s', (pattern, name, isMatched) => {
  const matches = fullNameMatcher(['unrelated', pattern]);
  expect([matches(name), matches(name)]).toEqual([isMatched, isMatched]);
});

test('knows the last name where it is fixed', () => {
  expect(['os.path.exists', 'disk.*', 'open'].map(lastNameOf)).toEqual(['exists', '*', 'open']);
});
