/** Functions that run though no call names them: properties, context managers, callbacks, overrides and the like. */

import { argumentAt, givenBy } from './arguments.ts';
import { rangeOf } from '../../analysis/text.ts';
import type { FunctionId, ImplicitCallFact } from '../../facts/facts.ts';
import { once } from '../../facts/onDemand.ts';
import { definitionOf, oneLine } from './callFacts.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { isPlaceholder } from './functionBodies.ts';
import { isDoneOnce } from './lazyMaking.ts';
import type { Argument, Expression } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { overridesOf } from './types/members.ts';
import { alternatives, type ClassSymbol, type FunctionSymbol, type Value } from './types/values.ts';

/**
 * Those of one function: what its calls run in the order of the calls, and then its properties. `elsewhere` are functions in
 * which nothing holds up a loop.
 */
export function implicitCallsByFunction(
  analysed: Analysed,
  elsewhere: ReadonlySet<FunctionId>,
): (owner: FunctionId) => readonly ImplicitCallFact[] {
  const places = once(() => placesByFunction(analysed));
  const known = new Map<FunctionId, readonly ImplicitCallFact[]>();
  return (owner) => {
    const found = known.get(owner) ?? (elsewhere.has(owner) ? [] : implicitCallsIn(analysed, places().get(owner)));
    known.set(owner, found);
    return found;
  };
}

interface PlacesOfCalls {
  readonly calls: CallDraft[];
  readonly attributes: Analysed['attributes'][number][];
}

function placesByFunction({ functions, calls, attributes }: Analysed): ReadonlyMap<FunctionId, PlacesOfCalls> {
  const places = new Map(
    functions.map(({ fact }): [FunctionId, PlacesOfCalls] => [fact.id, { calls: [], attributes: [] }]),
  );
  for (const draft of calls) places.get(draft.place.function)?.calls.push(draft);
  for (const draft of attributes) places.get(draft.place.function)?.attributes.push(draft);
  return places;
}

function implicitCallsIn(analysed: Analysed, places: PlacesOfCalls | undefined): readonly ImplicitCallFact[] {
  const facts: ImplicitCallFact[] = [];
  for (const draft of places?.calls ?? []) if (draft.fact.isDoneOnce !== true) behindCall(analysed, draft, facts);
  for (const draft of places?.attributes ?? []) property(analysed, draft, facts);
  return facts;
}

/** Positions and keywords of the callbacks that a call runs before it comes back, or whose results are taken next. */
const runsCallback: Readonly<Record<string, number | 'key'>> = {
  'builtins.sorted': 'key',
  'builtins.min': 'key',
  'builtins.max': 'key',
  'builtins.list.sort': 'key',
  'builtins.map': 0,
  'builtins.filter': 0,
  'functools.reduce': 0,
};

/** Lambdas that run where they are written. */
export function lambdasRunInPlace({ calls, functionIds }: Analysed): ReadonlySet<FunctionId> {
  const found = new Set<FunctionId>();
  for (const draft of calls) {
    if (!draft.node.arguments.some(holdsLambda)) continue;
    const written = functionIds.get(callbackOf(draft) ?? draft.node);
    if (written !== undefined) found.add(written);
  }
  return found;
}

function holdsLambda(argument: Argument): boolean {
  return givenBy(argument).kind === 'Lambda';
}

function callbackOf({ fact, node }: CallDraft): Expression | undefined {
  const position = fact.symbol === undefined ? undefined : runsCallback[fact.symbol];
  return position === undefined ? undefined : argumentAt(node, position);
}

interface Reached {
  readonly symbol: FunctionSymbol;
  readonly isIterated?: boolean;
  /** What is written for it, where that is not the callee. */
  readonly written?: Expression;
  /** It runs after the call has come back. */
  readonly isLater?: boolean;
}

function behindCall(analysed: Analysed, draft: CallDraft, facts: ImplicitCallFact[]): void {
  const { inference } = analysed;
  const { node, place } = draft;
  const callee = inference.valueOf(node.callee, place.scope);
  // Most calls go to a library, or nobody knows where.
  if (callee.kind !== 'library' && callee.kind !== 'unknown')
    for (const each of alternatives(callee)) add(behindCallee(inference, draft, each), analysed, draft, facts);
  if (entersResult(draft))
    for (const value of alternatives(inference.valueOf(node, place.scope)))
      add(byEntering(inference, value), analysed, draft, facts);
  if (node.arguments.length > 0) add(callback(inference, draft), analysed, draft, facts);
}

