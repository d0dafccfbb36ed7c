/** Whether a call's result is awaitable, by everything the light inference knows. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

/** The verdict on the last call of `target(…)` in the text. */
function verdict(text: string, callee: string): string {
  return verdictOn(factsOf(text), callee);
}

describe('functions of the same module', () => {
  test.each([
    ['an async function', 'async def save(): ...\nsave()', 'save', 'always coroutine'],
    ['a plain function', 'def save(): return 1\nsave()', 'save', 'never'],
    ['an async generator', 'async def rows():\n    yield 1\nrows()', 'rows', 'maybe'],
    ['an unknown name', 'save()', 'save', 'maybe'],
    ['a lambda that calls one', 'async def save(): ...\nrun = lambda: save()\nrun()', 'run', 'always coroutine'],
    ['a name bound again', 'async def save(): ...\ndef other(): return 1\nsave = other\nsave()', 'save', 'never'],
    ['a deleted name', 'async def save(): ...\ndel save\nsave()', 'save', 'maybe'],
    [
      'two branches that agree',
      'if a:\n    async def f(): ...\nelse:\n    async def f(): ...\nf()',
      'f',
      'always coroutine',
    ],
    ['two branches that differ', 'if a:\n    async def f(): ...\nelse:\n    def f(): return 1\nf()', 'f', 'maybe'],
    ['a parameter of the same name', 'async def f(): ...\ndef g(f):\n    f()', 'f', 'maybe'],
    ['a local of the same name', 'async def f(): ...\ndef g():\n    f = make()\n    f()', 'f', 'maybe'],
    ['a name of a comprehension', 'async def f(): ...\n[f() for f in fs]', 'f', 'maybe'],
    ['a global assigned in a function', 'async def f(): ...\ndef g():\n    global f\n    f = 1\nf()', 'f', 'maybe'],
    ['a star import from nowhere in front of a builtin', 'from nowhere import *\nprint()', 'print', 'maybe'],
  ])('%s', (_, text, callee, expected) => expect(verdict(text, callee)).toBe(expected));
});

describe('declared results', () => {
  const head = 'import asyncio\nfrom typing import Any, Awaitable, Callable, Coroutine, Optional, Union\n';
  test.each([
    ['Coroutine', 'def f() -> Coroutine[Any, Any, int]: ...\nf()', 'always coroutine'],
    ['Awaitable', 'def f() -> Awaitable[int]: ...\nf()', 'always awaitable'],
    ['asyncio.Task', 'def f() -> asyncio.Task[int]: ...\nf()', 'always task'],
    ['asyncio.Future', 'def f() -> "asyncio.Future[int]": ...\nf()', 'always future'],
    ['Optional', 'def f() -> Optional[Awaitable[int]]: ...\nf()', 'always awaitable'],
    ['a union that disagrees', 'def f() -> Union[Awaitable[int], int]: ...\nf()', 'maybe'],
    ['a bar', 'def f() -> Awaitable[int] | None: ...\nf()', 'always awaitable'],
    [
      'a union of the types in a dictionary',
      'class A:\n    async def __call__(self): ...\nkinds = {"a": A}\ndef g(f: Union[tuple(kinds.values())]):\n    f()',
      'always coroutine',
    ],
    ['a union of nothing known', 'def g(f: Union[tuple(kinds)]):\n    f()', 'maybe'],
    ['a callable parameter', 'def g(f: Callable[..., Awaitable[int]]):\n    f()', 'always awaitable'],
    ['an alias', 'Handler = Callable[..., Awaitable[int]]\ndef g(f: Handler):\n    f()', 'always awaitable'],
    [
      'an alias for the type checker',
      'if TYPE_CHECKING:\n    Handler = Callable[..., Awaitable[int]]\nelse:\n    Handler = Any\ndef g(f: Handler):\n    f()',
      'always awaitable',
    ],
    [
      'an item of what may be missing',
      'def g(fs: dict[str, Callable[..., Awaitable[int]]] | None):\n    f = fs["a"]\n    f()',
      'always awaitable',
    ],
    [
      'a callable that it makes',
      'def make() -> Callable:\n    async def inner(): ...\n    return inner\nf = make()\nf()',
      'always coroutine',
    ],
    ['a callable that it is given', 'def make(inner) -> Callable:\n    return inner\nf = make(1)\nf()', 'maybe'],
    [
      'one that says what it gives',
      'def make() -> Callable[..., int]:\n    async def inner(): ...\n    return inner\nf = make()\nf()',
      'never',
    ],
    ['a string annotation', 'class A:\n    async def __call__(self): ...\ndef g(f: "A"):\n    f()', 'always coroutine'],
    ['str', 'def f() -> str: ...\nf()', 'never'],
  ])('%s', (_, text, expected) => expect(verdict(head + text, 'f')).toBe(expected));
});

