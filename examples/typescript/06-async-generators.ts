// Async generators: values that arrive one by one.

import { setTimeout as sleep } from 'node:timers/promises';

// Bad: without await the ticks come all at once.
export async function* hastyTicks(count: number): AsyncGenerator<number> {
  for (let tick = 0; tick < count; tick++) {
    sleep(1_000); // finds dropped: sleep(1_000)
    yield tick;
  }
}

// Good
export async function* ticks(count: number): AsyncGenerator<number> {
  for (let tick = 0; tick < count; tick++) {
    await sleep(1_000);
    yield tick;
  }
}
