/** `transitive-blocking-call` in TypeScript and JavaScript. */

import type { Check } from '../../server/analysis/rule.ts';
import { chainSteps } from '../../server/blocking/chainEnd.ts';
import { nodeLoopFunction, waitingRequests } from '../../server/blocking/loopFunctions.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { chainEnd } from './chains.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  if (facts.file.role !== 'application') return;
  for (const reached of facts.reached) {
    const owner = nodeLoopFunction(facts, reached.function);
    const end = chainEnd('typescript', reached, options);
    if (owner === undefined || end === undefined) continue;
    const { callee, steps } = { callee: end.call.calleeText, steps: String(end.call.steps.length) };
    const details = { ...waitingRequests(owner), related: chainSteps(end.call, document.path) };
    yield rule.finding(end.message, reached.range, { helper: reached.calleeText, callee, steps }, details);
  }
};
