/** Assignments to attributes of `self`, by the class whose methods make them. */

import type { ClassDef, Expression } from './parser/nodes.ts';
import { type AttributeStore, type ModuleScope, type Scope, scopeOfName } from './scopes.ts';

type StoresByName = Map<string, AttributeStore[]>;

const storesOf = new WeakMap<ModuleScope, ReadonlyMap<ClassDef, StoresByName>>();

/** By class and attribute. */
export function selfStores(root: ModuleScope): ReadonlyMap<ClassDef, StoresByName> {
  const known = storesOf.get(root);
  if (known !== undefined) return known;
  const stores = new Map<ClassDef, StoresByName>();
  for (const store of root.stores) {
    const owner = receiverClass(store);
    if (owner === undefined) continue;
    const byName: StoresByName = stores.get(owner) ?? new Map();
    stores.set(owner, byName);
    const same = byName.get(store.name);
    if (same === undefined) byName.set(store.name, [store]);
    else same.push(store);
  }
  storesOf.set(root, stores);
  return stores;
}

/** The class whose `self` or `cls` an attribute is assigned to. */
export function receiverClass({ receiver, binding }: AttributeStore): ClassDef | undefined {
  return classOfSelf(receiver, binding.scope);
}

/** The class whose `self` or `cls` an expression is. */
export function classOfSelf(receiver: Expression, scope: Scope): ClassDef | undefined {
  if (receiver.kind !== 'Name') return undefined;
  const bindings = scopeOfName(receiver.name, scope)?.bindings.get(receiver.name);
  const [binding] = bindings ?? [];
  if (bindings?.length !== 1 || binding?.kind !== 'parameter' || binding.owner.kind !== 'FunctionDef') return undefined;
  const body = binding.scope.parent;
  if (body?.node.kind !== 'ClassDef' || binding.owner.parameters[0] !== binding.parameter) return undefined;
  return body.node;
}
