/**
 * Floating promises in TypeScript: us and our peers on the same files.
 *   npx tsx test/bench/typescript.ts [--rounds N] FOLDER...
 */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { cliBundle, type Contestant, contest, filesIn, installed } from './contest.ts';
import { asyncPitfalls, requireBundle } from './ours.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' } },
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

for (const given of positionals) {
  const folder = path.resolve(given);
  const files = await filesIn(folder, /\.[cm]?tsx?$/);
  await contest({ folder, files }, contestants(folder), Number(values.rounds));
}

function contestants(folder: string): readonly Contestant[] {
  return [
    asyncPitfalls('async-pitfalls, every rule', []),
    asyncPitfalls('async-pitfalls, missing-await', ['--rule', 'missing-await']),
    typescriptEslint(folder),
    oxlint('oxlint + tsgolint, floating promises', ['no-floating-promises']),
    oxlint('oxlint + tsgolint, 5 promise rules', [
      'no-floating-promises',
      'no-misused-promises',
      'await-thenable',
      'return-await',
      'require-await',
    ]),
    biome(),
  ];
}

function typescriptEslint(folder: string): Contestant {
  const configuration = path.join(peers, 'eslint.config.mjs');
  return {
    name: 'typescript-eslint, floating promises',
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
  rules: { '@typescript-eslint/no-floating-promises': 'error' },
}];
`,
      );
      const eslint = path.join(peers, 'node_modules/eslint/bin/eslint.js');
      const options = ['--config', configuration, '--no-inline-config', '--no-warn-ignored', '--format', 'json'];
      return { argv: [process.execPath, eslint, ...options, ...files], cwd: folder };
    },
    findings: ({ output }) => countIn(output, /"ruleId":"@typescript-eslint\/no-floating-promises"/g, /^\[/),
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
      return { argv: [process.execPath, program, ...options, ...files], cwd: folder };
    },
    findings: ({ output }) => countIn(output, /"code": ?"typescript/g, /"diagnostics"/),
  };
}

function biome(): Contestant {
  return {
    name: 'Biome, noFloatingPromises',
    command({ folder, files }) {
      const content = {
        root: true,
        formatter: { enabled: false },
        assist: { enabled: false },
        linter: { rules: { recommended: false, nursery: { noFloatingPromises: 'error' } } },
      };
      writeFileSync(path.join(peers, 'biome.json'), JSON.stringify(content));
      const program = path.join(peers, 'node_modules/@biomejs/biome/bin/biome');
      const options = ['lint', `--config-path=${peers}`, '--reporter=summary', '--max-diagnostics=none'];
      return { argv: [process.execPath, program, ...options, ...files], cwd: folder };
    },
    findings: ({ output, errorOutput }) =>
      Number(
        /noFloatingPromises\s+(\d+)/.exec(output + errorOutput)?.[1] ?? countIn(output + errorOutput, /$^/g, /Checked/),
      ),
  };
}

function countIn(output: string, finding: RegExp, complete: RegExp): number {
  if (!complete.test(output)) throw new Error('the run printed no report');
  return output.match(finding)?.length ?? 0;
}
