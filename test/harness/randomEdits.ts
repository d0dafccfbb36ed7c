/** Edits as somebody types them, the same in every run. */

import type { Language } from '../../server/analysis/document.ts';
import { applyEdits, type Edit, rangeOf } from '../../server/analysis/text.ts';

/** Texts of a file one after the other, each an edit away from the one before or the original again. */
export function* textsWhileTyping(
  original: string,
  count: number,
  random: () => number,
  language: Language = 'python',
): Iterable<string> {
  let text = original;
  for (let index = 0; index < count; index++) {
    // What is half typed stays for a while, and not for so long that nothing of the file is left.
    text =
      random() < 0.3 && text !== original ? original : applyEdits(text, [randomEdit(text, random, typed[language])]);
    yield text;
  }
}

interface Typed {
  readonly signs: readonly string[];
  readonly halfTyped: readonly string[];
}

const typed: Readonly<Record<Language, Typed>> = {
  python: {
    signs: ['x', '(', ':', '\n', '.', '#', ' '],
    halfTyped: ['await ', 'self.', 'x = (', 'async def ', 'if ', 'return', 'from . import ', 'class A(', '"""'],
  },
  typescript: {
    signs: ['x', '(', ':', '\n', '.', '//', ' ', '{', '}', ';', "'", '`', '=', '?', '=>', '/*', '#', '/** later */'],
    halfTyped: [
      'await ',
      'this.',
      'x = (',
      'async () => {',
      'if (',
      'return x',
      "import '",
      'class A {',
      'const x = `${',
    ],
  },
};

function randomEdit(text: string, random: () => number, { signs, halfTyped }: Typed): Edit {
  const at = Math.floor(random() * text.length);
  const insertion = (offset: number, text: string): Edit => ({ range: rangeOf(offset, offset), text });
  const deletion = (start: number, end: number): Edit => ({ range: rangeOf(start, end), text: '' });
  const choose = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(random() * choices.length)];
  const word = choose([...text.matchAll(/[A-Za-z_]\w+/g)]);
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  switch (Math.floor(random() * 7)) {
    case 0:
      return insertion(lineStart + line.length, ' ');
    case 1:
      return insertion(at, choose(signs) ?? 'x');
    case 2:
      return deletion(at, Math.min(at + 1, text.length));
    case 3:
      return insertion(lineStart, `${/^[ \t]*/.exec(line)?.[0] ?? ''}${choose(halfTyped) ?? ''}\n`);
    case 4:
      return deletion(lineStart, Math.min(lineStart + line.length + 1, text.length));
    case 5: {
      const keyword = choose([...text.matchAll(/\b(?:async|await) /g)]);
      return keyword === undefined ? insertion(at, 'x') : deletion(keyword.index, keyword.index + keyword[0].length);
    }
    default:
      return word === undefined ? insertion(at, 'x') : insertion(word.index + word[0].length, 's');
  }
}
