/**
 * Floating promises in TypeScript: us and our peers on the same files.
 *   npx tsx test/bench/typescript.ts [--rounds N] [--only PATTERN] FOLDER...
 * `--only` is a regular expression for the names of the rows, for who wants some of them.
 */

import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cliBundle, type Contestant, contest, filesIn, installed } from './contest.ts';
import { asyncPitfalls, requireBundle } from './ours.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});

requireBundle(cliBundle);
const peers = installed('typescript', {
  eslint: '10.15.0',
  'typescript-eslint': '8.73.0',
  typescript: '6.0.3',
  oxlint: '1.94.0',
  'oxlint-tsgolint': '7.0.2007',
  '@biomejs/biome': '2.6.8',
});

const floatingPromises = ['no-floating-promises'];
const promiseRules = [...floatingPromises, 'no-misused-promises', 'await-thenable', 'return-await', 'require-await'];

for (const given of positionals) {
  const folder = path.resolve(given);
  const files = await filesIn(folder, /\.[cm]?tsx?$/);
  const chosen = contestants(folder).filter(({ name }) => new RegExp(values.only).test(name));
  await contest({ folder, files }, chosen, Number(values.rounds));
}

function contestants(folder: string): readonly Contestant[] {
  return [
    asyncPitfalls('async-pitfalls, every rule', []),
    asyncPitfalls('async-pitfalls, missing-await', ['--rule', 'missing-await']),
    typescriptEslint('typescript-eslint, floating promises', folder, floatingPromises),
    typescriptEslint('typescript-eslint, 5 promise rules', folder, promiseRules),
    oxlint('oxlint + tsgolint, floating promises', floatingPromises),
    oxlint('oxlint + tsgolint, 5 promise rules', promiseRules),
    biome(),
  ];
}

function typescriptEslint(name: string, folder: string, rules: readonly string[]): Contestant {
  const configuration = path.join(peers, 'eslint.config.mjs');
  const named = Object.fromEntries(rules.map((rule) => [`@typescript-eslint/${rule}`, 'error']));
  return {
    name,
    command({ files }) {
      writeFileSync(
        configuration,
        `import tseslint from 'typescript-eslint';
export default [{
  files: ['**/*.{ts,tsx,mts,cts}'],
  languageOptions: {
    parser: tseslint.parser,
    parserOptions: { projectService: true, tsconfigRootDir: ${JSON.stringify(folder)} },
  },
  plugins: { '@typescript-eslint': tseslint.plugin },
  linterOptions: { reportUnusedDisableDirectives: 'off' },
  rules: ${JSON.stringify(named)},
}];
`,
      );
      const eslint = path.join(peers, 'node_modules/eslint/bin/eslint.js');
      const options = ['--config', configuration, '--no-inline-config', '--no-warn-ignored', '--format', 'json'];
      // With Node's own limit it runs out of memory in projects of some thousand files.
      return { argv: [process.execPath, '--max-old-space-size=12000', eslint, ...options, ...files], cwd: folder };
    },
    findings: ({ output }) => countIn(output, /"ruleId":"@typescript-eslint\//g, /^\[/),
  };
}

function oxlint(name: string, rules: readonly string[]): Contestant {
  return {
    name,
    command({ folder, files }) {
      const configuration = path.join(peers, `oxlint-${rules.length}.json`);
      const named = Object.fromEntries(rules.map((rule) => [`typescript/${rule}`, 'error']));
      const content = { plugins: ['typescript'], categories: { correctness: 'off' }, rules: named };
      writeFileSync(configuration, JSON.stringify(content));
      const program = path.join(peers, 'node_modules/oxlint/bin/oxlint');
      const options = ['--type-aware', '--config', configuration, '--disable-nested-config', '--format', 'json'];
      // It looks for the program that knows types on the search path.
      const environment = { PATH: `${path.join(peers, 'node_modules/.bin')}${path.delimiter}${process.env.PATH}` };
      return { argv: [process.execPath, program, ...options, ...files], cwd: folder, environment };
    },
    findings({ output }) {
      // Projects written for TypeScript 5 are refused, and their files then go without types.
      if (output.includes('"Invalid tsconfig"')) throw new Error('it refuses the tsconfig, so types are missing');
      return countIn(output, /"code": ?"typescript/g, /"diagnostics"/);
    },
  };
}

/** Biome learns types of the project around its configuration only, so that has to lie in the checkout for a while. */
function biome(): Contestant {
  const configurationIn = (folder: string) => path.join(folder, 'biome.json');
  return {
    name: 'Biome, noFloatingPromises',
    command({ folder, files }) {
      const linter = { rules: { preset: 'none', nursery: { noFloatingPromises: 'error' } } };
      const content = { root: true, formatter: { enabled: false }, assist: { enabled: false }, linter };
      // A checkout with a configuration of its own is no place for ours: better to stop than to overwrite it.
      writeFileSync(configurationIn(folder), JSON.stringify(content), { flag: 'wx' });
      const program = path.join(peers, 'node_modules/@biomejs/biome/bin/biome');
      const options = ['lint', '--reporter=summary', '--max-diagnostics=none'];
      return { argv: [process.execPath, program, ...options, ...files], cwd: folder };
    },
    tidy: ({ folder }) => rmSync(configurationIn(folder)),
    findings({ output, errorOutput }) {
      const report = output + errorOutput;
      countIn(report, /$^/g, /Checked \d+ files?/);
      return Number(/noFloatingPromises\s+(\d+)/.exec(report)?.[1] ?? 0);
    },
  };
}

function countIn(output: string, finding: RegExp, complete: RegExp): number {
  if (!complete.test(output)) throw new Error('it printed no report');
  return output.match(finding)?.length ?? 0;
}
