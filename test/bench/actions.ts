/**
 * What the editor waits for when it asks for code actions of a file whose findings it shows, over the protocol, in
 * milliseconds of the clock: on save (`source.fixAll`, asked for and then resolved), for the first time after an edit and
 * again, and at a finding.
 *   npm run build && npx tsx test/bench/actions.ts [--requests N] [--findings N] [FILE.py ...]
 * Without files, one is made up with as many findings that are safe to fix.
 */

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { CodeAction, Diagnostic } from 'vscode-languageserver/node';
import { Editor } from '../lsp/editor.ts';

const { values, positionals } = parseArgs({
  options: { requests: { type: 'string', default: '50' }, findings: { type: 'string', default: '500' } },
  allowPositionals: true,
});
const script = path.resolve(import.meta.dirname, '../../dist/server.mjs');

console.log(
  '| file | lines | findings | edits on save | after an edit ms p50 | p95 | again ms p50 | p95 | at a finding ms p50 | p95 |',
);
console.log('|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|');
if (positionals.length === 0) await measure('made-up.py', madeUp(Number(values.findings)));
for (const given of positionals) await measure(path.basename(given), readFileSync(given, 'utf8'));

async function measure(name: string, text: string): Promise<void> {
  const editor = new Editor({ script, files: { [name]: text } });
  try {
    await editor.initialized;
    await editor.open(name, name.endsWith('.py') ? 'python' : 'typescript');
    const findings = await editor.diagnostics(name);
    const save = () => saved(editor, name);
    const firstSaves = await timesOf(Number(values.requests), save, () => edited(editor, name));
    const saves = await timesOf(Number(values.requests), save);
    const middle = findings[Math.floor(findings.length / 2)];
    const asked =
      middle === undefined ? [] : await timesOf(Number(values.requests), () => actionsAt(editor, name, middle));
    const edits = (await save())?.edit?.documentChanges?.flatMap((change) => ('edits' in change ? change.edits : []));
    const lines = text.split('\n').length;
    const times = [firstSaves, saves, asked].flatMap((each) => [quantile(each, 0.5), quantile(each, 0.95)]);
    const cells = [name, lines, findings.length, edits?.length ?? 0, ...times.map((time) => time.toFixed(1))];
    console.log(`| ${cells.join(' | ')} |`);
  } finally {
    await editor.kill();
  }
}

/** As an editor does before it writes a file; without anything to fix, there is no action. */
async function saved(editor: Editor, name: string): Promise<CodeAction | undefined> {
  const everything = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };
  const [action] = await editor.actions(name, everything, 'source.fixAll');
  return action && editor.resolve(action);
}

async function actionsAt(editor: Editor, name: string, { range }: Diagnostic): Promise<void> {
  await editor.actions(name, range);
}

/** The file gets a blank more, and the editor shows its findings. */
async function edited(editor: Editor, name: string): Promise<void> {
  const [first = ''] = editor.textOf(name).split('\n');
  await editor.edit(name, first, `${first} `);
  await editor.diagnostics(name);
}

async function timesOf(
  count: number,
  work: () => Promise<unknown>,
  before: () => Promise<void> = async () => {},
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    await before();
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function madeUp(findings: number): string {
  const functions = Array.from(
    { length: findings },
    (_, index) =>
      `async def handle_${index}(order):\n    if order:\n        time.sleep(${index})\n    for item in order:\n        print(item)\n    return order\n`,
  );
  return `import asyncio\nimport time\n\n\n${functions.join('\n\n')}`;
}
