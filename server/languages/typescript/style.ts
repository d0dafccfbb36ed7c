/** How a file is written, measured on the file itself. */

import type { FileStyle } from '../../facts/facts.ts';

export interface StyleSamples {
  readonly text: string;
  /** The first characters of string literals. */
  readonly quotes: readonly string[];
  /** Whether each simple statement ends in a semicolon. */
  readonly semicolons: readonly boolean[];
}

export function styleOf({ text, quotes, semicolons }: StyleSamples): FileStyle {
  const single = quotes.filter((quote) => quote === "'").length;
  const double = quotes.filter((quote) => quote === '"').length;
  return {
    indent: indentOf(text),
    newline: text.includes('\r\n') ? '\r\n' : '\n',
    quote: double > single ? '"' : "'",
    semicolons: semicolons.filter((has) => has).length * 2 >= semicolons.length,
  };
}

/** The step by which lines are most often indented more than the line before. */
function indentOf(text: string): string {
  const steps = new Map<string, number>();
  let last = '';
  for (const [, indent = '', first = ''] of text.slice(0, 50_000).matchAll(/^([ \t]*)(\S)/gm)) {
    if (first === '*') continue;
    if (indent.length > last.length && indent.startsWith(last)) {
      const step = indent.slice(last.length);
      steps.set(step, (steps.get(step) ?? 0) + 1);
    }
    last = indent;
  }
  const [best] = [...steps].sort((a, b) => b[1] - a[1] || a[0].length - b[0].length);
  return best?.[0] ?? '  ';
}
