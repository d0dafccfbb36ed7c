/** What the sources and stubs of libraries say of a full name, where our own tables say nothing. */

import type { Inference } from './inference.ts';
import type { ClassInstance, Value } from './values.ts';
import { instanceOf, maybe } from './values.ts';
import { canonicalName } from '../library/names.ts';
import { standardModuleOf, standardName } from '../standardStubs.ts';

/** The value of a full name such as `aiopg.Pool.acquire`; `undefined` where nothing is installed or found. */
export function installedValue(inference: Inference, symbol: string): Value | undefined {
  const [first = '', ...rest] = symbol.split('.');
  const found = inference.reading.installed(first);
  return found === undefined ? undefined : memberAt(inference, inference.resolved(found), rest);
}

/** The value of a full name of the standard library; `undefined` where it has nothing to do with awaiting. */
export function standardValue(inference: Inference, symbol: string): Value | undefined {
  const found = standardName(symbol);
  return found === undefined ? undefined : memberAt(inference, { kind: 'module', module: found.module }, found.names);
}

function memberAt(inference: Inference, start: Value, names: readonly string[]): Value | undefined {
  let value = start;
  for (const name of names) {
    // A member is asked of an object, which has the properties too.
    const owner: Value = value.kind === 'class' ? { kind: 'instance', class: value.class, awaitable: maybe } : value;
    value = inference.memberOf(owner, name);
  }
  return value.kind === 'unknown' || value.kind === 'library' ? undefined : value;
}

/** An object of an installed class by the class's full name, so that the tables have their say about its members. */
export function withFullName(inference: Inference, value: Value): Value {
  switch (value.kind) {
    case 'instance':
      return namedInstance(inference, value) ?? value;
    case 'union':
      return { kind: 'union', members: value.members.map((member) => withFullName(inference, member)) };
    case 'awaitable': {
      const { result } = value;
      return { ...value, result: () => withFullName(inference, result()) };
    }
    case 'manager': {
      const { enters } = value;
      return { ...value, enters: () => withFullName(inference, enters()) };
    }
    default:
      return value;
  }
}

function namedInstance(inference: Inference, { class: owner, awaitable }: ClassInstance): Value | undefined {
  const { root } = owner.parent;
  if (root === undefined || owner.parent !== root.scope || awaitable?.awaitability === 'always') return undefined;
  const module = standardModuleOf(root.path) ?? inference.reading.installedName(root.path);
  return module === undefined ? undefined : instanceOf(canonicalName(`${module}.${owner.node.name}`));
}
