/** What may be put around a selection. */

import type { Document } from '../../server/analysis/document.ts';
import { contains, type Edit, type Range } from '../../server/analysis/text.ts';
import type { Facts, FunctionFact } from '../../server/facts/facts.ts';
import type { SelectedStatements } from '../../server/facts/selection.ts';
import { blockOf } from './block.ts';
import { surrounds } from './catalogue.ts';
import type { Surround } from './surround.ts';

export interface SurroundOffer {
  readonly surround: Surround;
  readonly edits: readonly Edit[];
}

/** `selection` are the statements that `selected` touches. */
export function surroundOffers(
  document: Document,
  facts: Facts,
  selected: Range,
  selection: SelectedStatements,
): readonly SurroundOffer[] {
  const owner = innermostFunction(facts, selection.range);
  const block = blockOf(document, selected, selection.range);
  if (owner === undefined || block === undefined) return [];
  // What is missing at the end of a line is often reported where the next one starts.
  const next = block.end + (/^\s*/.exec(document.text.slice(block.end))?.[0].length ?? 0);
  if (facts.syntaxErrors.some(({ start, end }) => start <= next && block.start <= end)) return [];
  const place = { document, facts, owner, selection, block };
  return surrounds.flatMap((surround) => {
    if (surround.language !== document.language || (surround.isAsync && !owner.canAwait)) return [];
    const edits = surround.edits(place);
    return edits === undefined ? [] : [{ surround, edits }];
  });
}

function innermostFunction(facts: Facts, range: Range): FunctionFact | undefined {
  // A function comes after the one that encloses it.
  return facts.functions.findLast(({ body }) => contains(body, range));
}
