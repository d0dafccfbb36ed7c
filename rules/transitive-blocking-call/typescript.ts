/** `transitive-blocking-call` in TypeScript and JavaScript. */

import type { Check } from '../../server/analysis/rule.ts';
import { nodeLoopFunction } from '../../server/blocking/loopFunctions.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { chainEnd, chainLocations } from './chains.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  if (facts.file.role !== 'application') return;
  for (const reached of facts.reached) {
    const call = reached.call === undefined ? undefined : facts.calls[reached.call];
    const owner = call === undefined ? undefined : nodeLoopFunction(facts, call);
    const end = chainEnd('typescript', reached, options);
    if (call === undefined || owner === undefined || end === undefined) continue;
    const { callee, steps } = { callee: end.call.calleeText, steps: String(end.call.steps.length) };
    const related = chainLocations(end.call, owner, document.path);
    yield rule.finding(end.message, call.range, { helper: call.calleeText, callee, steps }, { related });
  }
};
