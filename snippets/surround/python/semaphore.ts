import { defineSurround } from '../surround.ts';
import { heldBlock } from './held.ts';

export const semaphore = defineSurround({
  name: 'semaphore',
  language: 'python',
  title: { en: 'Let only a few run this at once', zh: '限制同时运行的数量' },
  isAsync: true,
  edits: (place) =>
    heldBlock(place, {
      variable: 'semaphore',
      classes: { asyncio: 'Semaphore', trio: 'CapacityLimiter', anyio: 'CapacityLimiter' },
      arguments: '10',
    }),
});
