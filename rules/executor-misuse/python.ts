/** Functions given to threads, executors and processes the wrong way. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts, HandoverFact } from '../../server/facts/facts.ts';
import { functionAndArguments, importedName, isWhole } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const handover of facts.handovers) {
    const { flaw, range, subject } = handover;
    const call = facts.calls[handover.call];
    if (call === undefined) continue;
    switch (flaw) {
      case 'called':
        yield rule.finding(
          'called',
          range,
          { subject, runner: call.calleeText },
          { fixes: () => passFunction(document, facts, call, handover) },
        );
        break;
      case 'async':
        yield rule.finding(
          'async-function',
          range,
          { subject },
          { fixes: () => awaitDirectly(document, facts, call, handover) },
        );
        break;
      case 'closes-here':
        if (facts.file.role === 'application') yield rule.finding('closes-here', range, {});
        break;
    }
  }
};

function passFunction(
  document: Document,
  facts: Facts,
  call: CallFact,
  { given, range, subject, function: owner }: HandoverFact,
): readonly Fix[] {
  const inner = given === undefined ? undefined : facts.calls[given];
  const enclosing = facts.functions[owner];
  const isLast = call.arguments.at(-1)?.value.end === range.end;
  if (inner === undefined || enclosing === undefined || !isLast || !isWhole(facts, enclosing)) return [];
  const passed = functionAndArguments(document, facts, inner);
  if (passed === undefined) return [];
  const hasKeywords = inner.arguments.some(({ keyword, spread }) => keyword !== undefined || spread === 'keywords');
  if (!hasKeywords || takesKeywords.has(call.symbol ?? ''))
    return [rule.fix('pass-function', { subject }, [replacement(range, passed)])];
  const partial = importedName(document, facts, 'functools', 'partial');
  if (partial === undefined) return [];
  const edits = [...partial.edits, replacement(range, `${partial.reference}(${passed})`)];
  return [rule.fix('pass-function', { subject }, edits)];
}

const takesKeywords: ReadonlySet<string> = new Set([
  'asyncio.to_thread',
  'starlette.concurrency.run_in_threadpool',
  'fastapi.concurrency.run_in_threadpool',
  'concurrent.futures.Executor.submit',
]);

/** Where the thread's result is awaited, the coroutine itself may be. */
function awaitDirectly(
  document: Document,
  facts: Facts,
  call: CallFact,
  { given, range, subject, function: owner }: HandoverFact,
): readonly Fix[] {
  const enclosing = facts.functions[owner];
  if (call.fate !== 'awaited' || enclosing === undefined || !isWhole(facts, enclosing)) return [];
  const written = textAt(document.text, range);
  const end = call.range.end - 1;
  if (document.text[end] !== ')' || /\bpartial\b|^lambda\b/.test(written)) return [];
  const behind = document.text.slice(range.end, end).replace(/^\s*,\s*/, '');
  const made = given === undefined ? `${written}(${behind.replace(/,\s*$/, '')})` : written;
  return [rule.fix('await-directly', { subject }, [replacement(call.range, made)])];
}
