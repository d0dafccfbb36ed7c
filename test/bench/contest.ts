/** Runs several tools on the same files, one after the other in each round, and prints what they cost beside each other. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findFiles } from '../../server/node/findFiles.ts';
import { type Command, type Cost, measure, median } from './measure.ts';

export interface Contestant {
  readonly name: string;
  readonly command: (task: Task) => Command;
  /** Takes away what `command` put into the checkout. */
  readonly tidy?: (task: Task) => void;
  /** How many findings a run printed; throws where the output is not what a complete run prints. */
  readonly findings: (cost: Cost, task: Task) => number;
}

export interface Task {
  /** Absolute path of the checkout. */
  readonly folder: string;
  /** Absolute paths. */
  readonly files: readonly string[];
}

const root = path.resolve(import.meta.dirname, '../..');
export const cliBundle = path.join(root, 'dist/cli.mjs');

/** Installs packages at these exact versions once, and returns the folder that has them in `node_modules`. */
export function installed(name: string, dependencies: Readonly<Record<string, string>>): string {
  const folder = path.join(root, '.cache/bench', name);
  const manifest = JSON.stringify({ private: true, dependencies }, null, 2);
  const manifestFile = path.join(folder, 'package.json');
  const isThere = existsSync(path.join(folder, 'node_modules')) && readFileSync(manifestFile, 'utf8') === manifest;
  if (!isThere) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(manifestFile, manifest);
    console.error(`Installing the peers into ${folder} …`);
    execFileSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
  }
  return folder;
}

export async function filesIn(folder: string, pattern: RegExp): Promise<readonly string[]> {
  const files: string[] = [];
  for await (const found of findFiles({ paths: ['.'], workingDirectory: folder }))
    if (found.kind === 'file' && pattern.test(found.path)) files.push(found.path);
  return files;
}

/** The first contestant is us; the others are compared with it. */
export async function contest(task: Task, contestants: readonly Contestant[], rounds: number): Promise<void> {
  const costs = new Map<Contestant, Cost[]>(contestants.map((contestant) => [contestant, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const cost = await measure(contestant.command(task)).finally(() => contestant.tidy?.(task));
      console.error(
        `  round ${round}: ${contestant.name}: ${cost.cpuSeconds.toFixed(2)} s CPU, exit code ${cost.exitCode}`,
      );
      costs.get(contestant)?.push(cost);
    }
  }
  console.log(`\n### ${path.basename(task.folder)}: ${task.files.length} files, median of ${rounds} runs\n`);
  console.log('| tool | CPU s | wall s | peak MiB | findings | ours / its CPU | ours / its memory |');
  console.log('|---|---:|---:|---:|---:|---:|---:|');
  const ours = summaryOf(contestants[0], costs, task);
  for (const contestant of contestants) {
    const its = summaryOf(contestant, costs, task);
    const cells = [
      contestant.name,
      its.cpuSeconds.toFixed(2),
      its.wallSeconds.toFixed(2),
      its.peakMebibytes.toFixed(0),
      its.findings,
      // A tool that gave up is no fast tool.
      its.hasFailed ? '–' : (ours.cpuSeconds / its.cpuSeconds).toFixed(2),
      its.hasFailed ? '–' : (ours.peakMebibytes / its.peakMebibytes).toFixed(2),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function summaryOf(contestant: Contestant | undefined, costs: ReadonlyMap<Contestant, readonly Cost[]>, task: Task) {
  const own = contestant === undefined ? [] : (costs.get(contestant) ?? []);
  return {
    cpuSeconds: median(own.map((cost) => cost.cpuSeconds)),
    wallSeconds: median(own.map((cost) => cost.wallSeconds)),
    peakMebibytes: median(own.map((cost) => cost.peakMebibytes)),
    ...(own.map((cost) => outcomeOf(contestant, cost, task)).at(-1) ?? { findings: '', hasFailed: true }),
  };
}

/** What stands in the row of a tool: how much it found, or why it did not. */
function outcomeOf(contestant: Contestant | undefined, cost: Cost, task: Task) {
  try {
    return { findings: String(contestant?.findings(cost, task)), hasFailed: false };
  } catch (error) {
    const lastWords = cost.errorOutput.trim().split('\n').at(-1)?.slice(0, 120) ?? '';
    const reason = error instanceof Error ? error.message : '';
    return { findings: `failed (exit code ${cost.exitCode}): ${reason} ${lastWords}`.trim(), hasFailed: true };
  }
}
