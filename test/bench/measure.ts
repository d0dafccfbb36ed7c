/** Runs a command as a whole and says what it cost: CPU seconds and memory of all its processes together. */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface Command {
  readonly argv: readonly [program: string, ...rest: string[]];
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export interface Cost {
  /** User and system time of the command and everything it started. */
  readonly cpuSeconds: number;
  readonly wallSeconds: number;
  /** Highest sum of resident memory seen over all processes; pages that they share count more than once. */
  readonly peakMebibytes: number;
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

const samplingMilliseconds = 50;
/** Linux counts processor time in these. */
const ticksPerSecond = 100;
const bytesPerPage = 4096;

/** Needs Linux, whose /proc tells what each process took. */
export async function measure(command: Command): Promise<Cost> {
  const start = performance.now();
  // The shell waits for its children and says at the end what they took, those between two samples included.
  const shell = ['-c', '"$@"; code=$?; times >&3; exit $code', 'sh', ...command.argv];
  const child = spawn('/bin/sh', shell, {
    cwd: command.cwd,
    env: { ...process.env, ...command.environment },
    // A session of its own, so that processes whose parent has gone are still found.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const [output, errorOutput, times] = [textOf(child.stdout), textOf(child.stderr), textOf(child.stdio[3])];

  const ticksByProcess = new Map<number, number>();
  let peakPages = 0;
  const sample = setInterval(() => {
    let pages = 0;
    for (const process of processesInSession(child.pid ?? 0)) {
      pages += process.pages;
      ticksByProcess.set(process.id, process.ticks);
    }
    peakPages = Math.max(peakPages, pages);
  }, samplingMilliseconds);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  }).finally(() => clearInterval(sample));

  const sampledSeconds = [...ticksByProcess.values()].reduce((sum, ticks) => sum + ticks, 0) / ticksPerSecond;
  return {
    // A process that nobody waited for is missing in the shell's sum, a short-lived one in the samples.
    cpuSeconds: Math.max(secondsOfChildren(await times), sampledSeconds),
    wallSeconds: (performance.now() - start) / 1000,
    peakMebibytes: (peakPages * bytesPerPage) / 2 ** 20,
    exitCode,
    output: await output,
    errorOutput: await errorOutput,
  };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [upper = 0, lower = 0] = [sorted[middle], sorted[middle - 1]];
  return sorted.length % 2 === 1 ? upper : (lower + upper) / 2;
}

function processesInSession(session: number) {
  return readdirSync('/proc').flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // The program's name, in brackets, may hold spaces; the numbers come after it.
      const fields = readFileSync(`/proc/${name}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ')
        .map(Number);
      const [sessionOf, userTicks = 0, systemTicks = 0, pages = 0] = [fields[3], fields[11], fields[12], fields[21]];
      return sessionOf === session ? [{ id: Number(name), ticks: userTicks + systemTicks, pages }] : [];
    } catch {
      return [];
    }
  });
}

/** The second line of `times` is about the children: `1m2.340000s 0m0.500000s`. */
function secondsOfChildren(times: string): number {
  const children = times.trim().split('\n')[1] ?? '';
  let seconds = 0;
  for (const [, minutes, rest] of children.matchAll(/(\d+)m([\d.]+)s/g)) seconds += Number(minutes) * 60 + Number(rest);
  return seconds;
}

async function textOf(stream: unknown): Promise<string> {
  if (typeof stream !== 'object' || stream === null || !(Symbol.asyncIterator in stream)) return '';
  const chunks: Buffer[] = [];
  // The streams of a child process yield buffers as long as nobody sets an encoding.
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
