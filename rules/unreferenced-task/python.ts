/** Tasks and executor futures that a statement makes and drops. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, DroppedFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { awaitEdits, isWhole, keptTaskEdits, standsAlone } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { facts } = input;
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const dropped of facts.dropped) {
    const call = dropped.call === undefined ? undefined : facts.calls[dropped.call];
    const owner = facts.functions[dropped.function];
    if (call?.symbol === undefined || owner === undefined || dropped.isDisplayed) continue;
    const isTask = makesTask.has(call.symbol);
    if (!isTask && !runsInExecutor.has(call.symbol)) continue;
    const fixes = () => fixesFor(input, dropped, call, owner);
    yield rule.finding(isTask ? 'task' : 'executor', dropped.range, { callee: dropped.subject }, { fixes });
  }
}

/** A task group keeps its tasks itself, so its `create_task` is not among them. */
const makesTask: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.AbstractEventLoop.create_task',
]);

const runsInExecutor: ReadonlySet<string> = new Set(['asyncio.AbstractEventLoop.run_in_executor']);

function fixesFor(
  { document, facts }: CheckInput<Facts>,
  dropped: DroppedFact,
  call: CallFact,
  owner: FunctionFact,
): readonly Fix[] {
  if (!isWhole(facts, owner) || !dropped.isWholeStatement) return [];
  const isTask = call.symbol !== undefined && makesTask.has(call.symbol);
  const fixes: Fix[] = [];
  if (isTask && standsAlone(document, dropped.statement) && owner.kind !== 'module') {
    const started = textAt(document.text, dropped.range);
    fixes.push(rule.fix('keep', {}, keptTaskEdits(document, facts, dropped.statement, started)));
  }
  if (owner.canAwait) {
    const only = call.arguments.length === 1 ? call.arguments[0] : undefined;
    const coroutine = facts.calls.find(
      ({ range }) => range.start === only?.value.start && range.end === only.value.end,
    );
    const isBare = isTask && only?.spread === 'no' && coroutine?.awaitable.kind === 'coroutine';
    fixes.push(
      rule.fix(
        'await',
        {},
        isBare
          ? [replacement(dropped.range, `await ${textAt(document.text, only.value)}`)]
          : awaitEdits(document, dropped.range),
      ),
    );
  }
  return fixes;
}
