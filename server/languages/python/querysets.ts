/** Querysets of Django in places that look at what is in them. */

import { rangeOf } from '../../analysis/text.ts';
import type { FunctionId, QuerysetUseFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, CallDraft, Place } from './drafts.ts';
import type { Expression } from './parser/nodes.ts';
import { alternatives } from './types/values.ts';

export function querysetUseFacts(analysed: Analysed): readonly QuerysetUseFact[] {
  const uses = new Map<number, QuerysetUseFact>();
  if (!analysed.functions.some(({ fact }) => fact.isAsync)) return [];
  for (const { expression, use, place } of analysed.plainUses) {
    if (use !== 'items' && use !== 'condition') continue;
    if (!isInAsyncFunction(analysed, place.function) || !isQueryset(analysed, expression, place)) continue;
    // A slice is a queryset again.
    if (/^\s*\[[^\]]*:/.test(analysed.module.document.text.slice(expression.end, expression.end + 80))) continue;
    const loop = analysed.loops.find(({ iterable }) => iterable?.start === expression.start);
    const around = loop?.kind === 'for' ? { use: 'loop' as const, around: loop.range } : { use: 'other' as const };
    uses.set(expression.start, { ...useFact(analysed, expression, place.function), ...around });
  }
  for (const draft of analysed.calls) {
    const [given] = draft.node.arguments;
    if (given === undefined || given.kind === 'Keyword' || given.kind === 'Starred') continue;
    if (!isInAsyncFunction(analysed, draft.place.function)) continue;
    if (!consumers.has(draft.fact.symbol ?? '') || !isQueryset(analysed, given, draft.place)) continue;
    uses.set(given.start, { ...useFact(analysed, given, draft.place.function), ...consumption(draft) });
  }
  return [...uses.values()].sort((one, other) => one.range.start - other.range.start);
}

/** A plain function may look at all of a queryset; lambdas belong to whoever writes them. */
function isInAsyncFunction({ functions }: Pick<Analysed, 'functions'>, id: FunctionId): boolean {
  const owner = functions[id];
  if (owner?.node?.kind === 'Lambda')
    return owner.fact.parent !== undefined && isInAsyncFunction({ functions }, owner.fact.parent);
  return owner?.fact.isAsync === true;
}

const consumers: ReadonlySet<string> = new Set(
  'list tuple set len bool sorted sum min max any all dict repr'.split(' ').map((name) => `builtins.${name}`),
);

function consumption({ fact }: CallDraft): Pick<QuerysetUseFact, 'use' | 'around'> {
  return fact.symbol === 'builtins.list' ? { use: 'list', around: fact.range } : { use: 'other' };
}

function isQueryset({ inference }: Analysed, expression: Expression, { scope }: Place): boolean {
  const found = inference.valueOf(expression, scope);
  if (found.kind !== 'library-instance' && found.kind !== 'union') return false;
  return alternatives(found).every(
    (value) => value.kind === 'library-instance' && value.type === 'django.db.models.QuerySet',
  );
}

function useFact(
  analysed: Analysed,
  expression: Expression,
  owner: FunctionId,
): Pick<QuerysetUseFact, 'range' | 'subject' | 'function'> {
  return {
    range: rangeOf(expression.start, expression.end),
    subject: oneLine(analysed.module.document.text, expression),
    function: owner,
  };
}
