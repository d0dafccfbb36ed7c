/** What the `with` statements of a module enter, by full name where that is known. */

import { rangeOf } from '../../analysis/text.ts';
import type { ContextFact } from '../../facts/facts.ts';
import { symbolOf } from './callFacts.ts';
import type { Analysed } from './drafts.ts';
import type { Expression } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';

export function contextFacts({ protocolPlaces, inference }: Analysed): readonly ContextFact[] {
  return protocolPlaces.flatMap(({ construct, node, value, place }) => {
    if (construct !== 'with' || node.kind !== 'With') return [];
    const symbol = symbolOfContext(value, place.scope);
    return [
      {
        context: rangeOf(value.start, value.end),
        body: rangeOf(node.body[0]?.start ?? node.colon + 1, node.end),
        isAsync: node.isAsync,
        ...(symbol === undefined ? {} : { symbol }),
        function: place.function,
      },
    ];
  });

  function symbolOfContext(context: Expression, scope: Scope): string | undefined {
    if (context.kind === 'Call') return symbolOf(inference.valueOf(context.callee, scope));
    const entered = inference.valueOf(context, scope);
    return entered.kind === 'library-instance' ? entered.type : undefined;
  }
}
