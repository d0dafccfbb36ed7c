/** Call graphs of Python: who waits for whom, what runs at once, and what blocks. */

import { describe, expect, test } from 'vitest';
import { waitingCallersOf } from '../../../server/callGraph/callers.ts';
import { functionAround, functionWithKey } from '../../../server/callGraph/functions.ts';
import { memoryWorkspace } from '../python/memoryWorkspace.ts';
import { graphLines, mentioningIn, type Surroundings, sourceOf } from './graphLines.ts';

const tracedCalls = ['time.sleep', 'builtins.open'];

function workspaceOf(files: Readonly<Record<string, string>>): Surroundings {
  const { frontEnd } = memoryWorkspace(files, { tracedCalls });
  return { frontEnd, paths: Object.keys(files).map((file) => `/work/space/${file}`) };
}

const load = 'import asyncio, time\nasync def load(x=0):\n    await asyncio.sleep(1)\n';

/** The steps of `main` with this body. */
async function stepsOf(body: string): Promise<readonly string[]> {
  const main = `${load}async def main():\n${body.replace(/^/gm, '    ')}\n`;
  const lines = await graphLines(workspaceOf({ 'main.py': main }), 'main.py#main~1', { depth: 1 });
  return lines.filter((line) => line.startsWith('  ')).map((line) => line.replace(' -> main.py#load~1', ''));
}

describe('the steps of a function', () => {
  test.each([
    ['what it awaits one after the other', 'await load()\nawait load()', ['  1 awaited load', '  2 awaited load']],
    [
      'what a call needs first',
      'await asyncio.wait_for(load(await load()), 1)',
      ['  1 awaited load', '  2 awaited load'],
    ],
    [
      'what it gathers',
      'await asyncio.gather(load(), load())\nawait load()',
      ['  1 together load x2', '  2 awaited load'],
    ],
    ['what it gathers for each item', 'await asyncio.gather(*[load(i) for i in [1]])', ['  1 together each load']],
    [
      'what a task group runs',
      'async with asyncio.TaskGroup() as group:\n    group.create_task(load(1))\n    x = group.create_task(load(2))',
      ['  1 together load x2'],
    ],
    [
      'tasks that are gathered later',
      'jobs = [asyncio.create_task(load(i)) for i in [1]]\nawait asyncio.gather(*jobs)',
      ['  1 together each load'],
    ],
    ['a task beside it', 'task = asyncio.create_task(load())', ['  1 started load']],
    ['a coroutine that never runs', 'load()', ['  1 never-runs load']],
    ['coroutines in a list', 'jobs = [load(), load()]', ['  1 handed-on load', '  2 handed-on load']],
    ['a loop of its own', 'asyncio.run(load())', ['  1 awaited load']],
    ['a coroutine that is handed on', 'return load()', ['  1 handed-on load']],
    ['a loop', 'for i in [1]:\n    await load(i)', ['  1 awaited each load']],
    ['a direct block', 'time.sleep(1)', ['  1 called time.sleep blocks time.sleep (sleep)']],
    ['a sleep that only yields', 'time.sleep(0)', []],
    ['work of others that it waits for', 'await asyncio.gather(*unknown)', ['  1 awaited asyncio.gather']],
    [
      'a function for a nursery',
      'import trio\nasync with trio.open_nursery() as n:\n    n.start_soon(load, 1)',
      ['  1 together load'],
    ],
    ['half a call', 'await asyncio.gather(load(), ', ['  1 together load']],
  ])('%s', async (_, body, steps) => expect(await stepsOf(body)).toEqual(steps));

  test('an async generator that it goes over', async () => {
    const main = 'async def numbers():\n    yield 1\nasync def main():\n    async for n in numbers():\n        pass\n';
    expect(await graphLines(workspaceOf({ 'main.py': main }), 'main.py#main~1')).toEqual([
      'async main',
      '  1 awaited each numbers -> main.py#numbers~1',
      'async numbers',
    ]);
  });
});

