/** Locks by what they are, whatever they are called, and whether two expressions mean the same one. */

import type { Call, ClassDef, Expression, Node } from './parser/nodes.ts';
import { type Binding, type Scope, scopeOfName } from './scopes.ts';
import { classOfSelf, selfStores } from './selfStores.ts';
import type { Inference } from './types/inference.ts';
import { alternatives } from './types/values.ts';

/** The full name of its type, such as `asyncio.Lock`, of what a lock may be kept in; `undefined` where that is not known. */
export function typeOfLock(inference: Inference, expression: Expression, scope: Scope): string | undefined {
  if (expression.kind !== 'Name' && expression.kind !== 'Attribute') return undefined;
  const types = new Set(
    alternatives(inference.valueOf(expression, scope)).map((value) =>
      value.kind === 'library-instance' ? value.type : undefined,
    ),
  );
  const [type] = types;
  return types.size === 1 && type !== undefined && locks.has(type) ? type : undefined;
}

/** Whether it is for threads or processes, so that who waits for it blocks the event loop. */
export function isOfThreads(type: string): boolean {
  return type.startsWith('threading.') || type.startsWith('multiprocessing.');
}

/** Whether one task alone may hold it, which may not take it again. */
export function isExclusive(type: string): boolean {
  return !isOfThreads(type) && /\.(?:\w*Lock|Condition)$/.test(type);
}

const names = 'Lock Condition Semaphore';

const locks: ReadonlySet<string> = new Set(
  Object.entries({
    asyncio: `${names} BoundedSemaphore`,
    anyio: names,
    trio: `${names} StrictFIFOLock`,
    threading: `${names} RLock BoundedSemaphore`,
    multiprocessing: `${names} RLock BoundedSemaphore`,
  }).flatMap(([module, types]) => types.split(' ').map((type) => `${module}.${type}`)),
);

/** What a lock is kept in: a variable, or an attribute of `self` or of a class that is named. */
export type LockPlace =
  | { readonly kind: 'variable'; readonly name: string; readonly scope: Scope; readonly bindings: readonly Binding[] }
  | { readonly kind: 'own'; readonly name: string; readonly owner: ClassDef }
  | { readonly kind: 'class'; readonly name: string; readonly owner: ClassDef };

/** Left out for what may be another lock at each look: what a property gives, or what is under a key. */
export function placeOfLock(inference: Inference, expression: Expression, scope: Scope): LockPlace | undefined {
  if (expression.kind === 'Name') {
    const owner = scopeOfName(expression.name, scope);
    const bindings = owner?.bindings.get(expression.name);
    return owner && bindings && { kind: 'variable', name: expression.name, scope: owner, bindings };
  }
  if (expression.kind !== 'Attribute' || expression.value.kind !== 'Name') return undefined;
  const { name, value } = expression;
  const own = classOfSelf(value, scope);
  const bodyScope = own && scopeOfName(value.name, scope)?.parent;
  if (own !== undefined && bodyScope?.parent !== undefined) {
    const isProperty = inference.propertyOf(inference.classSymbol(own, bodyScope.parent), name) !== undefined;
    return isProperty ? undefined : { kind: 'own', name, owner: own };
  }
  const owner = inference.valueOf(value, scope);
  return owner.kind === 'class' ? { kind: 'class', name, owner: owner.class.node } : undefined;
}

/** Two places in the code that run for one object; of those, an attribute that Python mangles is another one in each class. */
export function isSamePlace(one: LockPlace, other: LockPlace): boolean {
  if (one.name !== other.name) return false;
  if (one.kind === 'variable') return other.kind === 'variable' && one.scope === other.scope;
  if (one.kind !== other.kind) return false;
  const isShared = one.kind === 'own' && !/^__.*(?<!__)$/.test(one.name);
  return isShared || one.owner === other.owner;
}

/** Whether it is given a lock once, at most instead of `None`, so that it is the same one at each look. */
export function isKept(place: LockPlace, scope: Scope): boolean {
  if (place.kind === 'variable') {
    const [binding, ...others] = given(place.bindings);
    return others.length === 0 && binding !== undefined && binding.kind !== 'iteration' && binding.kind !== 'manager';
  }
  const stores = scope.root && selfStores(scope.root).get(place.owner)?.get(place.name);
  return stores === undefined || given(stores.map(({ binding }) => binding)).length < 2;
}

/** Those that are more than a declaration. */
function given(bindings: readonly Binding[]): readonly Binding[] {
  return bindings.filter(
    (binding) =>
      binding.kind !== 'declaration' &&
      !(binding.kind === 'value' && binding.value.kind === 'Constant' && binding.value.value === 'None'),
  );
}

/** The receiver of `lock.acquire()`. */
export function acquired(call: Call): Expression | undefined {
  return call.callee.kind === 'Attribute' && call.callee.name === 'acquire' ? call.callee.value : undefined;
}

export function textOf(text: string, { start, end }: Node): string {
  return text.slice(start, end);
}
