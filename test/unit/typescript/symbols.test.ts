/** Full names of calls, through imports, aliases, receivers and re-exports. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../server/facts/facts.ts';
import { callNamed, type DiskWorkspace, diskWorkspace } from './diskWorkspace.ts';

/** What is called, in which text, and its full name; none where it is not known. */
type Case = readonly [callee: string, text: string, symbol: string | undefined];

const readFileSync = 'node:fs.readFileSync';
const readFile = 'node:fs/promises.readFile';

const modules: readonly Case[] = [
  ['fs.readFileSync', "import * as fs from 'fs'; fs.readFileSync('a');", readFileSync],
  ['fs.readFileSync', "import * as fs from 'node:fs'; fs.readFileSync('a');", readFileSync],
  ['fs.readFileSync', "import fs from 'fs'; fs.readFileSync('a');", readFileSync],
  ['fs.readFileSync', "import { default as fs } from 'fs'; fs.readFileSync('a');", readFileSync],
  ['readFileSync', "import { readFileSync } from 'fs'; readFileSync('a');", readFileSync],
  ['read', "import { readFileSync as read } from 'node:fs'; read('a');", readFileSync],
  ['fs.readFileSync', "import fs = require('fs'); fs.readFileSync('a');", readFileSync],
  ["fs['readFileSync']", "import fs from 'fs'; fs['readFileSync']('a');", readFileSync],
  ['(fs as any).readFileSync', "import fs from 'fs'; (fs as any).readFileSync('a');", readFileSync],
  ['x.readFileSync', "import type fs from 'fs'; declare const x: typeof fs; x.readFileSync('a');", readFileSync],
  ['fs.readFile', "import fs from 'fs/promises'; fs.readFile('a');", readFile],
  ['readFile', "import { readFile } from 'node:fs/promises'; readFile('a');", readFile],
  ['fs.promises.readFile', "import fs from 'fs'; fs.promises.readFile('a');", readFile],
  ['fs.readFile', "import { promises as fs } from 'fs'; fs.readFile('a');", readFile],
  ['promises.readFile', "import { promises } from 'fs'; promises.readFile('a');", readFile],
  ['readFile', "import fs from 'fs'; const { readFile } = fs.promises; readFile('a');", readFile],
  ['readFile', "import fs from 'fs'; const { promises: { readFile } } = fs; readFile('a');", readFile],
  ['read', "import fs from 'fs'; const read = fs.readFileSync; read('a');", readFileSync],
  ['read', "import fs from 'fs'; const { readFileSync: read } = fs; read('a');", readFileSync],
  ['again', "import fs from 'fs'; const read = fs.readFileSync; const again = read; again('a');", readFileSync],
  ['fs.readFileSync', "import fs from 'fs'; fs.readFileSync?.('a');", readFileSync],
  ['execSync', "import { execSync } from 'child_process'; execSync('ls');", 'node:child_process.execSync'],
  ['cp.execSync', "import cp from 'node:child_process'; cp.execSync('ls');", 'node:child_process.execSync'],
  [
    'exec',
    "import cp from 'child_process'; import { promisify } from 'util'; const exec = promisify(cp.exec); exec('ls');",
    'node:util.promisify(node:child_process.exec)',
  ],
  [
    'sleep',
    "import util from 'node:util'; const sleep = util.promisify(setTimeout); sleep(1);",
    'node:timers/promises.setTimeout',
  ],
  ['sleep', "import { setTimeout as sleep } from 'timers/promises'; sleep(1);", 'node:timers/promises.setTimeout'],
  [
    'readFile',
    "import { readFile as old } from 'fs'; import { promisify } from 'util'; const readFile = promisify(old); readFile('a');",
    readFile,
  ],
];

