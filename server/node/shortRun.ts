/** What makes a process that ends by itself cheaper, and would make one that stays slower. */

import { setFlagsFromString } from 'node:v8';

/**
 * By the version of V8, for these flags are its own affair: those of Node 20 and 22, which keep theirs. V8 prints a
 * complaint about a flag that it does not know, so newer ones are left alone; where measured, they gain nothing anyway.
 * Less inlining halves what is left for the optimizer to do, and the code that it makes is as fast here.
 */
const flagsOfLaterOptimization: Readonly<Record<string, string>> = {
  '11.3': '--interrupt-budget=528000 --max-inlined-bytecode-size-cumulative=300',
  '12.4': '--invocation-count-for-turbofan=12000',
};

/**
 * New objects get as much room with the first growth as V8 gives them in the end: each time it is full, what is alive is copied,
 * which is most of it while trees are made.
 */
const roomForNewObjects = '--semi-space-growth-factor=16';

/**
 * To be called in a thread when it has loaded what it imports: Node's own modules come compiled, and V8 compiles them anew where
 * its flags are others than theirs. Most of what runs for a second or two never earns back what optimizing it costs, which is
 * every sixth second of a short check. What runs for long is still optimized, only later.
 */
export function prepareShortRun(version: string = process.versions.v8): void {
  const flags = flagsOfLaterOptimization[version.split('.', 2).join('.')];
  if (flags !== undefined) setFlagsFromString(`${flags} ${roomForNewObjects}`);
}
