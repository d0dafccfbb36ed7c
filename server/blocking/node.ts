/**
 * Calls of Node, Deno, Bun and npm packages that block the event loop, and what to write instead. Left out on purpose:
 * calls that block for microseconds only, CPU work whose cost depends on its input, and libraries that are synchronous
 * by design and have no other form (SQLite bindings).
 */

import type { BlockingKind } from './blockingCall.ts';

export interface NodeBlockingCall {
  readonly kind: BlockingKind;
  readonly twin: Twin;
}

export type Twin =
  /** An export that takes the same arguments and gives a promise of the same result. */
  | { readonly how: 'export'; readonly module: string; readonly name: string }
  /** A member beside the blocking one that takes the same arguments and gives a promise of the same result. */
  | { readonly how: 'member'; readonly name: string }
  /**
   * A function with a callback in the same module. `result` is the member of the promised value that is the result.
   * `typed`: its types survive `promisify` with this many arguments only, and the result must be said to be of this type.
   */
  | {
      readonly how: 'promisify';
      readonly module: string;
      readonly name: string;
      readonly result?: string;
      readonly typed?: { readonly parameters: number; readonly result: string };
    }
  /** Something that takes other arguments or gives another result, so that no fix can write it. */
  | { readonly how: 'advice'; readonly text: string };

interface Group {
  readonly kind: BlockingKind;
  /** Modules that all have these exports; `global` for what needs no import. */
  readonly modules: readonly string[];
  /** Space separated; `name>twin` where the twin's name is not the name without `Sync`. */
  readonly names: string;
  readonly twin: (module: string, name: string) => Twin;
}

const fromModule =
  (module: string) =>
  (_: string, name: string): Twin => ({ how: 'export', module, name });
const sameModule = (module: string, name: string): Twin => ({ how: 'export', module, name });
const promisified = (module: string, name: string): Twin => ({ how: 'promisify', module, name });
const member = (_: string, name: string): Twin => ({ how: 'member', name });
const advice = (text: string) => (): Twin => ({ how: 'advice', text });

const fileSystemCalls =
  'renameSync truncateSync chownSync lchownSync lutimesSync chmodSync linkSync symlinkSync unlinkSync rmdirSync ' +
  'rmSync mkdirSync mkdtempSync readdirSync utimesSync readFileSync writeFileSync appendFileSync copyFileSync cpSync ' +
  'opendirSync statfsSync';

