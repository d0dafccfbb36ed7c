/** Blocking calls of Node, Deno, Bun and npm packages in functions that run on the event loop. */

import { matcherOf } from '../../server/analysis/fullNames.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { textAt } from '../../server/analysis/text.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { nodeLoopFunction, waitingRequests } from '../../server/blocking/loopFunctions.ts';
import { nodeBlockingCall } from '../../server/blocking/node.ts';
import type { NodeBlockingCall, Twin } from '../../server/blocking/nodeGroups.ts';
import { isMissing, versionNotes } from './neededVersion.ts';
import { rule } from './rule.ts';
import { twinFixes } from './typescriptFixes.ts';

export function* check({ document, facts, options }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application') return;
  const isIgnored = matcherOf(options.ignoredCallees);
  const isConfigured = matcherOf(options.blockingCallees);
  for (const call of facts.calls) {
    if (call.symbol === undefined || isIgnored(call.symbol)) continue;
    const argumentTexts = call.arguments.map((argument) => textAt(document.text, argument.range));
    const known = nodeBlockingCall(call.symbol, argumentTexts) ?? (isConfigured(call.symbol) ? configured : undefined);
    const owner = known === undefined ? undefined : nodeLoopFunction(facts, call.function);
    if (known === undefined || owner === undefined) continue;
    const { kind, twin, since } = known;
    const isHere = call.function === owner.id && (since === undefined || !isMissing(facts, since));
    const fixes = () => (isHere ? twinFixes(document, facts, call, owner, known) : []);
    const related = versionNotes(facts, call, younger(twin), since);
    yield rule.finding(
      kind,
      call.range,
      { callee: call.calleeText, twin: displayed(twin) },
      { ...waitingRequests(owner), related, fixes },
    );
  }
}

/** A call that a user's configuration names. */
const configured: NodeBlockingCall = { kind: 'configured', twin: { how: 'advice', text: 'worker_threads' } };

/** What is younger than the blocking call: a module of Node's, or the twin itself. */
function younger(twin: Twin): string {
  return twin.how === 'export' && twin.module.startsWith('node:') ? twin.module : displayed(twin);
}

function displayed(twin: Twin): string {
  switch (twin.how) {
    case 'export':
    case 'promisify':
    case 'member':
      return twin.name;
    case 'advice':
      return twin.text;
  }
}
