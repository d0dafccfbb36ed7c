/**
 * Runs the same suite in desktop VS Code, which it downloads. Without a display: xvfb-run -a npm run test:desktop
 *   npm run test:desktop [-- VERSION]
 * VSCODE_EXECUTABLE names an installed VS Code to use instead of a download.
 */

import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { bundleSuite } from './driver/bundleSuite.mjs';
import { countsOf, report } from './driver/report.mjs';

const root = path.resolve(import.meta.dirname, '../..');
execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
const suite = await bundleSuite();
const scratch = mkdtempSync(path.join(tmpdir(), 'async-pitfalls-desktop-'));
const workspace = path.join(scratch, 'workspace');
const resultsFile = path.join(scratch, 'results.json');
cpSync(path.join(import.meta.dirname, 'fixtures/workspace'), workspace, { recursive: true });
try {
  await runTests({
    version: process.argv[2] ?? 'stable',
    vscodeExecutablePath: process.env.VSCODE_EXECUTABLE,
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: { ASYNC_PITFALLS_RESULTS: resultsFile },
    // Electron's sandbox does not work for root, as whom many containers run.
    launchArgs: [workspace, '--disable-extensions', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
} finally {
  const counts = existsSync(resultsFile)
    ? countsOf(JSON.parse(readFileSync(resultsFile, 'utf8')))
    : { passed: 0, failed: 1 };
  report(counts);
  rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
}
