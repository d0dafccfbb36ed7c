/** What the stubs of the standard library say, where our own tables say nothing. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

describe('names of the standard library', () => {
  test.each([
    [
      'an inherited method',
      'import unittest\nclass T(unittest.IsolatedAsyncioTestCase):\n    async def asyncSetUp(self):\n        super().asyncSetUp()',
      'super().asyncSetUp',
      'always coroutine',
    ],
    [
      'an async generator',
      'async def numbers():\n    yield 1\nasync def f():\n    some = numbers()\n    some.aclose()',
      'some.aclose',
      'always coroutine',
    ],
    [
      'a result of a result',
      'import asyncio\nasync def f():\n    loop = asyncio.get_running_loop()\n    server = await loop.create_server(print)\n    server.wait_closed()',
      'server.wait_closed',
      'always coroutine',
    ],
    [
      'a subclass of a class in it',
      'import asyncio\nclass Mailbox(asyncio.PriorityQueue): ...\nasync def f():\n    Mailbox().join()',
      'Mailbox().join',
      'always coroutine',
    ],
    ['a plain method', 'import asyncio\nasyncio.Event().clear()', 'asyncio.Event().clear', 'never'],
    [
      'a plain method of what a method gives',
      'import asyncio\nasync def f():\n    asyncio.get_running_loop().call_later(1, print).cancel()',
      'asyncio.get_running_loop().call_later(1, print).cancel',
      'maybe',
    ],
    [
      'a task made by a loop',
      'import asyncio\nasync def f(): ...\nasync def g(loop: asyncio.AbstractEventLoop):\n    loop.create_task(f()).cancel()',
      'loop.create_task(f()).cancel',
      'never',
    ],
    [
      'a stack of managers',
      'from contextlib import AsyncExitStack\nasync def f(stack: AsyncExitStack):\n    stack.aclose()',
      'stack.aclose',
      'always coroutine',
    ],
    ['what no stub knows', 'import asyncio\nasyncio.no_such_name()', 'asyncio.no_such_name', 'maybe'],
  ])('%s', (_, text, callee, expected) => expect(verdictOn(factsOf(text), callee)).toBe(expected));
});
