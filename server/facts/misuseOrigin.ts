/** Where a variable got the awaitable that is used as its result. */

import type { RelatedLocation } from '../analysis/finding.ts';
import type { MisuseFact } from './facts.ts';

const message = { en: 'It is not awaited here.', zh: '它在这里没有被 await。' };

export function placeWithoutAwait({ origin }: MisuseFact): readonly RelatedLocation[] {
  return origin === undefined ? [] : [{ range: origin, message }];
}
