import { defineSurround } from '../surround.ts';
import { heldBlock } from './held.ts';

export const lock = defineSurround({
  name: 'lock',
  language: 'python',
  title: { en: 'Surround with a lock', zh: '用 lock 保护' },
  isAsync: true,
  edits: (place) =>
    heldBlock(place, {
      variable: 'lock',
      classes: { asyncio: 'Lock', trio: 'Lock', anyio: 'Lock' },
      arguments: '',
    }),
});
