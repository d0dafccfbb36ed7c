/** What `value.name` means. */

import { awaitableKindOf } from '../library/awaitables.ts';
import { isClass, memberSymbol } from '../library/classes.ts';
import { canonicalName } from '../library/names.ts';
import { plainMembers } from '../library/plainMembers.ts';
import { attributes, results } from '../library/results.ts';
import type { FunctionDef } from '../parser/nodes.ts';
import { type ClassRecord, classAt, type StoreRecord, storeAt } from '../moduleRecords.ts';
import type { AttributeStore } from '../scopes.ts';
import { selfStores } from '../selfStores.ts';
import type { SourceModule } from '../sources.ts';
import { isStandardStub } from '../standardStubs.ts';
import { decoratedFunction } from './calls.ts';
import { definesMember, objectOf, type Ancestor } from './classes.ts';
import { substituted, variableNames, variablesIn } from './generics.ts';
import type { Inference } from './inference.ts';
import { withFullName } from './installed.ts';
import { valueOfType } from './libraryCalls.ts';
import { awaited } from './protocols.ts';
import {
  alternatives,
  type ClassSymbol,
  type FunctionSymbol,
  instanceOf,
  library,
  unionOf,
  unknown,
  type Value,
} from './values.ts';

export function memberOf(inference: Inference, value: Value, name: string): Value {
  if (name === '') return unknown;
  if (value.kind !== 'union') return memberOfOne(inference, value, name);
  const owners = alternatives(value);
  const having = owners.length > 1 ? owners.filter((each) => !isWithout(inference, each, name)) : owners;
  return unionOf((having.length > 0 ? having : owners).map((each) => memberOfOne(inference, each, name)));
}

/** Of several types, whoever reads a member means those that have it: the others would fail. */
function isWithout(inference: Inference, value: Value, name: string): boolean {
  if (value.kind === 'library-instance') return plainMembers.get(value.type)?.has(name) === false;
  if (value.kind !== 'instance' || definesMember(inference, value.class, name) !== 'never') return false;
  const isStored = inference
    .lineageOf(value.class)
    .some((each) => each.kind === 'class' && storesOnSelf(each.class, name).length > 0);
  if (isStored || inference.reading.storesTo(name, value.class.parent.root?.path ?? '').length > 0) return false;
  return !inference.reading.heirsWith(value.class.node.name, name).some((heir) => isHeir(inference, heir, value.class));
}

function memberOfOne(inference: Inference, value: Value, name: string): Value {
  switch (value.kind) {
    case 'module':
      return moduleAttribute(inference, value.module, name);
    case 'namespace': {
      const inner = inference.reading.submodule(value.folder, name);
      if (inner.kind !== 'missing') return inference.resolved(inner);
      // Several folders may share a name, or one only happens to have that of a library.
      const other = inference.reading.resolve(`${value.name}.${name}`, 0, `${value.folder}/__init__.py`);
      return other.kind === 'missing' ? library(canonicalName(`${value.name}.${name}`)) : inference.resolved(other);
    }
    case 'library':
      // `client.chat.completions` of an object: each attribute is a part of the full name.
      return value.receiver === undefined
        ? libraryAttribute(inference, value.symbol, name)
        : library(`${value.symbol}.${name}`, value.receiver);
    case 'library-instance':
      return instanceAttribute(inference, value.type, name, value);
    case 'awaitable':
      if (value.awaitable === 'task') return instanceAttribute(inference, 'asyncio.Task', name, value);
      return value.awaitable === 'future' ? instanceAttribute(inference, 'asyncio.Future', name, value) : unknown;
    case 'class':
    case 'instance':
      return inference.memberOfClass(value, name);
    case 'variable':
      return memberOf(inference, value.bound(), name);
    case 'super':
      return inherited(inference, inference.lineageOf(value.class).slice(1), name, {
        kind: 'instance',
        class: value.class,
      });
    default:
      return unknown;
  }
}

