/** Regular expressions that take exponential time for some inputs. */

/**
 * Whether a repeated group holds another repetition without anything fixed around it, as in `(a+)+`, `(\w*)*` or
 * `(.*,)*`. A text that nearly matches then splits in exponentially many ways.
 */
export function isCatastrophic(pattern: string): boolean {
  const open: number[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const character = pattern[at];
    if (character === '\\') at++;
    else if (character === '[') at = endOfSet(pattern, at);
    else if (character === '(') open.push(at);
    else if (character === ')') {
      const start = open.pop();
      if (start === undefined) return false;
      if (isUnbounded(pattern.slice(at + 1)) && repeatsAll(pattern.slice(start + 1, at))) return true;
    }
  }
  return false;
}

/** Whether what is repeated ends in a repetition, or is one. */
function repeatsAll(group: string): boolean {
  const inside = group.replace(/^\?(?::|P<\w+>)/, '');
  return inside
    .split('|')
    .some((choice) => /^(?:\\[wdsSDW.]|\.|\[\^?\]?[^\]]*\]|[A-Za-z0-9])(?:[*+]|\{\d*,\})\??$/.test(choice.trim()));
}

function isUnbounded(rest: string): boolean {
  return /^(?:[*+]|\{\d*,\})/.test(rest);
}

/** The offset of the bracket that ends a set of characters. */
function endOfSet(pattern: string, start: number): number {
  // A bracket right at the start of a set is a member of it.
  let at = start + (pattern.startsWith('[^', start) ? 2 : 1);
  if (pattern[at] === ']') at++;
  while (at < pattern.length && pattern[at] !== ']') at += pattern[at] === '\\' ? 2 : 1;
  return at;
}