const groups: readonly Group[] = [
  {
    kind: 'file',
    modules: ['node:fs'],
    names: fileSystemCalls,
    twin: fromModule('node:fs/promises'),
  },
  {
    kind: 'path',
    modules: ['node:fs'],
    names: 'statSync lstatSync realpathSync realpathSync.native>realpath readlinkSync accessSync',
    twin: fromModule('node:fs/promises'),
  },
  { kind: 'path', modules: ['node:fs'], names: 'existsSync', twin: advice('access') },
  { kind: 'file', modules: ['node:fs'], names: 'globSync', twin: advice('glob') },
  {
    kind: 'file',
    modules: ['node:fs'],
    names: 'openSync readSync readvSync writeSync writevSync fsyncSync fdatasyncSync ftruncateSync',
    twin: advice('FileHandle'),
  },
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
    names: 'pbkdf2Sync argon2Sync generateKeyPairSync',
    twin: promisified,
  },
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'generatePrimeSync checkPrimeSync',
    twin: (_, name) => advice(name)(),
  },
  {
    kind: 'crypto',
    modules: ['node:crypto'],
    names: 'scryptSync',
    twin: (module, name) => ({ how: 'promisify', module, name, typed: { parameters: 3, result: 'Buffer' } }),
  },
  {
    kind: 'compression',
    modules: ['node:zlib'],
    names:
      'brotliCompressSync brotliDecompressSync deflateSync deflateRawSync gzipSync gunzipSync inflateSync ' +
      'inflateRawSync unzipSync zstdCompressSync zstdDecompressSync',
    twin: promisified,
  },
  { kind: 'sleep', modules: ['global'], names: 'Atomics.wait', twin: advice('Atomics.waitAsync') },

  {
    kind: 'file',
    modules: ['global'],
    names:
      'Deno.chmodSync Deno.chownSync Deno.copyFileSync Deno.linkSync Deno.makeTempDirSync Deno.makeTempFileSync ' +
      'Deno.mkdirSync Deno.openSync Deno.readFileSync Deno.readTextFileSync Deno.removeSync Deno.renameSync ' +
      'Deno.symlinkSync Deno.truncateSync Deno.utimeSync Deno.writeFileSync Deno.writeTextFileSync',
    twin: member,
  },
  {
    kind: 'path',
    modules: ['global'],
    names: 'Deno.lstatSync Deno.statSync Deno.realPathSync Deno.readLinkSync',
    twin: member,
  },
  { kind: 'process', modules: ['global'], names: 'Deno.Command.outputSync', twin: member },
  { kind: 'sleep', modules: ['global'], names: 'Bun.sleepSync', twin: member },
  { kind: 'process', modules: ['global'], names: 'Bun.spawnSync', twin: advice('Bun.spawn') },
  { kind: 'crypto', modules: ['global'], names: 'Bun.password.hashSync Bun.password.verifySync', twin: member },

  {
    kind: 'file',
    modules: ['fs-extra'],
    // It also gives what `node:fs` has, its asynchronous calls as promises.
    names:
      `${fileSystemCalls} copySync moveSync removeSync outputFileSync outputJsonSync outputJSONSync readJsonSync readJSONSync ` +
      'writeJsonSync writeJSONSync ensureDirSync ensureFileSync ensureLinkSync ensureSymlinkSync emptyDirSync ' +
      'createFileSync mkdirsSync mkdirpSync',
    twin: sameModule,
  },
  {
    kind: 'path',
    modules: ['fs-extra'],
    names: 'statSync lstatSync realpathSync readlinkSync accessSync existsSync>pathExists pathExistsSync',
    twin: sameModule,
  },
  { kind: 'file', modules: ['glob', 'tinyglobby'], names: 'globSync', twin: sameModule },
  { kind: 'file', modules: ['fast-glob'], names: 'sync globSync', twin: advice('glob') },
  { kind: 'file', modules: ['globby'], names: 'globbySync', twin: sameModule },
  { kind: 'file', modules: ['rimraf'], names: 'rimrafSync sync>rimraf', twin: sameModule },
  { kind: 'file', modules: ['mkdirp'], names: 'mkdirpSync sync>mkdirp', twin: sameModule },
  { kind: 'file', modules: ['del'], names: 'deleteSync>deleteAsync', twin: sameModule },
  { kind: 'file', modules: ['jsonfile'], names: 'readFileSync writeFileSync', twin: sameModule },
  { kind: 'file', modules: ['load-json-file'], names: 'loadJsonFileSync', twin: sameModule },
  { kind: 'file', modules: ['write-json-file'], names: 'writeJsonFileSync', twin: sameModule },
  { kind: 'file', modules: ['read-pkg'], names: 'readPackageSync', twin: sameModule },
  { kind: 'path', modules: ['find-up'], names: 'findUpSync findUpMultipleSync', twin: sameModule },
  { kind: 'path', modules: ['path-exists'], names: 'pathExistsSync', twin: sameModule },
  { kind: 'file', modules: ['proper-lockfile'], names: 'lockSync unlockSync checkSync', twin: sameModule },

  { kind: 'process', modules: ['execa'], names: 'execaSync execaCommandSync', twin: sameModule },
  { kind: 'process', modules: ['cross-spawn'], names: 'sync spawn.sync', twin: advice('spawn') },
  {
    kind: 'process',
    modules: ['esbuild'],
    names: 'buildSync transformSync formatMessagesSync analyzeMetafileSync',
    twin: sameModule,
  },
  {
    kind: 'process',
    modules: ['@babel/core'],
    names:
      'transformSync>transformAsync transformFileSync>transformFileAsync transformFromAstSync>transformFromAstAsync ' +
      'parseSync>parseAsync',
    twin: sameModule,
  },
  {
    kind: 'process',
    modules: ['@swc/core'],
    names: 'transformSync transformFileSync minifySync parseSync parseFileSync',
    twin: sameModule,
  },
  {
    kind: 'process',
    modules: ['sass', 'sass-embedded'],
    names: 'compile>compileAsync compileString>compileStringAsync',
    twin: sameModule,
  },

  {
    kind: 'crypto',
    modules: ['bcrypt', 'bcryptjs', '@node-rs/bcrypt'],
    names: 'hashSync compareSync genSaltSync',
    twin: sameModule,
  },
  { kind: 'crypto', modules: ['@node-rs/argon2'], names: 'hashSync hashRawSync verifySync', twin: sameModule },
  { kind: 'crypto', modules: ['scrypt-js'], names: 'syncScrypt>scrypt', twin: sameModule },
  { kind: 'compression', modules: ['snappy'], names: 'compressSync uncompressSync', twin: sameModule },
  {
    kind: 'compression',
    modules: ['adm-zip'],
    names: 'extractAllTo>extractAllToAsync writeZip>writeZipPromise addLocalFolder>addLocalFolderPromise',
    twin: (_, name) => advice(name)(),
  },

  { kind: 'network', modules: ['sync-request'], names: 'default', twin: advice('fetch') },
  {
    kind: 'input',
    modules: ['readline-sync'],
    names:
      'question prompt keyIn keyInYN keyInYNStrict keyInPause keyInSelect questionInt questionNewPassword questionEMail',
    twin: advice('node:readline/promises'),
  },
];

/** Blocking calls by the full name of their callee. */
export const nodeBlockingCalls: ReadonlyMap<string, NodeBlockingCall> = new Map(
  groups.flatMap(({ kind, modules, names, twin }) =>
    modules.flatMap((module) =>
      names.split(' ').map((entry): readonly [string, NodeBlockingCall] => {
        const [name = entry, twinName = entry.replace(/^.*\./, '').replace(/Sync$/, '')] = entry.split('>');
        return [`${module}.${name}`, { kind, twin: twin(module, twinName) }];
      }),
    ),
  ),
);

/** Last names of the callees above. */
export const nodeNames: readonly string[] = [
  ...new Set([...nodeBlockingCalls.keys()].map((symbol) => symbol.slice(symbol.lastIndexOf('.') + 1))),
];