describe('types that another file names', () => {
  const types =
    'from collections.abc import Awaitable, Callable\nHandler = Callable[[str], Awaitable[str]]\ntype Later = Awaitable[str]\ndef make(): ...\nMade = make()\n';
  const verdictIn = (text: string): string =>
    verdictOn(factsOf({ 'main.py': text, 'kinds.py': types, 'all.py': 'from kinds import Handler' }), 'f');

  test.each([
    ['an alias', 'from kinds import Handler\ndef g(f: Handler):\n    f()', 'always awaitable'],
    ['an alias under another name', 'from kinds import Handler as H\ndef g(f: "H"):\n    f()', 'always awaitable'],
    ['a part of a module', 'import kinds\ndef g(f: kinds.Handler):\n    f()', 'always awaitable'],
    ['handed on by a third file', 'from all import Handler\ndef g(f: Handler):\n    f()', 'always awaitable'],
    ['a type statement', 'from kinds import Later\ndef f() -> Later: ...\nf()', 'always awaitable'],
    ['an object', 'from kinds import Made\ndef g(f: Made):\n    f()', 'maybe'],
    [
      'one of two',
      'if x:\n    from kinds import Handler\nelse:\n    from other import Handler\ndef g(f: Handler):\n    f()',
      'maybe',
    ],
  ])('%s', (_, text, expected) => expect(verdictIn(text)).toBe(expected));
});

