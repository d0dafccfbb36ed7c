/** VS Code calls `run` inside the extension host, in the browser-driven run and on the desktop alike. */

import { readdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import * as vscode from 'vscode';

interface TestResult {
  readonly title: string;
  readonly state: 'passed' | 'failed' | 'pending';
  readonly error?: string;
}

export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 60_000, reporter: SilentReporter });
  for (const file of readdirSync(__dirname).sort())
    if (file.endsWith('.test.cjs')) mocha.addFile(path.join(__dirname, file));

  const tests: TestResult[] = [];
  const failures = await new Promise<number>((resolve) => {
    const runner = mocha.run(resolve);
    leaveErrorsOfOthers();
    const note = (test: Mocha.Runnable, state: TestResult['state'], error?: Error) => {
      const title = test.fullTitle();
      tests.push(error === undefined ? { title, state } : { title, state, error: String(error.stack ?? error) });
      console.log(`suite| ${state} ${title} (${test.duration ?? 0} ms)`);
    };
    runner.on('pass', (test) => note(test, 'passed'));
    runner.on('fail', (test, error) => note(test, 'failed', error));
    runner.on('pending', (test) => note(test, 'pending'));
  });

  const resultsFile = process.env.ASYNC_PITFALLS_RESULTS;
  if (resultsFile === undefined) throw new Error('ASYNC_PITFALLS_RESULTS names no file for the results');
  // Renamed when complete, so that a file that is there is whole.
  writeFileSync(`${resultsFile}.part`, JSON.stringify({ tests }, null, 2));
  renameSync(`${resultsFile}.part`, resultsFile);
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

/**
 * VS Code's own extensions run in this process too, and Mocha counts whatever nobody catches there against the test
 * that happens to run. What comes from them is printed only.
 */
function leaveErrorsOfOthers(): void {
  const builtIn = path.join(vscode.env.appRoot, 'extensions');
  for (const listener of process.listeners('uncaughtException').slice(-1)) {
    process.off('uncaughtException', listener);
    process.on('uncaughtException', (error, origin) => {
      if (error.stack?.includes(builtIn)) console.log(`suite| an extension of VS Code's failed: ${error.stack}`);
      else listener(error, origin);
    });
  }
}

/** Mocha's own reporters print in pieces that reach the driver unformatted. */
class SilentReporter extends Mocha.reporters.Base {}
