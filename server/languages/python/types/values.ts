/** What the light inference knows of a value. It is made for two questions: which function is this, and is it awaitable? */

import type { Awaitability, AwaitableFact, AwaitableKind, Evidence } from '../../../facts/facts.ts';
import { plainTypes } from '../library/classes.ts';
import type { ClassDef, FunctionDef, Lambda } from '../parser/nodes.ts';
import type { Scope } from '../scopes.ts';
import type { SourceModule } from '../sources.ts';

export interface ClassSymbol {
  readonly node: ClassDef;
  /** The scope that holds the class. */
  readonly parent: Scope;
  /** The scope of its body. */
  readonly body: Scope;
}

export interface FunctionSymbol {
  readonly node: FunctionDef;
  /** The scope that holds the function. */
  readonly parent: Scope;
  /** The class whose body holds it. */
  readonly owner: ClassSymbol | undefined;
}

/** Whether a function is the one of a module's tree, or stands for it in the stub beside the module. */
export function isFunctionOf({ node, parent }: FunctionSymbol, definition: FunctionDef, path: string): boolean {
  if (node === definition) return true;
  return node.name === definition.name && parent.root?.path === `${path}i`;
}

export type Value =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'none' }
  /** Known to be nothing that could be awaited; nothing more is known. */
  | { readonly kind: 'plain' }
  | { readonly kind: 'module'; readonly module: SourceModule }
  | { readonly kind: 'namespace'; readonly folder: string; readonly name: string }
  /** Something of a library by its full name: a module, class, function or bound method (then with its receiver). */
  | { readonly kind: 'library'; readonly symbol: string; readonly receiver?: Value }
  | LibraryInstance
  | { readonly kind: 'class'; readonly class: ClassSymbol }
  | ClassInstance
  /** `super()` in a method of the class. */
  | { readonly kind: 'super'; readonly class: ClassSymbol }
  /** `wraps` is what decorators made it from. */
  | {
      readonly kind: 'function';
      readonly function: FunctionSymbol;
      readonly receiver?: Value;
      readonly wraps?: FunctionSymbol;
    }
  | { readonly kind: 'property'; readonly function: FunctionSymbol }
  | { readonly kind: 'lambda'; readonly node: Lambda; readonly scope: Scope }
  /** Called, it gives `returns()`, and mostly runs what it `wraps`. */
  | { readonly kind: 'callable'; readonly returns: () => Value; readonly wraps?: FunctionSymbol }
  | AwaitableValue
  | ManagerValue
  | TypeVariable
  | { readonly kind: 'tuple'; readonly items: readonly Value[] }
  | { readonly kind: 'union'; readonly members: readonly Value[] };

/** An object of a workspace's class. */
export interface ClassInstance {
  readonly kind: 'instance';
  readonly class: ClassSymbol;
  /** Whether the class says how to await it; left out where that was not looked into. */
  readonly awaitable?: AwaitableFact;
  /** What the type parameters of the class stand for, in their order; left out where nobody says. */
  readonly arguments?: readonly Value[];
}

/** What a function or class leaves to whoever uses it; where that is not known, it is as its bound. */
export interface TypeVariable {
  readonly kind: 'variable';
  readonly name: string;
  readonly bound: () => Value;
}

export interface LibraryInstance {
  readonly kind: 'library-instance';
  readonly type: string;
  /** Of a generic type: the element of a list, key and value of a dictionary. */
  readonly arguments: readonly Value[];
}

export interface ManagerValue {
  readonly kind: 'manager';
  /** What enters it: `with`, `async with`, or either. */
  readonly form: 'plain' | 'async' | 'either';
  readonly enters: () => Value;
}

export interface AwaitableValue {
  readonly kind: 'awaitable';
  readonly awaitable: AwaitableKind;
  readonly evidence: Evidence;
  /** Whether `async with` may enter a coroutine as it is. */
  readonly isEntered?: boolean;
  /** What awaiting or entering it gives. */
  readonly result: () => Value;
}

export const unknown: Value = { kind: 'unknown' };
export const none: Value = { kind: 'none' };
export const plain: Value = { kind: 'plain' };