const required: readonly Case[] = [
  ['fs.readFileSync', "const fs = require('fs'); fs.readFileSync('a');", readFileSync],
  ['readFileSync', "const { readFileSync } = require('fs'); readFileSync('a');", readFileSync],
  ['read', "const { readFileSync: read } = require('node:fs'); read('a');", readFileSync],
  ['read', "const read = require('fs').readFileSync; read('a');", readFileSync],
  ["require('fs').readFileSync", "require('fs').readFileSync('a');", readFileSync],
  ['fs.readFile', "const fs = require('fs').promises; fs.readFile('a');", readFile],
  ['fs.readFileSync', "const fs = await import('fs'); fs.readFileSync('a');", readFileSync],
  ['readFileSync', "const { readFileSync } = await import('node:fs'); readFileSync('a');", readFileSync],
  ['fs.readFileSync', "const { default: fs } = await import('node:fs'); fs.readFileSync('a');", readFileSync],
  ["(await import('fs')).readFileSync", "(await import('fs')).readFileSync('a');", readFileSync],
  ['fs.readFileSync', "import('fs').then((fs) => fs.readFileSync('a'));", readFileSync],
  [
    'exec',
    "const exec = require('util').promisify(require('child_process').exec); exec('ls');",
    'node:util.promisify(node:child_process.exec)',
  ],
  ['fs.readFileSync', "let fs; fs = require('fs'); fs.readFileSync('a');", undefined],
];

const globals: readonly Case[] = [
  ['fetch', "fetch('/');", 'global.fetch'],
  ['globalThis.fetch', "globalThis.fetch('/');", 'global.fetch'],
  ['setTimeout', 'setTimeout(() => {}, 1);', 'global.setTimeout'],
  ['setTimeout', "import { setTimeout } from 'node:timers'; setTimeout(() => {}, 1);", 'node:timers.setTimeout'],
  ['fetch', 'function fetch(a: string) {} fetch("/");', undefined],
  ['fetch', 'export function f(fetch: (a: string) => void) { fetch("/"); }', undefined],
  ['fetch', 'const fetch = (a: string) => {}; fetch("/");', undefined],
  ['fetch', "import { fetch } from './own.js'; fetch('/');", undefined],
  ['Promise.all', 'Promise.all([]);', 'global.Promise.all'],
  ['all', 'const { all } = Promise; all.call(Promise, []); all([]);', 'global.Promise.all'],
  ['Promise.all', 'const Promise = { all(a: unknown[]) {} }; Promise.all([]);', undefined],
];

const own: readonly Case[] = [
  ['readFileSync', 'function readFileSync(a: string) {} readFileSync("a");', undefined],
  ['readFileSync', "import { readFileSync } from './own.js'; readFileSync('a');", undefined],
  ['disk.readFileSync', "import * as disk from './own.js'; disk.readFileSync('a');", undefined],
  ['fs.readFileSync', "import fs from './own.js'; fs.readFileSync('a');", undefined],
  ['new Disk().readFileSync', 'class Disk { readFileSync(a: string) {} } new Disk().readFileSync("a");', undefined],
  ['this.readFileSync', 'class Disk { readFileSync(a: string) {} f() { this.readFileSync("a"); } }', undefined],
  ['disk.readFileSync', 'export function f(disk: any) { disk.readFileSync("a"); }', undefined],
  [
    'disk.readFileSync',
    "import type * as fs from 'fs'; export function f(disk: typeof fs) { disk.readFileSync('a'); }",
    readFileSync,
  ],
  [
    'this.fs.readFileSync',
    "import * as fs from 'fs'; class A { private fs = fs; f() { this.fs.readFileSync('a'); } }",
    readFileSync,
  ],
  ['deps.fs.readFileSync', "import fs from 'fs'; const deps = { fs }; deps.fs.readFileSync('a');", readFileSync],
  ['readFileSync', "import { readFileSync } from './again.js'; readFileSync('a');", readFileSync],
  ['fs.readFileSync', "import { fs } from './again.js'; fs.readFileSync('a');", readFileSync],
  ['promises.readFile', "import { promises } from './again.js'; promises.readFile('a');", readFile],
  ['read', "import { read } from './again.js'; read('a');", undefined],
];

