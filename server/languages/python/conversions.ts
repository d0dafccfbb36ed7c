/** Whether a plain function may become async, by what it is and what its callers do with it. */

import { type Edit, insertion } from '../../analysis/text.ts';
import type { AsyncConversion, AsyncConversionObstacle, FunctionId } from '../../facts/facts.ts';
import type { Analysed, FunctionDraft } from './drafts.ts';
import { nameUsesIn, type NameUse } from './nameUses.ts';
import type { FunctionDef, Node } from './parser/nodes.ts';
import { decoratedFunction } from './types/calls.ts';
import { alternatives, isFunctionOf } from './types/values.ts';

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
    conversions.set(fact.id, conversionOf(analysed, draft, node, uses));
  }
  return conversions;
}

function conversionOf(
  analysed: Analysed,
  draft: FunctionDraft,
  node: FunctionDef,
  uses: ReadonlyMap<string, readonly NameUse[]>,
): AsyncConversion {
  const reason = obstacleInDefinition(analysed, draft, node);
  if (reason !== undefined) return { kind: 'impossible', reason };
  const isLocal = draft.parent.node.kind !== 'Module' && draft.parent.node.kind !== 'ClassDef';
  const here = uses.get(node.name) ?? [];
  const elsewhere = isLocal ? [] : analysed.inference.reading.usesElsewhere(node.name, analysed.module.document.path);
  if (here.length + elsewhere.length > mostUses) return { kind: 'impossible', reason: 'unknown-callers' };
  const mine = (use: NameUse) => mayMean(analysed, use, draft, node);
  const callers = here.filter(mine);
  // What only may be this function is left as it is, so it must not need an `await`.
  const isUnclear = callers.some((use) => use.how === 'dropped-in-async' && !isSurely(analysed, use, node));
  if (isUnclear) return { kind: 'impossible', reason: 'unknown-callers' };
  const obstacle = obstacleInUses(callers, elsewhere.filter(mine));
  if (obstacle !== undefined) return { kind: 'impossible', reason: obstacle };
  return { kind: 'possible', edits: [insertion(node.defOffset, 'async '), ...awaitsOf(analysed, callers)] };
}

function obstacleInDefinition(
  analysed: Analysed,
  draft: FunctionDraft,
  node: FunctionDef,
): AsyncConversionObstacle | undefined {
  const { fact } = draft;
  if (fact.kind === 'constructor') return 'constructor';
  if (fact.kind === 'accessor') return 'accessor';
  if (fact.isGenerator) return 'generator';
  if (/^__.*__$/.test(node.name)) return 'overrides-synchronous';
  if (draft.parent.node.kind === 'ClassDef' && overridesSomething(analysed, draft, node))
    return 'overrides-synchronous';
  return isPlainlyCallable(analysed, draft, node) ? undefined : 'unknown-callers';
}

/** More uses than this are too many to look at. */
const mostUses = 200;

function mayMean(analysed: Analysed, use: NameUse, draft: FunctionDraft, node: FunctionDef): boolean {
  return alternatives(analysed.inference.valueOf(use.node, use.scope)).some((value) => {
    if (value.kind === 'function') return isFunctionOf(value.function, node, analysed.module.document.path);
    // Any object may be one that has the method; any other unknown name is a variable of its own.
    return value.kind === 'unknown' && use.form === 'attribute' && draft.parent.node.kind === 'ClassDef';
  });
}

function isSurely(analysed: Analysed, use: NameUse, node: FunctionDef): boolean {
  return alternatives(analysed.inference.valueOf(use.node, use.scope)).every(
    (value) => value.kind === 'function' && isFunctionOf(value.function, node, analysed.module.document.path),
  );
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
  return inference
    .lineageOf(symbol)
    .slice(1)
    .some((ancestor) => ancestor.kind !== 'class' || ancestor.class.body.bindings.has(node.name));
}

/** Async callers in the file can be made to wait by edits; those in other files would drop a coroutine from now on. */
function obstacleInUses(here: readonly NameUse[], elsewhere: readonly NameUse[]): AsyncConversionObstacle | undefined {
  const all = [...here, ...elsewhere];
  if (all.some((use) => use.how === 'used' || use.how === 'forwarded')) return 'result-is-used';
  if (all.some((use) => use.how === 'dropped-in-sync')) return 'called-synchronously';
  if (elsewhere.some((use) => use.how === 'dropped-in-async')) return 'called-synchronously';
  return all.some((use) => use.how === 'referenced') ? 'unknown-callers' : undefined;
}

function awaitsOf(analysed: Analysed, callers: readonly NameUse[]): readonly Edit[] {
  const callees = new Set<Node>(callers.filter((use) => use.how === 'dropped-in-async').map((use) => use.node));
  return analysed.calls
    .filter(({ node }) => callees.has(node.callee))
    .map(({ node }) => insertion(node.start, 'await '));
}
