/** Call graphs of TypeScript: who waits for whom, what runs at once, and what blocks. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DiskWorkspace, diskWorkspace } from '../typescript/diskWorkspace.ts';
import { graphLines } from './graphLines.ts';

const load = 'async function load(x = 0) { return x; }\n';

const bodies: readonly (readonly [string, string, readonly string[]])[] = [
  ['what it awaits one after the other', 'await load(); await load();', ['  1 awaited load', '  2 awaited load']],
  [
    'what it awaits at once',
    'await Promise.all([load(1), load(2)]); await load();',
    ['  1 together load x2', '  2 awaited load'],
  ],
  ['a callback for each item', 'await Promise.all(items.map((item) => load(item)));', ['  1 together each load']],
  [
    'an async callback for each item',
    'await Promise.all(items.map(async (item) => { await load(item); }));',
    ['  1 together each items.map -> callback'],
  ],
  [
    'promises that wait together later',
    'const all = items.map((item) => load(item)); await Promise.all(all);',
    ['  1 together each load'],
  ],
  ['a loop', 'for (const item of items) await load(item);', ['  1 awaited each load']],
  ['a promise that nobody waits for', 'void load();', ['  1 started load']],
  ['the promise that it returns', 'return load();', ['  1 awaited load']],
  ['a plain value that it returns', 'return String(items);', []],
  ['what happens after a promise', 'await load().then(() => load());', ['  1 awaited load', '  2 awaited load']],
  [
    'an async callback that others call',
    'setTimeout(async () => { await load(); }, 1);',
    ['  1 handed-on setTimeout -> callback'],
  ],
  [
    'a block in a callback that runs at once',
    "items.forEach(() => readFileSync('x'));",
    ['  1 called each readFileSync blocks readFileSync (file)'],
  ],
  ['half a call', 'await Promise.all([load(1), ', ['  1 together load']],
];

/** Its types say that nothing is to be awaited. */
const hidden = '/** @returns {void} */\nasync function save() {}\nexport async function main() {\n  await save();\n}\n';

let workspace: DiskWorkspace;

beforeAll(() => {
  const files = Object.fromEntries(
    bodies.map(([, body], index) => [
      `body${index}.ts`,
      `import { readFileSync } from 'node:fs';\n${load}export async function main(items: number[]) {\n  ${body}\n}\nexport { readFileSync };\n`,
    ]),
  );
  workspace = diskWorkspace(
    { 'tsconfig.json': '{ "compilerOptions": { "strict": true, "allowJs": true } }', 'hidden.js': hidden, ...files },
    { hasNodeTypes: true },
  );
});
afterAll(() => workspace.dispose());

describe('the steps of a function', () => {
  test.each(bodies.map(([title, , steps], index) => [title, index, steps] as const))('%s', async (_, index, steps) => {
    const file = `body${index}.ts`;
    const surroundings = { frontEnd: workspace.frontEnd, paths: [workspace.pathOf(file)] };
    const lines = await graphLines(surroundings, `${file}#main~1`, { depth: 1 });
    const own = lines.filter((line) => line.startsWith('  '));
    expect(own.map((line) => line.replace(/ -> \S+#load~1/, '').replace(/ -> \S+#~\d+/, ' -> callback'))).toEqual(
      steps,
    );
  });
});

test('an async function is awaited although its types deny it', async () => {
  const surroundings = { frontEnd: workspace.frontEnd, paths: [workspace.pathOf('hidden.js')] };
  expect(await graphLines(surroundings, 'hidden.js#main~1')).toEqual([
    'async main',
    '  1 awaited save -> hidden.js#save~1',
    'async save',
  ]);
});

test('the caller of a callback is who writes it', async () => {
  const index = bodies.findIndex(([title]) => title === 'an async callback that others call');
  const surroundings = { frontEnd: workspace.frontEnd, paths: [workspace.pathOf(`body${index}.ts`)] };
  const graph = await graphLines(surroundings, `body${index}.ts#main~1`, { depth: 1 });
  const callback = graph.join('\n').match(/body\d+\.ts#~\d+/)?.[0] ?? '';
  expect(await graphLines(surroundings, callback, { direction: 'callers' })).toEqual([
    'async in setTimeout',
    'async main',
    `  1 handed-on setTimeout -> ${callback}`,
  ]);
});
