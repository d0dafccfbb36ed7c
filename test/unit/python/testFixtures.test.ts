/** What pytest gives for the parameters of tests and fixtures. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

const client = 'class Client:\n    async def get(self): ...\n    def plain(self): return 1\n';

function verdict(conftest: string, text: string, callee = 'client.get'): string {
  const files = {
    'tests/conftest.py': `import pytest\n${client}${conftest}`,
    'tests/test_it.py': `import pytest\n${text}`,
  };
  return verdictOn(factsOf(files, 'tests/test_it.py'), callee);
}

const returning = '@pytest.fixture\ndef client():\n    return Client()';
const use = 'async def test_it(client):\n    client.get()';

describe('parameters of tests', () => {
  test.each([
    ['a fixture that returns', returning, use, 'always coroutine'],
    ['one with arguments', returning.replace('fixture', 'fixture(scope="session")'), use, 'always coroutine'],
    ['an async one', returning.replace('def', 'async def'), use, 'always coroutine'],
    ['a generator', '@pytest.fixture\ndef client():\n    yield Client()', use, 'always coroutine'],
    ['an async generator', '@pytest.fixture\nasync def client():\n    yield Client()', use, 'always coroutine'],
    [
      'a declared generator',
      'from typing import AsyncIterator\n@pytest.fixture\nasync def client() -> AsyncIterator[Client]:\n    yield make()',
      use,
      'always coroutine',
    ],
    [
      'a fixture of a fixture',
      `${returning}\n@pytest.fixture\ndef pair(client):\n    return client, 1`,
      'async def test_it(pair):\n    pair[0].get()',
      'always coroutine',
    ],
    [
      'one around another of its name',
      returning,
      '@pytest.fixture\ndef client(client):\n    return client\nasync def test_it(client):\n    client.get()',
      'always coroutine',
    ],
    [
      'one of the class',
      returning,
      'class TestIt:\n    @pytest.fixture\n    def client(self):\n        return object()\n    async def test_it(self, client):\n        client.get()',
      'never',
    ],
    ['one under another name', returning.replace('fixture', 'fixture(name="other")'), use, 'maybe'],
    ['no fixture', 'def client():\n    return Client()', use, 'maybe'],
    ['values listed at the test', returning, `@pytest.mark.parametrize("client", [1])\n${use}`, 'maybe'],
    [
      'values listed for the fixture',
      returning,
      `@pytest.mark.parametrize("client", [1], indirect=True)\n${use}`,
      'always coroutine',
    ],
    ['values listed for another', returning, `@pytest.mark.parametrize("size", [1])\n${use}`, 'always coroutine'],
    ['no test', returning, 'async def helper(client):\n    client.get()', 'maybe'],
    ['a default', returning, 'async def test_it(client=None):\n    client.get()', 'maybe'],
  ])('%s', (_, conftest, text, expected) =>
    expect(verdict(conftest, text, text.includes('pair[0]') ? 'pair[0].get' : 'client.get')).toBe(expected),
  );

  test.each([
    ['a module that conftest takes all names from', 'from .clients import *', 'always coroutine'],
    ['a plugin', 'pytest_plugins = ["tests.clients"]', 'always coroutine'],
    ['a single plugin', 'pytest_plugins = "tests.clients"', 'always coroutine'],
    ['a module that nobody takes from', '', 'maybe'],
    ['the last of two modules', 'from .clients import *\nfrom .others import *', 'maybe'],
    [
      'the first of two modules, where the last hides it',
      'from .clients import *\nfrom .hidden import *',
      'always coroutine',
    ],
    [
      'a plugin behind what conftest has',
      'pytest_plugins = ["tests.others"]\nfrom .clients import *',
      'always coroutine',
    ],
    ['the last of two plugins', 'pytest_plugins = ["tests.others", "tests.clients"]', 'always coroutine'],
    ['one that conftest replaces', 'from .clients import *\nclient = 1', 'maybe'],
  ])('%s', (_, conftest, expected) => {
    const files = {
      'tests/__init__.py': '',
      'tests/clients.py': `import pytest\n${client}${returning}`,
      'tests/others.py': 'import pytest\n@pytest.fixture\ndef client():\n    return {}',
      'tests/hidden.py': 'import pytest\n__all__ = ["other"]\n@pytest.fixture\ndef client():\n    return {}',
      'tests/conftest.py': conftest,
      'tests/test_it.py': use,
    };
    expect(verdictOn(factsOf(files, 'tests/test_it.py'), 'client.get')).toBe(expected);
  });

  test('a plain method', () => expect(verdict(returning, use.replace('get', 'plain'), 'client.plain')).toBe('never'));
});
