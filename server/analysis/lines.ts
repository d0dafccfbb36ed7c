/** Lines of a text, by the offsets of their starts. A line ends with `\n`, `\r\n` or a lone `\r`. */

/** The offset at which the line of `offset` starts. */
export function lineStartAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && !isLineStart(text, start)) start--;
  return start;
}

/** The offset at which the line of `offset` ends, before its line break. */
export function lineEndAt(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

/** The start of the line after the one of `offset`, or `undefined` on the last line. */
export function lineStartAfter(text: string, offset: number): number | undefined {
  const end = lineEndAt(text, offset);
  if (end === text.length) return undefined;
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1;
}

function isLineStart(text: string, offset: number): boolean {
  const before = text[offset - 1];
  return before === '\n' || (before === '\r' && text[offset] !== '\n');
}
