/** `await asyncio.create_task(work())`. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  for (const { call: id } of facts.awaits) {
    const call = id === undefined ? undefined : facts.calls[id];
    if (call?.symbol === undefined || !makesTask.has(call.symbol)) continue;
    const coroutine = onlyCoroutine(call, facts);
    if (coroutine === undefined) continue;
    const fixes = () => [rule.fix('unwrap', {}, [replacement(call.range, textAt(document.text, coroutine.range))])];
    yield rule.finding('awaited', call.range, { callee: call.calleeText }, { fixes });
  }
};

/** A task of a task group is its group's business, and one with a name or a context is made for these. */
const makesTask: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.AbstractEventLoop.create_task',
]);

function onlyCoroutine({ arguments: given }: CallFact, { calls }: Facts): CallFact | undefined {
  const [only] = given;
  if (only === undefined || given.length > 1 || only.keyword !== undefined || only.spread !== 'no') return undefined;
  const { start, end } = only.value;
  const call = calls.find(({ range }) => range.start === start && range.end === end);
  // Who enters a manager in a task wants what it sets to end with that task.
  if (call?.name === '__aenter__' || call?.name === '__aexit__') return undefined;
  return call?.awaitable.kind === 'coroutine' && call.awaitable.awaitability === 'always' ? call : undefined;
}
