/** Finds processes of a run by their command, as Linux tells it. */

import { readdirSync, readFileSync } from 'node:fs';

/** The ids of running processes whose command line matches and names `folder`, which only this run has. */
export function processesOf(command, folder) {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((id) => {
      const line = commandLineOf(id);
      return command.test(line) && line.includes(folder);
    })
    .map(Number);
}

function commandLineOf(id) {
  try {
    // A process that has ended and is not yet collected has an empty command line.
    return readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}
