/** What callers say of a parameter without annotation. */

import { describe, expect, test } from 'vitest';
import { factsOf, memoryWorkspace, verdictOn } from './memoryWorkspace.ts';

const store = `class Store:
    async def save(self, item=None): ...
class Memory:
    def save(self): return 1
`;

function verdict(text: string, callee = 'store.save'): string {
  return verdictOn(factsOf(store + text), callee);
}

describe('a parameter', () => {
  test.each([
    ['of a function', 'def run(store):\n    store.save()\nrun(Store())', 'always coroutine'],
    ['given by name', 'def run(*, store):\n    store.save()\nrun(store=Store())', 'always coroutine'],
    ['behind others', 'def run(a, store):\n    store.save()\nrun(1, Store())', 'always coroutine'],
    ['given a variable', 'def run(store):\n    store.save()\none = Store()\nrun(one)', 'always coroutine'],
    ['left out by some', 'def run(store=None):\n    store.save()\nrun()\nrun(Store())', 'always coroutine'],
    ['given nothing by some', 'def run(store):\n    store.save()\nrun(None)\nrun(Store())', 'always coroutine'],
    [
      'handed on',
      'def run(store):\n    store.save()\ndef start(store): run(store)\nstart(Store())',
      'always coroutine',
    ],
    ['of what calls itself', 'def run(store):\n    store.save()\n    run(store)\nrun(Store())', 'always coroutine'],
    [
      'given a mock as well',
      'import unittest.mock\ndef run(store):\n    store.save()\nrun(Store())\nrun(unittest.mock.Mock())',
      'always coroutine',
    ],
    ['in a lambda', 'def run(store):\n    store.save()\ngo = lambda: run(Store())', 'always coroutine'],
    ['in a comprehension', 'def run(store):\n    store.save()\n[run(each) for each in [Store()]]', 'always coroutine'],
    ['that nobody gives', 'def run(store):\n    store.save()', 'maybe'],
    ['given different things', 'def run(store):\n    store.save()\nrun(Store())\nrun(Memory())', 'maybe'],
    ['given something unknown', 'def run(store):\n    store.save()\nrun(Store())\nrun(find())', 'maybe'],
    ['in a list of arguments', 'def run(store):\n    store.save()\nrun(Store())\nrun(*stores)', 'maybe'],
    ['among named ones', 'def run(store):\n    store.save()\nrun(Store())\nrun(**stores)', 'maybe'],
    ['with a default', 'def run(store=fallback):\n    store.save()\nrun(Store())', 'maybe'],
    ['that is bound again', 'def run(store):\n    store = find()\n    store.save()\nrun(Store())', 'maybe'],
    [
      'of a namesake',
      'def run(store):\n    store.save()\nclass A:\n    def run(self, store): ...\nA().run(Store())',
      'maybe',
    ],
    ['in a comment and a string', 'def run(store):\n    store.save()  # run(Store())\n"run(Store())"', 'maybe'],
    ['with an annotation', 'def run(store: Memory):\n    store.save()\nrun(Store())', 'never'],
  ])('%s', (_, text, expected) => expect(verdict(text)).toBe(expected));
});

describe('methods', () => {
  const job = 'class Job:\n    def run(self, store):\n        store.save()\n';
  test.each([
    ['called on an object', `${job}Job().run(Store())`, 'always coroutine'],
    ['called on the class', `${job}Job.run(Job(), Store())`, 'always coroutine'],
    [
      'called by an heir',
      `${job}class Other(Job):\n    def run(self, store):\n        super().run(Store())`,
      'always coroutine',
    ],
    ['of an unknown object', `${job}find().run(Store())`, 'maybe'],
    [
      'static ones',
      'class Job:\n    @staticmethod\n    def run(store):\n        store.save()\nJob().run(Store())',
      'always coroutine',
    ],
    [
      'class methods',
      'class Job:\n    @classmethod\n    def run(cls, store):\n        store.save()\nJob.run(Store())',
      'always coroutine',
    ],
  ])('%s', (_, text, expected) => expect(verdict(text)).toBe(expected));
});

describe('what is kept on self', () => {
  const job =
    'class Job:\n    def __init__(self, store=None):\n        self.store = store\n    def run(self):\n        self.store.save()\n';
  test.each([
    ['by the constructor', `${job}Job(Store())`, 'always coroutine'],
    ['by that of a base', `${job}class Other(Job): ...\nOther(store=Store())`, 'always coroutine'],
    [
      'through the heir',
      `${job}class Other(Job):\n    def __init__(self):\n        super().__init__(Store())`,
      'always coroutine',
    ],
    ['by the class itself', `${job}    @classmethod\n    def make(cls):\n        return cls(Store())`, 'maybe'],
    ['by different callers', `${job}Job(Store())\nJob(Memory())`, 'maybe'],
    ['by an heir that differs', `${job}class Other(Job): ...\nJob(Store())\nOther(Memory())`, 'maybe'],
  ])('%s', (_, text, expected) => expect(verdict(text, 'self.store.save')).toBe(expected));
});

describe('across files', () => {
  const files = {
    'store.py': store,
    'main.py': 'def run(store):\n    store.save()\n',
    'app.py': 'from main import run\nfrom store import Store\n\ndef start():\n    one = Store()\n    run(one)\n',
  };

  test('callers of another file', () => expect(verdictOn(factsOf(files), 'store.save')).toBe('always coroutine'));

  test('tests say nothing where there are other callers', () => {
    const tests = { ...files, 'tests/test_main.py': 'from main import run\nrun(object())\n' };
    expect(verdictOn(factsOf(tests), 'store.save')).toBe('always coroutine');
  });

  test('tests alone', () => {
    const { 'app.py': callers, ...others } = files;
    expect(verdictOn(factsOf({ ...others, 'tests/test_main.py': callers }), 'store.save')).toBe('always coroutine');
  });

  test('an edit of the caller', () => {
    const workspace = memoryWorkspace(files);
    expect(verdictOn(workspace.facts('main.py'), 'store.save')).toBe('always coroutine');
    workspace.write('app.py', files['app.py'].replace('one = Store()', 'one = object()'));
    expect(verdictOn(workspace.facts('main.py'), 'store.save')).toBe('maybe');
    workspace.write('app.py', files['app.py']);
    expect(verdictOn(workspace.facts('main.py'), 'store.save')).toBe('always coroutine');
  });

  test('a caller that comes later', () => {
    const { 'app.py': callers, ...others } = files;
    const workspace = memoryWorkspace(others);
    expect(verdictOn(workspace.facts('main.py'), 'store.save')).toBe('maybe');
    workspace.write('app.py', callers);
    expect(verdictOn(workspace.facts('main.py'), 'store.save')).toBe('always coroutine');
  });
});

test('functions that all call each other are no trouble', () => {
  const count = 100;
  const functions = Array.from({ length: count }, (_, index) => {
    const [one, other, last] = [index * 7 + 1, index * 3 + 2, index * 5 + 3].map((next) => `f${next % count}`);
    return `def f${index}(value):\n    if value: return ${one}(value) or ${other}(value)\n    return ${last}(f${(index + 1) % count}(value))\n`;
  });
  expect(verdict(`${functions.join('')}f0(1).save()`, 'f0(1).save')).toBe('maybe');
});
