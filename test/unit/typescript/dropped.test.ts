/** Values that statements drop: which of them may be awaited, and what they are called. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DroppedFact } from '../../../server/facts/facts.ts';
import { type DiskWorkspace, diskWorkspace } from './diskWorkspace.ts';

const head = `
declare function save(): Promise<number>;
declare function maybe(): any;
declare function plain(): number;
declare const ready: boolean;
declare const promise: Promise<number>;
declare const list: Promise<number>[];
declare const pair: [Promise<number>, string];
declare const store: { pending: Promise<void>; save(): Promise<void>; count: number };
declare function sql(strings: TemplateStringsArray, ...values: unknown[]): Promise<string>;
`;

/** What is dropped by the statements, as \`form awaitability subject\`. */
type Case = readonly [text: string, ...dropped: readonly string[]];

const tables: Readonly<Record<string, readonly Case[]>> = {
  'one value': [
    ['save();', 'call always save'],
    ['store.save();', 'call always store.save'],
    ['store?.save();', 'call always store?.save'],
    ["store['save']();", "call always store['save']"],
    ['(save());', 'call always save'],
    ['save()!;', 'call always save'],
    ['save() as unknown;', 'call always save'],
    ['maybe();', 'call maybe maybe'],
    ['plain();'],
    ['promise;', 'reference always promise'],
    ['store.pending;', 'reference always store.pending'],
    ['store.count;'],
    ['new Promise(() => {});', 'construction always new Promise'],
    ['new Date();'],
    ['sql`select 1`;', 'template always sql'],
    ["import('./nowhere');", "import always import('./nowhere')"],
    ['await save();'],
    ['void save();'],
    ['const kept = save();'],
    ['let kept; kept = save();'],
    ['export default save();'],
    ['!save();'],
    ['typeof save();'],
    ['if (save()) {}'],
    ['throw save();'],
  ],
  'parts of a statement': [
    ['ready && save();', 'call always save'],
    ['ready || save();', 'call always save'],
    ['maybe() ?? save();', 'call maybe maybe', 'call always save'],
    ['ready ? save() : store.save();', 'call always save', 'call always store.save'],
    ['save(), plain();', 'call always save'],
    ['plain(), save();', 'call always save'],
    ['save() && plain();'],
    ['for (save(); ready; store.save()) {}', 'call always save', 'call always store.save'],
    ['label: save();', 'call always save'],
    ['switch (1) { case 1: save(); }', 'call always save'],
    ['plain(save());'],
    ['[1].forEach(() => save());'],
    ['[1].forEach(() => { save(); });', 'call always save'],
  ],
  chains: [
    ['save().then(plain);', 'chain always save().then'],
    ['save().then(plain, plain);'],
    ['save().then(undefined, plain);'],
    ['save().then(plain, undefined);', 'chain always save().then'],
    ['save().then(plain).then(plain);', 'chain always save().then(plain).then'],
    ['save().catch(plain);'],
    ['save().catch();', 'chain always save().catch'],
    ['save().catch(null);', 'chain always save().catch'],
    ['save().then(plain).catch(plain);'],
    ['save().catch(plain).then(plain);'],
    ['save().finally(plain);', 'chain always save().finally'],
    ['save().catch(plain).finally(plain);'],
    ['save()?.catch(plain);'],
  ],
  lists: [
    ['list;', 'list always list'],
    ['pair;', 'list always pair'],
    ['[save(), save()];', 'list always [save(), save()]'],
    ['[1, 2];'],
    ['[1].map(() => save());', 'list always [1].map'],
    ['[1].map(async () => {});', 'list always [1].map'],
    ['[1].map(plain);'],
    ['Promise.all([1].map(save));', 'call always Promise.all'],
  ],
};

let workspace: DiskWorkspace;
const dropped = new Map<string, readonly DroppedFact[]>();

beforeAll(() => {
  const texts = Object.values(tables).flatMap((cases) => cases.map(([text]) => text));
  const files = texts.map((_, index) => `${index}.ts`);
  workspace = diskWorkspace({
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "target": "esnext" } }',
    ...Object.fromEntries(files.map((file, index) => [file, `${head}${texts[index]}\nexport {};\n`])),
  });
  for (const answer of workspace.answers(...files)) {
    if (answer.kind === 'unreadable') throw new Error(answer.reason);
    const index = files.findIndex((file) => answer.path === workspace.pathOf(file));
    dropped.set(texts[index] ?? '', answer.facts.dropped);
  }
});
afterAll(() => workspace.dispose());

describe.each(Object.entries(tables))('%s', (_, cases) => {
  test.each(cases.map(([text, ...expected]) => [text, expected] as const))('%s', (text, expected) => {
    const facts = dropped.get(text) ?? [];
    expect(facts.map(({ form, awaitable, subject }) => `${form} ${awaitable.awaitability} ${subject}`)).toEqual(
      expected,
    );
  });
});
