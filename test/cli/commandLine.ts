/** Runs the bundled command line as a process of its own. */

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { onTestFinished } from 'vitest';

const bundle = path.resolve(import.meta.dirname, '../../dist/cli.mjs');

export interface Ended {
  /** As a shell shows it. */
  readonly exitCode: number | null;
  readonly output: string;
  readonly errorOutput: string;
}

export async function run(
  folder: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = start(folder, argv, environment);
  const [output, errorOutput, exitCode] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    exitCodeOf(child),
  ]);
  return { exitCode, output, errorOutput };
}

/** In a process group of its own, which goes away with the test. */
export function start(
  folder: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): ChildProcessByStdio<null, Readable, Readable> {
  const { NO_COLOR, FORCE_COLOR, LC_ALL, LC_MESSAGES, LANG, ...inherited } = process.env;
  const child = spawn(process.execPath, [bundle, ...argv], {
    cwd: folder,
    env: { ...inherited, XDG_CACHE_HOME: path.join(folder, '.cache'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  onTestFinished(() => {
    if (isGroupAlive(child.pid)) process.kill(-(child.pid ?? 0), 'SIGKILL');
  });
  return child;
}

export function exitCodeOf(child: ChildProcessByStdio<null, Readable, Readable>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', resolve);
  });
}

/** Whether the process or one that it started still runs. */
export function isGroupAlive(pid: number | undefined): boolean {
  if (pid === undefined) return false;
  try {
    process.kill(-pid, 0);
    return !existsSync('/proc') || hasRunningProcess(pid);
  } catch {
    return false;
  }
}

/** A process that has ended keeps its number until its parent asks how, which some containers' first process never does. */
function hasRunningProcess(group: number): boolean {
  return readdirSync('/proc').some((name) => {
    try {
      // After the program's name in brackets: state, parent, group.
      const [state, , processGroup] = readFileSync(`/proc/${name}/stat`, 'latin1')
        .replace(/^.*\) /s, '')
        .split(' ');
      return Number(processGroup) === group && state !== 'Z';
    } catch {
      return false;
    }
  });
}

export async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const chunk of stream.setEncoding('utf8')) text += chunk;
  return text;
}
