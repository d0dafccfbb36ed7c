/** What a finding says to use instead is there: under the project's async library, and in its version of Node and Python. */

import { expect, test } from 'vitest';
import type { Language } from '../../../server/analysis/document.ts';
import { analyseProjects } from '../../harness/analyseProjects.ts';
import { scratchWorkspace } from '../../harness/scratchWorkspace.ts';

/** What the only blocking call of a file is said to wait for, the notes on it and its fixes. */
function toldAbout(language: Language, files: Readonly<Record<string, string>>) {
  const workspace = scratchWorkspace(new Map([['shop', new Map(Object.entries(files))]]));
  try {
    const [analysed] = [...analyseProjects(workspace, language).values()];
    const [finding, ...others] = analysed?.findings.filter(({ rule }) => rule === 'blocking-call') ?? [];
    expect(others).toEqual([]);
    return {
      message: finding?.message.en.replace(/^.*(?=Use )/, ''),
      notes: finding?.related.map(({ message }) => message.en),
      fixes: finding?.fixes().map(({ id }) => id),
    };
  } finally {
    workspace.dispose();
  }
}

const find = (library: string) => `import ${library}
from pymongo import MongoClient

orders = MongoClient()["shop"]["orders"]


async def first():
    await ${library}.sleep(0)
    return orders.find_one({})
`;

test.each([
  ['asyncio', 'Use `pymongo.AsyncMongoClient` instead.', ['`pymongo.AsyncMongoClient` needs pymongo 4.9 or later.']],
  ['anyio', 'Use `pymongo.AsyncMongoClient` instead.', ['`pymongo.AsyncMongoClient` needs pymongo 4.9 or later.']],
  ['trio', 'Use `trio.to_thread.run_sync` instead.', []],
])('a client for asyncio alone is no answer under trio: %s', (library, message, notes) => {
  expect(toldAbout('python', { 'store.py': find(library) })).toEqual({ message, notes, fixes: ['to-thread'] });
});

test('what has been there for years is not dated', () => {
  const text = 'import sqlalchemy\n\n\nasync def load(engine: sqlalchemy.engine.Engine):\n    engine.connect()\n';
  expect(toldAbout('python', { 'store.py': text })).toMatchObject({
    message: 'Use `sqlalchemy.ext.asyncio.AsyncEngine` instead.',
    notes: [],
  });
});

const read = 'import asyncio\n\n\nasync def read(path):\n    await asyncio.sleep(0)\n    return open(path)\n';

test.each([
  ['>=3.8', 'Use `asyncio.get_running_loop().run_in_executor` instead.'],
  ['>=3.9', 'Use `asyncio.to_thread` instead.'],
])('a thread is asked for as Python %s can', (python, message) => {
  const project = `[project]\nname = "shop"\nrequires-python = "${python}"\n`;
  expect(toldAbout('python', { 'pyproject.toml': project, 'read.py': read })).toMatchObject({ message, notes: [] });
});

const load = `import { readFileSync } from 'node:fs';

export async function load(path: string): Promise<string> {
  return readFileSync(path, 'utf8');
}
`;
const ask = `import { question } from 'readline-sync';

export async function ask(): Promise<string> {
  return question('name? ');
}
`;
const engines = (node: string) => `{ "name": "shop", "type": "module", "engines": { "node": "${node}" } }`;

test.each([
  { package: 'node:fs', text: load, node: '>=12', notes: ['`node:fs/promises` needs Node 14 or later.'], fixes: [] },
  { package: 'node:fs', text: load, node: '>=14', notes: [], fixes: ['async-twin'] },
  { package: 'readline-sync', text: ask, node: '>=16', notes: ['`node:readline/promises` needs Node 17 or later.'] },
  { package: 'readline-sync', text: ask, node: '>=18', notes: [] },
])('what replaces $package in Node $node', ({ text, node, notes, fixes = [] }) => {
  expect(toldAbout('typescript', { 'package.json': engines(node), 'main.ts': text })).toMatchObject({ notes, fixes });
});

test('without a known version of Node, nothing old is dated', () => {
  expect(toldAbout('typescript', { 'main.ts': load })).toMatchObject({ notes: [], fixes: ['async-twin'] });
});
