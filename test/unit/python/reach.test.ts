/** What calls in async functions lead to, across files and edits. */

import { describe, expect, test } from 'vitest';
import { memoryWorkspace } from './memoryWorkspace.ts';

const tracedCalls = ['time.sleep', 'builtins.open'];

function chains(files: Readonly<Record<string, string>>): readonly string[] {
  return shown(memoryWorkspace(files, { tracedCalls }));
}

function shown(workspace: ReturnType<typeof memoryWorkspace>): readonly string[] {
  return workspace
    .facts('main.py')
    .reached.flatMap(({ ends }) =>
      ends.map(({ steps }) => steps.map((step) => `${step.function} ${step.calleeText}`).join(' > ')),
    );
}

describe('a chain', () => {
  test('is the shortest one, with every step', () =>
    expect(
      chains({
        'main.py': 'import time, deep\ndef helper():\n    deep.far()\n    deep.wait()\nasync def f():\n    helper()',
        'deep.py': 'import time\ndef far():\n    near()\ndef near():\n    wait()\ndef wait():\n    time.sleep(1)',
      }),
    ).toEqual(['helper deep.wait > wait time.sleep']));

  test('leads to each full name once', () =>
    expect(
      chains({
        'main.py':
          'import time\ndef helper():\n    time.sleep(1)\n    time.sleep(2)\n    open("a")\nasync def f():\n    helper()',
      }),
    ).toEqual(['helper time.sleep', 'helper open']));

  test('goes through constructors, inherited methods and functions that call each other', () =>
    expect(
      chains({
        'main.py': 'from stores import Store\nasync def f():\n    Store().load()',
        'stores.py':
          'import time\nclass Base:\n    def load(self):\n        return self.again()\n    def again(self):\n        self.load()\n        time.sleep(1)\nclass Store(Base):\n    def __init__(self):\n        open("a")',
      }),
    ).toEqual(['Base.load self.again > Base.again time.sleep', 'Store.__init__ open']));

  test.each([
    ['a loop', 'for item in helper():\n        pass'],
    ['a comprehension', 'return [item for item in helper()]'],
    ['a function that takes every item', 'return list(helper())'],
  ])('goes through a generator that %s goes over', (_, use) =>
    expect(
      chains({
        'main.py': `import time\ndef helper():\n    time.sleep(1)\n    yield 1\nasync def f():\n    ${use}`,
      }),
    ).toEqual(['helper time.sleep']),
  );

  test.each([
    ['async functions', 'async def helper():\n    time.sleep(1)'],
    ['generators', 'def helper():\n    yield time.sleep(1)'],
    ['functions inside that nobody calls', 'def helper():\n    def inner():\n        time.sleep(1)\n    return inner'],
    ['lambdas', 'def helper():\n    return lambda: time.sleep(1)'],
  ])('ends at %s', (_, helper) =>
    expect(chains({ 'main.py': `import time\n${helper}\nasync def f():\n    helper()` })).toEqual([]),
  );

  test('starts in no plain function', () =>
    expect(chains({ 'main.py': 'import time\ndef helper():\n    time.sleep(1)\ndef f():\n    helper()' })).toEqual([]));
});

describe('an edit of a helper', () => {
  const main = 'import helpers\nasync def f():\n    helpers.load()';
  const plain = 'def load():\n    return read()\ndef read():\n    return 1';
  const waiting = 'import time\ndef load():\n    return read()\ndef read():\n    time.sleep(1)';

  test('changes what its callers lead to', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'helpers.py': plain }, { tracedCalls });
    expect(shown(workspace)).toEqual([]);
    workspace.write('helpers.py', waiting);
    expect(shown(workspace)).toEqual(['load read > read time.sleep']);
    workspace.write('helpers.py', plain);
    expect(shown(workspace)).toEqual([]);
  });

  test('moves the places of the steps', () => {
    const workspace = memoryWorkspace({ 'main.py': main, 'helpers.py': waiting }, { tracedCalls });
    const places = () =>
      workspace.facts('main.py').reached.flatMap(({ ends }) => ends[0]?.steps.map((step) => step.range.start));
    const before = places();
    workspace.write('helpers.py', `\n\n${waiting}`);
    expect(places()).toEqual(before.map((start) => (start ?? 0) + 2));
  });
});
