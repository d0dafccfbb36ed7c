/** How much memory another process of ours holds. */

import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** In MiB; `undefined` where the process is gone or the system does not tell. */
export async function processMemory(processId: number): Promise<number | undefined> {
  try {
    return await memoryOf(processId);
  } catch {
    // A process that has ended meanwhile is nobody's trouble.
    return undefined;
  }
}

async function memoryOf(processId: number): Promise<number | undefined> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${processId}/status`, 'utf8');
    return mebibytes(/^VmRSS:\s*(\d+) kB$/m.exec(status)?.[1]);
  }
  if (process.platform === 'win32') {
    const { stdout } = await run('tasklist', ['/FI', `PID eq ${processId}`, '/FO', 'CSV', '/NH'], {
      windowsHide: true,
    });
    // "tsc.exe","4711","Console","1","123,456 K", with the separators of the user's country.
    return mebibytes(/"([^"]*) K"\s*$/.exec(stdout)?.[1]?.replace(/\D/g, ''));
  }
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(processId)]);
  return mebibytes(/\d+/.exec(stdout)?.[0]);
}

function mebibytes(kibibytes: string | undefined): number | undefined {
  return kibibytes === undefined || kibibytes === '' ? undefined : Number(kibibytes) / 1024;
}
