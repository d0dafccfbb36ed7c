/** What the names of a project mean is kept from run to run; a run that finds it says what a run says that does not. */

import { readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Facts } from '../../../server/facts/facts.ts';
import { plainFacts } from '../../../server/facts/onDemand.ts';
import { createPythonFrontEnd } from '../../../server/languages/python/frontEnd.ts';
import { KeptRecords } from '../../../server/languages/python/keptRecords.ts';
import { recordOf } from '../../../server/languages/python/moduleRecords.ts';
import { moduleOf } from '../../../server/languages/python/sources.ts';
import { createFrontEndHost } from '../../../server/node/frontEndHost.ts';
import { folderWith } from '../cli/temporaryFolder.ts';

const project = {
  'main.py': 'from store import Store\n\nasync def f(store: Store):\n    store.save()\n    store.load()\n',
  'store.py': 'class Store:\n    async def save(self): ...\n    async def load(self): ...\n',
  'other/heir.py': 'from store import Store\nclass Heir(Store):\n    def save(self): return 1\n',
  'other/caller.py': 'import store\nasync def g():\n    await store.Store().load()\n',
};

interface Run {
  readonly facts: Facts;
  /** The Python files that were read, in alphabetical order. */
  readonly read: readonly string[];
}

/** One run that looks at one file; without an engine it keeps nothing. */
function run(folder: string, engine?: string): Run {
  const read = new Set<string>();
  const place = engine === undefined ? undefined : { file: path.join(folder, '.kept/a.names'), engine };
  const host = createFrontEndHost((message) => {
    throw new Error(message);
  }, place);
  const frontEnd = createPythonFrontEnd({
    ...host,
    readText(file) {
      read.add(path.relative(folder, file));
      return host.readText(file);
    },
  });
  frontEnd.configure({ roots: [folder], namesOfInterest: [], tracedCalls: [], isOneRun: true });
  const [answer] = [...frontEnd.facts([`${folder}/main.py`])];
  if (answer?.kind !== 'facts') throw new Error('there was no answer');
  const facts = plainFacts(answer.facts);
  frontEnd.dispose();
  return { facts, read: [...read].sort() };
}

const everything = Object.keys(project).sort();

describe('the next run', () => {
  test('reads only what the file leads to', () => {
    const folder = folderWith(project);
    expect(run(folder, 'one').read).toEqual(everything);
    const { facts, read } = run(folder, 'one');
    expect(read).toEqual(['main.py', 'other/heir.py', 'store.py']);
    expect(facts).toEqual(run(folder).facts);
  });

  test('of another version reads all, and keeps it for itself', () => {
    const folder = folderWith(project);
    run(folder, 'one');
    expect(run(folder, 'two').read).toEqual(everything);
    expect(run(folder, 'two').read).not.toContain('other/caller.py');
  });

  test('looks at all texts where a fresh checkout gives them other times, and the one after does not', () => {
    const folder = folderWith(project);
    run(folder, 'one');
    for (const file of everything) utimesSync(`${folder}/${file}`, 0, 0);
    const { facts, read } = run(folder, 'one');
    expect(read).toEqual(everything);
    expect(facts).toEqual(run(folder).facts);
    expect(run(folder, 'one').read).not.toContain('other/caller.py');
  });

  const changes: readonly (readonly [what: string, change: (folder: string) => void])[] = [
    ['a class has other methods', (folder) => edit(folder, 'other/heir.py', 'def save', 'def load')],
    ['a text of the same length is another', (folder) => edit(folder, 'other/heir.py', 'Heir(Store)', 'Heir(Other)')],
    ['a file has gone', (folder) => rmSync(`${folder}/other/heir.py`)],
    [
      'a file has come',
      (folder) => writeFileSync(`${folder}/late.py`, project['other/heir.py'].replace('save', 'load')),
    ],
  ];
  test.each(changes)('says what is so now where %s', (_, change) => {
    const folder = folderWith(project);
    const before = run(folder, 'one');
    change(folder);
    for (let again = 0; again < 2; again++) expect(run(folder, 'one').facts).toEqual(run(folder).facts);
    expect(run(folder).facts).not.toEqual(before.facts);
  });

  const losses: readonly (readonly [what: string, lose: (kept: string) => void])[] = [
    ['is broken', (kept) => writeFileSync(kept, readFileSync(kept).fill(0, 100, 104))],
    ['is of another program', (kept) => writeFileSync(kept, 'SQLite format 3')],
    ['has gone', (kept) => rmSync(kept)],
  ];
  test.each(losses)('reads all where what is kept %s', (_, lose) => {
    const folder = folderWith(project);
    run(folder, 'one');
    lose(`${folder}/.kept/a.names`);
    const { facts, read } = run(folder, 'one');
    expect(read).toEqual(everything);
    expect(facts).toEqual(run(folder).facts);
  });
});

test('a record is found by its text where the file is in another state', () => {
  const text = 'class Store:\n    async def save(self): ...\n';
  const module = moduleOf({ path: '/store.py', language: 'python', version: 0, text });
  const records = new KeptRecords({ stateOf: () => undefined, recall: () => undefined, keep: () => undefined });
  const record = recordOf(module);
  const unread = () => {
    throw new Error('its text is not asked for');
  };
  records.add(module, 'one', record);
  expect(records.find('/store.py', 'one', unread)).toEqual(record);
  expect(records.find('/store.py', 'two', () => text)).toEqual(record);
  expect(records.find('/store.py', 'two', unread)).toEqual(record);
  expect(records.find('/store.py', 'three', () => text.replace('save', 'load'))).toBeUndefined();
  expect(records.find('/other.py', 'one', unread)).toBeUndefined();
});

test('runs side by side keep what is whole', () => {
  const folder = folderWith(project);
  const runs = [run(folder, 'one'), run(folder, 'two'), run(folder, 'one'), run(folder, 'two')];
  for (const { facts } of runs) expect(facts).toEqual(runs[0]?.facts);
  expect(readdirSync(`${folder}/.kept`)).toEqual(['a.names']);
});

function edit(folder: string, file: string, before: string, after: string): void {
  writeFileSync(`${folder}/${file}`, readFileSync(`${folder}/${file}`, 'utf8').replace(before, after));
}
