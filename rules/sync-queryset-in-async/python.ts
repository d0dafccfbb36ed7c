/** Django's ORM in async functions of Python. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import { chainSteps } from '../../server/blocking/chainEnd.ts';
import { pythonLoopFunction, waitingRequests } from '../../server/blocking/loopFunctions.ts';
import type { CallFact, CallId, Facts, QuerysetUseFact } from '../../server/facts/facts.ts';
import { awaitEdits, freeName, isInGenerator, isWhole } from '../../server/languages/python/edits.ts';
import { querysetCalls } from './querysetCalls.ts';
import { rule } from './rule.ts';

const asksDatabase: ReadonlySet<string> = new Set(querysetCalls);

export const check: Check<Facts> = function* (input): Iterable<Finding> {
  const { document, facts } = input;
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const call of facts.calls) {
    if (call.fate === 'awaited' || pythonLoopFunction(facts, call.function) === undefined) continue;
    if (!asksDatabase.has(call.symbol ?? '')) continue;
    const callee = call.calleeText;
    yield rule.finding(
      'call',
      call.range,
      { callee, twin: `a${call.name}` },
      { fixes: () => twin(document, facts, call) },
    );
  }
  for (const use of facts.querysetUses) {
    if (pythonLoopFunction(facts, use.function) === undefined) continue;
    yield rule.finding('evaluated', use.range, {}, { fixes: () => overItems(document, facts, use) });
  }
  for (const { call, ends, range, calleeText, function: id } of facts.reached) {
    const end = ends.find(({ symbol }) => asksDatabase.has(symbol));
    const owner = pythonLoopFunction(facts, id);
    if (end === undefined || owner === undefined || isAwaited(facts, call)) continue;
    const related = chainSteps(end, document.path);
    yield rule.finding('helper', range, { helper: calleeText }, { ...waitingRequests(owner), related });
  }
};

function isAwaited(facts: Facts, call: CallId | undefined): boolean {
  return call !== undefined && facts.calls[call]?.fate === 'awaited';
}

function twin(document: Document, facts: Facts, call: CallFact): readonly Fix[] {
  const owner = facts.functions[call.function];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner)) return [];
  // The name of a shortcut is imported, and its twin would have to be.
  if (isInGenerator(document, facts, call.loop) || call.symbol?.startsWith('django.shortcuts.') === true) return [];
  const name = insertion(call.callee.end - call.name.length, 'a');
  return [rule.fix('async-twin', { twin: `a${call.name}` }, [...awaitEdits(document, call.range), name])];
}

function overItems(
  document: Document,
  facts: Facts,
  { use, range, around, function: id }: QuerysetUseFact,
): readonly Fix[] {
  const owner = facts.functions[id];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner) || around === undefined) return [];
  if (use === 'loop') return [rule.fix('async-for', {}, [insertion(around.start, 'async ')])];
  const item = freeName(document, 'item');
  const collected = `[${item} async for ${item} in ${textAt(document.text, range)}]`;
  return [rule.fix('async-list', {}, [replacement(around, collected)])];
}
