/** Coroutines that are awaited again. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';

const awaitedHere = { en: 'It was awaited here.', zh: '它在这里被 await。' };
const madeHere = { en: 'It was made here, outside of the loop.', zh: '它在这里、在循环之外创建。' };

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const { range, name, repeats, before } of facts.repeatedAwaits)
    yield rule.finding(
      repeats === 'in-loop' ? 'loop' : 'again',
      range,
      { name },
      {
        related: [{ range: before, message: repeats === 'in-loop' ? madeHere : awaitedHere }],
      },
    );
}
