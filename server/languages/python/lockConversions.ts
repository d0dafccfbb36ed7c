/** What it takes to make a lock of threads one of tasks, where every use of it can be changed along. */

import { contains, rangeOf } from '../../analysis/text.ts';
import type { LockConversion } from '../../facts/facts.ts';
import { acquired, isSamePlace, type LockPlace, placeOfLock } from './locks.ts';
import { nameUsesIn } from './nameUses.ts';
import type { Call, Expression, Node, Statement, With } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { type Binding, functionScopeOf, type Scope } from './scopes.ts';
import { selfStores } from './selfStores.ts';
import { heirsOf } from './types/members.ts';
import type { Walked } from './walkModule.ts';

/** How it is made: the one binding that gives it its value. */
export function makingOf(place: LockPlace, scope: Scope): Binding | undefined {
  const { root } = scope;
  if (root === undefined) return undefined;
  const stores = place.kind === 'variable' ? [] : (selfStores(root).get(place.owner)?.get(place.name) ?? []);
  const written =
    place.kind === 'variable'
      ? place.bindings
      : [...(root.scopes.get(place.owner)?.bindings.get(place.name) ?? []), ...stores.map(({ binding }) => binding)];
  const [only, ...others] = written;
  return others.length === 0 ? only : undefined;
}

export function conversionOf(
  analysed: Walked,
  lock: Expression,
  type: string,
  scope: Scope,
): LockConversion | undefined {
  const { inference, module } = analysed;
  const place = type === 'threading.Lock' ? placeOfLock(inference, lock, scope) : undefined;
  const making = place && makingOf(place, scope);
  if (place === undefined || making?.kind !== 'value' || making.path.length > 0) return undefined;
  const types = typesIn(analysed, making, type);
  if (types === undefined || isSeenByOthers(analysed, place)) return undefined;
  const uses = (nameUsesIn(module).get(place.name) ?? []).filter(({ node }) => !contains(making.value, node));
  const entered: number[] = [];
  const awaited: number[] = [];
  for (const { node, scope: around } of uses) {
    if (node.kind !== lock.kind) {
      if (place.kind === 'variable' && node.kind === 'Attribute') continue;
      return undefined;
    }
    const other = placeOfLock(inference, node, around);
    if (other === undefined || !isSamePlace(place, other)) {
      if (other !== undefined && place.kind !== 'class') continue;
      return undefined;
    }
    const use = useOf(analysed, node, around);
    if (use === undefined) return undefined;
    if (use.kind === 'entered') entered.push(use.at);
    if (use.kind === 'awaited') awaited.push(use.at);
  }
  const isMadeAtImport = functionScopeOf(making.scope).node.kind === 'Module';
  return { types, entered: [...new Set(entered)], awaited, isMadeAtImport };
}

/** The names of its type where it is made, in its annotation as well; `undefined` where there is more than these. */
function typesIn({ inference }: Walked, making: Extract<Binding, { kind: 'value' }>, type: string) {
  const found: { readonly start: number; readonly end: number }[] = [];
  let isPlain = true;
  const collect = (node: Node): void =>
    walk(node, (inner) => {
      if (inner.kind === 'String') isPlain = false;
      if (inner.kind !== 'Name' && inner.kind !== 'Attribute') return true;
      const value = inference.valueOf(inner, making.scope);
      if (value.kind !== 'library' || value.symbol !== type) return true;
      found.push(rangeOf(inner.start, inner.end));
      return false;
    });
  collect(making.value);
  if (making.annotation !== undefined) collect(making.annotation);
  return isPlain && found.length > 0 ? found : undefined;
}

/** Whether a class below it, or another file, may use the lock. */
function isSeenByOthers({ inference, module }: Walked, place: LockPlace): boolean {
  const { reading } = inference;
  if (place.kind !== 'variable') {
    const parent = module.names.scopes.get(place.owner)?.parent;
    if (parent === undefined || heirsOf(inference, inference.classSymbol(place.owner, parent)).length > 0) return true;
  }
  const isLocal = place.kind === 'variable' && place.scope.node.kind !== 'Module';
  return !isLocal && !place.name.startsWith('_') && reading.usesElsewhere(place.name, module.document.path).length > 0;
}

type LockUse = { readonly kind: 'entered' | 'awaited'; readonly at: number } | { readonly kind: 'same' };

/** How a use is written for a lock of tasks; `undefined` where that cannot be done. */
function useOf(analysed: Walked, node: Expression, scope: Scope): LockUse | undefined {
  const owner = functionScopeOf(scope).node;
  if (owner.kind !== 'FunctionDef' || !owner.isAsync) return undefined;
  const entering = analysed.protocolPlaces.find(({ value }) => value === node)?.node;
  if (entering !== undefined) return isAlone(entering) ? { kind: 'entered', at: entering.start } : undefined;
  const call = analysed.calls.find(({ node: { callee } }) => callee.kind === 'Attribute' && callee.value === node);
  if (call === undefined) return undefined;
  if (acquired(call.node) !== undefined)
    return isPlainAcquire(call.node, call.place.statement) ? { kind: 'awaited', at: call.node.start } : undefined;
  return call.fact.name === 'release' || call.fact.name === 'locked' ? { kind: 'same' } : undefined;
}

function isAlone(node: Node): node is With {
  return node.kind === 'With' && !node.isAsync && node.items.length === 1;
}

function isPlainAcquire(call: Call, statement: Statement | undefined): boolean {
  return call.arguments.length === 0 && statement?.kind === 'Expr' && statement.value === call;
}