function moduleAttribute(inference: Inference, module: SourceModule, name: string): Value {
  const value = inference.moduleMember(module, name);
  if (value !== undefined) {
    return isDefinition(value) && !isStandardStub(module.document.path) && isReplacedInModule(inference, module, name)
      ? unknown
      : value;
  }
  const path = module.document.path;
  if (!/\/__init__\.pyi?$/.test(path)) return unknown;
  return inference.resolved(inference.reading.submodule(path.slice(0, path.lastIndexOf('/')), name));
}

function libraryAttribute(inference: Inference, owner: string, name: string): Value {
  const symbol = canonicalName(isClass(owner) ? memberSymbol(owner, name) : `${owner}.${name}`);
  const type = attributes[symbol];
  return type === undefined ? (installedObject(inference, symbol) ?? library(symbol)) : valueOfType(type);
}

function instanceAttribute(inference: Inference, type: string, name: string, receiver: Value): Value {
  const symbol = memberSymbol(type, name);
  const attribute = attributes[symbol];
  if (attribute !== undefined) return valueOfType(attribute);
  return installedObject(inference, symbol) ?? library(symbol, receiver);
}

/** An attribute that holds an object; what is called keeps its full name. */
function installedObject(inference: Inference, symbol: string): Value | undefined {
  if (awaitableKindOf(symbol) !== undefined || results[symbol] !== undefined) return undefined;
  const value = inference.installed(symbol);
  if (value === undefined || isDefinition(value) || value.kind === 'module' || value.kind === 'namespace')
    return undefined;
  return withFullName(inference, value);
}

function isDefinition(value: Value): boolean {
  // Overloads are a union.
  return alternatives(value).every(({ kind }) => kind === 'function' || kind === 'callable' || kind === 'class');
}

/** A member of a class or of its instance, unless a subclass or an assignment elsewhere makes it something else. */
export function classMember(
  inference: Inference,
  receiver: Extract<Value, { kind: 'class' | 'instance' }>,
  name: string,
): Value {
  const owner = receiver.class;
  const lineage = inference.lineageOf(owner);
  // Nobody changes the standard library.
  if (isStandardStub(owner.parent.root?.path ?? '')) return inherited(inference, lineage, name, receiver);
  const stored = storedValues(inference, lineage, name, receiver);
  const found = inherited(inference, lineage, name, receiver);
  if (stored.declared !== undefined) return forObject(inference, stored.declared, receiver, lineage, name);
  if (isDeclaredInBody(lineage, name)) return forObject(inference, found, receiver, lineage, name);
  if (found.kind === 'unknown' && stored.values.length === 0 && lineage.every((each) => each.kind === 'class'))
    return memberOfHeirs(inference, owner, name);
  const value =
    stored.values.length === 0
      ? found
      : unionOf(isAbsent(found, lineage, name) ? stored.values : [found, ...stored.values]);
  return isAmbiguous(inference, owner, name, value) ? unknown : value;
}

/** What the type variables of a declared attribute stand for in the object. */
function forObject(
  inference: Inference,
  value: Value,
  receiver: Value,
  lineage: readonly Ancestor[],
  name: string,
): Value {
  if (variableNames(value).length === 0) return value;
  const owner = lineage.find(
    (each) =>
      each.kind === 'class' && (storesOnSelf(each.class, name).length > 0 || each.class.body.bindings.has(name)),
  );
  return owner?.kind === 'class' ? substituted(value, variablesIn(inference, receiver, owner.class)) : value;
}

/** `name: type` in the body of the class, or of the base that has the name. */
function isDeclaredInBody(lineage: readonly Ancestor[], name: string): boolean {
  for (const ancestor of lineage) {
    const bindings = ancestor.kind === 'class' ? ancestor.class.body.bindings.get(name) : undefined;
    if (bindings === undefined) continue;
    return bindings.every(
      (each) => each.kind === 'declaration' || (each.kind === 'value' && each.annotation !== undefined),
    );
  }
  return false;
}

/** More classes than these hardly agree. */
const mostHeirs = 4;

