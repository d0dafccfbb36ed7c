/** Guesses which triple-quoted string was never closed, where a file ends inside of one. */

const definition = /^[ \t]*(?:async[ \t]+)?(?:def|class)[ \t]+\w+[ \t]*[(:[]/m;

/** More guesses than this would make a half-typed file slow. */
const mostGuesses = 6;

/** The first of some strings, given by their opening quotes, that swallow definitions; the last one always counts. */
export function likelyOpenQuotes(text: string, quotes: readonly number[]): readonly number[] {
  const swallowing = quotes.filter((quote) => definition.test(text.slice(quote + 3, endOfTriple(text, quote))));
  const last = quotes.at(-1);
  return [...swallowing.slice(0, mostGuesses), ...(last === undefined ? [] : [last])];
}

function endOfTriple(text: string, quote: number): number {
  const end = text.indexOf(text.slice(quote, quote + 3), quote + 3);
  return end < 0 ? text.length : end;
}
