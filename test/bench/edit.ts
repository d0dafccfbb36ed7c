/**
 * What one keystroke costs: the processor time, of our process and the compiler's, from an edit of one character to the
 * fresh findings of the file, as in an editor. The file is one of the largest tenth of the folder's files in the language.
 * The edits are blanks at the ends of lines, each taken back by the next edit, and letters in names within functions, two at
 * each place, which are taken back one after the other.
 *   npx tsx test/bench/edit.ts [--language python] [--edits N] [--file PATH] FOLDER...
 */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { catalogue } from '../../rules/catalogue.ts';
import type { Language } from '../../server/analysis/document.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { createNodePorts } from '../../server/node/ports.ts';
import { Workspace } from '../../server/workspace/workspace.ts';
import { cliBundle, filesIn } from './contest.ts';
import { requireBundle } from './ours.ts';

const { values, positionals } = parseArgs({
  options: {
    edits: { type: 'string', default: '40' },
    file: { type: 'string' },
    language: { type: 'string', default: 'typescript' },
  },
  allowPositionals: true,
});

const language: Language = values.language === 'python' ? 'python' : 'typescript';

/** Words of both languages that are no names. */
const keywords: ReadonlySet<string> = new Set(
  (
    'and as assert async await break case catch class const continue def default del delete do elif else except extends ' +
    'finally for from function global if import in instanceof is lambda let new nonlocal not of or pass raise return static ' +
    'super switch this throw try typeof var void while with yield'
  ).split(' '),
);

/** How many letters are typed after each edit at a place. */
const letters = [1, 2, 1, 0];

requireBundle(cliBundle);
console.log(
  '| folder | file | KiB | typed | first s | CPU ms p50 | CPU ms p95 | wall ms p50 | wall ms p95 | findings |',
);
console.log('|---|---|---:|---|---:|---:|---:|---:|---:|---:|');
for (const given of positionals)
  for (const typed of ['blank', 'letter'] as const) await editIn(path.resolve(given), typed);

async function editIn(folder: string, typed: 'blank' | 'letter'): Promise<void> {
  const file = values.file === undefined ? await largeFileIn(folder) : path.resolve(folder, values.file);
  const original = readFileSync(file, 'utf8');
  const workspace = new Workspace(
    createNodePorts({
      log: { info: () => {}, warn: console.error, error: console.error },
      scripts: { typescript: besideTheBundle('typescriptWorker.mjs'), python: besideTheBundle('pythonWorker.mjs') },
    }),
    catalogue,
  );
  workspace.setRoots([folder]);
  const open = (version: number, text: string) => workspace.open({ path: file, language, version, text });
  const start = performance.now();
  open(1, original);
  const untouched = await workspace.findings(file);
  const first = (performance.now() - start) / 1000;

  const names = typed === 'letter' ? namesIn(workspace.factsBehind(untouched), original) : [];
  const processor: number[] = [];
  const wall: number[] = [];
  let findings = 0;
  for (let edit = 0; edit < Number(values.edits); edit += 1) {
    const version = edit + 2;
    const place = (edit - (edit % letters.length) + 1) / Number(values.edits);
    const text =
      typed === 'blank'
        ? withBlank(original, (edit + 1) / Number(values.edits), (edit + 1) % 2)
        : withLetters(original, names[Math.floor(names.length * place)], letters[edit % letters.length] ?? 0);
    const before = { processor: processorMilliseconds(), wall: performance.now() };
    open(version, text);
    const result = await workspace.findings(file);
    // To ask for the processor time takes a while itself.
    wall.push(performance.now() - before.wall);
    processor.push(processorMilliseconds() - before.processor);
    if (result.kind === 'checked') findings = result.findings.length;
  }
  await workspace.dispose();
  const figures = [processor, wall].flatMap((each) => [0.5, 0.95].map((share) => quantile(each, share).toFixed(0)));
  const size = (original.length / 1024).toFixed(0);
  const cells = [
    path.basename(folder),
    path.relative(folder, file),
    size,
    typed,
    first.toFixed(1),
    ...figures,
    findings,
  ];
  console.log(`| ${cells.join(' | ')} |`);
}

/** The file that nine in ten are smaller than. */
async function largeFileIn(folder: string): Promise<string> {
  const files = await filesIn(folder, language === 'python' ? /\.py$/ : /\.[cm]?tsx?$/);
  const bySize = [...files].sort((a, b) => statSync(a).size - statSync(b).size);
  const file = bySize[Math.floor(bySize.length * 0.9)];
  if (file === undefined) throw new Error(`${folder} has no files in ${language}`);
  return file;
}

/** Blanks more at the end of a line. */
function withBlank(text: string, share: number, count: number): string {
  const at = text.indexOf('\n', Math.floor(text.length * share * 0.95));
  return at < 0 ? text + ' '.repeat(count) : text.slice(0, at) + ' '.repeat(count) + text.slice(at);
}

function withLetters(text: string, at = text.length, count: number): string {
  return text.slice(0, at) + 'x'.repeat(count) + text.slice(at);
}

/** Behind the first letters of the names in calls that functions make. */
function namesIn(facts: Facts | undefined, text: string): readonly number[] {
  const offsets = new Set<number>();
  for (const { range, function: owner } of facts?.calls ?? []) {
    if (owner === 0) continue;
    const code = text
      .slice(range.start, range.end)
      .replace(/(['"`])(?:\\.|(?!\1).)*\1/gs, (quoted) => ' '.repeat(quoted.length));
    for (const { 0: name, index } of code.matchAll(/\b[A-Za-z]\w+/g))
      if (!keywords.has(name)) offsets.add(range.start + index + 1);
  }
  return [...offsets].sort((a, b) => a - b);
}

function processorMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000 + childrenMilliseconds();
}

/** Of the processes that we started; Linux tells it by the nanosecond, thread by thread. */
function childrenMilliseconds(): number {
  let nanoseconds = 0;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const status = readFileSync(`/proc/${name}/stat`, 'latin1');
      if (Number(status.replace(/^.*\) /s, '').split(' ')[1]) !== process.pid) continue;
      for (const thread of readdirSync(`/proc/${name}/task`))
        nanoseconds += Number(readFileSync(`/proc/${name}/task/${thread}/schedstat`, 'latin1').split(' ')[0]);
    } catch {
      // It has just ended.
    }
  }
  return nanoseconds / 1e6;
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function besideTheBundle(name: string): URL {
  return pathToFileURL(path.join(path.dirname(cliBundle), name));
}
