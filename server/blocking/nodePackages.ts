/**
 * Blocking calls of npm packages. A name such as `glob.sync` says nothing of the package's version, so no fix follows. Left
 * out on purpose: what computes on the loop in its asynchronous form as well (`@babel/core`, `sass`, `terser`), and salts
 * (`bcrypt.genSaltSync`), which are a few random bytes.
 */

import { advice, fileCalls, type Group, handleCalls, inNode, namedTwin, pathCalls, sameModule } from './nodeGroups.ts';

export const packages: readonly Group[] = [
  {
    kind: 'file',
    modules: ['fs-extra'],
    // It also gives what `node:fs` has, its asynchronous calls as promises.
    names:
      `${fileCalls} copySync moveSync removeSync outputFileSync outputJsonSync outputJSONSync readJsonSync readJSONSync ` +
      'writeJsonSync writeJSONSync ensureDirSync ensureFileSync ensureLinkSync ensureSymlinkSync emptyDirSync ' +
      'createFileSync mkdirsSync mkdirpSync',
    twin: sameModule,
    since: { of: 'fs-extra', version: '3.0', year: 2017 },
  },
  {
    kind: 'path',
    modules: ['fs-extra'],
    names: `${pathCalls} existsSync>pathExists pathExistsSync`,
    twin: sameModule,
    since: { of: 'fs-extra', version: '3.0', year: 2017 },
  },
  { kind: 'file', modules: ['graceful-fs'], names: `${fileCalls} ${handleCalls}`, twin: advice('node:fs/promises') },
  { kind: 'path', modules: ['graceful-fs'], names: `${pathCalls} existsSync`, twin: advice('node:fs/promises') },
  { kind: 'file', modules: ['glob', 'tinyglobby'], names: 'globSync', twin: sameModule },
  { kind: 'file', modules: ['glob'], names: 'sync globIterateSync globStreamSync', twin: advice('glob') },
  { kind: 'file', modules: ['fast-glob'], names: 'sync globSync', twin: advice('glob') },
  { kind: 'file', modules: ['globby'], names: 'globbySync', twin: sameModule },
  { kind: 'file', modules: ['globby'], names: 'sync>globby isGitIgnoredSync', twin: namedTwin },
  { kind: 'file', modules: ['rimraf'], names: 'rimrafSync', twin: sameModule },
  { kind: 'file', modules: ['rimraf'], names: 'sync', twin: advice('rimraf') },
  { kind: 'file', modules: ['mkdirp'], names: 'mkdirpSync', twin: sameModule },
  { kind: 'file', modules: ['mkdirp'], names: 'sync', twin: advice('mkdirp') },
  { kind: 'file', modules: ['make-dir'], names: 'makeDirectorySync', twin: sameModule },
  { kind: 'file', modules: ['make-dir'], names: 'sync', twin: advice('makeDir') },
  { kind: 'file', modules: ['del'], names: 'deleteSync>deleteAsync', twin: sameModule },
  { kind: 'file', modules: ['del'], names: 'sync', twin: advice('del') },
  { kind: 'file', modules: ['move-file'], names: 'moveFileSync renameFileSync', twin: sameModule },
  { kind: 'file', modules: ['tempy'], names: 'temporaryWriteSync>temporaryWrite', twin: sameModule },
  { kind: 'file', modules: ['tmp'], names: 'dirSync fileSync tmpNameSync', twin: advice('tmp-promise') },
  { kind: 'file', modules: ['write-file-atomic'], names: 'sync', twin: advice('writeFileAtomic') },
  {
    kind: 'file',
    modules: ['jsonfile'],
    names: 'readFileSync writeFileSync',
    twin: sameModule,
    since: { of: 'jsonfile', version: '5.0', year: 2018 },
  },
  { kind: 'file', modules: ['load-json-file'], names: 'loadJsonFileSync', twin: sameModule },
  { kind: 'file', modules: ['load-json-file'], names: 'sync', twin: advice('loadJsonFile') },
  { kind: 'file', modules: ['write-json-file'], names: 'writeJsonFileSync', twin: sameModule },
  { kind: 'file', modules: ['write-json-file'], names: 'sync', twin: advice('writeJsonFile') },
  { kind: 'file', modules: ['read-yaml-file'], names: 'readYamlFileSync', twin: sameModule },
  { kind: 'file', modules: ['read-yaml-file'], names: 'sync', twin: advice('readYamlFile') },
  { kind: 'file', modules: ['read-pkg'], names: 'readPackageSync', twin: sameModule },
  { kind: 'file', modules: ['read-pkg'], names: 'sync', twin: advice('readPkg') },
  { kind: 'path', modules: ['find-up'], names: 'findUpSync findUpMultipleSync', twin: sameModule },
  { kind: 'path', modules: ['find-up'], names: 'findDownSync', twin: sameModule },
  { kind: 'path', modules: ['find-up'], names: 'sync', twin: advice('findUp') },
  { kind: 'path', modules: ['pkg-up'], names: 'pkgUpSync', twin: sameModule },
  { kind: 'path', modules: ['pkg-up'], names: 'sync', twin: advice('pkgUp') },
  { kind: 'path', modules: ['locate-path'], names: 'locatePathSync', twin: sameModule },
  { kind: 'path', modules: ['locate-path'], names: 'sync', twin: advice('locatePath') },
  { kind: 'path', modules: ['path-exists'], names: 'pathExistsSync', twin: sameModule },
  { kind: 'path', modules: ['path-exists'], names: 'sync', twin: advice('pathExists') },
  { kind: 'path', modules: ['which'], names: 'sync', twin: advice('which') },
  { kind: 'path', modules: ['isexe'], names: 'sync', twin: advice('isexe') },
  { kind: 'file', modules: ['walkdir'], names: 'sync', twin: advice('walkdir.async') },
  { kind: 'file', modules: ['klaw-sync'], names: 'default', twin: advice('klaw') },
  {
    kind: 'file',
    modules: ['proper-lockfile'],
    names: 'lockSync unlockSync checkSync',
    twin: sameModule,
    since: { of: 'proper-lockfile', version: '3.0', year: 2018 },
  },
  // `cosmiconfigSync` itself reads nothing yet, and neither does `lilconfigSync`.
  {
    kind: 'file',
    modules: ['cosmiconfig'],
    names: 'PublicExplorerSync.search PublicExplorerSync.load',
    twin: advice('cosmiconfig'),
  },
  { kind: 'file', modules: ['lilconfig'], names: 'search load', twin: advice('lilconfig') },
  { kind: 'file', modules: ['protobufjs'], names: 'loadSync', twin: sameModule },
  {
    kind: 'file',
    modules: ['tar'],
    names: 'c create x extract t list r replace u update',
    ifGiven: /\bsync\s*:\s*true\b/,
    twin: advice('{ sync: false }'),
  },
  {
    kind: 'file',
    modules: ['shelljs'],
    names: 'cat cp grep ln ls mkdir mv rm sed touch',
    twin: advice('node:fs/promises'),
  },
  {
    kind: 'compression',
    modules: ['adm-zip'],
    names:
      'AdmZip.extractAllTo>extractAllToAsync AdmZip.writeZip>writeZipPromise AdmZip.addLocalFolder>addLocalFolderPromise',
    twin: namedTwin,
  },
  {
    kind: 'compression',
    modules: ['snappy'],
    names: 'compressSync uncompressSync',
    twin: sameModule,
    since: { of: 'snappy', version: '7.0', year: 2021 },
  },
  {
    kind: 'compression',
    modules: ['fflate'],
    names:
      'gzipSync gunzipSync zipSync unzipSync deflateSync inflateSync compressSync decompressSync zlibSync unzlibSync',
    twin: namedTwin,
  },

  { kind: 'process', modules: ['execa'], names: 'execaSync execaCommandSync', twin: sameModule },
  { kind: 'process', modules: ['execa'], names: 'sync>execa commandSync>command', twin: namedTwin },
  { kind: 'process', modules: ['cross-spawn'], names: 'sync spawn.sync', twin: advice('spawn') },
  {
    kind: 'process',
    modules: ['shelljs'],
    names: 'exec',
    unlessGiven: /\basync\s*:\s*true\b|=>|\bfunction\b/,
    twin: advice('node:child_process'),
  },
  {
    kind: 'file',
    modules: ['@babel/core'],
    names:
      'transformFileSync>transformFileAsync loadOptionsSync>loadOptionsAsync ' +
      'loadPartialConfigSync>loadPartialConfigAsync',
    twin: sameModule,
  },
  {
    kind: 'compilation',
    modules: ['esbuild'],
    names: 'buildSync transformSync formatMessagesSync analyzeMetafileSync',
    twin: sameModule,
  },
  {
    kind: 'compilation',
    modules: ['@swc/core'],
    names: 'transformSync transformFileSync minifySync parseSync parseFileSync printSync',
    twin: sameModule,
  },
  {
    kind: 'compilation',
    modules: ['sass-embedded'],
    names: 'compile>compileAsync compileString>compileStringAsync',
    twin: sameModule,
  },
  { kind: 'compilation', modules: ['node-sass'], names: 'renderSync>render', twin: namedTwin },
  { kind: 'thread', modules: ['@prettier/sync'], names: 'format check', twin: advice('prettier') },

  {
    kind: 'crypto',
    modules: ['bcrypt', 'bcryptjs', '@node-rs/bcrypt'],
    names: 'hashSync compareSync',
    twin: sameModule,
  },
  { kind: 'crypto', modules: ['@node-rs/argon2'], names: 'hashSync hashRawSync verifySync', twin: sameModule },
  {
    kind: 'crypto',
    modules: ['scrypt-js'],
    names: 'syncScrypt>scrypt',
    twin: sameModule,
    since: { of: 'scrypt-js', version: '3.0', year: 2019 },
  },

  {
    kind: 'embedded',
    modules: ['better-sqlite3'],
    names: 'Database.exec Database.pragma Statement.run Statement.get Statement.all Statement.iterate',
    twin: advice('worker_threads'),
  },

  { kind: 'network', modules: ['sync-request'], names: 'default', twin: advice('fetch'), since: inNode('18', 2022) },
  {
    kind: 'input',
    modules: ['readline-sync'],
    names:
      'question prompt keyIn keyInYN keyInYNStrict keyInPause keyInSelect questionInt questionNewPassword questionEMail',
    twin: advice('node:readline/promises'),
    since: inNode('17', 2021),
  },
];