const packages: readonly Case[] = [
  ['axios.get', "import axios from 'axios'; axios.get('/');", 'axios.get'],
  ['get', "import { get } from 'axios'; get('/');", 'axios.get'],
  ['client.get', "import axios from 'axios'; const client = axios.create(); client.get('/');", 'axios.Axios.get'],
  ['untyped.get', "import untyped from 'untyped'; untyped.get('/');", 'untyped.get'],
  ['get', "import { get } from 'untyped'; get('/');", 'untyped.get'],
  ['untyped', "import untyped from 'untyped'; untyped('/');", 'untyped.default'],
  ['missing.get', "import missing from 'missing'; missing.get('/');", 'missing.get'],
  ['get', "import { get } from '@scope/missing/deep'; get('/');", '@scope/missing/deep.get'],
  [
    'db.prepare',
    "import Database from 'better-sqlite3'; const db = new Database('a'); db.prepare('');",
    'better-sqlite3.Database.prepare',
  ],
  [
    'db.prepare',
    "import type { Database } from 'better-sqlite3'; export function f(db: Database) { db.prepare(''); }",
    'better-sqlite3.Database.prepare',
  ],
  [
    'this.db.prepare',
    "import type { Database } from 'better-sqlite3'; class A { constructor(private db: Database) {} f() { this.db.prepare(''); } }",
    'better-sqlite3.Database.prepare',
  ],
];

const shared: Readonly<Record<string, string>> = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "noImplicitAny": false, "allowJs": true, "module": "nodenext", "esModuleInterop": true, "target": "esnext", "lib": ["esnext", "dom"], "types": ["node"] } }',
  'package.json': '{ "type": "module" }',
  'own.ts':
    'export function readFileSync(a: string) {}\nexport function fetch(a: string) {}\nexport default { readFileSync };\n',
  'again.ts':
    "export { readFileSync, promises } from 'fs';\nexport * as fs from 'node:fs';\nimport { readFileSync } from 'fs';\nexport const read = (a: string) => readFileSync(a);\n",
  'node_modules/axios/package.json': '{ "name": "axios", "type": "module", "types": "index.d.ts" }',
  'node_modules/axios/index.d.ts':
    'export class Axios { get(url: string): Promise<string>; create(): Axios }\nexport function get(url: string): Promise<string>;\ndeclare const axios: Axios;\nexport default axios;\n',
  'node_modules/untyped/package.json': '{ "name": "untyped", "main": "index.js" }',
  'node_modules/untyped/index.js': 'exports.get = () => {};\n',
  'node_modules/@types/better-sqlite3/package.json': '{ "name": "@types/better-sqlite3", "types": "index.d.ts" }',
  'node_modules/@types/better-sqlite3/index.d.ts':
    'declare namespace BetterSqlite3 { interface Database { prepare(source: string): number } interface DatabaseConstructor { new (file: string): Database } }\ndeclare namespace Database { type Database = BetterSqlite3.Database }\ndeclare const Database: BetterSqlite3.DatabaseConstructor;\nexport = Database;\n',
};

const tables = { modules, required, globals, own, packages };
const facts = new Map<Case, Facts>();
let workspace: DiskWorkspace;

beforeAll(() => {
  const cases = Object.values(tables).flat();
  const fileOf = (one: Case) => `case${cases.indexOf(one)}.${required.includes(one) ? 'mjs' : 'ts'}`;
  workspace = diskWorkspace(
    { ...shared, ...Object.fromEntries(cases.map((one) => [fileOf(one), `${one[1]}\nexport {};\n`])) },
    { hasNodeTypes: true },
  );
  const byPath = new Map(cases.map((one) => [workspace.pathOf(fileOf(one)), one]));
  for (const answer of workspace.answers(...cases.map(fileOf))) {
    const one = byPath.get(answer.path);
    if (answer.kind === 'facts' && one !== undefined) facts.set(one, answer.facts);
  }
});
afterAll(() => workspace.dispose());

describe.each(Object.entries(tables))('the full name of a call, %s', (_, cases) => {
  test.each(cases.map((one) => [one[0], one[1], one] as const))('%s in %s', (callee, _text, one) => {
    const found = facts.get(one);
    if (found === undefined) throw new Error('no facts');
    expect(callNamed(found, callee).symbol).toBe(one[2]);
  });
});
