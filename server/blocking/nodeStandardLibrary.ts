/**
 * Blocking calls of Node, Deno, Bun and browsers. Left out on purpose: calls that block for microseconds only
 * (`closeSync`, `fstatSync`, small keys and signatures), work whose cost depends on its input (`cpu-bound-in-async`), and
 * what somebody asks for in order to stop everything (heap snapshots, debuggers, `alert`).
 */

import {
  advice,
  fileCalls,
  fromModule,
  type Group,
  handleCalls,
  inNode,
  member,
  namedTwin,
  pathCalls,
  promisified,
} from './nodeGroups.ts';

/** Before, `fs.promises` alone had what is in the module of that name. */
const promisesModule = inNode('14', 2020);

export const standardLibrary: readonly Group[] = [
  {
    kind: 'file',
    modules: ['node:fs'],
    names: fileCalls,
    twin: fromModule('node:fs/promises'),
    since: promisesModule,
  },
  {
    kind: 'path',
    modules: ['node:fs'],
    names: `${pathCalls} realpathSync.native>realpath`,
    twin: fromModule('node:fs/promises'),
    since: promisesModule,
  },
  // What it gives is disposed of by `using`, with `await using` for its twin.
  { kind: 'file', modules: ['node:fs'], names: 'mkdtempDisposableSync', twin: namedTwin },
  { kind: 'path', modules: ['node:fs'], names: 'existsSync', twin: advice('access') },
  { kind: 'file', modules: ['node:fs'], names: 'globSync', twin: advice('glob') },
  { kind: 'file', modules: ['node:fs'], names: handleCalls, twin: advice('FileHandle') },
  { kind: 'file', modules: ['node:fs'], names: 'Dir.readSync', twin: member },
  {
    kind: 'process',
    modules: ['node:child_process'],
    names: 'execSync execFileSync',
    twin: (module, name) => ({ how: 'promisify', module, name, result: 'stdout' }),
  },
  { kind: 'process', modules: ['node:child_process'], names: 'spawnSync', twin: advice('spawn') },
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'pbkdf2Sync argon2Sync',
    twin: promisified,
  },
  // Keys of elliptic curves are quick to make.
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'generateKeyPairSync',
    unlessGiven: /^['"`](?:ec|ed25519|ed448|x25519|x448)['"`]$/,
    twin: promisified,
  },
  { kind: 'crypto', modules: ['node:crypto'], names: 'generatePrimeSync checkPrimeSync', twin: namedTwin },
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'scryptSync',
    twin: (module, name) => ({ how: 'promisify', module, name, typed: { parameters: 3, result: 'Buffer' } }),
  },
  // Given a number of bits it looks for a prime; given a prime it is quick.
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'createDiffieHellman',
    ifGiven: /^\d+$/,
    twin: advice('generatePrime'),
    since: inNode('15.8', 2021),
  },
  {
    kind: 'compression',
    modules: ['node:zlib'],
    names:
      'brotliCompressSync brotliDecompressSync deflateSync deflateRawSync gzipSync gunzipSync inflateSync ' +
      'inflateRawSync unzipSync zstdCompressSync zstdDecompressSync',
    twin: promisified,
  },
  {
    kind: 'embedded',
    modules: ['node:sqlite'],
    names: 'DatabaseSync.exec StatementSync.run StatementSync.get StatementSync.all StatementSync.iterate',
    twin: advice('worker_threads'),
  },
  {
    kind: 'sleep',
    modules: ['global'],
    names: 'Atomics.wait',
    twin: advice('Atomics.waitAsync'),
    since: inNode('16', 2021),
  },
  { kind: 'network', modules: ['global'], names: 'XMLHttpRequest.open', ifGiven: /^false$/, twin: advice('fetch') },

  {
    kind: 'file',
    modules: ['global'],
    names:
      'Deno.chmodSync Deno.chownSync Deno.copyFileSync Deno.linkSync Deno.makeTempDirSync Deno.makeTempFileSync ' +
      'Deno.mkdirSync Deno.openSync Deno.readFileSync Deno.readTextFileSync Deno.removeSync Deno.renameSync ' +
      'Deno.symlinkSync Deno.truncateSync Deno.utimeSync Deno.writeFileSync Deno.writeTextFileSync',
    twin: member,
  },
  // Classes are known by the package that declares them, `@types/deno`.
  {
    kind: 'file',
    modules: ['deno'],
    names:
      'FsFile.readSync FsFile.writeSync FsFile.syncSync FsFile.syncDataSync FsFile.truncateSync FsFile.utimeSync ' +
      'FsFile.lockSync',
    twin: member,
  },
  // What it gives is iterated, with `for await` for its twin.
  { kind: 'file', modules: ['global'], names: 'Deno.readDirSync', twin: namedTwin },
  {
    kind: 'path',
    modules: ['global'],
    names: 'Deno.lstatSync Deno.statSync Deno.realPathSync Deno.readLinkSync',
    twin: member,
  },
  { kind: 'process', modules: ['deno'], names: 'Command.outputSync', twin: member },
  { kind: 'process', modules: ['global'], names: 'Deno.spawnAndWaitSync', twin: member },
  { kind: 'sleep', modules: ['global'], names: 'Bun.sleepSync', twin: member },
  { kind: 'process', modules: ['global'], names: 'Bun.spawnSync', twin: advice('Bun.spawn') },
  { kind: 'crypto', modules: ['global'], names: 'Bun.password.hashSync Bun.password.verifySync', twin: member },
  { kind: 'path', modules: ['global'], names: 'Bun.resolveSync', twin: member },
  {
    kind: 'compression',
    modules: ['global'],
    names: 'Bun.gzipSync Bun.gunzipSync Bun.deflateSync Bun.inflateSync',
    twin: advice('node:zlib'),
  },
  {
    kind: 'compression',
    modules: ['global'],
    names: 'Bun.zstdCompressSync>zstdCompress Bun.zstdDecompressSync>zstdDecompress',
    twin: member,
  },
];
