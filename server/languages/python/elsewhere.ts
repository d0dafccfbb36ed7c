/** Functions that run in a thread or process of their own, where blocking is fine. */

import { argumentAt, givenBy } from './arguments.ts';
import type { FunctionId } from '../../facts/facts.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { functionExpression } from './fanOutParts.ts';
import type { Argument, Expression, FunctionDef, Node } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { type Binding, type Scope, scopeOfName } from './scopes.ts';
import { isFunctionOf } from './types/values.ts';

/** The position or keyword of the function that a call hands to a thread, an executor or a process. */
const handsOver: Readonly<Record<string, number | string>> = {
  'asyncio.to_thread': 0,
  'asyncio.AbstractEventLoop.run_in_executor': 1,
  'anyio.to_thread.run_sync': 0,
  'anyio.to_process.run_sync': 0,
  'trio.to_thread.run_sync': 0,
  'starlette.concurrency.run_in_threadpool': 0,
  'fastapi.concurrency.run_in_threadpool': 0,
  'asgiref.sync.sync_to_async': 0,
  'concurrent.futures.Executor.submit': 0,
  'concurrent.futures.Executor.map': 0,
  'multiprocessing.Pool.apply': 0,
  'multiprocessing.Pool.apply_async': 0,
  'multiprocessing.Pool.map': 0,
  'multiprocessing.Pool.map_async': 0,
  'multiprocessing.Pool.imap': 0,
  'multiprocessing.Pool.imap_unordered': 0,
  'multiprocessing.Pool.starmap': 0,
  'multiprocessing.Process': 'target',
  'multiprocessing.pool.ThreadPool.map': 0,
  'multiprocessing.pool.ThreadPool.apply_async': 0,
  'threading.Thread': 'target',
  'threading.Timer': 1,
};

/** Functions written in place for a thread, those whose only uses are such, and all that they hold. */
export function functionsElsewhere(analysed: Analysed): ReadonlySet<FunctionId> {
  const elsewhere = new Set<FunctionId>();
  const handed = new Map<readonly Binding[], { count: number; readonly node: FunctionDef }>();
  for (const draft of analysed.calls) {
    // Few calls are given a function, and of the others nobody need know what they are.
    const given = givesFunction(draft) ? handedOver(draft) : undefined;
    if (given === undefined) continue;
    const written = analysed.functionIds.get(given);
    if (written !== undefined) elsewhere.add(written);
    const named = given.kind === 'Name' ? definitionOf(given.name, draft.place.scope) : undefined;
    if (named === undefined) continue;
    const known = handed.get(named.bindings);
    if (known === undefined) handed.set(named.bindings, { count: 1, node: named.node });
    else known.count++;
  }
  if (handed.size > 0) {
    const uses = countUses(analysed, handed);
    for (const [bindings, { count, node }] of handed) {
      const id = analysed.functionIds.get(node);
      if (id === undefined || uses.get(bindings) !== count || isUsedInOtherFiles(analysed, node, bindings)) continue;
      elsewhere.add(id);
    }
  }
  for (const { fact } of analysed.functions)
    if (fact.parent !== undefined && elsewhere.has(fact.parent) && !fact.isAsync) elsewhere.add(fact.id);
  return elsewhere;
}

function givesFunction({ node, place: { scope } }: CallDraft): boolean {
  for (const argument of node.arguments) if (isFunction(argument, scope)) return true;
  return false;
}

/** Whether it is a function that is written in place or defined in the module. */
function isFunction(argument: Argument, scope: Scope): boolean {
  const given = functionExpression(givenBy(argument));
  return given.kind === 'Lambda' || (given.kind === 'Name' && definitionOf(given.name, scope) !== undefined);
}

function handedOver(draft: CallDraft): Expression | undefined {
  const value = givenTo(draft);
  // `partial(read, path)` hands over `read`.
  return value === undefined ? undefined : functionExpression(value);
}

/** What a call hands to a thread, an executor or a process, as it is written. */
export function givenTo({ fact, node }: CallDraft): Expression | undefined {
  const position = fact.symbol === undefined ? undefined : handsOver[fact.symbol];
  return position === undefined ? undefined : argumentAt(node, position);
}

function definitionOf(
  name: string,
  scope: Scope,
): { readonly bindings: readonly Binding[]; readonly node: FunctionDef } | undefined {
  const bindings = scopeOfName(name, scope)?.bindings.get(name);
  const [binding] = bindings ?? [];
  return bindings?.length === 1 && binding?.kind === 'function' && !binding.node.isAsync
    ? { bindings, node: binding.node }
    : undefined;
}

/** How often each name is written in the module, as far as its scope is the definition's or lies within. */
function countUses(
  analysed: Analysed,
  wanted: ReadonlyMap<readonly Binding[], unknown>,
): ReadonlyMap<readonly Binding[], number> {
  const names = new Set([...wanted.keys()].flatMap((bindings) => bindings.map(nameOf)));
  const counts = new Map<readonly Binding[], number>();
  const visit = (root: Node, scope: Scope): void => {
    walk(root, (node) => {
      const inner = node === root ? undefined : analysed.module.names.scopes.get(node as FunctionDef);
      if (inner !== undefined) {
        visit(node, inner);
        return false;
      }
      if (node.kind !== 'Name' || !names.has(node.name)) return true;
      const bindings = scopeOfName(node.name, scope)?.bindings.get(node.name);
      if (bindings !== undefined) counts.set(bindings, (counts.get(bindings) ?? 0) + 1);
      return true;
    });
  };
  visit(analysed.module.tree, analysed.module.names.scope);
  return counts;
}

function nameOf(binding: Binding): string {
  return binding.kind === 'function' ? binding.node.name : '';
}

function isUsedInOtherFiles(analysed: Analysed, node: FunctionDef, bindings: readonly Binding[]): boolean {
  const isTopLevel = bindings.every((binding) => binding.scope.node.kind === 'Module');
  const { inference, module } = analysed;
  return (
    isTopLevel &&
    inference.reading.usesElsewhere(node.name, module.document.path).some((use) => {
      const value = inference.valueOf(use.node, use.scope);
      return value.kind === 'function' && isFunctionOf(value.function, node, module.document.path);
    })
  );
}
