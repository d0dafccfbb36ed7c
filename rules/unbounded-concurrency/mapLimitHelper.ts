/** The function that a fix adds to a file whose project has no library for limits. */

import type { Document } from '../../server/analysis/document.ts';
import { type Edit, insertion } from '../../server/analysis/text.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { isTyped } from '../../server/languages/typescript/edits.ts';

const contract = '/** Like `Promise.all(items.map(work))`, but with at most `limit` pieces of work at a time. */';

export const mapLimitHelper = {
  /** The name under which an earlier fix has added the function to the file. */
  findIn(document: Document): string | undefined {
    const at = document.text.indexOf(contract);
    return at < 0 ? undefined : /^\s*async function (\w+)/.exec(document.text.slice(at + contract.length))?.[1];
  },

  /** Declares the function at the end of the file; a function may be called above its declaration. */
  added(document: Document, facts: Facts, name: string): Edit {
    const { indent, newline, semicolons } = facts.file.style;
    const lines = (isTyped(document) ? typed : untyped)(name).map((line) => {
      const depth = /^\t*/.exec(line)?.[0].length ?? 0;
      const text = indent.repeat(depth) + line.slice(depth);
      return semicolons ? text : text.replace(/;$/, '');
    });
    const gap = document.text.endsWith('\n') ? newline : newline + newline;
    const text = `${gap}${[contract, ...lines].join(newline)}${newline}`;
    return insertion(document.text.length, text, `declare ${name}`);
  },
};

function typed(name: string): readonly string[] {
  return [
    `async function ${name}<Item, Result>(`,
    '\titems: Iterable<Item>,',
    '\twork: (item: Item, index: number) => PromiseLike<Result> | Result,',
    '\tlimit: number,',
    '): Promise<Awaited<Result>[]> {',
    '\tconst results: Awaited<Result>[] = [];',
    ...body,
  ];
}

function untyped(name: string): readonly string[] {
  return [`async function ${name}(items, work, limit) {`, '\tconst results = [];', ...body];
}

const body: readonly string[] = [
  '\tconst queue = Array.from(items).entries();',
  '\tasync function worker() {',
  '\t\tfor (const [index, item] of queue) results[index] = await work(item, index);',
  '\t}',
  '\tawait Promise.all(Array.from({ length: limit }, worker));',
  '\treturn results;',
  '}',
];
