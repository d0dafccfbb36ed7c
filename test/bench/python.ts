/**
 * Dropped coroutines and blocking calls in Python: us and our peers on the same files.
 *   npx tsx test/bench/python.ts [--rounds N] [--only PATTERN] FOLDER...
 * `--only` is a regular expression for the names of the rows, for who wants some of them.
 */

import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Contestant, cliBundle, contest, filesIn, installed } from './contest.ts';
import { asyncPitfalls, requireBundle } from './ours.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '3' }, only: { type: 'string', default: '' } },
  allowPositionals: true,
});

requireBundle(cliBundle);
const peers = installed('python', { pyright: '1.1.414', '@astral-sh/ruff-wasm-nodejs': '0.17.4' });
const contestants = [
  asyncPitfalls('async-pitfalls, every rule', []),
  asyncPitfalls('async-pitfalls, missing-await', ['--rule', 'missing-await']),
  pyright(),
  ruff(),
];

for (const given of positionals) {
  const folder = path.resolve(given);
  const files = await filesIn(folder, /\.py$/);
  const chosen = contestants.filter(({ name }) => new RegExp(values.only).test(name));
  await contest({ folder, files }, chosen, Number(values.rounds));
}

interface PyrightReport {
  readonly generalDiagnostics: readonly { readonly rule?: string }[];
  readonly summary: { readonly filesAnalyzed: number };
}

function pyright(): Contestant {
  return {
    name: 'Pyright, reportUnusedCoroutine',
    command({ folder, files }) {
      const configuration = path.join(peers, 'pyrightconfig.json');
      // Pyright takes relative paths only, and resolves the imports of a file from the root around it.
      const content = {
        include: files.map((file) => path.relative(peers, file)),
        executionEnvironments: [{ root: path.relative(peers, folder) }],
        typeCheckingMode: 'off',
        reportUnusedCoroutine: 'error',
        // What is installed in the checkout's own environment, as we find it too.
        ...(existsSync(path.join(folder, '.venv')) ? { venvPath: folder, venv: '.venv' } : {}),
      };
      writeFileSync(configuration, JSON.stringify(content));
      const program = path.join(peers, 'node_modules/pyright/index.js');
      return { argv: [process.execPath, program, '--outputjson', '--project', configuration], cwd: folder };
    },
    findings({ output }, { files }) {
      const report: PyrightReport = JSON.parse(output);
      if (report.summary.filesAnalyzed < files.length) throw new Error('Pyright left files out');
      return report.generalDiagnostics.filter(({ rule }) => rule === 'reportUnusedCoroutine').length;
    },
  };
}

/** Ruff has no types, hence another job: its ASYNC rules, compiled to WebAssembly and so slower than its own binary. */
function ruff(): Contestant {
  return {
    name: 'Ruff (WebAssembly), ASYNC rules',
    command: ({ folder, files }) => ({
      argv: [process.execPath, path.join(import.meta.dirname, 'ruff.mjs'), peers, ...files],
      cwd: folder,
    }),
    findings: ({ output }) => JSON.parse(output).length,
  };
}
