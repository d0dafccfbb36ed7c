/** Where every file is asked about once, files share what is found out; what they are told stays the same. */

import { describe, expect, test } from 'vitest';
import { plainFacts } from '../../../server/facts/onDemand.ts';
import { memoryWorkspace, verdictOn } from './memoryWorkspace.ts';

const files = {
  'main.py':
    'from stores import Store, make\nasync def f(store: Store):\n    store.save()\n    make().save()\n    store.load()',
  'other.py':
    'from stores import Store\nclass Kept(Store):\n    def load(self): ...\nasync def g():\n    Kept().save()',
  'stores.py':
    'import time\nclass Store:\n    async def save(self): ...\n    def load(self):\n        time.sleep(1)\ndef make():\n    return Store()',
};
const tracedCalls = ['time.sleep'];

describe('in one run', () => {
  test('each file has the facts that it has alone', () => {
    const run = memoryWorkspace(files, { tracedCalls, isOneRun: true });
    for (const file of ['stores.py', 'main.py', 'other.py', 'main.py'])
      expect(plainFacts(run.facts(file))).toEqual(memoryWorkspace(files, { tracedCalls }).facts(file));
  });

  test('a change counts for all files', () => {
    const run = memoryWorkspace(files, { tracedCalls, isOneRun: true });
    expect(verdictOn(run.facts('main.py'), 'store.save')).toBe('always coroutine');
    run.write('stores.py', files['stores.py'].replace('async def save(self): ...', 'def save(self): return 1'));
    const facts = run.facts('main.py');
    expect([verdictOn(facts, 'store.save'), verdictOn(facts, 'make().save')]).toEqual(['never', 'never']);
  });

  test('what was asked about already is still part of chains', () => {
    const run = memoryWorkspace(files, { tracedCalls, isOneRun: true });
    run.facts('stores.py');
    expect(run.facts('main.py').reached.flatMap(({ ends }) => ends.map(({ symbol }) => symbol))).toEqual([
      'time.sleep',
    ]);
  });
});
