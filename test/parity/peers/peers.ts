/** The peers whose published cases we run, with the rules of ours that find the same. */

import path from 'node:path';
import type { Language } from '../../../server/analysis/document.ts';
import type { PeerCase } from '../peerCase.ts';
import { casesInSpecs } from './biomeSpecs.ts';
import { casesInTestFile } from './eslintTests.ts';
import { casesInGoTest } from './goTests.ts';
import { casesInMarkedFile, casesWithSnapshots } from './pythonFixtures.ts';

export interface PeerRule {
  readonly name: string;
  /** Where its cases are in a checkout of the peer. */
  readonly path: string;
  /** Our rules, or messages of rules, that find what it finds. */
  readonly ours: readonly string[];
  /** How the code of our findings begins that another rule of the peer reports. */
  readonly others?: RegExp;
}

export interface Peer {
  readonly name: string;
  /** TypeScript where it is left out. */
  readonly language?: Language;
  readonly rules: readonly PeerRule[];
  readonly cases: (checkout: string, rule: PeerRule) => readonly PeerCase[];
}

const floating = ['missing-await', 'async-constructor-work', 'unawaited-test'];
const misused = [
  'awaitable-in-condition',
  'awaitable-as-value',
  'async-callback-where-sync-expected',
  'async-void-callback',
  'async-protocol-mismatch',
  'async-promise-executor',
];

const typescriptEslint: Peer = {
  name: 'typescript-eslint',
  rules: typedRules('packages/eslint-plugin/tests/rules/', (name) => `${name}.test.ts`),
  cases: (checkout, { name, path: file }) => casesInTestFile(path.join(checkout, file), name, 'ts', isDefault),
};

const eslint: Peer = {
  name: 'eslint',
  rules: [
    {
      name: 'no-async-promise-executor',
      path: 'tests/lib/rules/no-async-promise-executor.js',
      ours: ['async-promise-executor'],
    },
    {
      name: 'no-promise-executor-return',
      path: 'tests/lib/rules/no-promise-executor-return.js',
      ours: ['executor-error-escapes/result-lost'],
    },
  ],
  cases: (checkout, { name, path: file }) => casesInTestFile(path.join(checkout, file), name, 'js', () => false),
};

const tsgolint: Peer = {
  name: 'tsgolint',
  rules: typedRules('internal/rules/', (name) => {
    const file = name.replaceAll('-', '_');
    return `${file}/${file}_test.go`;
  }),
  cases: (checkout, { name, path: file }) => casesInGoTest(path.join(checkout, file), name),
};

const specs = 'crates/biome_js_analyze/tests/specs';
const biome: Peer = {
  name: 'biome',
  rules: [
    { name: 'noFloatingPromises', path: `${specs}/nursery/noFloatingPromises`, ours: floating },
    { name: 'noMisusedPromises', path: `${specs}/nursery/noMisusedPromises`, ours: misused },
    { name: 'useAwaitThenable', path: `${specs}/nursery/useAwaitThenable`, ours: ['awaited-plain-value'] },
    {
      name: 'noAsyncPromiseExecutor',
      path: `${specs}/suspicious/noAsyncPromiseExecutor`,
      ours: ['async-promise-executor'],
    },
  ],
  cases: (checkout, { name, path: folder }) => casesInSpecs(path.join(checkout, folder), name),
};

const blocking = ['blocking-call', 'event-loop-misuse/nested-run'];

const flake8Async: Peer = {
  name: 'flake8-async',
  language: 'python',
  rules: [200, 210, 211, 212, '22x', '22x_asyncio', 232, '232_asyncio', '23x', '23x_asyncio', 240, 250, 251].map(
    (number) => ({
      name: `ASYNC${number}`,
      path: `tests/eval_files/async${number}.py`,
      ours: blocking,
      // Opening files is `ASYNC230`, and only what is done with them `ASYNC232`.
      ...(String(number).startsWith('232') ? { others: /^open\(/ } : {}),
    }),
  ),
  cases: (checkout, { name, path: file }) => casesInMarkedFile(path.join(checkout, file), name),
};

const ruffFolder = 'crates/ruff_linter';
const ruff: Peer = {
  name: 'ruff',
  language: 'python',
  rules: [
    ...[210, 212, '22x', 230, 240, 250, 251].map((number) => ({ number, ours: blocking })),
    { number: 110, ours: ['busy-wait'] },
  ].map(({ number, ours }) => ({
    name: `ASYNC${number}`,
    path: `${ruffFolder}/resources/test/fixtures/flake8_async/ASYNC${number}.py`,
    ours,
  })),
  cases: (checkout, { name, path: file }) =>
    casesWithSnapshots(
      path.join(checkout, file),
      path.join(checkout, ruffFolder, 'src/rules/flake8_async/snapshots'),
      name,
    ),
};

export const peers: readonly Peer[] = [typescriptEslint, eslint, tsgolint, biome, flake8Async, ruff];

function typedRules(folder: string, fileOf: (name: string) => string): readonly PeerRule[] {
  return [
    { name: 'no-floating-promises', ours: floating },
    { name: 'no-misused-promises', ours: misused },
    { name: 'await-thenable', ours: ['awaited-plain-value'] },
    { name: 'return-await', ours: ['return-without-await-in-try'] },
  ].map(({ name, ours }) => ({ name, ours, path: folder + fileOf(name) }));
}

/** Options that name what is the case without them. */
function isDefault(options: readonly unknown[]): boolean {
  const [first] = options;
  return first === 'in-try-catch' || first === 'error-handling-correctness-only';
}
