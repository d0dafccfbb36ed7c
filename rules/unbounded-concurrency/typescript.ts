/** Promise combinators that start I/O for every item of a collection of unknown size. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';
import { typescriptFixes } from './typescriptFixes.ts';

export function* check({ document, facts, options }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application') return;
  const limit = typeof options.limit === 'number' ? options.limit : rule.options.limit.default;
  for (const fanOut of facts.fanOuts) {
    if (fanOut.size !== 'unbounded' || fanOut.doesIo !== 'always' || fanOut.isLimited) continue;
    if (fanOut.ioCall === undefined) continue;
    const values = { combinator: fanOut.combinator, work: fanOut.ioCall };
    const details = { fixes: () => typescriptFixes(document, facts, fanOut, limit) };
    yield rule.finding(fanOut.shape.kind === 'loop' ? 'loop' : 'fan-out', fanOut.range, values, details);
  }
}
