/** Promises kept for later calls with their failures. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { insertion, textAt } from '../../server/analysis/text.ts';
import type { CachedPromiseFact, CallFact, Facts } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  // Tests and scripts end before a second try would help.
  if (facts.file.role !== 'application') return;
  for (const cached of facts.cachedPromises) {
    const values = { callee: cached.subject, holder: cached.holder };
    const details = { fixes: () => fixesFor(facts, cached) };
    yield rule.finding(cached.kind === 'keyed' ? 'kept-failure' : 'kept-for-good', cached.range, values, details);
  }
  for (const call of facts.calls) {
    if (!memoizers.has(call.name) || !isFromLibrary(facts, call) || !keepsFailures(facts, call)) continue;
    if (/promise/i.test(textAt(document.text, call.range).slice(-200))) continue;
    yield rule.finding('memoised', call.callee, { callee: call.calleeText });
  }
}

function fixesFor(facts: Facts, { range, removal, function: owner }: CachedPromiseFact): readonly Fix[] {
  const around = facts.functions[owner];
  if (removal === undefined || around === undefined || !isWhole(facts, around)) return [];
  const end = facts.file.style.semicolons ? ';' : '';
  const handler = `.catch((error) => { ${removal}; throw error${end} })`;
  return [rule.fix('forget', {}, [insertion(range.end, handler)])];
}

/** Names of functions that keep what an async function gives back, whatever becomes of it. */
const memoizers: ReadonlySet<string> = new Set(['memoize', 'memoizeOne', 'memoizee', 'fastMemoize']);

const libraries =
  /^(?:lodash(?:-es)?(?:\/memoize(?:\.js)?)?|lodash\.memoize|underscore|memoize-one|fast-memoize|memoizee)$/;

function isFromLibrary({ imports }: Facts, { calleeText }: CallFact): boolean {
  const [root] = calleeText.split('.');
  return imports.some(({ local, module }) => local === root && libraries.test(module));
}

/** An async function written in place that catches nothing. */
function keepsFailures({ functions, tries, awaits }: Facts, call: CallFact): boolean {
  const id = call.arguments[0]?.function;
  if (id === undefined || functions[id]?.isAsync !== true) return false;
  if (!awaits.some((awaited) => awaited.function === id)) return false;
  return !tries.some(({ function: owner, handler }) => owner === id && handler !== undefined);
}