describe('methods', () => {
  const store = 'class Store:\n    async def save(self): ...\n    def count(self): return 1\n';
  test.each([
    [
      'of what a property gives, whose name others assign',
      'class App:\n    @property\n    def store(self) -> Store: ...\ndef g(app, other):\n    app.store = other\ndef f(s: App):\n    s.store.save()',
      's.store.save',
      'always coroutine',
    ],
    ['of a local object', 'def f():\n    s = Store()\n    s.save()', 's.save', 'always coroutine'],
    ['of an annotated parameter', 'def f(s: Store):\n    s.save()', 's.save', 'always coroutine'],
    ['of an optional parameter', 'def f(s: "Store | None" = None):\n    s.save()', 's.save', 'always coroutine'],
    ['of an unannotated parameter', 'def f(s):\n    s.save()', 's.save', 'maybe'],
    [
      'of the one of two types that has it',
      'class Other: ...\ndef f(s: Store | Other):\n    s.save()',
      's.save',
      'always coroutine',
    ],
    [
      'of one of two types, where an heir of the other may have it',
      'class Other: ...\nclass Heir(Other):\n    def save(self): return 1\ndef f(s: Store | Other):\n    s.save()',
      's.save',
      'maybe',
    ],
    [
      'of one of two types, where the other is given it',
      'class Other:\n    def __init__(self, save): self.save = save\ndef f(s: Store | Other):\n    s.save()',
      's.save',
      'maybe',
    ],
    [
      'of one of two types, where the other makes up its members',
      'class Other:\n    def __getattr__(self, name): ...\ndef f(s: Store | Other):\n    s.save()',
      's.save',
      'maybe',
    ],
    [
      'of one of two types, where the other has unknown bases',
      'class Other(Unknown): ...\ndef f(s: Store | Other):\n    s.save()',
      's.save',
      'maybe',
    ],
    ['of a module variable', 's = Store()\ns.save()', 's.save', 'always coroutine'],
    ['plain', 's = Store()\ns.count()', 's.count', 'never'],
    ['that is not there', 's = Store()\ns.nothing()', 's.nothing', 'maybe'],
    [
      'of an object made in the constructor',
      'class A:\n    def __init__(self): self.s = Store()\n    def f(self): self.s.save()',
      'self.s.save',
      'always coroutine',
    ],
    [
      'of an annotated attribute',
      'class A:\n    s: Store\n    def f(self): self.s.save()',
      'self.s.save',
      'always coroutine',
    ],
    [
      'of an attribute with two types',
      'class A:\n    def __init__(self): self.s = Store()\n    def g(self, x): self.s = x\n    def f(self): self.s.save()',
      'self.s.save',
      'maybe',
    ],
    ['inherited', 'class A(Store):\n    def f(self): self.save()', 'self.save', 'always coroutine'],
    ['of super()', 'class A(Store):\n    def save(self): super().save()', 'super().save', 'always coroutine'],
    ['behind an unknown base', 'class A(Unknown, Store): ...\nA().save()', 'A().save', 'maybe'],
    [
      'overridden by a plain one',
      'class A(Store):\n    def save(self): return 1\ndef f(s: Store):\n    s.save()',
      's.save',
      'maybe',
    ],
    [
      'overridden by an async one',
      'class A(Store):\n    async def save(self): ...\ndef f(s: Store):\n    s.save()',
      's.save',
      'always coroutine',
    ],
    ['replaced on an object', 's = Store()\ns.save = print\ns.save()', 's.save', 'maybe'],
    [
      'in a with block',
      'class A:\n    async def __aenter__(self): return Store()\nasync def f():\n    async with A() as s:\n        s.save()',
      's.save',
      'always coroutine',
    ],
    [
      'of the items of a list',
      'def f(ss: list[Store]):\n    for s in ss:\n        s.save()',
      's.save',
      'always coroutine',
    ],
    [
      'of an awaited result',
      'async def make() -> Store: ...\nasync def f():\n    s = await make()\n    s.save()',
      's.save',
      'always coroutine',
    ],
    [
      'of what a plain function returns',
      'def make():\n    return Store()\nmake().save()',
      'make().save',
      'always coroutine',
    ],
    [
      'that cycles through its bases',
      'class A(B): ...\nclass B(A):\n    async def go(self): ...\nA().go()',
      'A().go',
      'always coroutine',
    ],
  ])('%s', (_, text, callee, expected) => expect(verdict(store + text, callee)).toBe(expected));

  test.each([
    ['a class method', 'class A:\n    @classmethod\n    async def f(cls): ...\nA.f()', 'A.f', 'always coroutine'],
    ['a static method', 'class A:\n    @staticmethod\n    async def f(): ...\nA.f()', 'A.f', 'always coroutine'],
    [
      'a property that gives a function',
      'class A:\n    @property\n    def f(self): return g\nasync def g(): ...\nA().f()',
      'A().f',
      'always coroutine',
    ],
    ['an object that can be awaited', 'class A:\n    def __await__(self): yield\nA()', 'A', 'always object'],
  ])('%s', (_, text, callee, expected) => expect(verdict(text, callee)).toBe(expected));
});

