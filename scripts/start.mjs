/**
 * From a fresh clone to findings: installs what is missing, builds what is stale, and checks the examples.
 *   npm start [-- PATH... | -- --format json PATH...]
 */

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const oldestNode = { major: 20, minor: 11 };
// `import.meta.dirname` would be shorter, but an older Node does not know it, and is to be told.
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const given = process.argv.slice(2);

if (nodeIsTooOld())
  stop(
    `Async Pitfalls needs Node.js ${oldestNode.major}.${oldestNode.minor} or newer, and this is ${process.versions.node}.`,
  );
if (dependenciesAreStale()) installDependencies();
if (bundleIsStale()) runNode([path.join(root, 'scripts/build.mjs')], 'building');

const target = given.length > 0 ? given : [path.join(root, 'examples')];
const { status, signal, error } = spawnSync(process.execPath, [path.join(root, 'dist/cli.mjs'), 'check', ...target], {
  stdio: 'inherit',
  cwd: given.length > 0 ? (process.env.INIT_CWD ?? process.cwd()) : root,
});
if (error) stop(`The check could not be started: ${error.message}`);
if (signal) process.kill(process.pid, signal);
// The examples are full of pitfalls: to find them is what should happen.
const isExpected = given.length === 0 && status === 1;
process.exitCode = isExpected ? 0 : (status ?? 2);

function nodeIsTooOld() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major < oldestNode.major || (major === oldestNode.major && minor < oldestNode.minor);
}

/** npm notes in this file what it installed, so an older one means that the lock file has changed since. */
function dependenciesAreStale() {
  const installed = timeOf('node_modules/.package-lock.json');
  return installed === undefined || installed < (timeOf('package-lock.json') ?? 0);
}

function installDependencies() {
  console.error('Installing dependencies (npm ci) …');
  // npm says where it is itself; on Windows only that spares us a shell.
  const npm = process.env.npm_execpath;
  const [command, prefix, shell] = npm?.endsWith('.js')
    ? [process.execPath, [npm], false]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm', [], process.platform === 'win32'];
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  const result = spawnSync(command, [...prefix, ...options], { cwd: root, stdio: ['ignore', 2, 2], shell });
  if (result.status !== 0) stop('Installing the dependencies failed: see the messages of npm above.');
}

function bundleIsStale() {
  const built = timeOf('dist/cli.mjs');
  if (built === undefined) return true;
  const inputs = ['client', 'rules', 'scripts', 'server', 'snippets', 'package.json', 'package-lock.json'];
  return inputs.some((input) => newestIn(path.join(root, input)) > built);
}

function newestIn(place) {
  if (!existsSync(place)) return 0;
  const stats = statSync(place);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(place).map((name) => newestIn(path.join(place, name))));
}

function timeOf(name) {
  return statSync(path.join(root, name), { throwIfNoEntry: false })?.mtimeMs;
}

function runNode(argv, what) {
  const result = spawnSync(process.execPath, argv, { cwd: root, stdio: ['ignore', 2, 2] });
  if (result.status !== 0) stop(`Something went wrong while ${what}: see the messages above.`);
}

function stop(message) {
  console.error(message);
  process.exit(2);
}
