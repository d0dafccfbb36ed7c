/** Whether the value of a call is awaitable, by its type. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Facts } from '../../../server/facts/facts.ts';
import { type DiskWorkspace, diskWorkspace, verdictOn } from './diskWorkspace.ts';

/** A case of a table: what it is about, its text, and the verdict on `f()` or on the callee that is named. */
type Case = readonly [title: string, text: string, verdict: string, callee?: string];

const promise = 'always promise';
const awaitable = 'always awaitable';

const tables: Readonly<Record<string, readonly Case[]>> = {
  'declared results': [
    ['Promise', 'declare function f(): Promise<number>; f();', promise],
    ['PromiseLike', 'declare function f(): PromiseLike<number>; f();', awaitable],
    ['a number', 'declare function f(): number; f();', 'never'],
    ['void', 'declare function f(): void; f();', 'never'],
    ['never', 'declare function f(): never; f();', 'never'],
    ['any', 'declare function f(): any; f();', 'maybe'],
    ['unknown', 'declare function f(): unknown; f();', 'maybe'],
    ['object', 'declare function f(): object; f();', 'maybe'],
    ['a type that is not there', 'declare function f(): Nowhere; f();', 'maybe'],
    ['a literal', "declare function f(): 'a' | 1; f();", 'never'],
    ['an enumeration', 'enum Color { Red } declare function f(): Color; f();', 'never'],
    ['a function', 'declare function f(): () => Promise<void>; f();', 'never'],
    ['a call of the function that is given back', 'declare function f(): () => Promise<void>; f()();', promise, 'f()'],
    ['a record of promises', 'declare function f(): { a: Promise<void> }; f();', 'never'],
    ['a symbol', 'declare function f(): symbol; f();', 'never'],
    ['a bigint', 'declare function f(): bigint; f();', 'never'],
    ['a text in capitals', 'declare function f(): Uppercase<string>; f();', 'never'],
    ['a type predicate', 'declare function f(a: unknown): a is Promise<void>; f(1);', 'never'],
  ],
  'functions of every kind': [
    ['async', 'async function f() {} f();', promise],
    ['plain', 'function f() {} f();', 'never'],
    ['one that gives back a promise', 'function f() { return Promise.resolve(1); } f();', promise],
    [
      'one that may give back a promise',
      'function f() { if (Math.random() > 1) return Promise.resolve(1); } f();',
      promise,
    ],
    [
      'one that gives back a promise or a number',
      'function f() { return Math.random() > 1 ? Promise.resolve(1) : 1; } f();',
      'maybe',
    ],
    ['a generator', 'function* f() { yield 1; } f();', 'never'],
    ['an async generator', 'async function* f() { yield 1; } f();', 'never'],
    ['an arrow', 'const f = async () => {}; f();', promise],
    ['an async one in place', '(async () => {})();', promise, 'async () => …'],
    ['a method', 'class A { async f() {} } new A().f();', promise, 'new A().f'],
    ['a static method', 'class A { static async f() {} } A.f();', promise, 'A.f'],
    ['a private method', 'class A { async #f() {} g() { this.#f(); } }', promise, 'this.#f'],
    ['a method of a literal', 'const a = { async f() {} }; a.f();', promise, 'a.f'],
    ['a method by a computed name', "const a = { async f() {} }; a['f']();", promise, "a['f']"],
    ['an inherited method', 'class A { async f() {} } class B extends A {} new B().f();', promise, 'new B().f'],
    ['super', 'class A { async f() {} } class B extends A { g() { super.f(); } }', promise, 'super.f'],
    ['a bound one', 'async function f() {} const g = f.bind(null); g();', promise, 'g'],
    ['by call', 'async function f() {} f.call(null);', promise, 'f.call'],
    ['by apply', 'async function f() {} f.apply(null, []);', promise, 'f.apply'],
    ['recursive', 'async function f(): Promise<void> { return f(); }', promise],
    ['recursive without end', 'function f() { return f(); }', 'never'],
    ['a parameter', 'function g(f: () => Promise<void>) { f(); }', promise],
    ['a parameter without a type', 'function g(f) { f(); }', 'maybe'],
    ['a constructor of a promise', 'new Promise<void>((resolve) => resolve());', promise, 'Promise'],
    ['a constructor', 'class A { constructor() {} } new A();', 'never', 'A'],
  ],
  unions: [
    ['with undefined', 'declare function f(): Promise<void> | undefined; f();', promise],
    ['with null', 'declare function f(): Promise<void> | null; f();', promise],
    ['with a number', 'declare function f(): Promise<number> | number; f();', 'maybe'],
    ['with false', 'declare function f(): false | Promise<void>; f();', 'maybe'],
    ['of promises', 'declare function f(): Promise<number> | Promise<string>; f();', promise],
    ['of a promise and a thenable', 'declare function f(): Promise<number> | PromiseLike<number>; f();', promise],
    ['of plain types', 'declare function f(): string | undefined; f();', 'never'],
    ['of nothing', 'declare function f(): null | undefined; f();', 'never'],
    ['by a name', 'type Later<T> = Promise<T> | undefined; declare function f(): Later<number>; f();', promise],
    ['with any', 'declare function f(): Promise<void> | any; f();', 'maybe'],
    ['of an optional method', 'interface A { f?(): Promise<void> } declare const a: A; a.f?.();', promise, 'a.f'],
    [
      'of an optional receiver',
      'interface A { f(): Promise<void> } declare const a: A | undefined; a?.f();',
      promise,
      'a?.f',
    ],
    [
      'of an optional chain',
      'interface A { b?: { f(): Promise<void> } } declare const a: A; a.b?.f();',
      promise,
      'a.b?.f',
    ],
    ['of an optional plain method', 'interface A { f?(): number } declare const a: A; a.f?.();', 'never', 'a.f'],
    ['of functions', 'declare const f: (() => Promise<void>) | (() => void); f();', 'maybe'],
  ],
  generics: [
    ['a promise of anything', 'function g<T>(f: () => Promise<T>) { f(); }', promise],
    ['a parameter', 'function g<T>(f: () => T) { f(); }', 'maybe'],
    ['a parameter that extends a promise', 'function g<T extends Promise<void>>(f: () => T) { f(); }', promise],
    ['a parameter that extends a number', 'function g<T extends number>(f: () => T) { f(); }', 'never'],
    ['a parameter that extends an object', 'function g<T extends { a: 1 }>(f: () => T) { f(); }', 'never'],
    [
      'a parameter that extends another',
      'function g<T extends Promise<void>, U extends T>(f: () => U) { f(); }',
      promise,
    ],
    ['inferred as a promise', 'declare function f<T>(value: T): T; f(Promise.resolve(1));', promise],
    ['inferred as a number', 'declare function f<T>(value: T): T; f(1 as number);', 'never'],
    ['inferred from a callback', 'declare function f<T>(work: () => T): T; f(async () => 1);', promise],
    [
      'a member of a generic class',
      'class A<T> { f(): Promise<T> { throw 1; } } new A<number>().f();',
      promise,
      'new A<number>().f',
    ],
    [
      'an instance that depends on its parameter',
      'interface Box<T> { get(): T } declare const b: Box<Promise<void>>; b.get();',
      promise,
      'b.get',
    ],
    ['awaited', 'declare function f<T>(value: T): Awaited<T>; f(Promise.resolve(1));', 'never'],
    ['a result of a function type', 'declare function f(): ReturnType<() => Promise<void>>; f();', promise],
    [
      'a method by its key',
      'interface A { go(): Promise<void>; stop(): Promise<void> } function g<K extends keyof A>(a: A, k: K) { a[k](); }',
      promise,
      'a[k]',
    ],
  ],
  'conditional and mapped types': [
    ['decided', 'type If<T> = T extends string ? Promise<void> : number; declare function f(): If<"a">; f();', promise],
    [
      'decided the other way',
      'type If<T> = T extends string ? Promise<void> : number; declare function f(): If<1>; f();',
      'never',
    ],
    [
      'of both',
      'type If<T> = T extends string ? Promise<void> : number; declare function f(): If<"a" | 1>; f();',
      'maybe',
    ],
    [
      'undecided',
      'type If<T> = T extends string ? Promise<void> : number; function g<T>(f: () => If<T>) { f(); }',
      'maybe',
    ],
    [
      'undecided, but a promise either way',
      'type If<T> = T extends string ? Promise<void> : Promise<number>; function g<T>(f: () => If<T>) { f(); }',
      promise,
    ],
    [
      'a member of a mapped type',
      'type Remote<T> = { [K in keyof T]: T[K] extends (...a: infer A) => infer R ? (...a: A) => Promise<R> : never }; declare const r: Remote<{ f(a: number): string }>; r.f(1);',
      promise,
      'r.f',
    ],
    ['a partial one', 'declare const r: Partial<{ f(): Promise<void> }>; r.f?.();', promise, 'r.f'],
    ['a mapped promise', 'declare function f(): Readonly<Promise<number>>; f();', awaitable],
    ['a picked promise', "declare function f(): Pick<Promise<number>, 'then'>; f();", awaitable],
    ['an omitted then', "declare function f(): Omit<Promise<number>, 'then'>; f();", 'never'],
  ],
  overloads: [
    [
      'with a callback',
      'declare function f(done: () => void): void; declare function f(): Promise<void>; f(() => {});',
      'never',
    ],
    [
      'without a callback',
      'declare function f(done: () => void): void; declare function f(): Promise<void>; f();',
      promise,
    ],
    [
      'by type',
      'declare function f(a: string): string; declare function f(a: number): Promise<string>; f(1);',
      promise,
    ],
    [
      'that none fits',
      'declare function f(a: string): string; declare function f(a: number): number; f(true);',
      'never',
    ],
  ],
  intersections: [
    ['with a promise', 'declare function f(): Promise<void> & { cancel(): void }; f();', promise],
    ['with a thenable', 'declare function f(): PromiseLike<void> & { cancel(): void }; f();', awaitable],
    ['of plain types', 'declare function f(): { a: 1 } & { b: 2 }; f();', 'never'],
    ['with a type parameter', 'function g<T>(f: () => T & { a: 1 }) { f(); }', 'maybe'],
    ['of a brand', "declare function f(): string & { __brand: 'id' }; f();", 'never'],
  ],
  'classes of promises': [
    ['a subclass', 'class Later<T> extends Promise<T> {} declare function f(): Later<number>; f();', promise],
    ['a constructed subclass', 'class Later<T> extends Promise<T> {} new Later<void>(() => {});', promise, 'Later'],
    [
      'a subclass of a subclass',
      'class A<T> extends Promise<T> {} class B extends A<number> {} declare function f(): B; f();',
      promise,
    ],
    [
      'an interface',
      'interface Later<T> extends Promise<T> { cancel(): void } declare function f(): Later<number>; f();',
      promise,
    ],
    [
      'an implementation',
      'declare class Later implements PromiseLike<number> { then: Promise<number>["then"] } declare function f(): Later; f();',
      awaitable,
    ],
    ['one of our own called Promise', 'export class Promise { go() {} } declare function f(): Promise; f();', 'never'],
  ],
  thenables: [
    [
      'by signature',
      'declare function f(): { then(done: (a: number) => void, failed: (e: unknown) => void): void }; f();',
      awaitable,
    ],
    [
      'with optional functions',
      'declare function f(): { then(done?: (a: number) => void, failed?: (e: unknown) => void): void }; f();',
      awaitable,
    ],
    [
      'with functions or null',
      'declare function f(): { then(done?: ((a: number) => void) | null, failed?: ((e: unknown) => void) | null): void }; f();',
      awaitable,
    ],
    [
      'with a generic method',
      'declare function f(): { then<A, B>(done: (a: number) => A, failed: (e: unknown) => B): PromiseLike<A | B> }; f();',
      awaitable,
    ],
    ['with functions of any', 'declare function f(): { then(done: any, failed: any): any }; f();', awaitable],
    ['with one function', 'declare function f(): { then(done: () => void): void }; f();', 'never'],
    ['with a value', 'declare function f(): { then: number }; f();', 'never'],
    ['with a method of texts', 'declare function f(): { then(a: string, b: string): void }; f();', 'never'],
    ['with a method of nothing', 'declare function f(): { then(): void }; f();', 'never'],
    [
      'with rest arguments',
      'declare function f(): { then(...handlers: ((a: unknown) => void)[]): void }; f();',
      'never',
    ],
    [
      'with overloads',
      'declare function f(): { then(a: string): void; then(done: () => void, failed: () => void): void }; f();',
      awaitable,
    ],
  ],
  'members of promises': [
    ['then', 'declare const p: Promise<number>; p.then();', promise, 'p.then'],
    ['then with a handler', 'declare const p: Promise<number>; p.then((a) => a);', promise, 'p.then'],
    ['catch', 'declare const p: Promise<number>; p.catch(() => {});', promise, 'p.catch'],
    ['finally', 'declare const p: Promise<number>; p.finally(() => {});', promise, 'p.finally'],
    ['Promise.all', 'Promise.all([Promise.resolve(1)]);', promise, 'Promise.all'],
    ['Promise.race', 'Promise.race([Promise.resolve(1)]);', promise, 'Promise.race'],
    ['Promise.allSettled', 'Promise.allSettled([]);', promise, 'Promise.allSettled'],
    ['Promise.withResolvers', 'Promise.withResolvers<void>();', 'never', 'Promise.withResolvers'],
    ['a dynamic import', "import('./nowhere');", promise, 'import'],
    ['an array method of an async callback', '[1].map(async () => {});', 'never', '[1].map'],
    ['forEach', '[1].forEach(async () => {});', 'never', '[1].forEach'],
    ['reduce to a promise', '[1].reduce(async () => {}, Promise.resolve());', promise, '[1].reduce'],
  ],
  'types like those of packages': [
    [
      'jQuery',
      'interface JQueryPromise<T> { then<U>(done: (value?: T, ...values: any[]) => U, fail?: (...reasons: any[]) => any, progress?: (...a: any[]) => any): JQueryPromise<U>; always(a: any): this } declare const $: { get(url: string): JQueryPromise<string> }; $.get("/");',
      awaitable,
      '$.get',
    ],
    [
      'Prisma',
      "declare const brand: unique symbol; interface PrismaPromise<T> extends Promise<T> { [Symbol.toStringTag]: 'PrismaPromise' } interface Client<T, Null = never> extends PrismaPromise<T> { orders(): Client<T | Null> } declare const db: { user: { create<A extends { data: object }>(a: A): Client<A['data']> } }; db.user.create({ data: {} });",
      promise,
      'db.user.create',
    ],
    [
      'a fluent member of Prisma',
      'interface Client<T> { then<A = T, B = never>(done?: ((v: T) => A | PromiseLike<A>) | undefined | null, fail?: ((r: any) => B | PromiseLike<B>) | undefined | null): Promise<A | B>; orders<T2 = {}>(): Client<T2> } declare const c: Client<number>; c.orders();',
      awaitable,
      'c.orders',
    ],
    [
      'mongoose',
      'declare class Query<R, D> { exec(): Promise<R>; then: Promise<R>["then"]; catch: Promise<R>["catch"]; sort(by: string): this } declare class Model { static find(): Query<Model[], Model> } Model.find().sort("a");',
      awaitable,
      'Model.find().sort',
    ],
    [
      'knex',
      'interface Chain<T> extends Promise<T> { client: unknown } interface Builder<R> extends Chain<R> { where(a: object): Builder<R>; insert(a: object): Builder<number[]> } declare const knex: (table: string) => Builder<object[]>; knex("a").where({}).insert({});',
      promise,
      'knex("a").where({}).insert',
    ],
    [
      'supertest',
      'interface Test extends PromiseLike<number> { expect(status: number): this } declare const request: { get(p: string): Test }; request.get("/").expect(200);',
      awaitable,
      'request.get("/").expect',
    ],
    [
      'a child process that is a promise',
      'declare function execa(file: string): { pid?: number } & Promise<{ stdout: string }>; execa("ls");',
      promise,
      'execa',
    ],
    [
      'an observable',
      'interface Observable<T> { subscribe(next: (a: T) => void): void; toPromise(): Promise<T> } declare function f(): Observable<number>; f();',
      'never',
    ],
    [
      'an assertion library',
      'interface Assertion { not: Assertion; eventually: Assertion; rejects: { toThrow(): Promise<void> } } declare function expect(a: unknown): Assertion; expect(1).rejects.toThrow();',
      promise,
      'expect(1).rejects.toThrow',
    ],
    [
      'a mutually recursive builder',
      'interface A { b(): B } interface B { a(): A } declare const a: A; a.b();',
      'never',
      'a.b',
    ],
    [
      'a type that grows',
      'interface Grow<T> { next(): Grow<Grow<T>> } declare const g: Grow<1>; g.next();',
      'never',
      'g.next',
    ],
  ],
};

