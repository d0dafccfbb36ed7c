/** Uses of a function's name that are no call of it that anybody could see: whoever makes it async must not miss one. */

import { literally } from '../analysis/patterns.ts';
import { contains, rangeOf } from '../analysis/text.ts';
import type { FileFacts, FunctionInFile } from './functions.ts';

/**
 * The first use in a file that may mean the function and is neither its definition, a resolved call nor an import, as it is
 * written on its line; for a method also another method of the same name, which may be its base's or its heir's.
 */
export function otherUsesIn(
  { document: { path, text }, facts }: FileFacts,
  name: string,
  { document: own, fact }: FunctionInFile,
): string | undefined {
  const word = new RegExp(`(?<![\\w$])${literally(name)}(?![\\w$])`, 'g');
  for (const match of text.matchAll(word)) {
    const place = rangeOf(match.index, match.index + name.length);
    if (facts.imports.some(({ range }) => contains(range, place))) continue;
    if (facts.multilineTexts.some((range) => contains(range, place)) || isWords(text, place.start, place.end)) continue;
    const defined = facts.functions.find(({ nameRange, kind }) => kind !== 'module' && contains(nameRange, place));
    if (defined !== undefined) {
      const isItself = path === own.path && defined.nameRange.start === fact.nameRange.start;
      if (isItself || defined.kind !== 'method' || fact.kind !== 'method') continue;
      return defined.name;
    }
    const call = facts.calls.find(({ callee }) => callee.end === place.end && callee.start <= place.start);
    const isResolved = call !== undefined && (call.target !== undefined || call.symbol !== undefined);
    if (!isResolved) return call?.calleeText ?? lineAround(text, place.start);
  }
  return undefined;
}

/** In a comment of one line, in quotes of its own, the name of a keyword argument or key, or in an export list. */
function isWords(text: string, start: number, end: number): boolean {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (/(?:^|\s)(?:#|\/\/|\*)/.test(line) || /^\s*export\s*\{/.test(line)) return true;
  const before = text[start - 1] ?? '';
  return /["'`]/.test(before) && text[end] === before;
}

function lineAround(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text
    .slice(start, end < 0 ? undefined : end)
    .trim()
    .slice(0, 60);
}
