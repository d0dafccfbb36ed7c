import { expect, test } from 'vitest';
import { processMemory } from '../../../server/node/processMemory.ts';

test('the memory of a process is known', async () => {
  const known = await processMemory(process.pid);
  const own = process.memoryUsage.rss() / 1024 ** 2;
  expect(known).toBeGreaterThan(own / 4);
  expect(known).toBeLessThan(own * 4);
});

test('that of a process which is gone is not', async () => {
  expect(await processMemory(2 ** 22 + 1)).toBeUndefined();
});