describe('decorators', () => {
  test.each([
    ['unknown', '@mystery\nasync def f(): ...\nf()', 'maybe'],
    [
      'lru_cache',
      'from functools import lru_cache\n@lru_cache(maxsize=1)\nasync def f(): ...\nf()',
      'always coroutine',
    ],
    [
      'asynccontextmanager',
      'from contextlib import asynccontextmanager\n@asynccontextmanager\nasync def f():\n    yield 1\nf()',
      'never',
    ],
    ['a pytest fixture', 'import pytest\n@pytest.fixture\nasync def f(): ...\nf()', 'maybe'],
    ['sync_to_async', 'from asgiref.sync import sync_to_async\n@sync_to_async\ndef f(): ...\nf()', 'always coroutine'],
    [
      'one of ours that registers',
      'def keep(g):\n    all.append(g)\n    return g\n@keep\nasync def f(): ...\nf()',
      'always coroutine',
    ],
    [
      'one of ours that wraps',
      'import functools\ndef wrap(g):\n    @functools.wraps(g)\n    async def inner(): ...\n    return inner\n@wrap\ndef f(): ...\nf()',
      'always coroutine',
    ],
    [
      'one of ours that passes on',
      'def wrap(g):\n    def inner(*a):\n        print(a)\n        return g(*a)\n    return inner\n@wrap\nasync def f(): ...\nf()',
      'always coroutine',
    ],
    [
      'one of ours that passes on only at times',
      'def wrap(g):\n    def inner(*a):\n        if a: return None\n        return g(*a)\n    return inner\n@wrap\nasync def f(): ...\nf()',
      'maybe',
    ],
    [
      'one of ours for both kinds, around a coroutine function',
      'from inspect import iscoroutinefunction\ndef wrap(g):\n    async def one(*a):\n        result = await g(*a)\n        return result\n    def two(*a):\n        return g(*a)\n    return one if iscoroutinefunction(g) else two\n@wrap\nasync def f(): ...\nf()',
      'always coroutine',
    ],
    [
      'one of ours for both kinds, around a plain function',
      'from inspect import iscoroutinefunction\ndef wrap(g):\n    async def one(*a):\n        return await g(*a)\n    def two(*a):\n        return g(*a)\n    if iscoroutinefunction(g):\n        return one\n    return two\n@wrap\ndef f(): return 1\nf()',
      'never',
    ],
    [
      'one of ours with arguments',
      'def retry(n):\n    def deco(g):\n        async def inner(): ...\n        return inner\n    return deco\n@retry(3)\nasync def f(): ...\nf()',
      'always coroutine',
    ],
  ])('%s', (_, text, expected) => expect(verdict(text, 'f')).toBe(expected));

  describe('that make an object to be called instead', () => {
    const injected = `from typing import Callable, Generic, ParamSpec, TypeVar
P = ParamSpec("P")
R = TypeVar("R")
class Injected(Generic[P, R]):
    def __init__(self, call: Callable[P, R]): self.call = call
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        return self.call(1, *args, **kwargs)
    def other(self) -> int: ...
def inject(call: Callable[P, R]) -> Injected[P, R]:
    return Injected(call)
`;
    test.each([
      ['the class', '@Injected\nasync def f(): ...\nf()', 'f', 'always coroutine'],
      ['a function', '@inject\nasync def f(): ...\nf()', 'f', 'always coroutine'],
      ['around a plain function', '@inject\ndef f() -> int: ...\nf()', 'f', 'never'],
      ['another member', '@inject\nasync def f(): ...\nf.other()', 'f.other', 'never'],
      ['a method', 'class A:\n    @inject\n    async def f(self): ...\nA().f()', 'A().f', 'always coroutine'],
      [
        'a method that an heir has as well',
        'class A:\n    @inject\n    async def f(self): ...\nclass B(A):\n    @inject\n    async def f(self): ...\ndef g(a: A):\n    a.f()',
        'a.f',
        'always coroutine',
      ],
      [
        'a method that is a plain one in an heir',
        'class A:\n    @inject\n    async def f(self): ...\nclass B(A):\n    def f(self): ...\ndef g(a: A):\n    a.f()',
        'a.f',
        'maybe',
      ],
    ])('%s', (_, text, callee, expected) => expect(verdict(injected + text, callee)).toBe(expected));

    test('that may wait for the coroutine itself', () => {
      const waiting = injected.replace('Callable[P, R]): self', 'Callable[P, Awaitable[R]]): self');
      expect(verdict(`${waiting}@Injected\nasync def f(): ...\nf()`, 'f')).toBe('maybe');
    });
  });
});

describe('libraries', () => {
  test.each([
    ['import asyncio\nasyncio.sleep(1)', 'asyncio.sleep', 'always coroutine'],
    ['from asyncio import sleep as nap\nnap(1)', 'nap', 'always coroutine'],
    ['import asyncio\nasyncio.gather()', 'asyncio.gather', 'always future'],
    ['import asyncio\nasyncio.create_task(x)', 'asyncio.create_task', 'always task'],
    ['import asyncio\ne = asyncio.Event()\ne.wait()', 'e.wait', 'always coroutine'],
    ['import asyncio\ne = asyncio.Event()\ne.set()', 'e.set', 'never'],
    ['import asyncio\nq: asyncio.Queue[int] = asyncio.Queue()\nq.get()', 'q.get', 'always coroutine'],
    ['import aiohttp\nasync def f(s: aiohttp.ClientSession):\n    s.get("")', 's.get', 'always coroutine'],
    ['import anyio\nanyio.sleep(1)', 'anyio.sleep', 'always coroutine'],
    ['import threading\nthreading.Event().wait()', 'threading.Event().wait', 'never'],
    ['import mystery\nmystery.go()', 'mystery.go', 'maybe'],
  ])('%s', (text, callee, expected) => expect(verdict(text, callee)).toBe(expected));
});

