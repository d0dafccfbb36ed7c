/** Maps by type. Every snapshot of the compiler numbers its types anew, so each has its own numbers here. */

import { isObjectType, ObjectFlags, type Type } from 'typescript/unstable/sync';

/** A type's number, or below zero for the instances of a generic class that of the class. */
export type TypeKey = number;

/** Instances of one generic class are all awaitable or none is. */
export function keyOf(type: Type): TypeKey {
  if (!isObjectType(type) || (type.objectFlags & ObjectFlags.Reference) === 0) return type.id;
  // The identifier of the generic class comes with the type; asking for the class itself would cost a request.
  const { target } = type as unknown as { readonly target?: number };
  return target === undefined ? type.id : -target;
}

export class ByType<Value> {
  readonly #keyOf: (type: Type) => TypeKey;
  readonly #bySnapshot = new WeakMap<object, Map<TypeKey, Value>>();

  constructor(key: (type: Type) => TypeKey = (type) => type.id) {
    this.#keyOf = key;
  }

  get(type: Type): Value | undefined {
    return this.#bySnapshot.get(registryOf(type))?.get(this.#keyOf(type));
  }

  set(type: Type, value: Value): void {
    const registry = registryOf(type);
    const known = this.#bySnapshot.get(registry) ?? new Map<TypeKey, Value>();
    this.#bySnapshot.set(registry, known.set(this.#keyOf(type), value));
  }
}

/** What the API of this version keeps to itself: where the types of one snapshot's project are. */
function registryOf(type: Type): object {
  return (type as unknown as { readonly objectRegistry: object }).objectRegistry;
}
