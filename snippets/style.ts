/** A snippet's lines as the file's author would write them. */

import type { Language } from '../server/analysis/document.ts';
import type { FileStyle } from '../server/facts/facts.ts';

/** Lines with the file's indentation, quotes and semicolons; `isNested` where they stand within a block. */
export function inStyle(
  lines: readonly string[],
  language: Language,
  style: FileStyle,
  isNested: boolean,
): readonly string[] {
  const spaced = isNested ? nestedLines(lines) : lines;
  return spaced.map((line, index) => {
    const quoted = withQuotes(line, style.quote);
    const ended = language === 'python' || style.semicolons ? quoted : withoutSemicolon(quoted, spaced[index + 1]);
    return withIndent(ended, style.indent);
  });
}

/** Within a block, one blank line is enough between definitions. */
export function nestedLines(lines: readonly string[]): readonly string[] {
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '');
}

/** Strings that hold either quote stay as they are, and so do triple quotes. */
function withQuotes(line: string, quote: FileStyle['quote']): string {
  const [from, to] = quote === '"' ? ["'", '"'] : ['"', "'"];
  return line.replace(
    new RegExp(`(?<![\\w${from}])([A-Za-z]{0,2})${from}([^'"\\\\]*)${from}(?!${from})`, 'g'),
    `$1${to}$2${to}`,
  );
}

/** A line that starts with a bracket would be read as going on from the one before. */
function withoutSemicolon(line: string, next: string | undefined): string {
  return /^\s*[([`/+-]/.test(next ?? '') ? line : line.replace(/;(?=$|\s*\/\/)/, '');
}

function withIndent(line: string, indent: string): string {
  const tabs = /^\t*/.exec(line)?.[0].length ?? 0;
  return indent.repeat(tabs) + line.slice(tabs);
}
