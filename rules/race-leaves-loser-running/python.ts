/** `asyncio.wait` whose pending tasks nobody looks at. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, PendingRaceFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole, statementBelow } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }) {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  // With the program, `asyncio.run` cancels what is left.
  for (const race of facts.races)
    if (race.kind === 'pending' && facts.functions[race.function]?.role !== 'entry-point')
      yield rule.finding('pending', race.range, {}, { fixes: () => cancelPending(document, facts, race) });
};

function cancelPending(
  document: Document,
  facts: Facts,
  { cancelling, function: id }: PendingRaceFact,
): readonly Fix[] {
  const owner = facts.functions[id];
  if (cancelling === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  const { name, statement } = cancelling;
  const written = textAt(document.text, name);
  const isPlaceholder = written.startsWith('_');
  const body = { ...document, text: textAt(document.text, owner.range) };
  const pending = isPlaceholder ? freeName(body, 'pending') : written;
  const task = freeName(body, 'task');
  const { indent, newline } = facts.file.style;
  const margin = newline + indentationAt(document, statement.start) + indent;
  const loop = statementBelow(document, facts, statement, `for ${task} in ${pending}:${margin}${task}.cancel()`);
  if (loop === undefined) return [];
  const edits = isPlaceholder ? [replacement(name, pending), loop] : [loop];
  return [rule.fix('cancel-pending', {}, edits)];
}