const javascript: readonly Case[] = [
  ['an async function', 'async function f() {}\nf();', promise],
  ['a result by JSDoc', '/** @returns {Promise<void>} */\nfunction f() { return later; }\nf();', promise],
  ['a plain result by JSDoc', '/** @returns {number} */\nfunction f() { return later; }\nf();', 'never'],
  ['a parameter by JSDoc', '/** @param {() => Promise<void>} f */\nfunction g(f) { f(); }', promise],
  [
    'a type by JSDoc',
    '/** @typedef {{ f: () => Promise<void> }} A */\n/** @type {A} */\nconst a = later;\na.f();',
    promise,
    'a.f',
  ],
  ['a parameter without a type', 'function g(f) { f(); }', 'maybe'],
  ['a method of a class', 'class A { async f() {} }\nnew A().f();', promise, 'new A().f'],
  // Classes made of functions are no classes for today's compiler.
  [
    'a method assigned to a prototype',
    'function A() {}\nA.prototype.f = async function () {};\nnew A().f();',
    'maybe',
    'new A().f',
  ],
  ['something not defined', 'f();', 'maybe'],
];

/** By their titles in the tables: each text is a file of its own. */
let workspace: DiskWorkspace;
const files = new Map<string, string>();
const facts = new Map<string, Facts>();

