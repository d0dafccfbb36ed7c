/** `unbounded-concurrency` in Python: gather, wait, task groups and nurseries over as much I/O as there are items. */

import type { Check } from '../../server/analysis/rule.ts';
import type { FanOutFact, Facts } from '../../server/facts/facts.ts';
import { fixesFor } from './pythonFixes.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  // A test chooses its own input.
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  const limit = typeof options.limit === 'number' ? options.limit : rule.options.limit.default;
  for (const fanOut of facts.fanOuts) {
    const call = facts.calls[fanOut.call];
    if (call === undefined || fanOut.size !== 'unbounded' || fanOut.doesIo !== 'always' || fanOut.isLimited) continue;
    const fixes = () => fixesFor({ document, facts, fanOut, call, limit });
    const work = fanOut.ioCall ?? call.calleeText;
    yield startsInLoop(fanOut)
      ? rule.finding('loop', call.callee, { work }, { fixes })
      : rule.finding('fan-out', call.callee, { combinator: fanOut.combinator, work }, { fixes });
  }
};

function startsInLoop(fanOut: FanOutFact): boolean {
  return fanOut.shape.kind === 'loop';
}
