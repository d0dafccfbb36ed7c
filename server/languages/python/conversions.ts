/** Whether a plain function may become async, by what it is and what its callers do with it. */

import { insertion } from '../../analysis/text.ts';
import type { AsyncConversion, AsyncConversionObstacle, FunctionId } from '../../facts/facts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { type NameUse, nameUsesIn } from './nameUses.ts';
import type { FunctionDef } from './parser/nodes.ts';
import { decoratedFunction } from './types/calls.ts';
import { lineageOf } from './types/classes.ts';
import { alternatives } from './types/values.ts';

/** Only functions in `wanted` are looked at closely; nobody asks for the others. */
export function asyncConversions(
  analysed: Analysed,
  wanted: ReadonlySet<FunctionId>,
): ReadonlyMap<FunctionId, AsyncConversion> {
  const conversions = new Map<FunctionId, AsyncConversion>();
  let uses: ReadonlyMap<string, readonly NameUse[]> | undefined;
  for (const draft of analysed.functions) {
    const { fact, node } = draft;
    if (!wanted.has(fact.id) || fact.isAsync || node?.kind !== 'FunctionDef') continue;
    uses ??= nameUsesIn(analysed.module);
    const reason = obstacleOf(analysed, draft, node, uses);
    conversions.set(
      fact.id,
      reason === undefined
        ? { kind: 'possible', edits: [insertion(node.defOffset, 'async ')] }
        : { kind: 'impossible', reason },
    );
  }
  return conversions;
}

function obstacleOf(
  analysed: Analysed,
  draft: FunctionDraft,
  node: FunctionDef,
  uses: ReadonlyMap<string, readonly NameUse[]>,
): AsyncConversionObstacle | undefined {
  const { fact } = draft;
  if (fact.kind === 'constructor') return 'constructor';
  if (fact.kind === 'accessor') return 'accessor';
  if (fact.isGenerator) return 'generator';
  if (/^__.*__$/.test(node.name)) return 'overrides-synchronous';
  if (draft.parent.node.kind === 'ClassDef' && overridesSomething(analysed, draft, node))
    return 'overrides-synchronous';
  if (!isPlainlyCallable(analysed, draft, node)) return 'unknown-callers';
  const isLocal = draft.parent.node.kind !== 'Module' && draft.parent.node.kind !== 'ClassDef';
  const found = [
    ...(uses.get(node.name) ?? []),
    ...(isLocal ? [] : analysed.inference.reading.usesElsewhere(node.name, analysed.module.document.path)),
  ];
  if (found.length > mostUses) return 'unknown-callers';
  return obstacleInUses(found.filter((use) => mayMean(analysed, use, draft, node)));
}

/** More uses than this are too many to look at. */
const mostUses = 200;

function mayMean(analysed: Analysed, use: NameUse, draft: FunctionDraft, node: FunctionDef): boolean {
  return alternatives(analysed.inference.valueOf(use.node, use.scope)).some((value) => {
    if (value.kind === 'function') return value.function.node === node;
    // Any object may be one that has the method; any other unknown name is a variable of its own.
    return value.kind === 'unknown' && use.form === 'attribute' && draft.parent.node.kind === 'ClassDef';
  });
}

/** A decorator may call the function itself; those that are known to keep it as it is do not. */
function isPlainlyCallable(analysed: Analysed, draft: FunctionDraft, node: FunctionDef): boolean {
  if (node.decorators.length === 0) return true;
  const value = decoratedFunction(analysed.inference, node, draft.parent);
  if (value.kind !== 'function' || value.function.node !== node) return false;
  // A framework awaits an async handler as gladly as it calls a plain one.
  return true;
}

function overridesSomething(analysed: Analysed, draft: FunctionDraft, node: FunctionDef): boolean {
  const { inference } = analysed;
  const body = draft.parent;
  if (body.node.kind !== 'ClassDef' || body.parent === undefined) return false;
  const symbol = inference.classSymbol(body.node, body.parent);
  if (inference.reading.heirsWith(body.node.name, node.name).some((heir) => heir.members.get(node.name) === 'sync'))
    return true;
  return lineageOf(inference, symbol)
    .slice(1)
    .some((ancestor) => ancestor.kind !== 'class' || ancestor.class.body.bindings.has(node.name));
}

function obstacleInUses(uses: readonly NameUse[]): AsyncConversionObstacle | undefined {
  if (uses.some((use) => use.how === 'used')) return 'result-is-used';
  if (uses.some((use) => use.how === 'dropped-in-sync')) return 'called-synchronously';
  if (uses.some((use) => use.how === 'referenced')) return 'unknown-callers';
  return undefined;
}
