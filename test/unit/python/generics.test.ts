/** What type variables stand for. */

import { describe, expect, test } from 'vitest';
import { factsOf, verdictOn } from './memoryWorkspace.ts';

const box = `from typing import Any, Awaitable, Callable, Coroutine, Generator, Generic, TypeVar
class Client:
    async def get(self): ...
    def plain(self): return 1
T = TypeVar("T")
C = TypeVar("C", bound=Client)
class Box(Generic[T]):
    item: T
    def open(self) -> T: ...
    async def wait(self) -> T: ...
    def all(self) -> list[T]: ...
    async def __aenter__(self) -> T: ...
    async def __aexit__(self, *args): ...
class Later(Coroutine[Any, Any, T]):
    def __await__(self) -> Generator[Any, None, T]: ...
class Request(Generic[T]):
    def __await__(self):
        return self.send().__await__()
    async def send(self) -> T: ...
class Clients(Box[Client]): ...
Laters = Later[Client]
`;

function verdict(text: string, callee: string): string {
  return verdictOn(factsOf(`${box}async def f(${text}`), callee);
}

describe('variables of a class', () => {
  test.each([
    ['a method', 'b: Box[Client]):\n    b.open().get()', 'b.open().get', 'always coroutine'],
    ['a plain member of it', 'b: Box[Client]):\n    b.open().plain()', 'b.open().plain', 'never'],
    ['an awaited method', 'b: Box[Client]):\n    c = await b.wait()\n    c.get()', 'c.get', 'always coroutine'],
    ['a list', 'b: Box[Client]):\n    for c in b.all():\n        c.get()', 'c.get', 'always coroutine'],
    ['an attribute', 'b: Box[Client]):\n    b.item.get()', 'b.item.get', 'always coroutine'],
    ['a base', 'b: Clients):\n    b.open().get()', 'b.open().get', 'always coroutine'],
    ['a manager', 'b: Box[Client]):\n    async with b as c:\n        c.get()', 'c.get', 'always coroutine'],
    ['an awaitable', 'b: Later[Client]):\n    c = await b\n    c.get()', 'c.get', 'always coroutine'],
    ['an alias', 'b: Laters):\n    c = await b\n    c.get()', 'c.get', 'always coroutine'],
    ['what it awaits itself', 'b: Request[Client]):\n    c = await b\n    c.get()', 'c.get', 'maybe'],
    ['nothing known', 'b: Box):\n    b.open().get()', 'b.open().get', 'maybe'],
    ['a bound', 'c: C):\n    c.get()', 'c.get', 'always coroutine'],
  ])('%s', (_, text, callee, expected) => expect(verdict(text, callee)).toBe(expected));

  test('in brackets', () => {
    const text = 'class Client:\n    async def get(self): ...\nclass Box[T]:\n    def open(self) -> T: ...\n';
    const facts = factsOf(`${text}def f(b: Box[Client]):\n    b.open().get()`);
    expect(verdictOn(facts, 'b.open().get')).toBe('always coroutine');
  });
});

describe('variables of a function', () => {
  const functions = `def make(kind: type[T]) -> T: ...
def same(item: T, *, other: int = 0) -> T: ...
def first(items: list[T] | None) -> T: ...
def run(work: Awaitable[T]) -> T: ...
def call(work: Callable[[], T]) -> T: ...
async def made() -> Client: ...
`;
  test.each([
    ['a class', 'make(Client)'],
    ['a value', 'same(Client())'],
    ['by keyword', 'same(other=1, item=Client())'],
    ['an item', 'first([Client()])'],
    ['what is awaited', 'run(made())'],
    ['what is called', 'call(Client)'],
  ])('%s', (_, made) => {
    const facts = factsOf(`${box}${functions}c = ${made}\nc.get()`);
    expect(verdictOn(facts, 'c.get')).toBe('always coroutine');
  });
});

describe('a class that calls itself a coroutine', () => {
  test('does nothing before it is awaited', () => expect(verdict('):\n    Later()', 'Later')).toBe('always coroutine'));
});
