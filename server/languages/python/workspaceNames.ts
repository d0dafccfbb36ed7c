/**
 * What the whole workspace does with a name: which classes override a method, who assigns to an attribute from outside,
 * who uses a function's name. It goes by names; who asks looks at what they mean.
 */

import { isTestPath } from './roles.ts';
import { type AttributeStore, type ModuleScope, type Scope, scopeOfName } from './scopes.ts';
import type { SourceModule, Sources } from './sources.ts';
import type { ClassDef, Expression } from './parser/nodes.ts';
import { addCounts, type CallCounts, callCountsIn, type NameUse, nameUsesIn, noCalls } from './nameUses.ts';
import type { ClassSymbol } from './types/values.ts';
import { workspaceFiles } from './workspaceFiles.ts';

export interface ClassRecord {
  readonly name: string;
  readonly path: string;
  readonly node: ClassDef;
  /** The scope that holds it. */
  readonly parent: Scope;
  /** Last names of the bases. */
  readonly bases: readonly string[];
  readonly methods: ReadonlyMap<string, 'async' | 'sync' | 'other'>;
  readonly stores: ReadonlySet<string>;
}

interface ModuleRecord {
  readonly fingerprint: string;
  readonly classes: readonly ClassRecord[];
  /** Assignments to attributes of something other than `self`. */
  readonly stores: readonly AttributeStore[];
  readonly isTest: boolean;
}

export class WorkspaceNames {
  private readonly sources: Sources;
  private roots: readonly string[] = [];
  private readonly records = new Map<string, ModuleRecord>();
  private readonly uses = new Map<
    string,
    { readonly fingerprint: string; readonly uses: ReadonlyMap<string, readonly NameUse[]> }
  >();
  private readonly counts = new Map<
    string,
    { readonly fingerprint: string; readonly counts: ReadonlyMap<string, CallCounts> }
  >();
  private totals = new Map<string, CallCounts>();
  private revision = -1;
  private files: readonly string[] = [];
  private heirs = new Map<string, readonly ClassRecord[]>();
  private stores = new Map<string, AttributeStore[]>();

  constructor(sources: Sources) {
    this.sources = sources;
  }

  setRoots(roots: readonly string[]): void {
    this.roots = roots;
    this.revision = -1;
  }

  /** Assignments to `….name` from outside the class: in the file itself, or anywhere but in tests. */
  storesTo(name: string, path: string): readonly AttributeStore[] {
    this.refresh();
    const stores = this.stores.get(name) ?? [];
    return stores.filter((store) => {
      const from = store.scope.root?.path ?? '';
      return from === path || this.records.get(from)?.isTest !== true;
    });
  }

  /** Assignments to `self.name` in the methods of a class. */
  storesOnSelf(owner: ClassSymbol, name: string): readonly AttributeStore[] {
    const root = owner.parent.root;
    return root === undefined ? [] : (selfStores(root).get(owner.node)?.get(name) ?? []);
  }

  /** Uses of a name in other files, whatever it means there. */
  usesElsewhere(name: string, path: string): readonly NameUse[] {
    this.refresh();
    const found: NameUse[] = [];
    for (const file of this.files) {
      if (file === path) continue;
      const module = this.moduleAt(file);
      if (module?.document.text.includes(name) !== true) continue;
      found.push(...(this.usesIn(module).get(name) ?? []));
    }
    return found;
  }

  /** How the whole workspace calls functions of this name, whatever they belong to. */
  callsOf(name: string): CallCounts {
    this.refresh();
    let total = this.totals.get(name);
    if (total !== undefined) return total;
    total = noCalls;
    for (const file of this.files) total = addCounts(total, this.countsIn(file)?.get(name) ?? noCalls);
    this.totals.set(name, total);
    return total;
  }

  private countsIn(file: string): ReadonlyMap<string, CallCounts> | undefined {
    const module = this.moduleAt(file);
    if (module === undefined) return undefined;
    const known = this.counts.get(file);
    if (known?.fingerprint === module.fingerprint) return known.counts;
    const counts = callCountsIn(module);
    this.counts.set(file, { fingerprint: module.fingerprint, counts });
    return counts;
  }

