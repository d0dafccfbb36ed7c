/** Work that is started together: how much, whether it does I/O, and what holds it back. */

import { describe, expect, test } from 'vitest';
import { textAt } from '../../../server/analysis/text.ts';
import { factsOf } from './memoryWorkspace.ts';

const head = `import asyncio, aiohttp
session = aiohttp.ClientSession()
NAMES = ("a", "b")
async def fetch(url):
    async with session.get(url) as response:
        return await response.text()
`;

function fanOut(body: string) {
  const text = `${head}async def main(urls, count):\n    ${body.replaceAll('\n', '\n    ')}`;
  const { fanOuts } = factsOf(text);
  const [fact] = fanOuts;
  if (fact === undefined || fanOuts.length > 1) throw new Error(`${fanOuts.length} fan-outs`);
  return { ...fact, statementText: fact.statement && textAt(text, fact.statement) };
}

describe('size', () => {
  test.each([
    ['a parameter', 'urls', 'unbounded'],
    ['a result', 'load()', 'unbounded'],
    ['a literal', '["a", "b"]', 'bounded'],
    ['a constant', 'NAMES', 'bounded'],
    ['an enumerated constant', 'enumerate(NAMES)', 'bounded'],
    ['a constant beside a parameter', 'zip(urls, NAMES)', 'bounded'],
    ['a range', 'range(5)', 'bounded'],
    ['a range of a parameter', 'range(count)', 'unbounded'],
    ['a range over a length', 'range(len(urls))', 'unbounded'],
    ['a slice', 'urls[:5]', 'bounded'],
    ['the rest of a list', 'urls[5:]', 'unbounded'],
    ['a slice of a window', 'urls[count:count + 5]', 'bounded'],
  ])('%s', (_, items, size) => {
    expect(fanOut(`await asyncio.gather(*[fetch(x) for x in ${items}])`).size).toBe(size);
  });

  test('batches are bounded', () => {
    expect(fanOut('for batch in batched(urls, 10):\n    await asyncio.gather(*[fetch(x) for x in batch])').size).toBe(
      'bounded',
    );
  });

  test('workers are as many as somebody asks for', () => {
    expect(fanOut('await asyncio.gather(*[fetch(1) for _ in range(count)])').size).toBe('maybe');
  });
});

describe('shape', () => {
  test.each([
    ['await asyncio.gather(*(fetch(x) for x in urls))', 'comprehension', 'asyncio.gather'],
    ['await asyncio.gather(*map(fetch, urls))', 'mapped-function', 'asyncio.gather'],
    ['jobs = [fetch(x) for x in urls]\nawait asyncio.gather(*jobs)', 'variable', 'asyncio.gather'],
    ['jobs = []\nfor x in urls:\n    jobs.append(fetch(x))\nawait asyncio.gather(*jobs)', 'variable', 'asyncio.gather'],
    ['await asyncio.wait([asyncio.create_task(fetch(x)) for x in urls])', 'comprehension', 'asyncio.wait'],
    [
      'for job in asyncio.as_completed([fetch(x) for x in urls]):\n    await job',
      'comprehension',
      'asyncio.as_completed',
    ],
    [
      'async with asyncio.TaskGroup() as g:\n    for x in urls:\n        g.create_task(fetch(x))',
      'loop',
      'asyncio.TaskGroup.create_task',
    ],
    [
      'async with asyncio.TaskGroup() as g:\n    [g.create_task(fetch(x)) for x in urls]',
      'comprehension',
      'asyncio.TaskGroup.create_task',
    ],
  ])('%s', (body, shape, combinator) => {
    const fact = fanOut(body);
    expect([fact.shape.kind, fact.combinator, fact.size, fact.doesIo, fact.isLimited]).toEqual([
      shape,
      combinator,
      'unbounded',
      'always',
      false,
    ]);
  });

  test('a group made in the loop starts one piece of work each', () => {
    const text = `${head}async def main(urls):\n    for x in urls:\n        async with asyncio.TaskGroup() as g:\n            g.create_task(fetch(x))`;
    expect(factsOf(text).fanOuts).toEqual([]);
  });

  test('calls side by side are none', () => {
    expect(factsOf(`${head}async def main():\n    await asyncio.gather(fetch(1), fetch(2))`).fanOuts).toEqual([]);
  });

  test('the statement is the one that fills the variable', () => {
    const { statementText } = fanOut(
      'jobs = []\nfor x in urls:\n    jobs.append(fetch(x))\nawait asyncio.gather(*jobs)',
    );
    expect(statementText).toMatch(/^for x in urls:/);
  });
});

describe('work', () => {
  const work = (text: string) => {
    const [fact] = factsOf(
      `${head}${text}\nasync def main(urls):\n    await asyncio.gather(*[work(x) for x in urls])`,
    ).fanOuts;
    return [fact?.doesIo, fact?.ioCall, fact?.isLimited];
  };
  test.each([
    [
      'reaches I/O through another function',
      'async def work(x):\n    await fetch(x)',
      ['always', 'session.get', false],
    ],
    ['only sleeps', 'async def work(x):\n    await asyncio.sleep(1)', ['never', undefined, false]],
    ['awaits nothing', 'async def work(x):\n    return x', ['never', undefined, false]],
    ['is unknown', 'from somewhere import work', ['maybe', undefined, false]],
    [
      'waits for a semaphore',
      's = asyncio.Semaphore(3)\nasync def work(x):\n    async with s:\n        await fetch(x)',
      ['always', 'session.get', true],
    ],
    [
      'waits for a limiter in what it calls',
      'limit = asyncio.Semaphore(3)\nasync def inner(x):\n    async with limit:\n        await fetch(x)\nasync def work(x):\n    await inner(x)',
      ['always', 'session.get', true],
    ],
    ['calls itself', 'async def work(x):\n    await work(x)', ['maybe', undefined, false]],
  ])('%s', (_, text, expected) => expect(work(text)).toEqual(expected));
});
