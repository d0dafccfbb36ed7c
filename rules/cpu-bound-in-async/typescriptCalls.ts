/** Calls of JavaScript whose cost depends on their input. What is slow with any input is `blocking-call`. */

import type { Work } from './pythonCalls.ts';

const groups: readonly (readonly [work: Work, owner: string, names: string])[] = [
  ['parsing', 'global.JSON', 'parse stringify'],
  ['parsing', 'js-yaml', 'load loadAll dump'],
  ['parsing', 'yaml', 'parse parseAllDocuments parseDocument stringify'],
  ['parsing', 'cheerio', 'load'],
  ['parsing', 'papaparse', 'parse unparse'],
];

/** The kind of work by the full name of the callee. */
export const costlyCalls: ReadonlyMap<string, Work> = new Map(
  groups.flatMap(([work, owner, names]) => names.split(' ').map((name) => [`${owner}.${name}`, work] as const)),
);

/** Last names of the callees above. */
export const typescriptNames: readonly string[] = [
  ...new Set([...costlyCalls.keys()].map((name) => name.slice(name.lastIndexOf('.') + 1))),
];
