/** Documents, edits and files that change under the front end's feet. */

import { describe, expect, test } from 'vitest';
import { memoryWorkspace, verdictOn } from './memoryWorkspace.ts';

const main = 'from store import save\nsave()';

describe('answers are kept', () => {
  test('until the file itself changes', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'store.py': 'async def save(): ...' });
    const before = workspace.facts('main.py');
    expect(workspace.facts('main.py')).toBe(before);
    workspace.write('main.py', `${main}\n`);
    expect(workspace.facts('main.py')).not.toBe(before);
  });

  test('while only a body elsewhere changes', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'store.py': 'async def save():\n    print(1)' });
    const before = workspace.facts('main.py');
    workspace.write('store.py', 'async def save():\n    print(1, 2)');
    expect(workspace.facts('main.py')).toBe(before);
  });

  test('until the interface of an imported file changes', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'store.py': 'async def save(): ...' });
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
    workspace.write('store.py', 'def save(): return 1');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('never');
  });

  const testing = (type: string) =>
    `class A:\n    async def save(self): ...\nclass B:\n    def save(self): return 1\ndef pick(key):\n    if isinstance(key, ${type}):\n        return key\n    raise ValueError`;
  const logging = (call: string) =>
    `def logged(function):\n    def inner(*items):\n        ${call}\n    return inner\nclass A:\n    @logged\n    async def save(self): ...\ndef pick(key):\n    return A()`;

  const filling = (store: string) =>
    `class A:\n    async def save(self): ...\nclass B:\n    def save(self): return 1\nknown = others = {}\nlists = []\ndef add(key):\n    ${store}\ndef pick(key) -> object:\n    return known[key]`;

  test.each([
    ['another value is put into a container', 'known[key] = A()', 'known[key] = B()', 'known[1]'],
    [
      'a variable that is put there holds another',
      'made = A(); known[key] = made',
      'made = B(); known[key] = made',
      'known[1]',
    ],
    ['another value is added to a list', 'lists.append(A())', 'lists.append(B())', 'lists[0]'],
  ])('until %s', (_, before, after, item) => {
    const text = `from store import known, lists\n${item}.save()`;
    const workspace = memoryWorkspace({ 'main.py': text, 'store.py': filling(before) });
    expect(verdictOn(workspace.facts('main.py'), `${item}.save`)).toBe('always coroutine');
    workspace.write('store.py', filling(after));
    expect(verdictOn(workspace.facts('main.py'), `${item}.save`)).toBe('never');
  });

  test.each([
    ['a test in a body decides on what it returns', testing('A'), testing('B')],
    ['a decorator does otherwise', logging('return function(*items)'), logging('print(function(*items))')],
  ])('until %s', (_, before, after) => {
    const workspace = memoryWorkspace({ 'main.py': 'from store import pick\npick(1).save()', 'store.py': before });
    expect(verdictOn(workspace.facts('main.py'), 'pick(1).save')).toBe('always coroutine');
    workspace.write('store.py', after);
    expect(verdictOn(workspace.facts('main.py'), 'pick(1).save')).toBe('never');
  });

  test('until a body that stands for another does something itself', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'store.py': 'def save(): ...' });
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('maybe');
    workspace.write('store.py', 'def save(): print(1)');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('never');
  });

  test('until something further down the imports changes', () => {
    const workspace = memoryWorkspace({
      'main.py': main,
      'store.py': 'from deep import save',
      'deep.py': 'async def save(): ...',
    });
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
    workspace.write('deep.py', 'def save(): return 1');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('never');
  });

  test('until a file appears that was looked for in vain', () => {
    const workspace = memoryWorkspace({ 'main.py': main });
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('maybe');
    workspace.write('store.py', 'async def save(): ...');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
    workspace.remove('store.py');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('maybe');
  });

  test('until a subclass gets another base, or is gone', () => {
    const workspace = memoryWorkspace({
      'main.py': 'from store import Store\ndef f(store: Store):\n    store.save()',
      'store.py': 'class Store:\n    async def save(self): ...',
      'heir.py': 'from store import Store\nclass Heir(Store):\n    def save(self): return 1',
    });
    const verdict = () => verdictOn(workspace.facts('main.py'), 'store.save');
    expect(verdict()).toBe('maybe');
    workspace.write('heir.py', 'class Heir(dict):\n    def save(self): return 1');
    expect(verdict()).toBe('always coroutine');
    workspace.write('heir.py', 'from store import Store\nclass Heir(Store):\n    def save(self): return 1');
    expect(verdict()).toBe('maybe');
    workspace.remove('heir.py');
    expect(verdict()).toBe('always coroutine');
  });

  test('until a subclass overrides what is called', () => {
    const store = 'class Store:\n    async def save(self): ...';
    const workspace = memoryWorkspace({
      'main.py': 'from store import Store\ndef f(s: Store):\n    s.save()',
      'store.py': store,
    });
    expect(verdictOn(workspace.facts('main.py'), 's.save')).toBe('always coroutine');
    workspace.write('other.py', 'from store import Store\nclass Quick(Store):\n    def save(self): return 1');
    expect(verdictOn(workspace.facts('main.py'), 's.save')).toBe('maybe');
  });

  test('until a method of that name is called or written otherwise', () => {
    const text = 'async def main(store):\n    store.sync_library()';
    const library = (call: string, method = 'async def') =>
      `class Store:\n    ${method} sync_library(self): ...\nasync def all(stores):\n    ${call}`;
    const workspace = memoryWorkspace({ 'main.py': text, 'store.py': library('await stores[0].sync_library()') });
    const evidence = () => workspace.facts('main.py').dropped[0]?.awaitable.evidence;
    expect(evidence()).toBe('usage');
    workspace.write('store.py', library('stores[0].sync_library()'));
    expect(evidence()).toBeUndefined();
    workspace.write('store.py', library('await stores[0].sync_library()'));
    expect(evidence()).toBe('usage');
    workspace.write('store.py', library('await stores[0].sync_library()', 'def'));
    expect(evidence()).toBeUndefined();
  });

  test('until the body of followed work changes', () => {
    const text =
      'import asyncio\nfrom work import work\nasync def main(xs):\n    await asyncio.gather(*[work(x) for x in xs])';
    const io = 'import asyncio\nasync def work(x):\n    await asyncio.open_connection(x)';
    const workspace = memoryWorkspace({ 'main.py': text, 'work.py': io });
    expect(workspace.facts('main.py').fanOuts[0]?.doesIo).toBe('always');
    workspace.write('work.py', 'import asyncio\nasync def work(x):\n    await asyncio.sleep(x)');
    expect(workspace.facts('main.py').fanOuts[0]?.doesIo).toBe('never');
  });
});

