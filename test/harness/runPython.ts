/** Runs small Python programs under the machine's Python, with stand-ins for libraries that are not installed. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface PythonProgram {
  readonly name: string;
  /** Port 8080 stands for a free port of this machine. */
  readonly text: string;
  /** Port 8080 is that of a server on this machine which sends a line back. */
  readonly asksServer?: boolean;
}

/** What went wrong, by name: an error, a warning about work that nobody awaited, or no end. */
export function runPython(programs: readonly PythonProgram[]): ReadonlyMap<string, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'programs-'));
  try {
    const [input, output] = [path.join(folder, 'programs.json'), path.join(folder, 'failures.json')];
    writeFileSync(input, JSON.stringify(programs));
    const runner = path.join(import.meta.dirname, 'python/run_programs.py');
    const { status, stderr } = spawnSync('python3', [runner, input, output], {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (status !== 0) throw new Error(`the programs did not run: ${stderr}`);
    const failures: Record<string, string> = JSON.parse(readFileSync(output, 'utf8'));
    return new Map(Object.entries(failures));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
