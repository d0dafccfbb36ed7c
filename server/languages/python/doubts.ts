/** Names whose functions ask whether there is something to await behind them. */

import { lastNameOf } from './callFacts.ts';
import type { Analysed, Place } from './drafts.ts';
import type { Expression } from './parser/nodes.ts';

export class Doubts {
  private readonly analysed: Analysed;
  /** `{function} {name}`; found when somebody asks. */
  private names: ReadonlySet<string> | undefined;

  constructor(analysed: Analysed) {
    this.analysed = analysed;
  }

  /** Whether the expression is such a name. */
  concern(expression: Expression, { function: owner }: Place): boolean {
    if (expression.kind !== 'Name') return false;
    this.names ??= doubtedNames(this.analysed);
    return this.names.has(`${owner} ${expression.name}`);
  }
}

function doubtedNames({ calls }: Analysed): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { node, place } of calls) {
    const [value, kind] = node.arguments;
    if (value?.kind !== 'Name') continue;
    const asked = lastNameOf(node.callee);
    const asksForAwaitable =
      asked === 'iscoroutine' ||
      asked === 'isawaitable' ||
      (asked === 'isinstance' && kind !== undefined && kind.kind !== 'Keyword' && awaitables.test(lastNameOf(kind)));
    if (asksForAwaitable) found.add(`${place.function} ${value.name}`);
  }
  return found;
}

const awaitables = /await|corou|future|task/i;
