/**
 * Mistakes that people made and mended: which of them our rules find in the faulty function before, and leave alone after.
 *
 *     npx tsx test/bench/realBugs.ts [--category NAME]... [--language NAME]... [--id ID]... [--list] BUGS.json TREES
 *
 * BUGS.json is a list of `RealBug`. TREES holds the source of both sides: `TREES/ID/parent` and `TREES/ID/fixed`. Bugs
 * whose trees are not there are left out and counted. `--list` prints what was found where.
 */

import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { analyze } from '../../server/analysis/analyze.ts';
import { type Document, type Language, languageOf } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import { type Range, textAt } from '../../server/analysis/text.ts';
import { findFiles } from '../../server/node/findFiles.ts';
import type { Facts, FunctionFact } from '../../server/facts/facts.ts';
import { catalogue } from '../../rules/catalogue.ts';
import { createFrontEnd, namesOfInterest, tracedCalls } from '../harness/analyseProjects.ts';

interface RealBug {
  readonly id: string;
  readonly language: string;
  readonly category: string;
  /** Relative to either tree. */
  readonly file: string;
  /** Where the mended file has another name. */
  readonly fixedFile?: string;
  /** In the tree before, from 1. */
  readonly line: number;
  readonly note: string;
}

/** The rules that are to find each category. */
const rulesFor: Readonly<Record<string, readonly string[]>> = {
  'missing-await': [
    'missing-await',
    'unused-awaitable',
    'awaitable-in-condition',
    'awaitable-as-value',
    'sync-protocol-on-async',
    'return-without-await-in-try',
    'awaitable-in-sync-try',
    'unawaited-test',
  ],
  'coroutine-never-awaited-in-sync': [
    'missing-await',
    'unused-awaitable',
    'awaitable-as-value',
    'async-callback-where-sync-expected',
  ],
  'blocking-call-direct': ['blocking-call', 'executor-misuse', 'sync-queryset-in-async'],
  'blocking-call-transitive': ['transitive-blocking-call', 'blocking-call'],
  'unbounded-concurrency': ['unbounded-concurrency'],
  'sequential-await-loop': ['await-in-loop', 'sequential-awaits'],
  'dangling-task': ['unreferenced-task', 'missing-await', 'unused-awaitable'],
  'unhandled-rejection': [
    'missing-await',
    'async-void-callback',
    'async-promise-executor',
    'executor-error-escapes',
    'async-constructor-work',
    'unchecked-outcome',
    'awaited-one-by-one',
  ],
  'async-callback-misuse': [
    'async-callback-where-sync-expected',
    'async-void-callback',
    'async-promise-executor',
    // `hooks.reduce(async …)` that nobody waits for.
    'missing-await',
  ],
  'check-then-act-race': ['check-then-act', 'stale-write-after-await', 'cached-coroutine'],
  'swallowed-cancellation': ['swallowed-cancellation'],
  'missing-timeout': ['missing-timeout'],
  'lock-misuse': ['lock-across-await', 'nested-same-lock', 'loop-bound-at-import'],
};

/** Larger texts are bundles of other programs. */
const largest = 500_000;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    category: { type: 'string', multiple: true },
    language: { type: 'string', multiple: true },
    id: { type: 'string', multiple: true },
    list: { type: 'boolean', default: false },
  },
});
const [bugsFile, trees] = positionals;
if (bugsFile === undefined || trees === undefined) {
  console.error('usage: realBugs.ts [--category NAME] [--language NAME] [--id ID] [--list] BUGS.json TREES');
  process.exit(2);
}
const isWanted = (value: string, wanted: readonly string[] | undefined) => wanted?.includes(value) ?? true;
const bugs = (JSON.parse(readFileSync(bugsFile, 'utf8')) as readonly RealBug[]).filter(
  ({ id, category, language }) =>
    isWanted(id, values.id) && isWanted(category, values.category) && isWanted(language, values.language),
);
await report(bugs, trees);

interface Side {
  readonly document: Document;
  readonly functions: readonly FunctionFact[];
  readonly findings: readonly Finding[];
}

interface Tally {
  bugs: number;
  /** Something is reported in the faulty function. */
  flagged: number;
  /** Something is reported on the faulty line, or names it as the place where `await` is missing. */
  onLine: number;
  /** Some of it is not reported any more in the mended one: the rest may be another mistake. */
  goneAfter: number;
  /** There is no tree. */
  absent: number;
}

