/** What others may ask of a module by name, as plain data that outlives its tree. */

import { NameSet } from './nameSet.ts';
import { type CallCounts, nameCountsIn } from './nameUses.ts';
import type { ClassDef, Expression } from './parser/nodes.ts';
import type { AttributeStore } from './scopes.ts';
import { receiverClass, selfStores } from './selfStores.ts';
import type { SourceModule } from './sources.ts';
import type { ClassSymbol } from './types/values.ts';

export type MemberKind = 'async' | 'sync' | 'other';

export interface ClassRecord {
  readonly path: string;
  readonly name: string;
  readonly offset: number;
  /** Last names of the bases; `anyBase` for those in a list. */
  readonly bases: readonly string[];
  /** What the class's body binds: a plain function, an async one, or anything else. */
  readonly members: ReadonlyMap<string, MemberKind>;
  /** Attributes that its methods assign to `self`. */
  readonly stores: ReadonlySet<string>;
}

/** An assignment to an attribute of something other than `self`. */
export interface StoreRecord {
  readonly path: string;
  readonly name: string;
  /** Of the receiver. */
  readonly offset: number;
}

export interface ModuleRecord {
  readonly classes: readonly ClassRecord[];
  readonly stores: readonly StoreRecord[];
  readonly calls: ReadonlyMap<string, CallCounts>;
  /** Every name that the module uses in an expression, but as the target of an assignment. */
  readonly names: NameSet;
  /** Those that are used other than to call them. */
  readonly referencedNames: NameSet;
  /** Names of methods with decorators, which may be properties. */
  readonly decoratedNames: NameSet;
}

export function recordOf(module: SourceModule): ModuleRecord {
  const { names } = module;
  const { path } = module.document;
  const own = selfStores(names);
  const classes: ClassRecord[] = [];
  const decorated = new Set<string>();
  for (const [node, scope] of names.scopes) {
    if (node.kind !== 'ClassDef') continue;
    const members = new Map<string, MemberKind>();
    for (const [name, bindings] of scope.bindings) {
      const kinds = bindings.map(
        (binding): MemberKind => (binding.kind === 'function' ? (binding.node.isAsync ? 'async' : 'sync') : 'other'),
      );
      const [first = 'other'] = kinds;
      members.set(name, kinds.every((kind) => kind === first) ? first : 'other');
      if (bindings.some((each) => each.kind === 'function' && each.node.decorators.length > 0)) decorated.add(name);
    }
    const bases = node.arguments.flatMap((argument) => (argument.kind === 'Keyword' ? [] : lastName(argument)));
    classes.push({
      path,
      name: node.name,
      offset: node.start,
      bases,
      members,
      stores: new Set(own.get(node)?.keys() ?? []),
    });
  }
  const stores = names.stores
    .filter((store) => receiverClass(store) === undefined)
    .map(({ name, receiver }) => ({ path, name, offset: receiver.start }));
  const { calls, used, referenced } = nameCountsIn(module);
  return {
    classes,
    stores,
    calls,
    names: NameSet.of(used),
    referencedNames: NameSet.of(referenced),
    decoratedNames: NameSet.of(decorated),
  };
}

/** The class that a record was made of, in the module as it is now parsed. */
export function classAt(module: SourceModule, offset: number): Pick<ClassSymbol, 'node' | 'parent'> | undefined {
  for (const [node, { parent }] of module.names.scopes)
    if (node.start === offset && isClass(node) && parent !== undefined) return { node, parent };
  return undefined;
}

export function storeAt(module: SourceModule, offset: number): AttributeStore | undefined {
  return module.names.stores.find((store) => store.receiver.start === offset);
}

function isClass(node: { readonly kind: string }): node is ClassDef {
  return node.kind === 'ClassDef';
}

/** Stands for the bases of `class App(*mixins)`, which a record cannot name. */
export const anyBase = '*';

function lastName(base: Expression): readonly string[] {
  if (base.kind === 'Starred') return [anyBase];
  if (base.kind === 'Subscript') return lastName(base.value);
  return base.kind === 'Name' || base.kind === 'Attribute' ? [base.name] : [];
}
