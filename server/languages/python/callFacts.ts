/** The facts of one call: what it reaches, by which full name, and whether its result is awaitable. */

import { rangeOf } from '../../analysis/text.ts';
import type { ArgumentFact, CallFact, CallId, Definition, Fate, FunctionId } from '../../facts/facts.ts';
import type { Place } from './drafts.ts';
import { isDoneOnce } from './lazyMaking.ts';
import { isClass } from './library/classes.ts';
import { neededParameter } from './neededParameters.ts';
import type { Argument, Call, Expression, Node } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, type FunctionSymbol, type Value } from './types/values.ts';

export interface CallValues {
  readonly callee: Value;
  readonly value: Value;
}

export function describedCall(inference: Inference, node: Call, scope: Scope): CallValues {
  return { callee: inference.valueOf(node.callee, scope), value: inference.valueOf(node, scope) };
}

export function callFact(
  text: string,
  node: Call,
  id: CallId,
  fate: Fate,
  place: Place,
  { callee, value }: CallValues,
  functions: ReadonlyMap<Node, FunctionId>,
): CallFact {
  const symbol = symbolOf(callee);
  const target = targetOf(callee);
  const { loop } = place;
  const isOnce = isDoneOnce(text, node, place);
  const needed = neededParameter(node, place);
  // There are very many calls: what is left out is added to one object instead of being spread into it.
  const fact: Mutable<CallFact> = {
    id,
    range: rangeOf(node.start, node.end),
    callee: rangeOf(node.callee.start, node.callee.end),
    calleeText: oneLine(text, node.callee),
    name: lastNameOf(node.callee),
    function: place.function,
    arguments: argumentFacts(node.arguments, functions),
    awaitable: awaitableFact(value),
    fate,
    isConstruction: callee.kind === 'class' || (callee.kind === 'library' && isClass(callee.symbol)),
    isOptional: false,
  };
  if (symbol !== undefined) fact.symbol = symbol;
  if (target !== undefined) fact.target = target;
  if (loop !== undefined) fact.loop = loop;
  if (isOnce) fact.isDoneOnce = true;
  if (needed !== undefined) fact.neededParameter = needed;
  return fact;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The expression on one line and at most 60 characters. */
export function oneLine(text: string, node: { readonly start: number; readonly end: number }): string {
  const written = text.slice(node.start, node.end);
  const line = spacing.test(written) ? written.replace(/\s+/g, ' ') : written;
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** Anything but words and single blanks between them. */
const spacing = /\s\s|[^\S ]/;

/** The one full name that every way of reading the callee leads to. */
export function symbolOf(callee: Value): string | undefined {
  if (callee.kind !== 'union') return callee.kind === 'library' ? callee.symbol : undefined;
  const symbols = new Set(alternatives(callee).map((each) => (each.kind === 'library' ? each.symbol : undefined)));
  const [only] = symbols;
  return symbols.size === 1 ? only : undefined;
}

function targetOf(callee: Value): Definition | undefined {
  if (callee.kind === 'function') return definitionOf(callee.function);
  if (callee.kind === 'class')
    return {
      path: callee.class.parent.root?.path ?? '',
      name: callee.class.node.name,
      offset: callee.class.node.nameRange.start,
    };
  return undefined;
}

export function definitionOf({ node, parent, owner }: FunctionSymbol): Definition {
  return {
    path: parent.root?.path ?? '',
    name: qualified(owner?.node.name, node.name),
    offset: node.nameRange.start,
  };
}

export function qualified(owner: string | undefined, name: string): string {
  return owner === undefined ? name : `${owner}.${name}`;
}

/** The name right before the parentheses, where there is one. */
export function lastNameOf(callee: Expression): string {
  return callee.kind === 'Name' || callee.kind === 'Attribute' ? callee.name : '';
}

const noArguments: readonly ArgumentFact[] = [];

function argumentFacts(given: readonly Argument[], functions: ReadonlyMap<Node, FunctionId>): readonly ArgumentFact[] {
  return given.length === 0 ? noArguments : given.map((argument) => argumentFact(argument, functions));
}

function argumentFact(argument: Argument, functions: ReadonlyMap<Node, FunctionId>): ArgumentFact {
  const value = argument.kind === 'Keyword' || argument.kind === 'Starred' ? argument.value : argument;
  const range = rangeOf(argument.start, argument.end);
  const fact: Mutable<ArgumentFact> = {
    range,
    value: value === argument ? range : rangeOf(value.start, value.end),
    spread: 'no',
  };
  if (argument.kind === 'Starred') fact.spread = 'items';
  else if (argument.kind === 'Keyword') {
    if (argument.name === undefined) fact.spread = 'keywords';
    else fact.keyword = argument.name.text;
  }
  const written = value.kind === 'Lambda' ? functions.get(value) : undefined;
  if (written !== undefined) fact.function = written;
  return fact;
}
