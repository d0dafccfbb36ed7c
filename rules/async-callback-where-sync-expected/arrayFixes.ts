/** `filter`, `some` and `every` that wait for what their async callback says. */

import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { type Edit, insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { CallbackFact, CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { rewritable } from './rewritable.ts';
import { rule } from './rule.ts';

/** The callback runs for all items at once, and only then is it decided which of them count. */
export function arrayFixes(
  input: CheckInput<Facts>,
  callback: CallbackFact,
  call: CallFact,
  given: FunctionFact | undefined,
): readonly Fix[] {
  const { text } = input.document;
  const method = /^global\.(?:Readonly)?Array\.(filter|some|every)$/.exec(call.symbol ?? '')?.[1];
  const place = method === undefined ? undefined : rewritable(input, callback, call, method);
  // What is chosen by a statement of its own is used by nobody, and a line that begins with a parenthesis may go on the one before.
  if (method === undefined || place === undefined || call.fate === 'ignored' || text[call.callee.end] !== '(')
    return [];
  const kept = method === 'filter' ? keptItems(text, callback, given) : [];
  if (kept === undefined) return [];
  return [
    rule.fix(method === 'filter' ? 'filter' : 'decide', {}, [
      ...place.conversion,
      insertion(call.range.start, '(await Promise.all('),
      replacement(place.name, 'map'),
      ...kept,
      insertion(call.range.end, method === 'filter' ? ')).flat()' : `)).${method}(Boolean)`),
    ]),
  ];
}

/** Makes the callback give a list of its item or an empty one; `undefined` where it is more than one expression. */
function keptItems(
  text: string,
  { isInPlace, range }: CallbackFact,
  given: FunctionFact | undefined,
): readonly Edit[] | undefined {
  if (!isInPlace || given === undefined) {
    const item = /\bitem\b/.test(textAt(text, range)) ? 'each' : 'item';
    return [replacement(range, `async (${item}) => ((await ${textAt(text, range)}(${item})) ? [${item}] : [])`)];
  }
  const head = text.slice(given.range.start, given.body.start);
  const item = /^async\s*\(\s*([\w$]+)\s*(?::[^,()]*)?\)\s*=>\s*$|^async\s+([\w$]+)\s*=>\s*$/.exec(head);
  if (item === null) return undefined;
  const isAwaited = /^await\b[^?,&|]*$/.test(textAt(text, given.body));
  const name = item[1] ?? item[2] ?? '';
  return [
    insertion(given.body.start, isAwaited ? '((' : '((await ('),
    insertion(given.body.end, `${isAwaited ? ')' : '))'} ? [${name}] : [])`),
  ];
}
