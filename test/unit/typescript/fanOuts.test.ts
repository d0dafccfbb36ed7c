/** What is said about promises that are started together: how many, by what work, and whether something holds it back. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FanOutFact } from '../../../server/facts/facts.ts';
import { type DiskWorkspace, diskWorkspace } from './diskWorkspace.ts';

type Case = readonly [title: string, text: string, expected: string];

const unbounded = 'unbounded fetch';

const tables: Readonly<Record<string, readonly Case[]>> = {
  'the size of': [
    ['a parameter', 'function f(a: string[]) { return Promise.all(a.map((b) => fetch(b))); }', unbounded],
    ['a tuple', 'function f(a: [string, string]) { return Promise.all(a.map((b) => fetch(b))); }', 'bounded fetch'],
    ['a literal', "Promise.all(['a', 'b'].map((b) => fetch(b)));", 'bounded fetch'],
    ['a constant', "const a = ['a', 'b']; Promise.all(a.map((b) => fetch(b)));", 'bounded fetch'],
    ['a constant that grows', "const a = ['a']; a.push('b'); Promise.all(a.map((b) => fetch(b)));", 'maybe fetch'],
    [
      'what is kept of it',
      'function f(a: string[]) { return Promise.all(a.filter(Boolean).map((b) => fetch(b))); }',
      unbounded,
    ],
    [
      'its first ten',
      'function f(a: string[]) { return Promise.all(a.slice(0, 10).map((b) => fetch(b))); }',
      'bounded fetch',
    ],
    [
      'all but its first',
      'function f(a: string[]) { return Promise.all(a.slice(1).map((b) => fetch(b))); }',
      unbounded,
    ],
    ['a set', 'function f(a: Set<string>) { return Promise.all([...a].map((b) => fetch(b))); }', unbounded],
    [
      'the keys of a record',
      'function f(a: Record<string, 1>) { return Promise.all(Object.keys(a).map((b) => fetch(b))); }',
      unbounded,
    ],
    [
      'the keys of a settled type',
      'function f(a: { b: 1 }) { return Promise.all(Object.keys(a).map((b) => fetch(b))); }',
      'bounded fetch',
    ],
    ['what a function gives', 'declare function g(): string[]; Promise.all(g().map((b) => fetch(b)));', unbounded],
    ['eight workers', "Promise.all(Array.from({ length: 8 }, () => fetch('a')));", 'bounded fetch'],
    [
      'as many as asked for',
      "function f(n: number) { return Promise.all(Array.from({ length: n }, () => fetch('a'))); }",
      'maybe fetch',
    ],
    [
      'the batches of a list',
      'function f(a: string[][]) { for (const b of a) Promise.all(b.map((c) => fetch(c))); }',
      'maybe fetch',
    ],
    [
      'one of two lists',
      "function f(a: string[] | undefined) { return Promise.all((a ?? ['b']).map((b) => fetch(b))); }",
      unbounded,
    ],
  ],
  'a list that is filled': [
    [
      'in a loop',
      'function f(a: string[]) { const p = []; for (const b of a) p.push(fetch(b)); return Promise.all(p); }',
      unbounded,
    ],
    [
      'in a counting loop',
      'function f(a: string[]) { const p = []; for (let i = 0; i < a.length; i++) p.push(fetch(a[i]!)); return Promise.all(p); }',
      unbounded,
    ],
    [
      'by forEach',
      'function f(a: string[]) { const p: unknown[] = []; a.forEach((b) => { p.push(fetch(b)); }); return Promise.all(p); }',
      unbounded,
    ],
    [
      'over a literal',
      "function f() { const p = []; for (const b of ['a', 'b']) p.push(fetch(b)); return Promise.all(p); }",
      'bounded fetch',
    ],
    [
      'without a loop',
      "function f() { const p = []; p.push(fetch('a')); p.push(fetch('b')); return Promise.all(p); }",
      'bounded fetch',
    ],
    [
      'and emptied again',
      'async function f(a: string[]) { let p = []; for (const b of a) { p.push(fetch(b)); if (p.length > 9) { await Promise.all(p); p = []; } } }',
      'unbounded fetch limited',
    ],
    [
      'while it is raced',
      'async function f(a: string[]) { const p = new Array<Promise<unknown>>(); for (const b of a) { p.push(fetch(b)); await Promise.race(p); } }',
      'unbounded fetch limited',
    ],
    ['by map', 'function f(a: string[]) { const p = a.map((b) => fetch(b)); return Promise.all(p); }', unbounded],
    [
      'with others beside it',
      "function f(a: string[]) { return Promise.all([fetch('a'), ...a.map((b) => fetch(b))]); }",
      unbounded,
    ],
  ],
  'the work of': [
    [
      'a function by its name',
      'function f(a: string[]) { return Promise.all(a.map(load)); } async function load(b: string) { await fetch(b); }',
      unbounded,
    ],
    [
      'a method',
      'class A { load(b: string) { return fetch(b); } all(a: string[]) { return Promise.all(a.map((b) => this.load(b))); } }',
      unbounded,
    ],
    [
      'a promise made by hand',
      'function f(a: string[]) { return Promise.all(a.map((b) => new Promise((done) => fetch(b).then(done)))); }',
      unbounded,
    ],
    [
      'a retry',
      'declare function retry<T>(g: () => T): T; function f(a: string[]) { return Promise.all(a.map((b) => retry(() => fetch(b)))); }',
      unbounded,
    ],
    [
      'a limiter',
      'declare function limit<T>(g: () => T): T; function f(a: string[]) { return Promise.all(a.map((b) => limit(() => fetch(b)))); }',
      'unbounded fetch limited',
    ],
    [
      'a function that waits for nothing',
      'async function g(a: number) { return a; } function f(a: number[]) { return Promise.all(a.map((b) => g(b))); }',
      'unbounded',
    ],
    [
      'an unknown function',
      'declare function g(a: number): Promise<void>; function f(a: number[]) { return Promise.all(a.map((b) => g(b))); }',
      'unbounded',
    ],
    [
      'what only registers a listener',
      "declare const e: { on(a: string, b: () => void): void }; function f(a: number[]) { return Promise.all(a.map((b) => e.on('x', () => fetch('a')))); }",
      'unbounded',
    ],
    [
      'a function that calls itself',
      'function f(a: string[]): Promise<unknown> { return Promise.all(a.map((b) => f([b]))); }',
      'unbounded',
    ],
  ],
};

describe.each(Object.entries(tables))('%s', (name, cases) => {
  const fileOf = (index: number) => `${name.replaceAll(' ', '-')}-${index}.ts`;
  let workspace: DiskWorkspace;

  beforeAll(() => {
    const files = cases.map(([, text], index) => [fileOf(index), `${text}\nexport {};\n`] as const);
    workspace = diskWorkspace({
      'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
      ...Object.fromEntries(files),
    });
  });
  afterAll(() => workspace.dispose());

  test.each(cases.map(([title, , expected], index) => ({ title, expected, index })))(
    '$title',
    ({ expected, index }) => {
      expect(described(workspace.facts(fileOf(index)).fanOuts[0])).toBe(expected);
    },
  );
});

function described(fanOut: FanOutFact | undefined): string {
  if (fanOut === undefined) return 'nothing';
  const { size, ioCall, isLimited } = fanOut;
  return [size, ...(ioCall === undefined ? [] : [ioCall]), ...(isLimited ? ['limited'] : [])].join(' ');
}

test('the work is followed into other files', () => {
  const workspace = diskWorkspace({
    'tsconfig.json': '{ "compilerOptions": { "strict": true } }',
    'load.ts':
      'export class Loader { async load(url: string) { await this.open(url); } private open(url: string) { return fetch(url); } }',
    'main.ts':
      "import { Loader } from './load.ts'; export const f = (a: string[], b: Loader) => Promise.all(a.map((c) => b.load(c)));",
  });
  try {
    expect(described(workspace.facts('main.ts').fanOuts[0])).toBe(unbounded);
  } finally {
    workspace.dispose();
  }
});

test('fan-outs of tests are left out', () => {
  const workspace = diskWorkspace({ 'main.test.ts': "Promise.all(['a'].map((b) => fetch(b))); export {};" });
  try {
    expect(workspace.facts('main.test.ts').fanOuts).toEqual([]);
  } finally {
    workspace.dispose();
  }
});
