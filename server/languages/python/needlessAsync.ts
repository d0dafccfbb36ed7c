/** Async functions that never wait and that nothing around them asks to be async. */

import { type Edit, rangeOf, replacement } from '../../analysis/text.ts';
import type { AwaitFact, FunctionId, NeedlessAsyncFact } from '../../facts/facts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { isPlaceholder, waits } from './functionBodies.ts';
import type { FunctionDef } from './parser/nodes.ts';

export function needlessAsyncFacts(analysed: Analysed, awaits: readonly AwaitFact[]): readonly NeedlessAsyncFact[] {
  return analysed.functions.flatMap((draft) => {
    const { node, fact } = draft;
    if (node?.kind !== 'FunctionDef' || !node.isAsync || node.isGenerator || isPlaceholder(node) || waits(node))
      return [];
    if (node.decorators.length > 0 || fact.role !== undefined || mustBeAsync(analysed, draft, node)) return [];
    const removal = removalOf(analysed, draft, node, awaits);
    return [{ function: fact.id, ...(removal === undefined ? {} : { removal }) }];
  });
}

/** Whether whoever takes the function, or the class around it, may count on a coroutine. */
function mustBeAsync({ inference, calls }: Analysed, { fact, parent }: FunctionDraft, node: FunctionDef): boolean {
  if (/^__.*__$/.test(node.name) || /^(?:test|on_|handle_|visit_)/.test(node.name)) return true;
  const returnsAwaitable = calls.some(
    (call) =>
      call.fact.function === fact.id && call.fact.fate === 'returned' && call.fact.awaitable.awaitability === 'always',
  );
  if (returnsAwaitable) return true;
  if (inference.reading.isReferenced(node.name)) return true;
  if (parent.node.kind === 'ClassDef') {
    if (parent.parent === undefined || parent.node.arguments.length > 0 || parent.node.decorators.length > 0)
      return true;
    const [, ...bases] = inference.lineageOf(inference.classSymbol(parent.node, parent.parent));
    if (bases.length > 0 || inference.reading.heirsWith(parent.node.name, node.name).length > 0) return true;
  }
  return false;
}

/** The edits that make it plain, where all that call it stand in this file and await it. */
function removalOf(
  { inference, module, calls }: Analysed,
  { parent }: FunctionDraft,
  node: FunctionDef,
  awaits: readonly AwaitFact[],
): readonly Edit[] | undefined {
  if (parent.node.kind !== 'Module') return undefined;
  const callers = calls.filter(({ fact }) => fact.name === node.name);
  const awaitOf = (id: FunctionId) => awaits.find(({ call }) => call === id);
  const edits = callers.map(({ fact }) => {
    const awaited = awaitOf(fact.id);
    const isOurs = fact.target?.offset === node.nameRange.start && fact.target.path === module.document.path;
    return awaited === undefined || !isOurs
      ? undefined
      : replacement(rangeOf(awaited.range.start, awaited.operand.start), '');
  });
  const written = edits.filter((edit) => edit !== undefined);
  if (written.length === 0 || written.length < edits.length) return undefined;
  if (inference.reading.usesElsewhere(node.name, module.document.path).length > 0) return undefined;
  return [replacement(rangeOf(node.start, node.defOffset), ''), ...written];
}