/** What a class that is mixed into others uses without having it. */
function memberOfHeirs(inference: Inference, owner: ClassSymbol, name: string): Value {
  if (inference.lineageOf(owner).some((each) => each.kind === 'class' && each.class.body.bindings.has(name)))
    return unknown;
  const having = inference.reading.heirsWith(owner.node.name, name).flatMap((heir) => heirSymbol(inference, heir));
  const own = having.filter((heir) => isBelow(inference, heir, owner));
  if (own.length > mostHeirs) return unknown;
  if (own.length === 0) return memberOfMixed(inference, owner, name);
  return unionOf(own.map((heir) => inference.memberOfClass(objectOf(inference, heir, 'definition'), name)));
}

/** What another class has that is mixed into the same ones. */
function memberOfMixed(inference: Inference, owner: ClassSymbol, name: string): Value {
  if (inference.reading.heirsOf(owner.node.name).length > mostHeirs) return unknown;
  // Their bases alone are asked: classes of one name may well inherit from each other.
  return unionOf(
    heirsOf(inference, owner).map((heir) =>
      inherited(inference, inference.lineageOf(heir), name, objectOf(inference, heir, 'definition')),
    ),
  );
}

/**
 * Where a class and its library bases know nothing of a name, the assignments to it say all. What a base that cannot be looked
 * into may have is seldom assigned by those who inherit from it.
 */
function isAbsent(found: Value, lineage: readonly Ancestor[], name: string): boolean {
  if (found.kind !== 'unknown') return found.kind === 'library';
  for (const ancestor of lineage) {
    if (ancestor.kind === 'unknown') return false;
    if (ancestor.kind === 'class' && storesOnSelf(ancestor.class, name).length > 0) return true;
  }
  return true;
}

function isAmbiguous(inference: Inference, owner: ClassSymbol, name: string, value: Value): boolean {
  const members = alternatives(value);
  if (members.every((member) => member.kind === 'unknown')) return false;
  const method = members.find((member) => member.kind === 'function');
  const definition = method?.kind === 'function' ? method.function.node : definitionOf(inference, owner, name, value);
  if (definition !== undefined) {
    const expected = definition.isAsync ? 'async' : 'sync';
    const isOverridden = inference.reading.heirsWith(owner.node.name, name).some((heir) => {
      const own = heir.members.get(name);
      return own !== undefined && own !== expected && isHeir(inference, heir, owner);
    });
    return isOverridden || isReplacedOnObject(inference, owner, name, definition.isAsync);
  }
  const heirs = inference.reading.heirsWith(owner.node.name, name);
  return heirs.some((heir) => isHeir(inference, heir, owner) && !storesTheSame(inference, heir, name, value));
}

/** The method that an object stands in for, by a decorator. */
function definitionOf(inference: Inference, owner: ClassSymbol, name: string, value: Value): FunctionDef | undefined {
  if (value.kind !== 'instance') return undefined;
  const own = inference.lineageOf(owner).find((each) => each.kind === 'class' && each.class.body.bindings.has(name));
  const [binding] = own?.kind === 'class' ? (own.class.body.bindings.get(name) ?? []) : [];
  const isStandIn = binding?.kind === 'function' && inference.bindingsValue([binding]).kind === 'instance';
  return isStandIn ? binding.node : undefined;
}

/** `self.client = Client()` in a base and again in a class below it. */
function storesTheSame(inference: Inference, heir: ClassRecord, name: string, value: Value): boolean {
  if (value.kind !== 'instance') return false;
  return heirSymbol(inference, heir).every(
    (symbol) =>
      !symbol.body.bindings.has(name) &&
      storesOnSelf(symbol, name).every(({ binding }) => {
        const stored = inference.bindingsValue([binding]);
        return stored.kind === 'instance' && isSameClass(stored.class, value.class);
      }),
  );
}

/** Plain methods of heirs that take the place of a method; none where there are too many to mean any of them. */
export function overridesOf(inference: Inference, owner: ClassSymbol, name: string): readonly FunctionSymbol[] {
  const heirs = inference.reading
    .heirsWith(owner.node.name, name)
    .filter((heir) => heir.members.get(name) === 'sync')
    .flatMap((heir) => heirSymbol(inference, heir))
    .filter((heir) => isBelow(inference, heir, owner));
  if (heirs.length > mostHeirs) return [];
  return heirs.flatMap((heir) => {
    const [binding] = heir.body.bindings.get(name) ?? [];
    return binding?.kind === 'function' ? [{ node: binding.node, parent: heir.body, owner: heir }] : [];
  });
}

