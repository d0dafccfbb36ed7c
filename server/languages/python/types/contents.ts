/** What a container holds that starts empty: what its own file puts into it. */

import { isEmptyContainer } from '../containers.ts';
import { type Binding, type ModuleScope, type Put, scopeOfName } from '../scopes.ts';
import { classOfSelf, selfStores } from '../selfStores.ts';
import type { Inference } from './inference.ts';
import { unpacked } from './protocols.ts';
import { instanceOf, unionOf, unknown, type Value } from './values.ts';

/** More of them hardly agree. */
const mostPuts = 24;

/** The value of a binding, with what is put into it where it is an empty container. */
export function filled(inference: Inference, binding: Binding, value: Value): Value {
  const { root } = binding.scope;
  if (binding.kind !== 'value' || value.kind !== 'library-instance' || root === undefined) return value;
  if (!isEmptyContainer(binding.value)) return value;
  const puts = putsOf(root).get(binding) ?? [];
  if (puts.length === 0 || puts.length > mostPuts) return value;
  const content = unionOf(puts.map((put) => unpacked(inference.valueOf(put.value, put.scope), put.path)));
  return mappings.has(value.type) ? instanceOf(value.type, unknown, content) : instanceOf(value.type, content);
}

const mappings: ReadonlySet<string> = new Set(['builtins.dict']);
const putsByModule = new WeakMap<ModuleScope, ReadonlyMap<Binding, readonly Put[]>>();

/** By the binding that makes the container. */
function putsOf(root: ModuleScope): ReadonlyMap<Binding, readonly Put[]> {
  const known = putsByModule.get(root);
  if (known !== undefined) return known;
  const puts = new Map<Binding, Put[]>();
  for (const put of root.puts)
    for (const binding of bindingsOfContainer(put, root)) {
      const same = puts.get(binding);
      if (same === undefined) puts.set(binding, [put]);
      else same.push(put);
    }
  putsByModule.set(root, puts);
  return puts;
}

/** Of a variable, or of an attribute of `self` and of the class around it. */
function bindingsOfContainer({ container, scope }: Put, root: ModuleScope): readonly Binding[] {
  if (container.kind === 'Name') return scopeOfName(container.name, scope)?.bindings.get(container.name) ?? [];
  if (container.kind !== 'Attribute') return [];
  const owner = classOfSelf(container.value, scope);
  if (owner === undefined) return [];
  const stores = selfStores(root).get(owner)?.get(container.name) ?? [];
  const inBody = root.scopes.get(owner)?.bindings.get(container.name) ?? [];
  return [...stores.map(({ binding }) => binding), ...inBody];
}
