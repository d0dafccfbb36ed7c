/** `while not ready: await asyncio.sleep(…)`. */

import { textAt } from '../../server/analysis/text.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import type { Facts, LoopFact } from '../../server/facts/facts.ts';
import { asyncLibraryOf } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

const sleeps: ReadonlySet<string> = new Set(['asyncio.sleep', 'anyio.sleep', 'trio.sleep']);

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  // A test may well wait for what the code under test does.
  if (facts.file.role !== 'application') return;
  for (const loop of facts.loops) {
    if (loop.kind !== 'while' || !onlySleeps(facts, loop)) continue;
    const condition = /^while\s*(.*?)\s*:\s*(?:#.*)?$/.exec(
      document.text.slice(loop.range.start, loop.body.start).trim(),
    )?.[1];
    if (condition === undefined || !changesHere(condition)) continue;
    const range = { start: loop.range.start, end: loop.range.start + 'while'.length + 1 + condition.length };
    const isShown = textAt(document.text, range).endsWith(condition) ? range : loop.range;
    if (/\.done\(\)$/.test(condition)) yield rule.finding('polls-task', isShown, {});
    else yield rule.finding('polls', isShown, { twin: `${asyncLibraryOf(facts)}.Event` });
  }
};

/** Whether the body is one awaited sleep. */
function onlySleeps(facts: Facts, loop: LoopFact): boolean {
  return facts.awaits.some(({ range, call }) => {
    const symbol = call === undefined ? undefined : facts.calls[call]?.symbol;
    return range.start === loop.body.start && range.end === loop.body.end && sleeps.has(symbol ?? '');
  });
}

/** What other tasks of this program change: a variable, an attribute, a container; not a file, a clock or a process. */
function changesHere(condition: string): boolean {
  const plain = condition
    .replace(/\blen\(([^()]*)\)/g, '$1')
    .replace(/\.(?:is_set|done|empty|locked|is_alive)\(\)/g, '')
    .replace(/\bnot\s*\(([^()]*)\)/g, 'not $1');
  return !/[()[\]]/.test(plain) && /[A-Za-z_]\w*/.test(plain.replace(/\b(?:True|False|None|not|and|or|is|in)\b/g, ''));
}