/** Classes of the workspace that inherit from the class, directly or not. */
export function heirsOf(inference: Inference, owner: ClassSymbol): readonly ClassSymbol[] {
  return inference.reading
    .heirsOf(owner.node.name)
    .flatMap((heir) => heirSymbol(inference, heir))
    .filter((heir) => isBelow(inference, heir, owner));
}

function isHeir(inference: Inference, heir: ClassRecord, owner: ClassSymbol): boolean {
  return heirSymbol(inference, heir).some((symbol) => isBelow(inference, symbol, owner));
}

/** A class may have the name of a base of its own. */
function isBelow(inference: Inference, heir: ClassSymbol, owner: ClassSymbol): boolean {
  return !isSameClass(heir, owner) && inheritsFrom(inference, heir, owner);
}

function heirSymbol(inference: Inference, heir: ClassRecord): readonly ClassSymbol[] {
  const module = inference.reading.moduleAt(heir.path);
  const found = module === undefined ? undefined : classAt(module, heir.offset);
  return found === undefined ? [] : [inference.classSymbol(found.node, found.parent)];
}

/** Also where a base of the heir cannot be found: it has the right name, so it may be the class. A list has no name. */
function inheritsFrom(inference: Inference, heir: ClassSymbol, owner: ClassSymbol): boolean {
  const hasList = heir.node.arguments.some((argument) => argument.kind === 'Starred');
  return inference
    .lineageOf(heir)
    .some((ancestor) =>
      ancestor.kind === 'class' ? isSameClass(ancestor.class, owner) : ancestor.kind === 'unknown' && !hasList,
    );
}

function isSameClass(one: ClassSymbol, other: ClassSymbol): boolean {
  return one.node.start === other.node.start && one.parent.root?.path === other.parent.root?.path;
}

/** Whether `object.name = …` replaces a method; objects nobody knows count in the class's own file only. */
function isReplacedOnObject(inference: Inference, owner: ClassSymbol, name: string, isAsync: boolean): boolean {
  const path = owner.parent.root?.path ?? '';
  return inference.reading.storesTo(name, path).some(
    (record) =>
      !isOfSameKind(inference, record, isAsync) &&
      receiversOf(inference, record).some((receiver) => {
        if (receiver.kind === 'instance' || receiver.kind === 'class')
          return inheritsFrom(inference, receiver.class, owner) || inheritsFrom(inference, owner, receiver.class);
        return receiver.kind === 'unknown' && record.path === path;
      }),
  );
}

/** Whether a coroutine function takes the place of one, or a plain one that of a plain one. */
function isOfSameKind(inference: Inference, { path, offset }: StoreRecord, isAsync: boolean): boolean {
  const module = inference.reading.moduleAt(path);
  const binding = module === undefined ? undefined : storeAt(module, offset)?.binding;
  const value = binding?.kind === 'value' ? inference.bindingsValue([binding]) : unknown;
  return value.kind === 'function' && value.function.node.isAsync === isAsync && !value.function.node.isGenerator;
}

function isReplacedInModule(inference: Inference, module: SourceModule, name: string): boolean {
  const { path } = module.document;
  return inference.reading
    .storesTo(name, path)
    .some((record) =>
      receiversOf(inference, record).some(
        (receiver) => receiver.kind === 'module' && receiver.module.document.path === path,
      ),
    );
}

/** What `….name = …` is assigned to. */
function receiversOf(inference: Inference, { path, offset }: StoreRecord): readonly Value[] {
  const module = inference.reading.moduleAt(path);
  const store = module === undefined ? undefined : storeAt(module, offset);
  return store === undefined ? [] : alternatives(inference.valueOf(store.receiver, store.binding.scope));
}

