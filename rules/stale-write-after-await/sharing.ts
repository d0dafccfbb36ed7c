/** Whether other code may run while a function waits. */

import type { Facts, StaleWriteFact } from '../../server/facts/facts.ts';

/** A script, and what a program starts with, run once; of a function within another nobody can tell. */
export function mayRunBesideOthers({ file, functions }: Facts, { keeper, function: owner }: StaleWriteFact): boolean {
  if (keeper === 'outer-function' || file.role === 'script') return false;
  return keeper === 'object' || functions[owner]?.role !== 'entry-point';
}
