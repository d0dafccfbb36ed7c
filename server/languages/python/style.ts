/** How a file is written, so that a fix looks like its author wrote it. */

import type { FileStyle } from '../../facts/facts.ts';

export function styleOf(text: string): FileStyle {
  return {
    indent: indentOf(text),
    newline: /\r\n/.test(text) ? '\r\n' : '\n',
    quote: quoteOf(text),
    semicolons: false,
  };
}

/** The indentation of the first block, whose header is known by its colon. */
function indentOf(text: string): string {
  const block =
    /^(?:class|def|async|if|for|while|with|try)\b[^\n]*:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*\r?\n)*([ \t]+)\S/m.exec(text);
  return block?.[1] ?? '    ';
}

function quoteOf(text: string): '"' | "'" {
  let double = 0;
  let single = 0;
  for (const match of text.slice(0, 200_000).matchAll(/"[^"'\n]*"|'[^"'\n]*'/g)) {
    if (match[0].startsWith('"')) double++;
    else single++;
  }
  return single > double ? "'" : '"';
}
