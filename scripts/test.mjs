/**
 * Checks everything: types, format, generated files, bundles, tests, the package, and the extension in a real VS Code.
 * Every stage runs even when an earlier one failed. The last line is `N passed, N failed`.
 *   npm test
 */

import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const reports = path.join(root, '.cache/test');
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const total = { passed: 0, failed: 0 };
if (dependenciesAreStale()) await stage('install', 'npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
// Mostly waiting for the network, so it runs beside the first stages.
const tools = start(process.execPath, ['test/vscode/driver/tools.mjs']);
await stage('types', process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit']);
await stage('types of the webview', process.execPath, [
  ...['node_modules/typescript/bin/tsc', '--noEmit', '-p', 'client/callGraph/view'],
]);
await stage('format', process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '.']);
await stage('generated files', process.execPath, [
  'node_modules/tsx/dist/cli.mjs',
  'rules/tools/generate.ts',
  '--check',
]);
await stage('bundles', process.execPath, ['scripts/build.mjs']);
await stage(
  'tests',
  process.execPath,
  [
    'node_modules/vitest/vitest.mjs',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf('tests')}`,
  ],
  vitestCounts,
);
await stage('VS Code tools', tools);
await stage('VS Code suite', process.execPath, ['test/vscode/runSuite.mjs'], ownCounts);
await stage('package', process.execPath, ['scripts/package.mjs']);
await stage('VS Code interface', process.execPath, ['test/vscode/runInterface.mjs'], ownCounts);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one stage, or waits for one under way, and adds what passed and failed in it. A stage itself counts as one. */
async function stage(name, command, given, countsOf = undefined) {
  const started = Date.now();
  console.log(`\n── ${name}`);
  const run = typeof command === 'string' ? start(command, given, { name, inherit: true }) : command;
  const { code, output } = await run;
  if (output !== '') console.log(output.trimEnd());
  const isFine = code === 0;
  // A stage that should count its tests and left no report has come to no end.
  const counts = countsOf?.(name) ?? {
    passed: isFine && countsOf === undefined ? 1 : 0,
    failed: isFine && countsOf === undefined ? 0 : 1,
  };
  // Something may go wrong outside of the tests, such as an unhandled rejection.
  if (!isFine && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  console.log(
    `── ${name}: ${counts.failed === 0 ? 'passed' : 'FAILED'} (${counts.passed} passed, ${counts.failed} failed, ${seconds} s)`,
  );
}

function start(command, given, { name = '', inherit = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, given, {
      cwd: root,
      stdio: ['ignore', inherit ? 'inherit' : 'pipe', inherit ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
      env: { ...process.env, TEST_REPORT: reportOf(name) },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

function vitestCounts(name) {
  const results = readReport(name);
  if (results === undefined) return undefined;
  // A file that cannot be loaded has no tests to fail.
  const broken = results.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const skipped = results.numPendingTests + results.numTodoTests;
  return { passed: results.numPassedTests, failed: results.numFailedTests + broken.length + skipped };
}

function ownCounts(name) {
  return readReport(name);
}

function reportOf(name) {
  return path.join(reports, `${name.replaceAll(' ', '-')}.json`);
}

function readReport(name) {
  return existsSync(reportOf(name)) ? JSON.parse(readFileSync(reportOf(name), 'utf8')) : undefined;
}

/** npm notes in this file what it installed, so an older one means that the lock file has changed since. */
function dependenciesAreStale() {
  const time = (name) => statSync(path.join(root, name), { throwIfNoEntry: false })?.mtimeMs;
  const installed = time('node_modules/.package-lock.json');
  return installed === undefined || installed < (time('package-lock.json') ?? 0);
}
