/** The classes that a class inherits from, in the order in which Python asks them. */

import type { Awaitability, AwaitableFact, Evidence } from '../../../facts/facts.ts';
import { awaitableTypes } from '../library/awaitables.ts';
import type { Argument } from '../parser/nodes.ts';
import type { Binding, Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { type ClassInstance, type ClassSymbol, maybe, unknown, type Value } from './values.ts';

export type Ancestor =
  | { readonly kind: 'class'; readonly class: ClassSymbol }
  | { readonly kind: 'library'; readonly symbol: string }
  | { readonly kind: 'unknown' };

/** Bases that bring no member that anybody calls. */
const bare: ReadonlySet<string> = new Set([
  'abc.ABC',
  'builtins.object',
  'enum.Enum',
  'enum.IntEnum',
  'enum.StrEnum',
  'typing.Generic',
  'typing.NamedTuple',
  'typing.Protocol',
  'typing.TypedDict',
]);

const deepest = 20;
/** Ways to ancestors, of which those shared by several bases are many: a store of fifty parts has some five hundred. */
const mostWays = 2000;

/**
 * Whether the class or one of its bases defines a member, as a method or by an assignment in its body; `maybe` where a base
 * cannot be looked into.
 */
export function definesMember(inference: Inference, owner: ClassSymbol, name: string): Awaitability {
  const lineage = inference.lineageOf(owner);
  const isDefined = lineage.some((ancestor) => ancestor.kind === 'class' && ancestor.class.body.bindings.has(name));
  if (isDefined) return 'always';
  const isOpen = lineage.some(
    (ancestor) =>
      ancestor.kind !== 'class' || ancestor.class.body.bindings.has('__getattr__') || hasMetaclass(ancestor.class),
  );
  return isOpen ? 'maybe' : 'never';
}

/** What it adds to the class nobody sees; `ABCMeta` adds nothing that is called. */
export function hasMetaclass({ node }: ClassSymbol): boolean {
  return node.arguments.some((argument) => {
    if (argument.kind !== 'Keyword' || argument.name?.text !== 'metaclass') return false;
    const { value } = argument;
    return !((value.kind === 'Name' || value.kind === 'Attribute') && value.name === 'ABCMeta');
  });
}

/** An object of the class, with what its bases say of awaiting it. */
export function objectOf(
  inference: Inference,
  owner: ClassSymbol,
  evidence: Evidence,
  parameters: readonly Value[] = [],
): ClassInstance {
  const object = inference.objectOf(owner, evidence, () => awaitableOf(inference, owner, evidence));
  return parameters.length === 0 ? object : { ...object, arguments: parameters };
}

function awaitableOf(inference: Inference, owner: ClassSymbol, evidence: Evidence): AwaitableFact {
  const lineage = inference.lineageOf(owner);
  // What calls itself a coroutine starts nothing before it is awaited.
  if (lineage.some((ancestor) => ancestor.kind === 'library' && ancestor.symbol === 'typing.Coroutine'))
    return { awaitability: 'always', kind: 'coroutine', evidence };
  for (const ancestor of lineage) {
    if (ancestor.kind === 'unknown') return maybe;
    if (ancestor.kind === 'class') {
      if (ancestor.class.body.bindings.has('__new__')) return maybe;
      if (ancestor.class.body.bindings.has('__await__')) return { awaitability: 'always', kind: 'object', evidence };
      continue;
    }
    const kind = awaitableTypes[ancestor.symbol];
    if (kind === undefined) return maybe;
    return { awaitability: 'always', kind: kind === 'coroutine' || kind === 'awaitable' ? 'object' : kind, evidence };
  }
  return { awaitability: 'never' };
}

/** The class itself first. A base that several classes share comes behind all of them; cycles are cut. */
export function lineageOf(inference: Inference, owner: ClassSymbol): readonly Ancestor[] {
  const ancestors: Ancestor[] = [];
  append(inference, { kind: 'class', class: owner }, ancestors, [], 0);
  const last = new Map<unknown, number>();
  for (const [index, ancestor] of ancestors.entries()) last.set(identityOf(ancestor), index);
  return ancestors.filter((ancestor, index) => last.get(identityOf(ancestor)) === index);
}

function append(
  inference: Inference,
  ancestor: Ancestor,
  ancestors: Ancestor[],
  path: readonly ClassSymbol[],
  depth: number,
): void {
  if (depth > deepest || ancestors.length > mostWays) return;
  if (ancestor.kind === 'class' && path.includes(ancestor.class)) return;
  ancestors.push(ancestor);
  if (ancestor.kind !== 'class') return;
  for (const base of basesOf(inference, ancestor.class))
    append(inference, base, ancestors, [...path, ancestor.class], depth + 1);
}

function basesOf(inference: Inference, owner: ClassSymbol): readonly Ancestor[] {
  const bases: Ancestor[] = [];
  for (const value of owner.node.arguments.flatMap((argument) => valuesOfBase(inference, argument, owner.parent))) {
    if (value.kind === 'class') bases.push({ kind: 'class', class: value.class });
    else if (value.kind === 'library' && value.receiver === undefined) {
      if (!bare.has(value.symbol)) bases.push({ kind: 'library', symbol: value.symbol });
    } else bases.push({ kind: 'unknown' });
  }
  return bases;
}

/** A metaclass may add members; `ABCMeta` adds none that are called. */
function valuesOfBase(inference: Inference, argument: Argument, scope: Scope): readonly Value[] {
  if (argument.kind === 'Keyword') return [];
  if (argument.kind !== 'Starred') return [inference.valueOf(argument, scope)];
  // `class App(*mixins)` with the list above it.
  const { value: list } = argument;
  const bindings = list.kind === 'Name' ? inference.bindingsOf(list.name, scope) : [];
  const [binding, ...others] = bindings.flatMap((each) => importedBindings(inference, each));
  if (binding?.kind !== 'value' || others.length > 0) return [unknown];
  const { value } = binding;
  if (value.kind !== 'List' && value.kind !== 'Tuple') return [unknown];
  return value.elements.map((element) => inference.valueOf(element, binding.scope));
}

function importedBindings(inference: Inference, binding: Binding): readonly Binding[] {
  if (binding.kind !== 'from-import') return [binding];
  const { module, level } = binding.statement;
  const source = inference.reading.resolve(module, level, binding.scope.root?.path ?? '');
  return source.kind === 'module' ? (source.module.names.scope.bindings.get(binding.imported) ?? []) : [];
}

function identityOf(ancestor: Ancestor): unknown {
  switch (ancestor.kind) {
    case 'class':
      return ancestor.class;
    case 'library':
      return ancestor.symbol;
    case 'unknown':
      return ancestor;
  }
}