export function instanceOf(type: string, ...parameters: readonly Value[]): LibraryInstance {
  return { kind: 'library-instance', type, arguments: parameters };
}

export function library(symbol: string, receiver?: Value): Value {
  return receiver === undefined ? { kind: 'library', symbol } : { kind: 'library', symbol, receiver };
}

export function listOf(element: Value): LibraryInstance {
  return instanceOf('builtins.list', element);
}

export function coroutineOf(result: () => Value, evidence: Evidence = 'definition'): AwaitableValue {
  return { kind: 'awaitable', awaitable: 'coroutine', evidence, result };
}

/** More members than this say nothing useful. */
const mostMembers = 8;

export function unionOf(values: readonly Value[]): Value {
  const [first] = values;
  if (values.length === 1 && first !== undefined && first.kind !== 'union') return first;
  const members: Value[] = [];
  for (const value of values) {
    for (const member of value.kind === 'union' ? value.members : [value])
      if (!members.some((known) => isSame(known, member))) members.push(member);
  }
  if (members.length > mostMembers) return unknown;
  const [only] = members;
  return only === undefined ? unknown : members.length === 1 ? only : { kind: 'union', members };
}

function isSame(one: Value, other: Value): boolean {
  if (one === other) return true;
  switch (one.kind) {
    case 'unknown':
    case 'none':
    case 'plain':
      return other.kind === one.kind;
    case 'instance':
      return other.kind === one.kind && other.class.node === one.class.node && one.arguments === other.arguments;
    case 'class':
    case 'super':
      return other.kind === one.kind && other.class.node === one.class.node;
    case 'variable':
      return other.kind === one.kind && other.name === one.name;
    case 'library':
      return other.kind === one.kind && other.symbol === one.symbol && other.receiver === one.receiver;
    case 'library-instance':
      return (
        other.kind === one.kind && other.type === one.type && one.arguments.length === 0 && other.arguments.length === 0
      );
    case 'function':
    case 'property':
      return other.kind === one.kind && other.function.node === one.function.node;
    case 'module':
      return other.kind === one.kind && other.module.tree === one.module.tree;
    default:
      return false;
  }
}

/** Each way the value may turn out, without `None`: nobody calls that. */
export function alternatives(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.members.filter((member) => member.kind !== 'none') : [value];
}

/** Whether it is nothing in some cases. */
export function mayBeNone(value: Value): boolean {
  return value.kind === 'union' && value.members.some((member) => member.kind === 'none');
}

/** Whether calling it makes a coroutine. */
export function isCoroutineFunction(value: Value): boolean {
  return value.kind === 'function' && value.function.node.isAsync && !value.function.node.isGenerator;
}

/** Whether a value is awaitable; the members of a union must agree, `None` aside. */
export function awaitableFact(value: Value): AwaitableFact {
  if (value.kind !== 'union') return factOfOne(value);
  const facts = alternatives(value).map(factOfOne);
  const first = facts[0];
  if (first === undefined) return never;
  const verdicts = new Set<Awaitability>(facts.map((fact) => fact.awaitability));
  if (verdicts.size === 1) return facts.find((fact) => fact.kind === 'coroutine') ?? first;
  const awaitable = facts.find((fact) => fact.awaitability === 'always');
  return { awaitability: 'maybe', kind: awaitable?.kind ?? 'awaitable' };
}

function factOfOne(value: Value): AwaitableFact {
  switch (value.kind) {
    case 'awaitable':
      return { awaitability: 'always', kind: value.awaitable, evidence: value.evidence };
    case 'library-instance':
      return plainTypes.has(value.type) ? never : maybe;
    case 'instance':
      return value.awaitable ?? maybe;
    case 'none':
    case 'plain':
    case 'module':
    case 'namespace':
    case 'class':
    case 'function':
    case 'lambda':
    case 'manager':
    case 'tuple':
      return never;
    default:
      return maybe;
  }
}

const never: AwaitableFact = { awaitability: 'never' };
export const maybe: AwaitableFact = { awaitability: 'maybe', kind: 'awaitable' };