/** What `self.name = …` in the class and its bases says. A declared type decides. */
function storedValues(
  inference: Inference,
  lineage: readonly Ancestor[],
  name: string,
  receiver: Value,
): { readonly declared?: Value; readonly values: readonly Value[] } {
  const values: Value[] = [];
  for (const ancestor of lineage) {
    if (ancestor.kind !== 'class') continue;
    for (const store of storesOnSelf(ancestor.class, name)) {
      const { binding } = store;
      if (binding.kind === 'declaration' || (binding.kind === 'value' && binding.annotation !== undefined)) {
        const { annotation } = binding;
        if (annotation !== undefined) return { declared: inference.annotation(annotation, binding.scope), values: [] };
      }
      const own = ancestor === lineage[0] ? undefined : madeByOwnMethod(inference, store, receiver);
      values.push(own ?? inference.bindingsValue([binding]));
    }
  }
  return { values };
}

/** `self.client = self.make_client()` in a base, where each heir has a `make_client` of its own. */
function madeByOwnMethod(
  inference: Inference,
  { receiver: self, binding }: AttributeStore,
  receiver: Value,
): Value | undefined {
  if (binding.kind !== 'value' || binding.path.length > 0 || self.kind !== 'Name') return undefined;
  const call = binding.value.kind === 'Await' ? binding.value.value : binding.value;
  if (call.kind !== 'Call' || call.callee.kind !== 'Attribute') return undefined;
  const { value: owner, name } = call.callee;
  if (owner.kind !== 'Name' || owner.name !== self.name) return undefined;
  const made = inference.callResult(inference.memberOf(receiver, name));
  return call === binding.value ? made : awaited(inference, made);
}

function storesOnSelf({ node, parent }: ClassSymbol, name: string): readonly AttributeStore[] {
  return parent.root === undefined ? [] : (selfStores(parent.root).get(node)?.get(name) ?? []);
}

function inherited(
  inference: Inference,
  lineage: readonly Ancestor[],
  name: string,
  receiver: Extract<Value, { kind: 'class' | 'instance' }>,
): Value {
  const libraries: string[] = [];
  for (const ancestor of lineage) {
    if (ancestor.kind === 'unknown') return unknown;
    if (ancestor.kind === 'library') {
      libraries.push(ancestor.symbol);
      continue;
    }
    const bindings = ancestor.class.body.bindings.get(name);
    if (bindings === undefined) continue;
    // A library's class in front of it may define the name as well.
    if (libraries.length > 0) return unknown;
    return bound(inference, inference.bindingsValue(bindings), receiver);
  }
  // Of several, the installed sources tell which one has it.
  const base =
    libraries.length === 1
      ? libraries[0]
      : libraries.find((library) => inference.installed(memberSymbol(library, name)) !== undefined);
  if (base === undefined) return unknown;
  return receiver.kind === 'instance'
    ? instanceAttribute(inference, base, name, instanceOf(base))
    : libraryAttribute(inference, base, name);
}

/** The function behind a property, as far as only classes that we can read stand before it. */
export function propertyOf(inference: Inference, owner: ClassSymbol, name: string): FunctionSymbol | undefined {
  for (const ancestor of inference.lineageOf(owner)) {
    if (ancestor.kind !== 'class') return undefined;
    const [binding] = ancestor.class.body.bindings.get(name) ?? [];
    if (binding === undefined) continue;
    if (binding.kind !== 'function' || binding.node.decorators.length === 0) return undefined;
    const decorated = decoratedFunction(inference, binding.node, ancestor.class.body);
    return decorated.kind === 'property' ? decorated.function : undefined;
  }
  return undefined;
}

/** What a class's attribute becomes when it is read from an instance or from the class. */
function bound(inference: Inference, value: Value, receiver: Extract<Value, { kind: 'class' | 'instance' }>): Value {
  switch (value.kind) {
    case 'function':
      return { ...value, receiver };
    case 'property':
      return receiver.kind === 'instance'
        ? inference.callResult({ kind: 'function', function: value.function, receiver })
        : unknown;
    case 'union':
      return unionOf(value.members.map((member) => bound(inference, member, receiver)));
    default:
      return value;
  }
}
