/**
 * Who notices an `await` that is missing: takes some away from copies of Python checkouts and counts what we and Pyright
 * report that is not reported about the untouched checkout.
 *   npx tsx test/bench/recall.ts [--seed N] [--statements N] [--assignments N] [--copies N | --all] [--environment FOLDER]
 *     [--ours] [--list-missed] CHECKOUT...
 * With several copies, each has its share of the mistakes: where a third of all awaits is gone at once, the calls that are
 * left say less of each other than they do in real code. `--all` takes every await away once, so many in each of as many
 * copies as it takes, and leaves no luck in the choice. With a virtual environment, both look into its packages. `--ours`
 * leaves Pyright out, `--list-missed` prints the lines that we do not notice.
 */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { JsonReport } from '../../server/cli/reporters/json.ts';
import { cliBundle, filesIn, installed } from './contest.ts';
import { measure } from './measure.ts';
import { requireBundle } from './ours.ts';
import { type AwaitSite, allAwaits, copyWithout, someAwaits } from './removedAwaits.ts';

const { values, positionals } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    statements: { type: 'string', default: '300' },
    assignments: { type: 'string', default: '150' },
    copies: { type: 'string', default: '1' },
    all: { type: 'boolean', default: false },
    environment: { type: 'string' },
    ours: { type: 'boolean', default: false },
    'list-missed': { type: 'boolean', default: false },
  },
  allowPositionals: true,
});

/** Absolute path of a virtual environment. */
const environment = values.environment === undefined ? undefined : path.resolve(values.environment);

requireBundle(cliBundle);
const tools = [['async-pitfalls', ours] as const, ...(values.ours ? [] : [['Pyright', pyright] as const])];
const peers = values.ours ? '' : installed('python', { pyright: '1.1.414', '@astral-sh/ruff-wasm-nodejs': '0.17.4' });

/** Our rules for lost work. */
const lostWork: ReadonlySet<string> = new Set([
  'missing-await',
  'unreferenced-task',
  'unused-awaitable',
  'awaitable-in-condition',
  'awaitable-as-value',
  'sync-protocol-on-async',
]);

/** One line that a tool reports, `isGuess` where types alone do not show it. */
interface Report {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly text: string;
  readonly isGuess: boolean;
}

for (const given of positionals) {
  const checkout = path.resolve(given);
  const files = await filesIn(checkout, /\.py$/);
  const parts = partsOf(checkout, files);
  const sites = parts.flat();
  console.log(`\n### ${path.basename(checkout)}: ${files.length} files, ${sites.length} awaits removed\n`);
  console.log('| tool | statements | with guesses | assignments | with guesses |');
  console.log('|---|---:|---:|---:|---:|');
  for (const [name, report] of tools) {
    const noticed = await noticedOf(parts, checkout, report);
    const cells = (['statement', 'assignment'] as const).flatMap((form) => {
      const own = sites.filter((site) => site.form === form);
      return [share(own, noticed, ['by types']), share(own, noticed, ['by types', 'guessed'])];
    });
    console.log(`| ${[name, ...cells].join(' | ')} |`);
    if (values['list-missed'] && report === ours) listMissed(sites, noticed);
  }
}

type Notice = 'by types' | 'guessed' | 'missed';

/** What is taken away together, each part from a copy of its own. */
function partsOf(checkout: string, files: readonly string[]): readonly (readonly AwaitSite[])[] {
  const choice = {
    seed: Number(values.seed),
    statements: Number(values.statements),
    assignments: Number(values.assignments),
  };
  if (values.all) return allAwaits(checkout, files, choice);
  const sites = someAwaits(checkout, files, choice);
  const copies = Number(values.copies);
  return Array.from({ length: copies }, (_, number) => sites.filter((_, index) => index % copies === number));
}

async function noticedOf(
  parts: readonly (readonly AwaitSite[])[],
  checkout: string,
  report: (folder: string) => Promise<readonly Report[]>,
): Promise<ReadonlyMap<AwaitSite, Notice>> {
  const noticed = new Map<AwaitSite, Notice>();
  const before = new Set((await report(checkout)).map(({ file, text }) => `${file} ${text}`));
  for (const own of parts) {
    const scratch = mkdtempSync(path.join(tmpdir(), 'async-pitfalls-recall-'));
    try {
      const copy = path.join(scratch, path.basename(checkout));
      copyWithout(own, checkout, copy);
      const fresh = (await report(copy)).filter(({ file, text }) => !before.has(`${file} ${text}`));
      for (const site of own) noticed.set(site, noticeOf(site, fresh));
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  }
  return noticed;
}

/** What we miss, and what we only guess. */
function listMissed(sites: readonly AwaitSite[], noticed: ReadonlyMap<AwaitSite, Notice>): void {
  for (const site of sites) {
    const notice = noticed.get(site);
    if (notice !== 'by types') console.error(`${notice} ${site.form} ${site.file}:${site.lines[0]} ${site.text}`);
  }
}

function share(
  sites: readonly AwaitSite[],
  noticed: ReadonlyMap<AwaitSite, Notice>,
  counted: readonly Notice[],
): string {
  const count = sites.filter((site) => counted.includes(noticed.get(site) ?? 'missed')).length;
  return sites.length === 0 ? '–' : `${count} of ${sites.length} (${((100 * count) / sites.length).toFixed(1)} %)`;
}

/** A dropped value is to be reported where it is dropped, an assigned one where it is made or used. */
function noticeOf({ file, form, lines, functionLines }: AwaitSite, reports: readonly Report[]): Notice {
  const [first, last] = form === 'statement' ? lines : functionLines;
  const own = reports.filter((report) => report.file === file && report.line >= first && report.line <= last);
  if (own.length === 0) return 'missed';
  return own.every(({ isGuess }) => isGuess) ? 'guessed' : 'by types';
}

async function ours(folder: string): Promise<readonly Report[]> {
  const argv = [process.execPath, cliBundle, 'check', '--format', 'json', '.'] as const;
  const { output } = await measure({ argv, cwd: folder, environment: { VIRTUAL_ENV: environment ?? '' } });
  const { findings }: JsonReport = JSON.parse(output);
  return findings
    .filter(({ rule }) => lostWork.has(rule))
    .map(({ path: file, start, message, messageId }) => ({
      file: path.relative(folder, path.resolve(folder, file)),
      line: start.line,
      text: message,
      isGuess: messageId === 'usage',
    }));
}

interface PyrightReport {
  readonly generalDiagnostics: readonly {
    readonly file: string;
    readonly rule?: string;
    readonly message: string;
    readonly range: { readonly start: { readonly line: number } };
  }[];
}

/** All that Pyright says at its standard level counts for it, as an attribute that a coroutine does not have. */
async function pyright(folder: string): Promise<readonly Report[]> {
  const configuration = path.join(peers, 'pyrightconfig.json');
  const include = [path.relative(peers, folder)];
  writeFileSync(configuration, JSON.stringify({ include, executionEnvironments: [{ root: include[0] }] }));
  const program = path.join(peers, 'node_modules/pyright/index.js');
  const interpreter = environment === undefined ? [] : ['--pythonpath', path.join(environment, 'bin/python')];
  const argv = [process.execPath, program, '--outputjson', '--project', configuration, ...interpreter] as const;
  const { output } = await measure({ argv, cwd: folder });
  const { generalDiagnostics }: PyrightReport = JSON.parse(output);
  return generalDiagnostics.map(({ file, message, range }) => ({
    file: path.relative(folder, file),
    line: range.start.line + 1,
    text: message,
    isGuess: false,
  }));
}
