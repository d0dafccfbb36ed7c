/** The `try` statements of a module. */

import { rangeOf } from '../../analysis/text.ts';
import type { TryFact } from '../../facts/facts.ts';
import type { TryDraft } from './drafts.ts';
import { blockRange } from './statements.ts';

export function tryFact({ node, place }: TryDraft): TryFact {
  const { start, end, colon, body, handlers, finalbody } = node;
  const [first] = handlers;
  const last = handlers.at(-1);
  return {
    range: rangeOf(start, end),
    body: blockRange(body, colon),
    ...(first === undefined || last === undefined ? {} : { handler: rangeOf(first.start, last.end) }),
    ...(finalbody.length === 0 ? {} : { cleanup: blockRange(finalbody, end) }),
    function: place.function,
  };
}
