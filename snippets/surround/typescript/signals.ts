/** Requests that a signal can stop. */

import { contains, type Edit, insertion, textAt } from '../../../server/analysis/text.ts';
import type { CallFact } from '../../../server/facts/facts.ts';
import type { SurroundPlace } from '../surround.ts';

/**
 * The calls of `fetch` among the statements that have no signal yet, with the edit that gives them one. `shift` is how far
 * their lines move in.
 */
export function fetchesWithout(
  place: SurroundPlace,
  signal: string,
  shift = '',
): readonly { readonly call: CallFact; readonly edit: Edit }[] {
  const { facts, selection } = place;
  return facts.calls.flatMap((call) => {
    if (call.symbol !== 'global.fetch' || !contains(selection.range, call.range)) return [];
    const edit = signalEdit(place, call, signal === 'signal' ? signal : `signal: ${signal}`, shift);
    return edit === undefined ? [] : [{ call, edit }];
  });
}

function signalEdit({ document }: SurroundPlace, call: CallFact, property: string, shift: string): Edit | undefined {
  const [url, options, ...others] = call.arguments;
  if (url === undefined || others.length > 0 || call.arguments.some(({ spread }) => spread !== 'no')) return undefined;
  if (options === undefined) return insertion(url.range.end, `, { ${property} }`);
  const text = textAt(document.text, options.range);
  if (!text.startsWith('{') || /\bsignal\b/.test(text)) return undefined;
  const isEmpty = /^\{\s*\}$/.test(text);
  const blanks = /^\{(\s*)/.exec(text)?.[1] ?? '';
  const line = blanks.includes('\n') ? blanks + shift : ' ';
  return insertion(options.range.start + 1, `${line}${property}${isEmpty ? ' ' : ','}`);
}
