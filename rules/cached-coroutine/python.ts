/** Coroutine functions whose results are kept, although each of them can be awaited only once. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  for (const { isAsync, isMemoised, name, nameRange } of facts.functions)
    if (isAsync && isMemoised === true) yield rule.finding('awaited-once', nameRange, { function: name });
}
