/** `transitive-blocking-call` in Python. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { chainSteps } from '../../server/blocking/chainEnd.ts';
import { isBeforeService, pythonLoopFunction, waitingRequests } from '../../server/blocking/loopFunctions.ts';
import { blockingCallNamed } from '../../server/blocking/python.ts';
import type { CallFact, Facts, ReachedCall } from '../../server/facts/facts.ts';
import { isInGenerator, isWhole, threadEdits } from '../../server/languages/python/edits.ts';
import { chainEnd } from './chains.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  // Nobody else waits for the loop of a test or a script.
  if (facts.file.role !== 'application') return;
  for (const reached of facts.reached) {
    const call = reached.call === undefined ? undefined : facts.calls[reached.call];
    const owner = pythonLoopFunction(facts, reached.function);
    const end = chainEnd('python', reached, options);
    if (owner === undefined || end === undefined || call?.fate === 'awaited') continue;
    // Before the program has begun to serve anybody, reading its files in order is the simplest thing that works.
    if (owner.role === 'entry-point' && end.message === 'file') continue;
    if (isBeforeService(facts, owner, reached.range.start)) continue;
    const { callee, steps } = { callee: end.call.calleeText, steps: String(end.call.steps.length) };
    yield rule.finding(
      end.message,
      reached.range,
      { helper: reached.calleeText, callee, steps },
      {
        ...waitingRequests(owner),
        related: chainSteps(end.call, document.path),
        fixes: () =>
          call !== undefined && reached.runs === 'when-called' ? threadFixes(document, facts, call, end.call) : [],
      },
    );
  }
};

function threadFixes(document: Document, facts: Facts, call: CallFact, end: ReachedCall): readonly Fix[] {
  const owner = facts.functions[call.function];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner)) return [];
  if (isInGenerator(document, facts, call.loop)) return [];
  if (blockingCallNamed(end.symbol)?.rewrite === 'none') return [];
  const inThread = threadEdits(document, facts, call);
  return inThread === undefined ? [] : [rule.fix('to-thread', { runner: inThread.runner }, inThread.edits)];
}