describe('across files', () => {
  test.each([
    ['from store import save\nsave()', { 'store.py': 'async def save(): ...' }],
    [
      'from pkg import save\nsave()',
      { 'pkg/__init__.py': 'from .store import save', 'pkg/store.py': 'async def save(): ...' },
    ],
    [
      'from pkg import *\nsave()',
      { 'pkg/__init__.py': 'from .store import *', 'pkg/store.py': 'async def save(): ...' },
    ],
    ['from pkg.store import save\nsave()', { 'src/pkg/store.py': 'async def save(): ...' }],
    [
      'try:\n    from fast import save\nexcept ImportError:\n    from slow import save\nsave()',
      { 'fast.py': 'async def save(): ...', 'slow.py': 'async def save(): ...' },
    ],
    ['from a import save\nsave()', { 'a.py': 'from b import save', 'b.py': 'import a\nasync def save(): ...' }],
    [
      'from pkg import store\nsave = store.save\nsave()',
      { 'pkg/__init__.py': 'if 0:\n    from pkg import store', 'pkg/store.py': 'async def save(): ...' },
    ],
  ])('%s', (text, files) => expect(verdictOn(factsOf({ ...files, 'main.py': text }), 'save')).toBe('always coroutine'));

  test('a type that is imported for checking only', () => {
    const main =
      'from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from store import Store\ndef f(s: "Store"):\n    s.save()';
    const facts = factsOf({ 'main.py': main, 'store.py': 'class Store:\n    async def save(self): ...' });
    expect(verdictOn(facts, 's.save')).toBe('always coroutine');
  });

  test('a module of the package that is not there is no library', () => {
    const facts = factsOf({ 'main.py': 'import pkg.time\npkg.time.sleep(1)', 'pkg/__init__.py': '' });
    expect(facts.calls[0]?.symbol).toBeUndefined();
  });

  test('relative imports of a package', () => {
    const facts = factsOf(
      {
        'pkg/__init__.py': '',
        'pkg/a/__init__.py': '',
        'pkg/a/b.py': 'from ..c import go\ngo()',
        'pkg/c.py': 'async def go(): ...',
      },
      'pkg/a/b.py',
    );
    expect(verdictOn(facts, 'go')).toBe('always coroutine');
  });
});

