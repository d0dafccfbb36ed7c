/**
 * Packs one .vsix a platform: the bundles, the pages, the snippets, and the native compiler of that platform.
 *   npm run package [-- --target linux-x64 darwin-arm64 …]   (default: this machine's platform; `all` for all)
 */

import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import vsce from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const cache = path.join(root, '.cache');

/** VS Code's name of a platform, and the compiler's. The Linux compiler is statically linked, so it runs on Alpine. */
const compilers = {
  'alpine-arm64': 'linux-arm64',
  'alpine-x64': 'linux-x64',
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm64': 'linux-arm64',
  'linux-armhf': 'linux-arm',
  'linux-x64': 'linux-x64',
  'win32-arm64': 'win32-arm64',
  'win32-x64': 'win32-x64',
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { target: { type: 'string', multiple: true, default: [] } },
});
const targets = targetsOf([...values.target, ...positionals]);
const unknown = targets.filter((target) => !(target in compilers));
if (unknown.length > 0) {
  console.error(`Unknown target: ${unknown.join(', ')}. Known are ${Object.keys(compilers).join(', ')}.`);
  process.exit(2);
}

execFileSync(process.execPath, [path.join(root, 'scripts/build.mjs'), '--production'], { stdio: 'inherit' });
const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
for (const target of targets) {
  const file = path.join(root, `${manifest.name}-${target}-${manifest.version}.vsix`);
  await vsce.createVSIX({
    cwd: await stage(target),
    target,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    rewriteRelativeLinks: false,
  });
  console.log(`${path.basename(file)}: ${megabytes(statSync(file).size)}`);
}

function targetsOf(asked) {
  if (asked.includes('all')) return Object.keys(compilers);
  return asked.length > 0 ? asked : [`${process.platform}-${process.arch}`];
}

/** A folder with what `.vscodeignore` leaves, and with what is made for the package: its manifest and the compiler. */
async function stage(target) {
  const folder = path.join(cache, 'package', target);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of await vsce.listFiles({ cwd: root, packageManager: vsce.PackageManager.None }))
    cpSync(path.join(root, name), path.join(folder, name));
  writeFileSync(path.join(folder, 'package.json'), `${JSON.stringify(packagedManifest(), null, 2)}\n`);
  stageCompiler(compilers[target], path.join(folder, 'dist/compiler'));
  return folder;
}

/** Everything is bundled, so the package has neither dependencies nor scripts. */
function packagedManifest() {
  const { scripts, dependencies, devDependencies, private: isPrivate, ...packaged } = manifest;
  return { ...packaged, files: ['**/*'] };
}

/** Copies the executable, the library declarations beside it and the licence that goes with them. */
function stageCompiler(platform, folder) {
  const source = compilerPackage(platform);
  cpSync(path.join(source, 'lib'), folder, { recursive: true });
  for (const name of ['LICENSE', 'NOTICE.txt']) cpSync(path.join(source, name), path.join(folder, name));
  const executable = path.join(folder, platform.startsWith('win32') ? 'tsc.exe' : 'tsc');
  // Checked here, so that a package without a compiler is never made.
  chmodSync(executable, 0o755);
}

/** The installed package of this machine's platform, else the same version from the registry, kept in the cache. */
function compilerPackage(platform) {
  const name = `@typescript/typescript-${platform}`;
  const installed = path.join(root, 'node_modules', name);
  if (existsSync(installed)) return installed;
  const version = manifest.dependencies.typescript;
  const folder = path.join(cache, 'compiler', `${platform}-${version}`);
  if (existsSync(path.join(folder, 'package/package.json'))) return path.join(folder, 'package');
  mkdirSync(folder, { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  execFileSync(npm, ['pack', `${name}@${version}`, '--pack-destination', folder, '--silent'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  const archive = readdirSync(folder).find((file) => file.endsWith('.tgz'));
  execFileSync('tar', ['-xzf', archive], { cwd: folder });
  rmSync(path.join(folder, archive));
  return path.join(folder, 'package');
}

function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
