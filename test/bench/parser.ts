/**
 * How good the Python parser is on whole checkouts: megabytes a second in a warm process, the tree beside that of CPython's
 * own `ast`, and how many functions stay whole while a line elsewhere in their file is half typed.
 *   npx tsx test/bench/parser.ts [--passes N] [--edits N] [--python PYTHON]... FOLDER...
 */

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { FunctionDef } from '../../server/languages/python/parser/nodes.ts';
import { parse } from '../../server/languages/python/parser/parser.ts';
import { walk } from '../../server/languages/python/parser/walk.ts';
import { randomNumbers } from '../harness/randomNumbers.ts';
import { comparisonWith } from '../unit/python/parser/rows.ts';
import { filesIn } from './contest.ts';

const { values, positionals } = parseArgs({
  options: {
    passes: { type: 'string', default: '10' },
    edits: { type: 'string', default: '10000' },
    python: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
});

/** What people have typed of a line before they go on. */
const beginnings = [
  'result = self.load(',
  'tasks = [asyncio.create_task(',
  'lookup = {"a": [1, ',
  'await self.',
  'await',
  'print("half',
  'name = f"{self.first(',
  'async def half(self, a',
  '@',
  'if await ready()',
  'for row in',
  'try:',
  'else:',
  'async with (open("a") as a,',
  'match data:',
  'from asyncio import (',
  'self.load(1))',
  'key = lambda row: (',
  'text = """half',
];

for (const given of positionals) {
  const paths = await filesIn(path.resolve(given), /\.py$/);
  const texts = paths.map((file) => readFileSync(file, 'utf8'));
  console.log(`\n${path.basename(path.resolve(given))}: ${paths.length} files`);
  speed(texts, Number(values.passes));
  for (const python of values.python) agreement(paths, python);
  if (Number(values.edits) > 0) halfTyped(texts, Number(values.edits));
}

function speed(texts: readonly string[], passes: number): void {
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;
  const seconds = Array.from({ length: passes }, () => {
    const before = process.cpuUsage();
    for (const text of texts) parse(text);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
  });
  const warm = seconds.slice(Math.ceil(passes / 3)).sort((a, b) => a - b);
  const median = warm[Math.floor(warm.length / 2)] ?? Number.NaN;
  const [first = Number.NaN] = seconds;
  console.log(
    `  parsed ${megabytes.toFixed(1)} MB: ${rate(megabytes, first)} at first, ${rate(megabytes, median)} once warm`,
  );
}

function rate(megabytes: number, seconds: number): string {
  return `${(megabytes / seconds).toFixed(1)} MB/s of CPU`;
}

/** Files that this Python cannot parse, or that are not UTF-8, are left out by the oracle. */
function agreement(paths: readonly string[], python: string): void {
  const list = path.join(tmpdir(), `async-pitfalls-parser-${process.pid}.txt`);
  writeFileSync(list, paths.join('\n'));
  const script = path.join(import.meta.dirname, '../unit/python/parser/oracle.py');
  const output = execFileSync(python, [script, 'files', list], { encoding: 'utf8', maxBuffer: 1 << 30 });
  rmSync(list);
  const { header, files, different } = comparisonWith(output);
  console.log(`  CPython ${header.version} has the same tree for ${files - different.length} of ${files} files`);
  for (const file of different) console.log(`    not for ${file}`);
}

interface HalfTyped {
  readonly start: number;
  /** Behind what is taken away. */
  readonly end: number;
  readonly text: string;
}

function halfTyped(texts: readonly string[], edits: number): void {
  const random = randomNumbers(7);
  const withFunctions = texts.filter((text) => functionsIn(text).length > 1);
  let untouched = 0;
  let kept = 0;
  let thrown = 0;
  for (let count = 0; count < edits && withFunctions.length > 0; count += 1) {
    const text = withFunctions[Math.floor(random() * withFunctions.length)] ?? '';
    const edit = editOf(text, random);
    const shift = edit.text.length - (edit.end - edit.start);
    const others = functionsIn(text).filter(({ start, end }) => end < edit.start || start > edit.end);
    untouched += others.length;
    try {
      const found = new Set(
        functionsIn(text.slice(0, edit.start) + edit.text + text.slice(edit.end)).map((each) => keyOf(each)),
      );
      kept += others.filter((each) => found.has(keyOf(each, each.start > edit.end ? shift : 0))).length;
    } catch {
      thrown += 1;
    }
  }
  const share = ((kept / untouched) * 100).toFixed(2);
  console.log(
    `  ${edits} half-typed edits: ${thrown} threw; ${kept} of ${untouched} untouched functions kept, ${share} %`,
  );
}

/** A line begun above another one, one that ends too early, or one that lacks a bracket or quote. */
function editOf(text: string, random: () => number): HalfTyped {
  for (;;) {
    const start = text.lastIndexOf('\n', Math.floor(random() * text.length)) + 1;
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const line = text.slice(start, end);
    if (line.trim() === '') continue;
    const indentation = line.length - line.trimStart().length;
    const kind = Math.floor(random() * 3);
    if (kind === 0) {
      const beginning = beginnings[Math.floor(random() * beginnings.length)] ?? '';
      return { start, end: start, text: `${line.slice(0, indentation)}${beginning}\n` };
    }
    const marks = [...line.matchAll(/[()[\]{}"':]/g)].map(({ index }) => start + index);
    const mark = marks[Math.floor(random() * marks.length)];
    if (kind === 1 && mark !== undefined) return { start: mark, end: mark + 1, text: '' };
    return { start: start + indentation + Math.floor(random() * (line.length - indentation)), end, text: '' };
  }
}

interface FoundFunction {
  readonly start: number;
  readonly end: number;
  readonly tree: string;
}

function keyOf({ start, tree }: FoundFunction, shift = 0): string {
  return `${start + shift} ${tree}`;
}

function functionsIn(text: string): readonly FoundFunction[] {
  const found: FoundFunction[] = [];
  walk(parse(text).module, (node) => {
    if (node.kind === 'FunctionDef') found.push({ start: node.start, end: node.end, tree: treeOf(node) });
  });
  return found;
}

/** Kinds and places relative to the function's start; decorators stand before it. */
function treeOf(node: FunctionDef): string {
  const hash = createHash('sha1');
  walk(node, ({ kind, start, end }) => {
    hash.update(`${kind} ${start - node.start} ${end - node.start}\n`);
  });
  return hash.digest('base64');
}