describe('the order of execution', () => {
  const types = 'class One:\n    async def go(self): ...\nclass Two:\n    def go(self): return 1\ndef make(): ...\n';
  const verdictIn = (body: string, callee = 'x.go'): string =>
    verdict(`${types}def f(x, y):\n    ${body.replace(/\n/g, '\n    ')}`, callee);

  test.each([
    ['the last assignment', 'x = Two()\nx = One()\nx.go()', 'always coroutine'],
    ['an assignment after the use', 'x = One()\nx.go()\nx = Two()', 'always coroutine'],
    ['a branch that may be taken', 'x = Two()\nif y:\n    x = One()\nx.go()', 'maybe'],
    ['the same branch', 'x = Two()\nif y:\n    x = One()\n    x.go()', 'always coroutine'],
    ['both branches', 'x = Two()\nif y:\n    x = One()\nelse:\n    x = One()\nx.go()', 'always coroutine'],
    ['a branch that returns', 'x = One()\nif y:\n    x = Two()\n    return\nx.go()', 'always coroutine'],
    ['a later round of a loop', 'x = One()\nfor i in y:\n    x.go()\n    x = Two()', 'maybe'],
    ['a new value in each round', 'x = Two()\nwhile y:\n    x = One()\n    x.go()\n    x = Two()', 'always coroutine'],
    ['a loop left early', 'x = One()\nfor i in y:\n    if i:\n        x = Two()\n        break\nx.go()', 'maybe'],
    ['an endless loop', 'x = Two()\nwhile True:\n    x = One()\n    if y: break\nx.go()', 'always coroutine'],
    ['a try that may fail before', 'x = Two()\ntry:\n    x = One()\nexcept E:\n    pass\nx.go()', 'maybe'],
    ['a try that ends', 'x = Two()\ntry:\n    x = One()\nexcept E:\n    raise\nx.go()', 'always coroutine'],
    ['a handler', 'x = One()\ntry:\n    x = Two()\nexcept E:\n    x.go()', 'maybe'],
    ['suppressed errors', 'x = Two()\nwith suppress(E):\n    x = One()\nx.go()', 'maybe'],
    ['an assignment in a test', 'x = Two()\nif x := One():\n    x.go()', 'always coroutine'],
    ['an assignment that may be left out', 'x = Two()\nif y and (x := One()):\n    pass\nx.go()', 'maybe'],
    ['a deleted name', 'x = One()\ndel x\nx.go()', 'maybe'],
    ['a case', 'x = Two()\nmatch y:\n    case 1:\n        x = One()\n        x.go()', 'always coroutine'],
    ['an inner function', 'x = One()\ndef g():\n    x.go()\nx = Two()', 'maybe'],
    ['isinstance', 'if isinstance(x, One):\n    x.go()', 'always coroutine'],
    ['isinstance among others', 'if y and isinstance(x, (One,)):\n    x.go()', 'always coroutine'],
    ['isinstance of two types', 'if isinstance(x, (One, Two)):\n    x.go()', 'maybe'],
    ['not isinstance, left', 'if not isinstance(x, One):\n    return\nx.go()', 'always coroutine'],
    ['asserted isinstance', 'assert isinstance(x, One)\nx.go()', 'always coroutine'],
    ['isinstance before another value', 'assert isinstance(x, One)\nx = make()\nx.go()', 'maybe'],
    ['isinstance in the other branch', 'if isinstance(x, One):\n    pass\nelse:\n    x.go()', 'maybe'],
    ['isinstance of either', 'if y or isinstance(x, One):\n    x.go()', 'maybe'],
  ])('%s', (_, body, expected) => expect(verdictIn(body)).toBe(expected));

  test.each([
    ['isinstance of an attribute', 'if isinstance(y.x, One):\n    y.x.go()', 'always coroutine', 'y.x.go'],
    ['isinstance of another attribute', 'if isinstance(y.x, One):\n    y.z.go()', 'maybe', 'y.z.go'],
    [
      'isinstance of an attribute before another value',
      'assert isinstance(y.x, One)\ny.x = make()\ny.x.go()',
      'maybe',
      'y.x.go',
    ],
    [
      'isinstance of an attribute of another object',
      'assert isinstance(y.x, One)\ny = make()\ny.x.go()',
      'maybe',
      'y.x.go',
    ],
  ])('%s', (_, body, expected, callee) => expect(verdictIn(body, callee)).toBe(expected));
});

describe('usage', () => {
  test('a dropped call of what everybody else awaits', () => {
    const text =
      'from somewhere import client\nasync def f():\n    await client.send(1)\n    await client.send(2)\n    await client.send(3)\n    client.send(4)';
    expect(factsOf(text).dropped.map(({ awaitable }) => awaitable.evidence)).toEqual(['usage']);
  });

  test('a call that is meant to fail', () => {
    const text =
      'from somewhere import client\nasync def f():\n    await client.send(1)\n    await client.send(2)\n    await client.send(3)\n    with pytest.raises(ValueError):\n        client.send(4)';
    expect(factsOf(text).dropped.map(({ awaitable }) => awaitable.evidence)).toEqual([undefined]);
  });

  test.each([
    ['one await of the same method', 1, 2, 'usage'],
    ['one await among many calls', 1, 4, undefined],
  ])('%s', (_, awaited, dropped, expected) => {
    const calls = ['await client.send(1)\n    '.repeat(awaited), 'client.send(2)\n    '.repeat(dropped)].join('');
    const facts = factsOf(`from somewhere import Client\nasync def f(client: Client):\n    ${calls}pass`);
    expect(facts.dropped[0]?.awaitable.evidence).toBe(expected);
  });

  test('many use the result as it is', () => {
    const text =
      'from somewhere import client\nasync def f():\n    await client.send(1)\n    await client.send(2)\n    await client.send(3)\n    x = client.send(5)\n    y = client.send(6)\n    client.send(4)';
    expect(factsOf(text).dropped.map(({ awaitable }) => awaitable.evidence)).toEqual([undefined]);
  });
});

