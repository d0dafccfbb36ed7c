/** `transitive-blocking-call` in Python. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import type { BlockingKind } from '../../server/blocking/blockingCall.ts';
import { pythonLoopFunction } from '../../server/blocking/loopFunctions.ts';
import { blockingCallNamed } from '../../server/blocking/python.ts';
import type { CallFact, Facts, ReachedCall } from '../../server/facts/facts.ts';
import { isInGenerator, isWhole, threadEdits } from '../../server/languages/python/edits.ts';
import { chainEnd, chainLocations } from './chains.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  // Nobody else waits for the loop of a test or a script.
  if (facts.file.role !== 'application') return;
  for (const reached of facts.reached) {
    const call = facts.calls[reached.call];
    const owner = call === undefined ? undefined : pythonLoopFunction(facts, call.function);
    const end = chainEnd(reached, options.ignoredCallees, kindOf);
    if (call === undefined || owner === undefined || end === undefined || call.fate === 'awaited') continue;
    // Before the program has begun to serve anybody, reading its files in order is the simplest thing that works.
    if (owner.role === 'entry-point' && end.message === 'file') continue;
    const { callee, steps } = { callee: end.call.calleeText, steps: String(end.call.steps.length) };
    yield rule.finding(
      end.message,
      call.range,
      { helper: call.calleeText, callee, steps },
      {
        related: chainLocations(end.call, owner, document.path),
        fixes: () => (reached.runs === 'when-called' ? threadFixes(document, facts, call, end.call) : []),
      },
    );
  }
};

function kindOf({ symbol, argumentTexts, fate }: ReachedCall): BlockingKind | undefined {
  const blocking = blockingCallNamed(symbol);
  switch (blocking?.returnsAtOnce) {
    case undefined:
      return blocking?.kind;
    case 'zero-argument':
      return argumentTexts.some((text) => /(?:^|=\s*)(?:False|0|0\.0)$/.test(text)) ? undefined : blocking?.kind;
    case 'no-hang-option':
      return argumentTexts.some((text) => text.includes('WNOHANG')) ? undefined : blocking?.kind;
    // A generator asks the file system when somebody takes an item.
    case 'not-iterated':
      return ['assigned', 'returned', 'stored'].includes(fate) ? undefined : blocking?.kind;
    // Whether these wait depends on what the helper did before.
    default:
      return undefined;
  }
}

function threadFixes(document: Document, facts: Facts, call: CallFact, end: ReachedCall): readonly Fix[] {
  const owner = facts.functions[call.function];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner)) return [];
  if (isInGenerator(document, facts, call.loop)) return [];
  if (blockingCallNamed(end.symbol)?.rewrite === 'none') return [];
  const inThread = threadEdits(document, facts, call);
  return inThread === undefined ? [] : [rule.fix('to-thread', { runner: inThread.runner }, inThread.edits)];
}
