/** Which calls of Node, Deno, Bun, browsers and npm packages block the event loop. */

import type { Group, NodeBlockingCall } from './nodeGroups.ts';
import { packages } from './nodePackages.ts';
import { standardLibrary } from './nodeStandardLibrary.ts';

const calls: ReadonlyMap<string, NodeBlockingCall> = new Map([...standardLibrary, ...packages].flatMap(listed));

function listed({ modules, names, twin, ...rest }: Group): readonly (readonly [string, NodeBlockingCall])[] {
  return modules.flatMap((module) =>
    names.split(' ').map((entry): readonly [string, NodeBlockingCall] => {
      const [name = entry, twinName = entry.replace(/^.*\./, '').replace(/Sync$/, '')] = entry.split('>');
      return [`${module}.${name}`, { ...rest, twin: twin(module, twinName) }];
    }),
  );
}

/** What the catalogue says of a call with these arguments; `undefined` where it comes back at once. */
export function nodeBlockingCall(symbol: string, argumentTexts: readonly string[]): NodeBlockingCall | undefined {
  const known = calls.get(symbol);
  if (known === undefined) return undefined;
  const { ifGiven, unlessGiven } = known;
  if (ifGiven !== undefined && !argumentTexts.some((text) => ifGiven.test(text))) return undefined;
  return unlessGiven !== undefined && argumentTexts.some((text) => unlessGiven.test(text)) ? undefined : known;
}

/** Full names of the calls to look for behind helpers. */
export const nodeCalls: readonly string[] = [...calls]
  // Whoever uses such a database has chosen to wait for it everywhere.
  .filter(([, { kind }]) => kind !== 'embedded')
  .map(([symbol]) => symbol);

/** Last names of the callees above. */
export const nodeNames: readonly string[] = [
  ...new Set([...calls.keys()].map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1))),
];
