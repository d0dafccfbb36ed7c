/** Type variables: what those of a class stand for in an object, and what takes their place. */

import type { Expression } from '../parser/nodes.ts';
import { walk } from '../parser/walk.ts';
import type { Scope } from '../scopes.ts';
import type { Inference } from './inference.ts';
import { type ClassSymbol, type FunctionSymbol, unionOf, type Value } from './values.ts';

export type Substitution = ReadonlyMap<string, Value>;

const nothing: Substitution = new Map();

/** Bases further up, and types further inside, are not looked into. */
const deepest = 8;

/** What the type variables stand for that a method finds in its class, by the object it belongs to. */
export function variablesOf(
  inference: Inference,
  receiver: Value | undefined,
  { owner }: FunctionSymbol,
): Substitution {
  return owner === undefined ? nothing : variablesIn(inference, receiver, owner);
}

/** The same for what stands in the body of a class. */
export function variablesIn(inference: Inference, receiver: Value | undefined, owner: ClassSymbol): Substitution {
  if (receiver?.kind !== 'instance' && receiver?.kind !== 'super') return nothing;
  const given = receiver.kind === 'instance' ? (receiver.arguments ?? []) : [];
  return from(inference, receiver.class, given, owner, 0) ?? nothing;
}

function from(
  inference: Inference,
  symbol: ClassSymbol,
  given: readonly Value[],
  owner: ClassSymbol,
  depth: number,
): Substitution | undefined {
  const own = new Map<string, Value>();
  if (given.length > 0)
    for (const [index, name] of parametersOf(inference, symbol).entries()) {
      const value = given[index];
      if (value !== undefined) own.set(name, value);
    }
  if (symbol === owner) return own;
  if (depth > deepest) return undefined;
  for (const argument of symbol.node.arguments) {
    if (argument.kind === 'Keyword') continue;
    const base = inference.valueOf(argument.kind === 'Subscript' ? argument.value : argument, symbol.parent);
    if (base.kind !== 'class') continue;
    const parameters = argument.kind === 'Subscript' ? elementsOf(argument.index) : [];
    const values = parameters.map((each) => substituted(inference.annotation(each, symbol.body), own));
    const found = from(inference, base.class, values, owner, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The names of a class's type parameters: of `[T]`, of `Generic[T]`, or in the order in which its bases mention them. */
export function parametersOf(inference: Inference, { node, parent, body }: ClassSymbol): readonly string[] {
  if (node.typeParameters.length > 0) return node.typeParameters.map(({ name }) => name);
  const mentioned: string[] = [];
  for (const base of node.arguments) {
    if (base.kind !== 'Subscript') continue;
    const names = elementsOf(base.index).flatMap((each) => variablesMentioned(inference, each, body));
    const type = inference.valueOf(base.value, parent);
    if (type.kind === 'library' && (type.symbol === 'typing.Generic' || type.symbol === 'typing.Protocol'))
      return names;
    mentioned.push(...names.filter((name) => !mentioned.includes(name)));
  }
  return mentioned;
}

/** The parameters in `Type[one, other]`. */
export function elementsOf(index: Expression): readonly Expression[] {
  return index.kind === 'Tuple' ? index.elements : [index];
}

/** The type variables in an annotation. */
export function variablesMentioned(inference: Inference, expression: Expression, scope: Scope): readonly string[] {
  const names: string[] = [];
  walk(expression, (node) => {
    if (node.kind !== 'Name') return;
    names.push(...variableNames(inference.annotation(node, scope)));
  });
  return names;
}

/** The type variables of a value in the order in which they stand there, as far as it can be looked into. */
export function variableNames(value: Value, depth = 0): readonly string[] {
  const inside = (values: readonly Value[]): readonly string[] => [
    ...new Set(values.flatMap((each) => variableNames(each, depth + 1))),
  ];
  // A type may mention itself.
  if (depth > deepest) return [];
  switch (value.kind) {
    case 'variable':
      return [value.name];
    case 'library-instance':
    case 'instance':
      return inside(value.arguments ?? []);
    case 'tuple':
      return inside(value.items);
    case 'union':
      return inside(value.members);
    case 'callable':
      return inside([value.returns()]);
    case 'awaitable':
      return inside([value.result()]);
    case 'manager':
      return inside([value.enters()]);
    default:
      return [];
  }
}

/** The value with what is known in the place of its variables. */
export function substituted(value: Value, variables: Substitution): Value {
  if (variables.size === 0) return value;
  const inside = (each: Value): Value => substituted(each, variables);
  switch (value.kind) {
    case 'variable': {
      const known = variables.get(value.name);
      return known === undefined || known.kind === 'unknown' ? value : known;
    }
    case 'library-instance':
      return value.arguments.length === 0 ? value : { ...value, arguments: value.arguments.map(inside) };
    case 'instance':
      return value.arguments === undefined ? value : { ...value, arguments: value.arguments.map(inside) };
    case 'tuple':
      return { ...value, items: value.items.map(inside) };
    case 'union':
      return unionOf(value.members.map(inside));
    case 'callable':
      return { ...value, returns: () => inside(value.returns()) };
    case 'awaitable':
      return { ...value, result: () => inside(value.result()) };
    case 'manager':
      return { ...value, enters: () => inside(value.enters()) };
    default:
      return value;
  }
}
