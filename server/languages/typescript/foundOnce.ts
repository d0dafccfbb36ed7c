/** What a family looks for in a file is wanted twice: for its questions about types, and for its facts. */

import type { FileSyntax } from './collectSyntax.ts';

/** The same search, made once for each file. */
export function foundOnce<Found>(find: (syntax: FileSyntax) => Found): (syntax: FileSyntax) => Found {
  const known = new WeakMap<FileSyntax, Found>();
  return (syntax) => {
    const found = known.get(syntax) ?? find(syntax);
    known.set(syntax, found);
    return found;
  };
}
