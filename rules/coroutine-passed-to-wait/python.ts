/** `asyncio.wait([work()])` and `asyncio.wait({work(item) for item in items})`. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { contains, insertion, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';
import { importedName, isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  const collected = facts.calls.filter(({ fate }) => fate === 'collected');
  if (collected.length === 0) return;
  const names = new Set([
    'wait',
    ...facts.imports.flatMap(({ imported, local }) => (imported === 'wait' ? local : [])),
  ]);
  for (const wait of facts.calls) {
    if (!names.has(wait.name) || wait.symbol !== 'asyncio.wait') continue;
    const [works] = wait.arguments;
    if (works === undefined || works.spread !== 'no') continue;
    // What is passed on to another call, such as `create_task`, is no item of the collection.
    for (const call of collected) {
      if (call.function !== wait.function || !contains(works.value, call.range)) continue;
      if (isMadeIntoOthers(document, facts, call)) continue;
      if (call.awaitable.kind !== 'coroutine' || call.awaitable.awaitability !== 'always') continue;
      const owner = facts.functions[call.function];
      const fixes = () => {
        const create = importedName(document, facts, 'asyncio', 'create_task');
        if (create === undefined || owner === undefined || !isWhole(facts, owner)) return [];
        const { start, end } = call.range;
        const edits = [...create.edits, insertion(start, `${create.reference}(`), insertion(end, ')')];
        return [rule.fix('create-task', {}, edits)];
      };
      yield rule.finding('coroutine', call.range, { callee: call.calleeText }, { fixes });
    }
  }
};

/** Whether a comprehension makes other items of it: `[create_task(work) for work in (ping("a"), ping("b"))]`. */
function isMadeIntoOthers({ text }: Document, { loops }: Facts, { range }: CallFact): boolean {
  return loops.some(
    ({ kind, iterable, target, body }) =>
      kind === 'comprehension' &&
      iterable !== undefined &&
      target !== undefined &&
      contains(iterable, range) &&
      textAt(text, body) !== textAt(text, target),
  );
}
