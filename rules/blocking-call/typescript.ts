/** Blocking calls of Node, Deno, Bun and npm packages in functions that run on the event loop. */

import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { nodeBlockingCalls, type Twin } from './catalogue/node.ts';
import { otherRequestsWait, rule } from './rule.ts';
import { twinFixes } from './typescriptFixes.ts';

export function* check({ document, facts, options }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application') return;
  const ignored = Array.isArray(options.ignoredCallees) ? options.ignoredCallees : [];
  for (const call of facts.calls) {
    if (call.symbol === undefined || ignored.includes(call.symbol)) continue;
    const known = nodeBlockingCalls.get(call.symbol);
    const owner = known === undefined ? undefined : loopFunction(facts, call);
    if (known === undefined || owner === undefined) continue;
    const related = owner.role === 'request-handler' ? [{ range: owner.nameRange, message: otherRequestsWait }] : [];
    const fixes = () => (call.function === owner.id ? twinFixes(document, facts, call, owner, known) : []);
    yield rule.finding(
      known.kind,
      call.range,
      { callee: call.calleeText, twin: displayed(known.twin) },
      { related, fixes },
    );
  }
}

/** The asynchronous function or request handler whose run the call holds up, if any. */
function loopFunction(facts: Facts, call: CallFact): FunctionFact | undefined {
  let owner = facts.functions[call.function];
  while (owner !== undefined && owner.runs === 'loop') {
    if (owner.role === 'entry-point' || owner.role === 'test' || owner.kind === 'module') return undefined;
    if (owner.isAsync || owner.role === 'request-handler') return owner;
    if (owner.parent === undefined || !isCalledInPlace(facts, owner)) return undefined;
    owner = facts.functions[owner.parent];
  }
  return undefined;
}

/** Whether the function is a callback that an array method calls before it comes back. */
function isCalledInPlace(facts: Facts, owner: FunctionFact): boolean {
  return facts.calls.some(
    (call) => arrayMethods.has(call.name) && call.arguments.some((argument) => argument.function === owner.id),
  );
}

const arrayMethods = new Set([
  'map',
  'forEach',
  'filter',
  'flatMap',
  'some',
  'every',
  'find',
  'findIndex',
  'reduce',
  'sort',
]);

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