describe('what other files mean changes with what is typed', () => {
  const store =
    'class Base:\n    async def save(self): ...\ndef make(): return Base()\ndef run(): return make().save()\n';
  const before = 'from store import Base, run\nrun()\n';

  test.each([
    ['a class that inherits', 'class Heir(Base):\n    def save(self): return 1\n'],
    ['an assignment that replaces a method', 'Base.save = len\n'],
  ])('%s', (_, typed) => {
    const workspace = memoryWorkspace({ 'main.py': before, 'store.py': store });
    const verdictWith = (text: string, version: number) => {
      workspace.frontEnd.open({ path: '/work/space/main.py', language: 'python', version, text });
      return verdictOn(workspace.facts('main.py'), 'run');
    };
    expect(verdictWith(before, 1)).toBe('always coroutine');
    expect(verdictWith(`${before}${typed}`, 2)).toBe('maybe');
    expect(verdictWith(before, 3)).toBe('always coroutine');
  });
});

describe('open documents', () => {
  const document = (text: string, version: number) => ({
    path: '/work/space/store.py',
    language: 'python' as const,
    version,
    text,
  });

  test('hide the file until they are closed', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'store.py': 'async def save(): ...' });
    workspace.frontEnd.open(document('def save(): return 1', 1));
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('never');
    workspace.frontEnd.open(document('async def save(): return 1', 2));
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
    workspace.frontEnd.open(document('def save(): return 1', 3));
    workspace.frontEnd.close('/work/space/store.py');
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
  });

  test('show what has come to the disk with them, untold', () => {
    const workspace = memoryWorkspace({ 'other.py': 'import shop.store' });
    workspace.facts('other.py');
    const text = 'from shop.store import save\nsave()';
    workspace.appear('shop/store.py', 'async def save(): ...');
    workspace.appear('shop/main.py', text);
    workspace.frontEnd.open({ path: '/work/space/shop/main.py', language: 'python', version: 1, text });
    expect(verdictOn(workspace.facts('shop/main.py'), 'save')).toBe('always coroutine');
  });

  test('need not be saved to be imported', () => {
    const workspace = memoryWorkspace({ 'main.py': main });
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('maybe');
    workspace.frontEnd.open(document('async def save(): ...', 1));
    expect(verdictOn(workspace.facts('main.py'), 'save')).toBe('always coroutine');
  });

  test('answer with their own version', () => {
    const workspace = memoryWorkspace({ 'main.py': main });
    workspace.frontEnd.open(document('x = 1', 7));
    const [answer] = workspace.frontEnd.facts(['/work/space/store.py']);
    expect(answer?.kind === 'facts' && answer.document.version).toBe(7);
    workspace.frontEnd.open(document('x = 1', 8));
    const [again] = workspace.frontEnd.facts(['/work/space/store.py']);
    expect(again?.kind === 'facts' && again.document.version).toBe(8);
  });
});

describe('never throws', () => {
  test('at a file that is not there', () => {
    const answers = [...memoryWorkspace({ 'main.py': '' }).frontEnd.facts(['/work/space/gone.py'])];
    expect(answers.map(({ kind }) => kind)).toEqual(['unreadable']);
  });

  test.each([
    [
      'import cycles',
      { 'main.py': 'from a import *\nf()', 'a.py': 'from main import *\nfrom b import f', 'b.py': 'from a import f' },
    ],
    ['a name that is its own value', { 'main.py': 'x = x\nx()\nx.y = x\nf = lambda: f()\nf()' }],
    ['functions that return each other', { 'main.py': 'def a(): return b()\ndef b(): return a()\na()' }],
    ['a decorator that decorates itself', { 'main.py': '@f\ndef f(g): return g\nf()' }],
    ['annotations in a circle', { 'main.py': 'A = "B"\nB = "A"\ndef f(a: A):\n    a.go()' }],
  ])('%s', (_, files) => expect(() => memoryWorkspace(files).facts('main.py')).not.toThrow());

  test('at any prefix of a file', () => {
    const text =
      'import asyncio\nfrom typing import Callable\n@deco(1)\nclass A(B, metaclass=M):\n    x: "list[int]" = []\n    async def f(self, *a, k: Callable[..., int] = 1, **o):\n        async with self.x as y, z:\n            await asyncio.gather(*[self.f(i) for i in range(3) if i])\n        match a:\n            case [1, *r] if r: return lambda q: f"{q!r:>{k}}"\n        try:\n            (w := self.g())\n        except* E as e: raise X from e\n';
    const workspace = memoryWorkspace({ 'main.py': '' });
    for (let end = 0; end <= text.length; end++) {
      workspace.write('main.py', text.slice(0, end));
      expect(workspace.facts('main.py').functions.length).toBeGreaterThan(0);
    }
  });
});
