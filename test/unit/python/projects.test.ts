/** Imports between the projects of one workspace. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

const core = {
  'packages/core/pyproject.toml': '[project]\nname = "shop-core"\n',
  'packages/core/shop/core/__init__.py': 'from .client import connect',
  'packages/core/shop/core/client.py': 'async def connect(): ...\ndef plain(): return 1',
};
const plugin = {
  'packages/plugin/setup.py': '',
  'packages/plugin/src/shop/plugins/__init__.py': 'async def load(): ...',
};

function verdict(files: Readonly<Record<string, string>>, text: string, callee: string, at = 'tests/main.py'): string {
  return verdictOn(factsOf({ ...files, [at]: text }, at), callee);
}

describe('another project of the workspace', () => {
  test.each([
    ['a package', 'from shop.core import connect\nconnect()', 'connect', 'always coroutine'],
    ['a plain function', 'from shop.core.client import plain\nplain()', 'plain', 'never'],
    ['a part of a shared name', 'from shop import plugins\nplugins.load()', 'plugins.load', 'always coroutine'],
    ['a package in src', 'import shop.plugins\nshop.plugins.load()', 'shop.plugins.load', 'always coroutine'],
    ['an unknown part', 'from shop import other\nother.load()', 'other.load', 'maybe'],
  ])('%s', (_, text, callee, expected) => expect(verdict({ ...core, ...plugin }, text, callee)).toBe(expected));

  test('from inside a project', () =>
    expect(
      verdict(
        { ...core, ...plugin },
        'from shop.core import connect\nconnect()',
        'connect',
        'packages/plugin/src/shop/plugins/use.py',
      ),
    ).toBe('always coroutine'));

  test('a module that two of them have', () => {
    const twin = Object.fromEntries(Object.entries(core).map(([file, text]) => [file.replace('core/', 'copy/'), text]));
    expect(verdict({ ...core, ...twin }, 'from shop.core import connect\nconnect()', 'connect')).toBe('maybe');
  });

  test('a folder that is no project', () => {
    const { 'packages/core/pyproject.toml': _, ...files } = core;
    expect(verdict(files, 'from shop.core import connect\nconnect()', 'connect')).toBe('maybe');
  });
});