  /** Classes that inherit, directly or not, from a class of this name. */
  heirsOf(className: string): readonly ClassRecord[] {
    this.refresh();
    const known = this.heirs.get(className);
    if (known !== undefined) return known;
    const found = new Set<ClassRecord>();
    const pending = [className];
    const all = [...this.records.values()];
    const seen = new Set<string>(pending);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      for (const record of all)
        for (const each of record.classes) {
          if (!each.bases.includes(next)) continue;
          found.add(each);
          if (!seen.has(each.name)) pending.push(each.name);
          seen.add(each.name);
        }
    }
    const heirs = [...found];
    this.heirs.set(className, heirs);
    return heirs;
  }

  private usesIn(module: SourceModule): ReadonlyMap<string, readonly NameUse[]> {
    const path = module.document.path;
    const known = this.uses.get(path);
    if (known?.fingerprint === module.fingerprint) return known.uses;
    const uses = nameUsesIn(module);
    this.uses.set(path, { fingerprint: module.fingerprint, uses });
    return uses;
  }

  private refresh(): void {
    if (this.revision === this.sources.revision) return;
    this.revision = this.sources.revision;
    this.files = [...new Set([...workspaceFiles(this.sources, this.roots), ...this.sources.openedPaths()])];
    this.heirs = new Map();
    this.totals = new Map();
    this.stores = new Map();
    const present = new Set(this.files);
    for (const path of this.records.keys()) if (!present.has(path)) this.records.delete(path);
    for (const path of this.files) {
      const module = this.moduleAt(path);
      if (module === undefined) continue;
      let record = this.records.get(path);
      if (record?.fingerprint !== module.fingerprint) {
        record = recordOf(module);
        this.records.set(path, record);
      }
      for (const store of record.stores) {
        const same = this.stores.get(store.name);
        if (same === undefined) this.stores.set(store.name, [store]);
        else same.push(store);
      }
    }
  }

  private moduleAt(path: string): SourceModule | undefined {
    const answer = this.sources.read(path);
    return answer.kind === 'module' ? answer.module : undefined;
  }
}

function recordOf(module: SourceModule): ModuleRecord {
  const { names } = module;
  const own = selfStores(names);
  const stores = names.stores.filter((store) => receiverClass(store) === undefined);
  const classes: ClassRecord[] = [];
  for (const [node, scope] of names.scopes) {
    if (node.kind !== 'ClassDef' || scope.parent === undefined) continue;
    const methods = new Map<string, 'async' | 'sync' | 'other'>();
    for (const [name, bindings] of scope.bindings) {
      const kinds = bindings.map((binding) =>
        binding.kind === 'function' ? (binding.node.isAsync ? 'async' : 'sync') : 'other',
      );
      const [first = 'other'] = kinds;
      methods.set(name, kinds.every((kind) => kind === first) ? first : 'other');
    }
    classes.push({
      name: node.name,
      path: module.document.path,
      node,
      parent: scope.parent,
      bases: node.arguments.flatMap((argument) => (argument.kind === 'Keyword' ? [] : lastName(argument))),
      methods,
      stores: new Set(own.get(node)?.keys() ?? []),
    });
  }
  return { fingerprint: module.fingerprint, classes, stores, isTest: isTestPath(module.document.path) };
}

function lastName(base: Expression): readonly string[] {
  if (base.kind === 'Subscript') return lastName(base.value);
  return base.kind === 'Name' || base.kind === 'Attribute' ? [base.name] : [];
}

type StoresByName = Map<string, AttributeStore[]>;

const selfStoresOf = new WeakMap<ModuleScope, ReadonlyMap<ClassDef, StoresByName>>();

function selfStores(root: ModuleScope): ReadonlyMap<ClassDef, StoresByName> {
  const known = selfStoresOf.get(root);
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
  selfStoresOf.set(root, stores);
  return stores;
}

/** The class whose `self` or `cls` an attribute is assigned to. */
function receiverClass(store: AttributeStore): ClassDef | undefined {
  if (store.receiver.kind !== 'Name') return undefined;
  const bindings = scopeOfName(store.receiver.name, store.scope)?.bindings.get(store.receiver.name);
  const [binding] = bindings ?? [];
  if (bindings?.length !== 1 || binding?.kind !== 'parameter' || binding.owner.kind !== 'FunctionDef') return undefined;
  const body = binding.scope.parent;
  if (body?.node.kind !== 'ClassDef' || binding.owner.parameters[0] !== binding.parameter) return undefined;
  return body.node;
}
