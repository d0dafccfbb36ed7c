/** What makes a process that ends by itself cheaper, and would make one that stays slower. */

import { setFlagsFromString } from 'node:v8';

/**
 * New objects get as much room with the first growth as V8 gives them in the end: each time it is full, what is alive is copied,
 * which is most of it while trees are made.
 */
const roomForNewObjects = '--semi-space-growth-factor=16';

/**
 * How much the heap may grow, in percent of what is alive, before V8 looks for garbage among all that is kept. Nearly all of it
 * is needed to the end, so each look, by V8's own measure one whenever the heap is four times as large, is for nothing. V8 does look
 * halfway to the limit of its memory.
 */
const roomForKeptObjects = '--heap-growing-percent=3900';

/**
 * By the version of V8, for these flags are its own affair: those of Node 20, 22 and 24. V8 prints a complaint about a flag that
 * it does not know, so newer ones are left alone. Each has what saves processor time where measured: in Node 20, less
 * inlining halves what is left for the optimizer to do, and the code that it makes is as fast here.
 */
const flagsByVersion: Readonly<Record<string, readonly string[]>> = {
  '11.3': [
    '--interrupt-budget=528000',
    '--max-inlined-bytecode-size-cumulative=300',
    roomForNewObjects,
    roomForKeptObjects,
  ],
  '12.4': ['--invocation-count-for-turbofan=12000', roomForNewObjects, roomForKeptObjects],
  '13.6': [roomForKeptObjects],
};

/**
 * To be called in a thread when it has loaded what it imports: Node's own modules come compiled, and V8 compiles them anew where
 * its flags are others than theirs. Most of what runs for a second or two never earns back what optimizing it costs, which is
 * every sixth second of a short check. What runs for long is still optimized, only later.
 */
export function prepareShortRun(version: string = process.versions.v8): void {
  const flags = flagsByVersion[version.split('.', 2).join('.')];
  if (flags !== undefined) setFlagsFromString(flags.join(' '));
}