describe('classes that are made in parts', () => {
  test('of very many, which share their bases', () => {
    const shared = [
      'class Root: ...',
      ...numbers(8).map((n) => `class Base${n}(${n > 0 ? `Base${n - 1}, ` : ''}Root): ...`),
    ];
    const parts = numbers(50).map((n) => `class Part${n}(Base7):\n    async def go${n}(self): ...`);
    const app = `class App(${numbers(50).map((n) => `Part${n}`)}): ...\nApp().go49()`;
    expect(verdict([...shared, ...parts, app].join('\n'), 'App().go49')).toBe('always coroutine');
  });

  test.each([
    [
      'what a base makes by a method of its heir',
      'class Client:\n    async def get(self): ...\nclass Base:\n    def setup(self):\n        self.client = self.make()\n    def make(self): raise NotImplementedError\nclass Case(Base):\n    def make(self):\n        return Client()\n    def run(self):\n        self.client.get()',
      'self.client.get',
      'always coroutine',
    ],
    [
      'and waits for',
      'class Client:\n    async def get(self): ...\nclass Base:\n    async def setup(self):\n        self.client = await self.make()\n    async def make(self): raise NotImplementedError\nclass Case(Base):\n    async def make(self):\n        return Client()\n    def run(self):\n        self.client.get()',
      'self.client.get',
      'always coroutine',
    ],
    [
      'a list of bases',
      'class One:\n    async def go(self): ...\nclass Two: ...\nparts = [One, Two]\nclass App(*parts): ...\nApp().go()',
      'App().go',
      'always coroutine',
    ],
    [
      'a part that says what it is part of',
      'class Part:\n    def show(self,  # type: App\n             count):\n        self.go()\nclass One:\n    async def go(self): ...\nclass App(Part, One): ...',
      'self.go',
      'always coroutine',
    ],
    [
      'a method that another coroutine function replaces',
      'from types import MethodType\nclass One:\n    async def go(self): ...\nasync def other(self): ...\none = One()\none.go = MethodType(other, one)\none.go()',
      'one.go',
      'always coroutine',
    ],
    [
      'a method that a plain function replaces',
      'from types import MethodType\nclass One:\n    async def go(self): ...\ndef other(self): ...\none = One()\none.go = MethodType(other, one)\none.go()',
      'one.go',
      'maybe',
    ],
    [
      'what another part has',
      'class One:\n    def run(self):\n        self.go()\nclass Two:\n    async def go(self): ...\nclass App(One, Two): ...',
      'self.go',
      'always coroutine',
    ],
    [
      'an attribute of a class with an unknown base',
      'from native import Base\nclass One:\n    async def go(self): ...\nclass App(Base):\n    def __init__(self):\n        self.one = One()\n    def run(self):\n        self.one.go()',
      'self.one.go',
      'always coroutine',
    ],
    [
      'an attribute of an unknown base',
      'from native import Base\nclass One(Base):\n    def run(self):\n        self.one.go()',
      'self.one.go',
      'maybe',
    ],
    ['a list that nobody knows', 'class App(*parts): ...\nApp().go()', 'App().go', 'maybe'],
  ])('%s', (_, text, callee, expected) => expect(verdict(text, callee)).toBe(expected));

  test('classes of one name that inherit from each other', () => {
    const files = {
      'first.py': 'class Client:\n    def close(self): ...\n',
      'main.py': 'import first\nclass Client(first.Client):\n    def run(self):\n        self.go()\n',
    };
    expect(verdictOn(factsOf(files), 'self.go')).toBe('maybe');
  });
});

function numbers(count: number): readonly number[] {
  return [...new Array(count).keys()];
}
