/** What the walk over a module says: fates, dropped values, functions, loops, imports and the file. */

import { describe, expect, test } from 'vitest';
import { type Range, textAt } from '../../../server/analysis/text.ts';
import { callNamed, factsOf, functionNamed } from './memoryWorkspace.ts';

describe('the fate of a call', () => {
  test.each([
    ['await f()', 'awaited'],
    ['await (a or f())', 'awaited'],
    ['f()', 'ignored'],
    ['a and f()', 'ignored'],
    ['a() if b else f()', 'ignored'],
    ['return f()', 'returned'],
    ['yield f()', 'yielded'],
    ['x = f()', 'assigned'],
    ['x, y = f(), 1', 'assigned'],
    ['x, y = f()', 'used'],
    ['(x := f())', 'assigned'],
    ['self.x = f()', 'stored'],
    ['x[0] = f()', 'stored'],
    ['g(f())', 'passed'],
    ['g(x=f())', 'passed'],
    ['x = [f()]', 'collected'],
    ['x = {"a": f()}', 'collected'],
    ['x = [f() for _ in y]', 'collected'],
    ['if f(): pass', 'tested'],
    ['not f()', 'tested'],
    ['f() or a', 'tested'],
    ['f() == 1', 'tested'],
    ['while f(): pass', 'tested'],
    ['f().x', 'used'],
    ['f() + 1', 'used'],
    ['print(f"{f()}")', 'used'],
    ['async with f(): pass', 'used'],
    ['async for _ in f(): pass', 'used'],
  ])('%s', (statement, fate) => {
    expect(callNamed(factsOf(`async def main():\n    ${statement}`), 'f').fate).toBe(fate);
  });
});

describe('dropped values', () => {
  const head = 'async def save(): ...\n';
  const dropped = (body: string) => {
    const text = `${head}def g(items):\n    ${body}`;
    return factsOf(text)
      .dropped.filter(({ awaitable }) => awaitable.awaitability === 'always')
      .map(({ form, subject, range, isWholeStatement }) => [form, subject, textAt(text, range), isWholeStatement]);
  };
  test.each([
    ['save()', ['call', 'save', 'save()', true]],
    ['items and save()', ['call', 'save', 'save()', false]],
    ['save() if items else None', ['call', 'save', 'save()', false]],
    ['[save() for _ in items]', ['comprehension', 'save', '[save() for _ in items]', true]],
    ['[save(), save()]', ['list', 'save', '[save(), save()]', true]],
  ])('%s', (body, expected) => expect(dropped(body)).toEqual([expected]));

  test.each(['x = save()', 'print(save())', 'return save()', 'save'])('nothing in %s', (body) =>
    expect(dropped(body)).toEqual([]),
  );

  test('a class whose objects are awaited', () => {
    const [fact] = factsOf('class Job:\n    def __await__(self):\n        yield\nJob()').dropped;
    expect([fact?.form, fact?.awaitable.kind]).toEqual(['construction', 'object']);
  });
});

