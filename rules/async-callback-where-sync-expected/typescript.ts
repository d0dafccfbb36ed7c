/** Async predicates, comparators and their like, and `forEach`. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { CallbackFact, CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { arrayFixes } from './arrayFixes.ts';
import { rewritable } from './rewritable.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { facts } = input;
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const callback of facts.callbacks) {
    if (callback.result !== 'used') continue;
    const call = callback.call === undefined ? undefined : facts.calls[callback.call];
    const given = callback.function === undefined ? undefined : facts.functions[callback.function];
    if (call === undefined) continue;
    const range = callback.isInPlace && given !== undefined ? given.nameRange : callback.range;
    const values = { callee: call.calleeText };
    const isLoop = call.name === 'forEach';
    if (isLoop && !callback.canReject && given !== undefined && waitsForNothing(facts, given)) continue;
    const fixes = () => (isLoop ? loopFixes : arrayFixes)(input, callback, call, given);
    const ofLoop = callback.canReject ? 'for-each' : 'for-each-handled';
    yield rule.finding(isLoop ? ofLoop : 'result', range, values, { fixes });
  }
}

/**
 * `(promise) => promise.catch(() => {})`: whoever writes that for each has taken care of the errors and wants to wait for none. An
 * async function that never waits is done when it comes back.
 */
function waitsForNothing({ awaits, calls }: Facts, given: FunctionFact): boolean {
  if (!given.isAsync) return true;
  return (
    !awaits.some(({ function: owner }) => owner === given.id) &&
    !calls.some(({ function: owner, fate }) => owner === given.id && fate === 'returned')
  );
}

function loopFixes(
  input: CheckInput<Facts>,
  callback: CallbackFact,
  call: CallFact,
  given: FunctionFact | undefined,
): readonly Fix[] {
  const place = call.fate === 'ignored' ? rewritable(input, callback, call, 'forEach') : undefined;
  if (place === undefined) return [];
  const { conversion, name } = place;
  const all = rule.fix('promise-all', {}, [
    ...conversion,
    insertion(call.range.start, 'await Promise.all('),
    replacement(name, 'map'),
    insertion(call.range.end, ')'),
  ]);
  const loop = given === undefined ? undefined : loopText(input, callback, call, given);
  return [
    ...(loop === undefined ? [] : [rule.fix('for-of', {}, [...conversion, replacement(loop.range, loop.text)])]),
    // Sets and maps have no `map`.
    ...(collectionOf(call) === 'Array' ? [all] : []),
  ];
}

/** What `forEach` goes over: an array, unless its type says otherwise. */
function collectionOf({ symbol }: CallFact): string {
  return /^global\.(?:Readonly)?(Map|Set)\.forEach$/.exec(symbol ?? '')?.[1] ?? 'Array';
}

/** The same as a loop, where the callback is written in place, takes the item or its index as well, and never returns. */
function loopText({ document, facts }: CheckInput<Facts>, callback: CallbackFact, call: CallFact, given: FunctionFact) {
  const { text } = document;
  if (!callback.isInPlace || text[given.body.start - 1] !== '{') return undefined;
  const head = text.slice(given.range.start, given.body.start - 1);
  const body = textAt(text, given.body);
  const parameters =
    /^async\s*\(\s*([\w$]+)\s*(?:,\s*([\w$]+)\s*)?\)\s*=>\s*$/.exec(head) ?? /^async\s+([\w$]+)\s*=>\s*$/.exec(head);
  if (parameters === null || /\b(?:return|arguments)\b/.test(body)) return undefined;
  if (facts.functions.some(({ parent, kind }) => parent === given.id && kind !== 'lambda')) return undefined;
  const items = text.slice(call.callee.start, call.callee.end - 'forEach'.length).replace(/\s*\.\s*$/, '');
  const [, item = '', index] = parameters;
  const values = collectionOf(call) === 'Map' ? `${items}.values()` : items;
  const clause = index === undefined ? `${item} of ${values}` : `[${index}, ${item}] of ${items}.entries()`;
  const hasSemicolon = text[call.range.end] === ';';
  const range = { start: call.range.start, end: call.range.end + (hasSemicolon ? 1 : 0) };
  return { range, text: `for (const ${clause}) {${body}}` };
}
