/** What installed packages say, and which environment's packages are looked at. */

import { describe, expect, test } from 'vitest';
import { factsOf, functionNamed, memoryWorkspace, verdictOn } from './memoryWorkspace.ts';

const packages = '.venv/lib/python3.12/site-packages';

function verdictWith(files: Readonly<Record<string, string>>, text: string, callee: string): string {
  return verdictOn(factsOf({ ...files, 'main.py': text }), callee);
}

/** A package `shop` with its names in a module of its own. */
const shop = {
  [`${packages}/shop/__init__.py`]: 'from ._client import Client, connect, retry\nfrom .orders import *',
  [`${packages}/shop/_client.py`]: `import functools
from .base import Base
class Client(Base):
    def __init__(self, name):
        self.orders = Orders(self)
    async def fetch(self): ...
    def plain(self): return 1
    @property
    def latest(self) -> "Orders":
        return self.orders
    async def __aenter__(self): return self
    async def __aexit__(self, *args): ...
class Orders:
    async def all(self): ...
    def count(self) -> int: return 1
async def connect() -> Client: ...
def retry(function):
    @functools.wraps(function)
    async def wrapper(*args):
        return await function(*args)
    return wrapper`,
  [`${packages}/shop/base.py`]: 'class Base:\n    async def close(self): ...',
  [`${packages}/shop/orders.py`]: 'async def reorder(): ...',
};

describe('names of installed packages', () => {
  test.each([
    ['a function', 'import shop\nshop.connect()', 'shop.connect', 'always coroutine'],
    ['a function of a star import', 'from shop import reorder\nreorder()', 'reorder', 'always coroutine'],
    ['a method', 'from shop import Client\nClient("a").fetch()', 'Client("a").fetch', 'always coroutine'],
    ['a plain method', 'from shop import Client\nClient("a").plain()', 'Client("a").plain', 'never'],
    ['an inherited method', 'from shop import Client\nc = Client("a")\nc.close()', 'c.close', 'always coroutine'],
    ['an annotation', 'import shop\ndef f(c: shop.Client):\n    c.fetch()', 'c.fetch', 'always coroutine'],
    ['an attribute', 'from shop import Client\nc = Client("a")\nc.orders.all()', 'c.orders.all', 'always coroutine'],
    ['a property', 'from shop import Client\nc = Client("a")\nc.latest.all()', 'c.latest.all', 'always coroutine'],
    [
      'an awaited result',
      'import shop\nasync def f():\n    c = await shop.connect()\n    c.fetch()',
      'c.fetch',
      'always coroutine',
    ],
    [
      'a context manager',
      'import shop\nasync def f():\n    async with shop.Client("a") as c:\n        c.fetch()',
      'c.fetch',
      'always coroutine',
    ],
    [
      'a base class',
      'import shop\nclass Own(shop.Client): ...\nOwn("a").fetch()',
      'Own("a").fetch',
      'always coroutine',
    ],
    ['a decorator', 'from shop import retry\n@retry\nasync def f(): ...\nf()', 'f', 'always coroutine'],
    ['a name that is not there', 'import shop\nshop.nothing()', 'shop.nothing', 'maybe'],
  ])('%s', (_, text, callee, expected) => expect(verdictWith(shop, text, callee)).toBe(expected));

  test('stubs come before sources', () => {
    const files = {
      [`${packages}/shop/__init__.py`]: 'def connect(): return 1',
      [`${packages}/shop-stubs/__init__.pyi`]: 'async def connect() -> int: ...',
    };
    expect(verdictWith(files, 'import shop\nshop.connect()', 'shop.connect')).toBe('always coroutine');
  });

  test('a module of the workspace comes before an installed one', () => {
    const files = { ...shop, 'shop.py': 'def connect(): return 1' };
    expect(verdictWith(files, 'import shop\nshop.connect()', 'shop.connect')).toBe('never');
  });

  test('what our tables know keeps its full name', () => {
    const files = { [`${packages}/httpx/__init__.py`]: 'class AsyncClient:\n    async def get(self, url): ...' };
    const facts = factsOf({ ...files, 'main.py': 'import httpx\nhttpx.AsyncClient().get("/")' });
    expect(facts.calls.map(({ symbol }) => symbol)).toContain('httpx.AsyncClient.get');
  });
});