beforeAll(() => {
  for (const [table, cases] of Object.entries(tables))
    for (const [title, text] of cases) files.set(`${table}: ${title}`, `${text}\nexport {};\n`);
  for (const [title, text] of javascript) files.set(`javascript: ${title}`, `${text}\nexport {};\n`);
  const names = [...files.keys()].map((title, index) => [
    `${index}.${title.startsWith('javascript') ? 'js' : 'ts'}`,
    title,
  ]);
  workspace = diskWorkspace({
    'tsconfig.json':
      '{ "compilerOptions": { "strict": true, "noImplicitAny": false, "allowJs": true, "module": "esnext", "moduleResolution": "bundler", "lib": ["esnext", "dom"] } }',
    ...Object.fromEntries(names.map(([file = '', title = '']) => [file, files.get(title) ?? ''])),
  });
  const titles = new Map(names.map(([file = '', title = '']) => [workspace.pathOf(file), title]));
  for (const answer of workspace.answers(...names.map(([file = '']) => file))) {
    if (answer.kind === 'unreadable') throw new Error(answer.reason);
    facts.set(titles.get(answer.path) ?? '', answer.facts);
  }
});
afterAll(() => workspace.dispose());

function verdict(title: string, callee: string): string {
  const found = facts.get(title);
  if (found === undefined) throw new Error(`no facts about ${title}`);
  return verdictOn(found, callee);
}

describe.each(Object.entries(tables))('%s', (table, cases) => {
  test.each(cases)('%s', (title, _, expected, callee = 'f') =>
    expect(verdict(`${table}: ${title}`, callee)).toBe(expected),
  );
});

describe('JavaScript', () => {
  test.each(javascript)('%s', (title, _, expected, callee = 'f') =>
    expect(verdict(`javascript: ${title}`, callee)).toBe(expected),
  );
});