describe('other files', () => {
  const workspace = workspaceOf({
    'main.py': 'import store\nasync def main():\n    store.check()\n    store.note()\n    await store.Store().save()\n',
    'store.py':
      'import time\ndef check():\n    return deep()\ndef deep():\n    time.sleep(1)\ndef note():\n    return 1\n' +
      'class Store:\n    def __init__(self):\n        note()\n    async def save(self):\n        await self.write()\n    async def write(self):\n        check()\n',
  });

  test('are followed, and plain functions that lead nowhere are left out', async () =>
    expect(await graphLines(workspace, 'main.py#main~1', { depth: 5 })).toEqual([
      'async main',
      '  1 called store.check -> store.py#check~1 blocks deep > time.sleep (sleep)',
      '  2 awaited store.Store().save -> store.py#Store.save~1',
      'plain check',
      '  1 called deep -> store.py#deep~1 blocks time.sleep (sleep)',
      'async Store.save',
      '  1 awaited self.write -> store.py#Store.write~1',
      'plain deep',
      '  1 called time.sleep blocks time.sleep (sleep)',
      'async Store.write',
      '  1 called check -> store.py#check~1 blocks deep > time.sleep (sleep)',
    ]));

  test('end at the depth, where the rest is counted', async () =>
    expect(await graphLines(workspace, 'main.py#main~1', { depth: 1 })).toEqual([
      'async main',
      '  1 called store.check -> store.py#check~1 blocks deep > time.sleep (sleep)',
      '  2 awaited store.Store().save -> store.py#Store.save~1',
      'plain check +1',
      'async Store.save +1',
    ]));

  test('go on where the reader asks for it', async () =>
    expect(await graphLines(workspace, 'main.py#main~1', { depth: 1, expanded: ['store.py#Store.save~1'] })).toContain(
      '  1 awaited self.write -> store.py#Store.write~1',
    ));

  test('are cut where there would be too many functions', async () =>
    expect(await graphLines(workspace, 'main.py#main~1', { mostNodes: 2 })).toEqual([
      'async main',
      '  1 called store.check -> store.py#check~1 blocks deep > time.sleep (sleep)',
      '  2 awaited store.Store().save',
      'plain check',
      '  1 called deep blocks time.sleep (sleep)',
      'cut',
    ]));

  test('show who calls a function', async () =>
    expect(await graphLines(workspace, 'store.py#deep~1', { direction: 'callers' })).toEqual([
      'plain deep',
      'plain check',
      '  1 called deep -> store.py#deep~1',
      'async Store.write',
      '  1 called check -> store.py#check~1 blocks deep > time.sleep (sleep)',
      'async main',
      '  1 called store.check -> store.py#check~1 blocks deep > time.sleep (sleep)',
      'async Store.save',
      '  1 awaited self.write -> store.py#Store.write~1',
    ]));

  test('name the async functions that wait in the end', async () => {
    const source = sourceOf(workspace);
    const deep = await functionWithKey('/work/space/store.py#deep~1', source);
    if (deep === undefined) throw new Error('deep is gone');
    const callers = await waitingCallersOf(deep, source, mentioningIn(workspace));
    expect(callers.map(({ caller, through }) => [caller.fact.name, ...through])).toEqual([
      ['Store.write', 'check'],
      ['main', 'check'],
    ]);
  });
});

test('functions that call each other come once', async () => {
  const main = 'async def one():\n    await two()\nasync def two():\n    await one()\n';
  expect(await graphLines(workspaceOf({ 'main.py': main }), 'main.py#one~1', { depth: 9 })).toEqual([
    'async one',
    '  1 awaited two -> main.py#two~1',
    'async two',
    '  1 awaited one -> main.py#one~1',
  ]);
});

test('who only starts a function does not wait for it', async () => {
  const main = `${load}async def one():\n    asyncio.create_task(load())\nasync def two():\n    await load()\n`;
  const workspace = workspaceOf({ 'main.py': main });
  const source = sourceOf(workspace);
  const found = await functionWithKey('/work/space/main.py#load~1', source);
  if (found === undefined) throw new Error('load is gone');
  const callers = await waitingCallersOf(found, source, mentioningIn(workspace));
  expect(callers.map(({ caller }) => caller.fact.name)).toEqual(['two']);
});

test('the function at the cursor is the innermost with a name', async () => {
  const text = 'async def outer():\n    def inner():\n        return [x for x in sorted([1], key=lambda y: y)]\n';
  const file = await sourceOf(workspaceOf({ 'main.py': text }))('/work/space/main.py');
  const nameAt = (part: string) => file && functionAround(file, text.indexOf(part))?.fact.name;
  expect(['outer', 'inner', ': y'].map(nameAt)).toEqual(['outer', 'inner', 'inner']);
});

test('a function keeps its name while others are edited, and is gone when it is', async () => {
  const workspace = workspaceOf({ 'main.py': `# moved\n\n${load}` });
  expect((await graphLines(workspace, 'main.py#load~1'))[0]).toBe('async load');
  expect(await graphLines(workspace, 'main.py#other~1')).toEqual(['gone']);
});