describe('environments', () => {
  const text = 'import shop\nshop.connect()';
  const source = 'async def connect(): ...';

  test.each([
    ['.venv', 'venv/lib/python3.9/site-packages/shop.py'],
    ['Windows', '.venv/Lib/site-packages/shop.py'],
    ['PDM', '__pypackages__/3.12/lib/shop.py'],
    ['pixi', '.pixi/envs/default/lib/python3.12/site-packages/shop/__init__.py'],
  ])('%s', (_, file) => expect(verdictWith({ [file]: source }, text, 'shop.connect')).toBe('always coroutine'));

  test('the newest Python of an environment counts', () => {
    const files = {
      '.venv/lib/python3.9/site-packages/shop.py': 'def connect(): return 1',
      '.venv/lib/python3.12/site-packages/shop.py': source,
    };
    expect(verdictWith(files, text, 'shop.connect')).toBe('always coroutine');
  });

  test.each(['VIRTUAL_ENV', 'CONDA_PREFIX'])('%s', (name) => {
    const files = { 'elsewhere/env-of-shell/lib/python3.12/site-packages/shop.py': source, 'src/main.py': text };
    const workspace = memoryWorkspace(files, { variables: { [name]: '/work/space/elsewhere/env-of-shell' } });
    expect(verdictOn(workspace.facts('src/main.py'), 'shop.connect')).toBe('always coroutine');
  });

  test('the interpreter chosen in the editor comes first', () => {
    const files = {
      '.venv/lib/python3.12/site-packages/shop.py': 'def connect(): return 1',
      'chosen/lib/python3.12/site-packages/shop.py': source,
      'main.py': text,
    };
    const workspace = memoryWorkspace(files, { pythonInterpreter: '/work/space/chosen/bin/python' });
    expect(verdictOn(workspace.facts('main.py'), 'shop.connect')).toBe('always coroutine');
  });

  test('Poetry keeps it in its cache', () => {
    const cache = 'cache/virtualenvs/my-shop-aB3_d-12-py3.12/lib/python3.12/site-packages';
    const files = {
      'poetry.lock': '',
      'pyproject.toml': '[tool.poetry]\nname = "My.Shop"\n',
      [`${cache}/shop.py`]: source,
      'main.py': text,
    };
    const workspace = memoryWorkspace(files, { variables: { POETRY_CACHE_DIR: '/work/space/cache' } });
    expect(verdictOn(workspace.facts('main.py'), 'shop.connect')).toBe('always coroutine');
  });

  test('Pipenv names it after the folder', () => {
    const files = {
      Pipfile: '',
      'envs/space-aB3_d-12/lib/python3.12/site-packages/shop.py': source,
      'main.py': text,
    };
    const workspace = memoryWorkspace(files, { variables: { WORKON_HOME: '/work/space/envs' } });
    expect(verdictOn(workspace.facts('main.py'), 'shop.connect')).toBe('always coroutine');
  });

  test('a package installed for editing lies where a .pth file says', () => {
    const files = {
      [`${packages}/__editable__.pth`]: 'import site\n/work/space/libraries/shop/src\n/work/space/gone',
      'libraries/shop/src/shop/__init__.py': source,
      'app/main.py': text,
    };
    expect(verdictOn(memoryWorkspace(files).facts('app/main.py'), 'shop.connect')).toBe('always coroutine');
  });

  test('a package that is installed later is seen', () => {
    const workspace = memoryWorkspace({ 'main.py': text });
    expect(verdictOn(workspace.facts('main.py'), 'shop.connect')).toBe('maybe');
    workspace.write(`${packages}/shop.py`, source);
    expect(verdictOn(workspace.facts('main.py'), 'shop.connect')).toBe('always coroutine');
  });
});

describe('a stub beside a module of the workspace', () => {
  const files = {
    'store.py': 'async def keep(): ...\ndef save():\n    keep()',
    'store.pyi': 'def save() -> None: ...\nasync def keep() -> None: ...\nasync def more() -> None: ...',
  };

  test('says what others see', () => {
    expect(verdictWith(files, 'import store\nstore.more()', 'store.more')).toBe('always coroutine');
  });

  test('hides no callers of a function that might become async', () => {
    const alone = functionNamed(factsOf({ ...files, 'main.py': '' }, 'store.py'), 'save');
    expect(alone.asyncConversion).toMatchObject({ kind: 'possible' });
    const called = { ...files, 'main.py': 'import store\nstore.save()' };
    expect(functionNamed(factsOf(called, 'store.py'), 'save').asyncConversion.kind).toBe('impossible');
  });
});
