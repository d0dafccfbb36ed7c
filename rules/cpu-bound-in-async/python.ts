/** Hashing, parsing, packing and the like in async functions of Python. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { textAt } from '../../server/analysis/text.ts';
import { pythonLoopFunction } from '../../server/blocking/loopFunctions.ts';
import type { CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { isInGenerator, isWhole, threadEdits } from '../../server/languages/python/edits.ts';
import { isInput } from './input.ts';
import { isCatastrophic } from './pattern.ts';
import { costlyCalls, matchers } from './pythonCalls.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role !== 'application') return;
  for (const call of facts.calls) {
    const owner = pythonLoopFunction(facts, call.function);
    if (owner === undefined) continue;
    const work = costlyCalls.get(call.symbol ?? '');
    const isMatch = matchers.has(call.symbol ?? '');
    if (isMatch && isSlowMatch(document, call)) yield rule.finding('regular-expression', call.range, {});
    if (work === undefined || !takesInput(document, facts, call, owner)) continue;
    const callee = call.calleeText;
    yield rule.finding(work, call.range, { callee }, { fixes: () => threadFixes(document, facts, call) });
  }
};

function isSlowMatch(document: Document, call: CallFact): boolean {
  const [pattern, text] = call.arguments.map(({ value }) => textAt(document.text, value));
  const isGiven = text !== undefined && !isLiteral(text);
  const written = /^[rRbBuU]*(?:'([^']*)'|"([^"]*)")$/.exec(pattern ?? '');
  return isGiven && written !== null && isCatastrophic(written[1] ?? written[2] ?? '');
}

/** Whether the size of what it works on is decided by others: by whoever calls, or by what was waited for. */
function takesInput(document: Document, facts: Facts, call: CallFact, owner: FunctionFact): boolean {
  const [first] = call.arguments;
  // A method works on its own object.
  if (first === undefined || call.symbol?.startsWith('PIL.') === true) return call.symbol?.startsWith('PIL.') === true;
  const given = textAt(document.text, first.value);
  if (isLiteral(given)) return false;
  return isInput(document, facts, owner, given);
}

function isLiteral(text: string): boolean {
  return /^(?:[rRbBuUfF]*['"]|[\d{[(-])/.test(text) && !/^\(?await\b/.test(text);
}

function threadFixes(document: Document, facts: Facts, call: CallFact): readonly Fix[] {
  const owner = facts.functions[call.function];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner)) return [];
  if (isInGenerator(document, facts, call.loop) || call.fate === 'awaited') return [];
  const inThread = threadEdits(document, facts, call);
  return inThread === undefined ? [] : [rule.fix('to-thread', { runner: inThread.runner }, inThread.edits)];
}