describe('calls', () => {
  test('are numbered in source order, the outer one first', () => {
    const facts = factsOf('a(b(), c=d()).e(f())');
    expect(facts.calls.map(({ name }) => name)).toEqual(['e', 'a', 'b', 'd', 'f']);
    expect(facts.calls.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
  });

  test('know their arguments', () => {
    const text = 'f(a, *b, c=1, **d, e=lambda: 1)';
    const [call] = factsOf(text).calls;
    expect(call?.arguments.map(({ value, keyword, spread }) => [textAt(text, value), keyword, spread])).toEqual([
      ['a', undefined, 'no'],
      ['b', undefined, 'items'],
      ['1', 'c', 'no'],
      ['d', undefined, 'keywords'],
      ['lambda: 1', 'e', 'no'],
    ]);
    expect(call?.arguments[4]?.function).toBe(1);
  });

  test('are named on one line of at most 60 characters', () => {
    expect(factsOf(`(a.\n  b)()`).calls[0]?.calleeText).toBe('a. b');
    expect(factsOf(`${'a'.repeat(80)}()`).calls[0]?.calleeText).toHaveLength(60);
  });
});

describe('functions', () => {
  test('have kinds and names', () => {
    const facts = factsOf(
      'class A:\n    def __init__(self): ...\n    @property\n    def x(self): ...\n    async def go(self):\n        def inner(): yield 1\nf = lambda: 1',
    );
    expect(
      facts.functions.map(({ kind, name, isAsync, isGenerator, parent }) => [kind, name, isAsync, isGenerator, parent]),
    ).toEqual([
      ['module', '', false, false, undefined],
      ['constructor', 'A.__init__', false, false, 0],
      ['accessor', 'A.x', false, false, 0],
      ['method', 'A.go', true, false, 0],
      ['function', 'inner', false, true, 3],
      ['lambda', '', false, false, 0],
    ]);
  });

  const conversion = (text: string, name = 'f') => {
    const { asyncConversion } = functionNamed(factsOf(`async def save(): ...\n${text}`), name);
    return asyncConversion.kind === 'impossible' ? asyncConversion.reason : asyncConversion.kind;
  };
  test.each([
    ['async already', 'async def f():\n    save()', 'not-needed'],
    ['nobody calls it', 'def f():\n    save()', 'possible'],
    ['dropped in an async function', 'def f():\n    save()\nasync def g():\n    f()', 'possible'],
    ['dropped in a plain function', 'def f():\n    save()\ndef g():\n    f()', 'called-synchronously'],
    ['its result is used', 'def f():\n    save()\nasync def g():\n    x = f()', 'result-is-used'],
    ['handed on', 'def f():\n    save()\ng(f)', 'unknown-callers'],
    ['a generator', 'def f():\n    save()\n    yield', 'generator'],
    ['an unknown decorator', '@mystery\ndef f():\n    save()', 'unknown-callers'],
  ])('become async: %s', (_, text, expected) => expect(conversion(text)).toBe(expected));

  test.each([
    ['a constructor', 'class A:\n    def __init__(self):\n        save()', 'A.__init__', 'constructor'],
    ['a special method', 'class A:\n    def __enter__(self):\n        save()', 'A.__enter__', 'overrides-synchronous'],
    ['a property', 'class A:\n    @property\n    def x(self):\n        save()', 'A.x', 'accessor'],
    [
      'an override',
      'class B:\n    def f(self): ...\nclass A(B):\n    def f(self):\n        save()',
      'A.f',
      'overrides-synchronous',
    ],
    ['a method', 'class A:\n    def f(self):\n        save()', 'A.f', 'possible'],
  ])('become async: %s', (_, text, name, expected) => expect(conversion(text, name)).toBe(expected));

  test('are not converted where another file uses what they return', () => {
    const files = { 'a.py': 'async def save(): ...\ndef f():\n    save()', 'b.py': 'from a import f\nx = f()' };
    expect(functionNamed(factsOf(files, 'a.py'), 'f').asyncConversion).toEqual({
      kind: 'impossible',
      reason: 'result-is-used',
    });
  });

  test('are not converted where another file would have to wait for them', () => {
    const files = {
      'a.py': 'async def save(): ...\ndef f():\n    save()',
      'b.py': 'from a import f\nasync def g():\n    f()',
    };
    expect(functionNamed(factsOf(files, 'a.py'), 'f').asyncConversion).toEqual({
      kind: 'impossible',
      reason: 'called-synchronously',
    });
  });

  test('are not kept from it by an equal name elsewhere', () => {
    const files = { 'a.py': 'async def save(): ...\ndef f():\n    save()', 'b.py': 'from c import f\nx = f()' };
    expect(functionNamed(factsOf(files, 'a.py'), 'f').asyncConversion.kind).toBe('possible');
  });

  test.each([
    ['a lambda for a thread', 'import asyncio\nasyncio.to_thread(lambda: 1)', [1]],
    [
      'a lambda for an executor',
      'import asyncio\nl = asyncio.get_running_loop()\nl.run_in_executor(None, lambda: 1)',
      [1],
    ],
    ['a function that only threads run', 'import asyncio\ndef f(): ...\nasyncio.to_thread(f)', [1]],
    ['a function that others call too', 'import asyncio\ndef f(): ...\nasyncio.to_thread(f)\nf()', []],
    ['the target of a thread', 'import threading\ndef f(): ...\nthreading.Thread(target=f)', [1]],
    ['a partial', 'import asyncio, functools\ndef f(): ...\nasyncio.to_thread(functools.partial(f, 1))', [1]],
    ['what such a function holds', 'import asyncio\ndef f():\n    g = lambda: 1\nasyncio.to_thread(f)', [1, 2]],
    ['a lambda for somebody else', 'map(lambda: 1, x)', []],
  ])('run elsewhere: %s', (_, text, ids) => {
    expect(
      factsOf(text)
        .functions.filter(({ runs }) => runs === 'elsewhere')
        .map(({ id }) => id),
    ).toEqual(ids);
  });

  test.each([
    [
      'a FastAPI route',
      'from fastapi import FastAPI\napp = FastAPI()\n@app.get("/")\nasync def f(): ...',
      'request-handler',
    ],
    ['an aiohttp handler', 'from aiohttp import web\nasync def f(request: web.Request): ...', 'request-handler'],
    ['a helper', 'async def f(): ...', undefined],
    ['a getter of our own', '@cache.get("/")\nasync def f(): ...', undefined],
  ])('have roles: %s', (_, text, role) => expect(functionNamed(factsOf(text), 'f').role).toBe(role));
});

describe('the file', () => {
  test('knows its loops, imports and comments', () => {
    const text =
      'import a.b\nfrom .c import d as e\nif x:\n    import f\n# async-pitfalls: ignore\nfor i in x:\n    y = [g() for g in i]\nz = """\n"""';
    const facts = factsOf(text);
    expect(
      facts.imports.map(({ module, imported, local, isTopLevel }) => [module, imported, local, isTopLevel]),
    ).toEqual([
      ['a.b', '*', 'a.b', true],
      ['.c', 'd', 'e', true],
      ['f', '*', 'f', false],
    ]);
    expect(facts.loops.map(({ kind, parent }) => [kind, parent])).toEqual([
      ['for', undefined],
      ['comprehension', 0],
    ]);
    expect(facts.calls[0]?.loop).toBe(1);
    expect(facts.controlComments.map((comment) => comment.text)).toEqual(['# async-pitfalls: ignore']);
    expect(facts.moduleNames).toEqual(['a', 'e', 'f', 'i', 'y', 'z']);
    expect(facts.multilineTexts.map((range) => textAt(text, range))).toEqual(['"""\n"""']);
  });

  test.each([
    ['app/main.py', 'x = 1', 'application'],
    ['tests/helpers.py', 'x = 1', 'test'],
    ['test_main.py', 'x = 1', 'test'],
    ['conftest.py', 'x = 1', 'test'],
    ['setup.py', 'x = 1', 'configuration'],
    ['scripts/run.py', 'if __name__ == "__main__":\n    go()', 'script'],
    ['app_pb2.py', 'x = 1', 'generated'],
    ['app.pyi', 'x: int', 'declaration'],
  ])('%s has its role', (file, text, role) => expect(factsOf({ [file]: text }, file).file.role).toBe(role));

  test('reads the nearest project file', () => {
    const project = '[project]\nrequires-python = ">=3.9,<4"\ndependencies = ["httpx[http2]>=0.27", "anyio"]';
    const { file } = factsOf({ 'pyproject.toml': project, 'pkg/main.py': '' }, 'pkg/main.py');
    expect([file.pythonVersion, file.dependencies, file.asyncLibraries]).toEqual([
      [3, 9],
      ['httpx', 'anyio'],
      ['anyio'],
    ]);
  });

  test.each([
    ['an extra', '[project]\ndependencies = ["idna"]\n[project.optional-dependencies]\ntrio = ["trio>=0.31"]'],
    ['a group of developers', '[project]\nname = "shop"\n[dependency-groups]\ntest = ["trio"]'],
    ['an extra of poetry', '[tool.poetry.dependencies]\npython = "^3.9"\ntrio = { version = "*", optional = true }'],
  ])('takes %s for nothing that all files may use', (_, project) => {
    const { file } = factsOf({ 'pyproject.toml': project, 'main.py': '' });
    expect([file.dependencies.includes('trio'), file.asyncLibraries]).toEqual([true, ['asyncio']]);
  });

  test('survives a half-typed project file', () => {
    expect(factsOf({ 'pyproject.toml': '[project', 'main.py': '' }).file.dependencies).toEqual([]);
  });

  test('is styled as its author writes', () => {
    const { style } = factsOf("def f():\r\n  x = 'a'\r\n").file;
    expect(style).toEqual({ indent: '  ', newline: '\r\n', quote: "'", semicolons: false });
  });
});

describe('blocks that guard', () => {
  const text = `import asyncio


async def main(lock: asyncio.Lock, other):
    async with asyncio.timeout(1), lock:
        try:
            await other()
        except ValueError:
            pass
        except OSError:
            raise
        finally:
            print(1)
    with other:
        pass
`;
  const at = (range: Range) => textAt(text, range);

  test('are entered by full names where these are known', () => {
    const { contexts } = factsOf(text);
    expect(contexts.map(({ context, symbol, isAsync }) => [at(context), symbol, isAsync])).toEqual([
      ['asyncio.timeout(1)', 'asyncio.timeout', true],
      ['lock', 'asyncio.Lock', true],
      ['other', undefined, false],
    ]);
    expect(contexts.map(({ body }) => at(body).slice(0, 4))).toEqual(['try:', 'try:', 'pass']);
  });

  test('catch and clean up', () => {
    const [fact, ...others] = factsOf(text).tries;
    expect(others).toEqual([]);
    expect(fact && at(fact.body)).toBe('await other()');
    expect(fact?.handler && at(fact.handler)).toMatch(/^except ValueError.*raise$/s);
    expect(fact?.cleanup && at(fact.cleanup)).toBe('print(1)');
  });

  test('may do one of both, and may be half typed', () => {
    const [first, second] = factsOf('try:\n    a()\nexcept* E:\n    b()\ntry:\n    c()\nfinally:\n').tries;
    expect(first?.cleanup).toBeUndefined();
    expect(second?.handler).toBeUndefined();
  });
});
