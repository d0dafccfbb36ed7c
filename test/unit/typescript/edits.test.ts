/** An answer after edits is the one that a front end gives which knows nothing of the text before. */

import { Checker } from 'typescript/unstable/sync';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EditedAnswers } from '../../harness/editedAnswers.ts';
import { textsWhileTyping } from '../../harness/randomEdits.ts';
import { randomNumbers } from '../../harness/randomNumbers.ts';
import { type DiskWorkspace, diskWorkspace, interest } from './diskWorkspace.ts';

const files = {
  'tsconfig.json':
    '{ "compilerOptions": { "strict": true, "allowJs": true, "jsx": "preserve", "module": "esnext", "moduleResolution": "bundler", "noEmit": true } }',
  'store.ts': `
/** What is kept. */
export class Store {
  #items: string[] = [];
  label;
  constructor(readonly name: string) {
    this.label = name + '!';
  }
  async save(item: string) {
    this.#items.push(item);
    return this.#items.length;
  }
  count() {
    return this.#items.length;
  }
  get first() {
    return this.save(this.name);
  }
  close(): void {
    this.save('last').catch(() => {});
  }
}
export function createStore(name: string) {
  const store = new Store(name);
  return { store, flush: async () => { await store.save(name); }, size: () => store.count() };
}
export const load = (name: string) => Promise.resolve(name);
export const loadAll = async (names: readonly string[]) => {
  const loaded = names.map((name) => load(name));
  return Promise.all(loaded);
};
export function isPromise(value: unknown) {
  return value instanceof Promise;
}
`,
  'mailer.ts': `
import { load } from './store';

export interface Mailer {
  send(text: string): Promise<void>;
}

export class Post implements Mailer {
  async send(text: string) {
    try {
      await load(text);
    } catch {}
  }
}

export async function notify(mailer: Mailer) {
  mailer.send('one');
  return mailer;
}
`,
  'main.ts': `
import { createStore, isPromise, load, loadAll, Store } from './store';

let pending: Promise<unknown> | undefined;
let last;

export async function run(names: string[]): Promise<void> {
  const { store, flush, size } = createStore('main');
  store.save('one');
  await store.save('two');
  flush();
  size();
  names.forEach(async (name) => {
    await load(name);
  });
  for (const name of names) {
    pending = load(name);
    load(name).then((text) => store.save(text));
  }
  if (pending) pending;
  store.first;
  loadAll(names).then((all) => all.map((one) => load(one)));
}

function each<Item, Result>(items: readonly Item[], work: (item: Item) => Result): Result[] {
  return items.map(work);
}

export function start(stores: Store[]) {
  const done = each(stores, (store) => store.save('x'));
  each(stores, (store) => {
    const count = store.count();
    return count;
  });
  each(stores, (store) => { store.close(); });
  const value: unknown = done[0];
  if (isPromise(value)) value;
  last = () => load('last');
  (() => { pending = undefined; })();
  return done;
}

export const reset = () => {
  pending = undefined;
  start([]);
};
setTimeout(async () => {
  await run([]);
  reset();
}, 10);
new Promise<void>(async (resolve) => {
  await run(['a']);
  resolve();
});
`,
  'flow.ts': `
import { load as read, loadAll } from './store';
import * as store from './store';
function stop(): never { throw new Error(); }
function sure(value: unknown): asserts value is Promise<string> {}
interface Told<Value> { toBe(other: Value): void; later: { toBe(other: Value): Promise<void> } }
declare function tell<Value>(value: Value): Told<Value>;
export async function flow(value: Promise<string> | string, names: string[]) {
  const list = [];
  let last: Promise<string> | undefined;
  tell(read('a')).toBe(read('b'));
  tell(names).later.toBe(names);
  store.loadAll(names);
  if (typeof value === 'string') list.push(value);
  else list.push(read('c'));
  if (list[0]) list.length;
  sure(value);
  value.then(tell);
  const act = () => { last = read('d'); };
  act();
  if (last) tell(last).toBe(last);
  { const inner = read('e'); inner.then(() => {}); }
  for (const name of names) { if (name === '') stop(); read(name); }
  return last;
}
class Made { static make(name: string) { return new Made(); } static async load() { return Made.make('g'); } private static plain() { return 1; }
  async all() { Made.load(); Made.make('h'); if (Made.plain()) await Made.load(); return Made.plain(); } }
Made.load();
tell(names => read(names)).later.toBe(loadAll);
tell(1).toBe(2);
`,
  'view.tsx': `
import { load } from './store';
declare namespace JSX { interface IntrinsicElements { button: { onClick?: () => void } } interface Element {} }
export function View({ name }: { name: string }) {
  const click = async () => {
    await load(name);
  };
  const text = load(name);
  return <button onClick={click}>{name} <button onClick={() => load(name)} /></button>;
}
`,
  'old.js': `
/** @param {import('./store').Store} store */
export function keep(store) {
  this.kept = store;
  store.save('old');
  keep.all = [store.save('x')];
  return () => { store.count(); };
}
/** @type {() => Promise<void>} */
const later = async () => { keep(undefined); };
later();
let api;
export function use() { api.save(); }
export async function connect() { api = { save: async () => {} }; }
`,
};

let workspace: DiskWorkspace;
beforeAll(() => {
  workspace = diskWorkspace(files);
});
afterAll(() => workspace.dispose());

