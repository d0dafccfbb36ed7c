/** The processes that the extension host has started, read from Linux's /proc. */

import { readdirSync, readFileSync } from 'node:fs';

/** The ids of the descendants of this process whose command line matches. */
export function descendants(commandLine: RegExp): readonly number[] {
  const processes = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)));
  const family = new Set([process.pid]);
  // A child may be listed before its parent, so look again until nobody joins.
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { id, parent } of processes) if (family.has(parent)) family.add(id);
  }
  return processes
    .filter(({ id, command }) => id !== process.pid && family.has(id) && commandLine.test(command))
    .map(({ id }) => id);
}

function readProcess(id: number): { id: number; parent: number; command: string }[] {
  try {
    // "12 (name) S 34 …": the name may hold spaces and parentheses.
    const status = readFileSync(`/proc/${id}/stat`, 'utf8');
    const parent = Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1]);
    return [{ id, parent, command: readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ') }];
  } catch {
    // It ended in the meantime.
    return [];
  }
}
