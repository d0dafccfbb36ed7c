/** How a call that is not awaited yet comes to be awaited where it stands. */

import type { Edit } from '../analysis/text.ts';
import type { CallFact } from '../facts/facts.ts';
import * as python from '../languages/python/edits.ts';
import * as typescript from '../languages/typescript/edits.ts';
import type { FileFacts } from './functions.ts';

/** None where it is awaited already; `undefined` where no `await` may stand. */
export function awaitingEdits({ document, facts }: FileFacts, call: CallFact): readonly Edit[] | undefined {
  if (call.fate === 'awaited') return [];
  if (document.language === 'typescript') return typescript.awaitEdits(document, facts, call.range);
  return python.isInGenerator(document, facts, call.loop) ? undefined : python.awaitEdits(document, call.range);
}