async function report(all: readonly RealBug[], folder: string): Promise<void> {
  const tallies: Record<string, Tally> = {};
  for (const bug of all) {
    const key = `${bug.language} ${bug.category}`;
    tallies[key] ??= { bugs: 0, flagged: 0, onLine: 0, goneAfter: 0, absent: 0 };
    const tally = tallies[key];
    const before = await sideOf(path.resolve(folder, bug.id, 'parent'), bug.file);
    const after = await sideOf(path.resolve(folder, bug.id, 'fixed'), bug.fixedFile ?? bug.file);
    if (before === undefined) {
      tally.absent++;
      continue;
    }
    const faulty = functionAt(before, bug.line);
    const found = findingsIn(before, faulty, rulesFor[bug.category] ?? []);
    const mended = after?.functions.find(({ name }) => name === faulty?.name);
    const left = after === undefined || mended === undefined ? [] : leftOf(found, before, after, mended, bug);
    tally.bugs++;
    if (found.length > 0) tally.flagged++;
    if (found.some((finding) => linesOf(before, finding).includes(bug.line))) tally.onLine++;
    if (found.length > 0 && left.length < found.length) tally.goneAfter++;
    if (values.list) list(bug, before, found, left.length);
  }
  console.table(tallies);
}

/** The findings of the mended function that the faulty one had as well. */
function leftOf(
  found: readonly Finding[],
  before: Side,
  after: Side,
  mended: FunctionFact,
  { category }: RealBug,
): readonly Finding[] {
  const known = found.map((finding) => signature(before, finding));
  return findingsIn(after, mended, rulesFor[category] ?? []).filter((finding) =>
    known.includes(signature(after, finding)),
  );
}

function signature({ document }: Side, { rule, messageId, range }: Finding): string {
  return `${rule}/${messageId} ${textAt(document.text, range)}`;
}

async function sideOf(tree: string, file: string): Promise<Side | undefined> {
  const language = languageOf(file);
  if (language === undefined || !existsSync(path.join(tree, file))) return undefined;
  const answer = factsOf(tree, [path.join(tree, file), ...(await programAround(tree, file))], language);
  const { findings } = analyze(answer.document, answer.facts, catalogue);
  // Rules that are off speak as well: what they find is the question here.
  return { document: answer.document, functions: answer.facts.functions, findings };
}

/** What no configuration puts together, so that the front end has to be asked about all of it. */
async function programAround(tree: string, file: string): Promise<readonly string[]> {
  if (!/\.[cm]?jsx?$/.test(file)) return [];
  const files: string[] = [];
  for await (const found of findFiles({ paths: [tree], workingDirectory: tree }))
    if (found.kind === 'file' && languageOf(found.path) === 'typescript' && statSync(found.path).size < largest)
      files.push(found.path);
  return files;
}

/** Of the first of some files, the others beside it. */
function factsOf(tree: string, files: readonly string[], language: Language): { document: Document; facts: Facts } {
  const frontEnd = createFrontEnd(language);
  try {
    frontEnd.configure({
      roots: [tree],
      namesOfInterest: namesOfInterest(language),
      tracedCalls: tracedCalls(language),
    });
    for (const answer of frontEnd.facts([...new Set(files)])) {
      if (answer.path !== files[0]) continue;
      if (answer.kind === 'unreadable') throw new Error(`${answer.path}: ${answer.reason}`);
      return answer;
    }
  } finally {
    frontEnd.dispose();
  }
  throw new Error(`no answer for ${files[0]}`);
}

/** The innermost function with a name around a line; `undefined` for the top level of the file. */
function functionAt({ document, functions }: Side, line: number): FunctionFact | undefined {
  const lines = document.text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + 1;
  const end = start + (lines[line - 1]?.length ?? 0);
  const around = functions.filter(
    ({ kind, name, range }) => kind !== 'module' && name !== '' && range.start <= end && start < range.end,
  );
  return around.at(-1);
}

function findingsIn(side: Side, owner: FunctionFact | undefined, rules: readonly string[]): readonly Finding[] {
  const range: Range = owner?.range ?? { start: 0, end: side.document.text.length };
  return side.findings.filter(
    ({ rule, range: own }) => rules.includes(rule) && range.start <= own.start && own.end <= range.end,
  );
}

/** Of a finding and of the places in its file that it names. */
function linesOf({ document: { text } }: Side, { range, related }: Finding): readonly number[] {
  const own = related.flatMap((place) => (place.path === undefined ? [place.range] : []));
  return [range, ...own].map(({ start }) => text.slice(0, start).split('\n').length);
}

function list(bug: RealBug, before: Side, found: readonly Finding[], left: number): void {
  const verdict = found.length === 0 ? 'missed' : left < found.length ? 'found' : 'flagged, but also after';
  console.log(`\n${bug.id} ${bug.category} ${bug.file}:${bug.line} ${verdict} (${bug.note})`);
  for (const finding of found) {
    console.log(
      `  ${linesOf(before, finding).join(' and ')} ${finding.level} ${signature(before, finding).replace(/\s+/g, ' ').slice(0, 120)}`,
    );
  }
}