describe.each(Object.keys(files).filter((file) => !file.endsWith('.json')))('edits of %s', (file) => {
  test('one after the other', () => {
    const answers = new EditedAnswers({ roots: [workspace.root], namesOfInterest: interest, tracedCalls: [] });
    const all = Object.keys(files)
      .filter((name) => !name.endsWith('.json'))
      .map((name) => workspace.pathOf(name));
    try {
      const original = files[file as keyof typeof files];
      for (const text of textsWhileTyping(original, 60, randomNumbers(file.length), 'typescript')) {
        const differing = answers.differing(workspace.pathOf(file), text, all);
        if (differing.length > 0) expect({ text, differing }).toEqual({ text, differing: [] });
      }
      expect(answers.messages).toEqual([]);
    } finally {
      answers.dispose();
    }
  });
});

/** Each edit changes what other code is, though it lies inside of one function. */
describe('inside of a function reach other code by', () => {
  test.each([
    ['its result', 'export const make = () => {\n  return §save();\n};\nmake();\n'],
    ['members of its result', 'function make() {\n  return { save: () => §save() };\n}\nmake().save();\n'],
    [
      'what it gives to whoever calls it',
      'declare function run<T>(work: () => T): T;\nrun(() => {\n  return §save();\n});\n',
    ],
    [
      'a class that it gives back',
      'function make() {\n  return class { save = () => §save() };\n}\nnew (make())().save();\n',
    ],
    [
      'a variable that it assigns',
      'function run(flag: boolean) {\n  let work: Promise<void> | number = flag ? save() : 1;\n' +
        '  if (typeof work === "number") return;\n  const wait = () => { work; };\n' +
        '  const other = () => { §work = 1; };\n}\n',
    ],
    [
      'assignments of code that is called in place',
      'let work: Promise<void> | undefined;\nfunction run() {\n  work = undefined;\n  (() => { §work = save(); })();\n  work;\n}\n',
    ],
    [
      'a property that a constructor fills',
      'class Store {\n  saved;\n  constructor() { this.saved = §save(); }\n}\nnew Store().saved;\n',
    ],
    [
      'whether it comes to its end',
      'declare const flag: boolean;\nconst stop = () => {\n  §throw 1;\n};\nconst made = flag ? stop() : save();\nmade;\n',
    ],
    [
      'what it makes sure of',
      'function isDone(work: unknown) {\n  return §work instanceof Promise;\n}\nlet some: unknown;\nif (isDone(some)) some;\n',
    ],
    ['the type of a getter', 'class Store {\n  get saved() { return §save(); }\n}\nnew Store().saved;\n'],
    [
      'a module that it loads',
      "function run() { return import('./§store'); }\nrun().then(({ Store }) => new Store('x').save('y'));\n",
    ],
  ])('%s', (_, marked) => {
    // What is edited is to be a small part of the file.
    const others = Array.from({ length: 40 }, (_, index) => `export const other${index} = [${index}, 'x'];\n`);
    const start = ['async function save(): Promise<void> {}\n', marked, ...others].join('');
    const before = start.replace('§', '');
    const at = start.indexOf('§');
    const answers = new EditedAnswers({ roots: [workspace.root], namesOfInterest: interest, tracedCalls: [] });
    try {
      const path = workspace.pathOf('main.ts');
      for (const text of [
        before,
        `${before} `,
        `${before.slice(0, at)}x${before.slice(at)}`,
        before,
        `${before.slice(0, at)}//${before.slice(at)}`,
      ])
        expect(answers.differing(path, text)).toEqual([]);
    } finally {
      answers.dispose();
    }
  });
});

test('that change no code ask for no type', () => {
  const asked = vi.spyOn(Checker.prototype, 'getTypeAtLocation');
  const answers = () => asked.mock.calls.flatMap(([nodes]) => nodes).length;
  const text = files['main.ts'];
  try {
    for (const [edited, isAsking] of [
      [text, true],
      [text.replace('{', '{ '), true],
      [text.replace('{', '{\n// later\n'), false],
      [text.replace('export async', '/** Runs. */\nexport async'), false],
      [text.replace('store.save', 'store.close'), true],
    ] as const) {
      asked.mockClear();
      workspace.type('main.ts', edited);
      workspace.facts('main.ts');
      expect([edited, answers() > 0]).toEqual([edited, isAsking]);
    }
  } finally {
    asked.mockRestore();
  }
});

test('leave an edited file among those that implement something', () => {
  const text = files['mailer.ts'];
  const ownErrors = (edited: string) => {
    workspace.type('mailer.ts', edited);
    return workspace.facts('mailer.ts').dropped.map((dropped) => dropped.ownErrors);
  };
  expect(ownErrors(text)).toEqual(['handled-by-callee']);
  for (const word of ['two', 'three', 'four'])
    expect(ownErrors(text.replace('one', word))).toEqual(['handled-by-callee']);
});

test('are the same when the trees of many files have been let go meanwhile', () => {
  const text = files['old.js'];
  workspace.type('old.js', text);
  workspace.facts('old.js');
  workspace.type('old.js', text.replace("store.save('old')", "store.save( 'old')"));
  const edited = workspace.facts('old.js');
  expect(edited.functions.some(({ role }) => role === 'entry-point')).toBe(true);
  for (let asked = 0; asked <= 200; asked++) workspace.facts('store.ts');
  expect(workspace.facts('old.js')).toEqual(edited);
});