function add(reached: readonly Reached[], analysed: Analysed, draft: CallDraft, facts: ImplicitCallFact[]): void {
  for (const each of reached) if (!each.symbol.node.isAsync) facts.push(implicitCall(analysed, draft, each));
}

function implicitCall(
  { module }: Analysed,
  { fact }: CallDraft,
  { symbol, isIterated = false, isLater = false, written }: Reached,
): ImplicitCallFact {
  return {
    range: fact.range,
    calleeText: written === undefined ? fact.calleeText : oneLine(module.document.text, written),
    ...(isIterated || isLater ? {} : { call: fact.id }),
    target: definitionOf(symbol),
    isIterated,
    function: fact.function,
  };
}

function behindCallee(inference: Inference, draft: CallDraft, callee: Value): readonly Reached[] {
  switch (callee.kind) {
    case 'callable': {
      const { wraps } = callee;
      if (wraps === undefined) return [];
      // The body of `@contextmanager` runs where it is entered.
      if (wraps.node.isGenerator) return entersResult(draft) ? [{ symbol: wraps, isIterated: true }] : [];
      return [{ symbol: wraps }];
    }
    case 'function':
      return [
        ...(callee.wraps === undefined ? [] : [{ symbol: callee.wraps }]),
        ...overrides(inference, draft, callee.function),
      ];
    case 'class':
      return inheritedConstructor(inference, callee.class);
    case 'instance':
      return methods(inference, callee, '__call__');
    default:
      return [];
  }
}

/** Of a method that only stands for others. What a working method does is what we know; its heirs may differ. */
function overrides(inference: Inference, { node }: CallDraft, method: FunctionSymbol): readonly Reached[] {
  const isSuper = node.callee.kind === 'Attribute' && node.callee.value.kind === 'Call';
  if (method.owner === undefined || isSuper || !isPlaceholder(method.node)) return [];
  return overridesOf(inference, method.owner, method.node.name).map((symbol) => ({ symbol }));
}

/** A class without a constructor of its own runs its base's. */
function inheritedConstructor(inference: Inference, owner: ClassSymbol): readonly Reached[] {
  if (owner.body.bindings.has('__init__') || owner.body.bindings.has('__new__')) return [];
  for (const ancestor of inference.lineageOf(owner).slice(1)) {
    if (ancestor.kind !== 'class') return [];
    const [binding] = ancestor.class.body.bindings.get('__init__') ?? [];
    if (binding?.kind === 'function')
      return [{ symbol: { node: binding.node, parent: ancestor.class.body, owner: ancestor.class } }];
  }
  return [];
}

/** `with helper():`. */
function entersResult({ node, place: { statement } }: CallDraft): boolean {
  return statement?.kind === 'With' && !statement.isAsync && statement.items.some(({ context }) => context === node);
}

function byEntering(inference: Inference, value: Value): readonly Reached[] {
  return value.kind === 'instance'
    ? ['__enter__', '__exit__'].flatMap((name) => methods(inference, value, name)).map(later)
    : [];
}

function later(reached: Reached): Reached {
  return { ...reached, isLater: true };
}

function methods(inference: Inference, value: Value, name: string): readonly Reached[] {
  const method = inference.memberOf(value, name);
  return method.kind === 'function' ? [{ symbol: method.function }] : [];
}

function callback(inference: Inference, draft: CallDraft): readonly Reached[] {
  const given = callbackOf(draft);
  const value = given === undefined ? undefined : inference.valueOf(given, draft.place.scope);
  if (value?.kind !== 'function' || given === undefined) return [];
  const isLater = draft.fact.symbol === 'builtins.map' || draft.fact.symbol === 'builtins.filter';
  return [{ symbol: value.function, written: given, isLater }];
}

function property(
  { inference, module }: Analysed,
  { node, place }: Analysed['attributes'][number],
  facts: ImplicitCallFact[],
): void {
  if (place.function === 0 || !inference.reading.mayBeProperty(node.name)) return;
  const symbol = propertyOf(inference, node.value, node.name, place.scope);
  if (symbol === undefined || isDoneOnce(module.document.text, node, place)) return;
  facts.push({
    range: rangeOf(node.start, node.end),
    calleeText: oneLine(module.document.text, node),
    target: definitionOf(symbol),
    isIterated: false,
    function: place.function,
  });
}

function propertyOf(
  inference: Inference,
  receiver: Expression,
  name: string,
  scope: Scope,
): FunctionSymbol | undefined {
  const value = inference.valueOf(receiver, scope);
  return value.kind === 'instance' ? inference.propertyOf(value.class, name) : undefined;
}
