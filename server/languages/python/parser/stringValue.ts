/** What a string literal says, for string annotations and the like; worked out only when somebody asks. */

import type { StringNode } from './nodes.ts';

const piece = /([A-Za-z]{0,2})("""|'''|"|')|#[^\r\n]*|[^"'#]/gy;
const escapeSequence = /\\(?:\r\n|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[0-7]{1,3}|[\s\S])/g;

/** The text of a string, its parts put together; `undefined` for bytes and for characters given by their name. */
export function decodeString(text: string, node: StringNode): string | undefined {
  if (node.isBytes) return undefined;
  let value = '';
  piece.lastIndex = node.start;
  for (let match = piece.exec(text); match !== null && match.index < node.end; match = piece.exec(text)) {
    const [, prefix = '', delimiter] = match;
    if (delimiter === undefined) continue;
    const close = closingQuote(text, piece.lastIndex, delimiter, node.end);
    const content = text.slice(piece.lastIndex, close);
    const decoded = /r/i.test(prefix) ? content : unescaped(content);
    if (decoded === undefined) return undefined;
    value += decoded;
    piece.lastIndex = close + delimiter.length;
  }
  return value;
}

function closingQuote(text: string, from: number, delimiter: string, end: number): number {
  for (let offset = from; offset < end; offset++) {
    if (text.startsWith(delimiter, offset)) return offset;
    if (text[offset] === '\\') offset++;
  }
  return end;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\n': '',
  '\r': '',
  '\r\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

function unescaped(content: string): string | undefined {
  if (!content.includes('\\')) return content;
  if (content.includes('\\N{')) return undefined;
  return content.replace(escapeSequence, (whole) => {
    const body = whole.slice(1);
    const simple = simpleEscapes[body];
    if (simple !== undefined) return simple;
    if (/^[0-7]/.test(body)) return String.fromCodePoint(Number.parseInt(body, 8));
    if (/^[xuU]./.test(body)) return codePoint(Number.parseInt(body.slice(1), 16));
    return whole;
  });
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
