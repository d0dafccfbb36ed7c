/** What other calls of the same names tell of a callee that nobody knows: everybody else awaits what it gives. */

import type { Fate } from '../../facts/facts.ts';
import { lastNameOf } from './callFacts.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { isStandardLibrary } from './library/standardLibrary.ts';
import { type CallCounts, callCountsIn, calleeKey, noCalls } from './nameUses.ts';
import type { Call } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, isCoroutineFunction, type Value } from './types/values.ts';

/** Fewer awaited calls may be a coincidence; in the same file, one hardly is where no other call differs. */
const fewestAwaits = 3;
const fewestAwaitsHere = 1;
/** Of the calls, one that is not awaited for this many that are: it may be the same mistake again. */
const awaitsPerException = 4;
/** Of the calls of one method of one class, for each that is awaited. */
const mostDroppedPerAwait = 3;

/** Whether a callee that nobody knows is awaited by the other calls in the file or the whole workspace. */
export function isAwaitedElsewhere(analysed: Analysed, call: Call): boolean {
  const draft = draftOf(analysed, call);
  if (draft === undefined) return false;
  const callee = analysed.inference.valueOf(call.callee, draft.place.scope);
  const { inference } = analysed;
  const { scope } = draft.place;
  if (!isUndecided(callee) || isEnteredPlainly(inference, call, scope) || isPlainInside(inference, call, scope))
    return false;
  return isEvident(analysed, call, callee) && !isAskedForItsKind(analysed, call, draft);
}

/** `with TestClient(app) as client:`, beside the asynchronous one of the same name. */
function isEnteredPlainly(inference: Inference, { callee }: Call, scope: Scope): boolean {
  if (callee.kind !== 'Attribute' || callee.value.kind !== 'Name') return false;
  const bindings = inference.bindingsOf(callee.value.name, scope);
  return bindings.length > 0 && bindings.every((binding) => binding.kind === 'manager' && !binding.isAsync);
}

/** A plain function inside of another one, whatever decorates it: functions of its name elsewhere are others. */
function isPlainInside(inference: Inference, { callee }: Call, scope: Scope): boolean {
  if (callee.kind !== 'Name') return false;
  return inference
    .bindingsOf(callee.name, scope)
    .some(
      (binding) => binding.kind === 'function' && !binding.node.isAsync && binding.scope.node.kind === 'FunctionDef',
    );
}

function isEvident(analysed: Analysed, call: Call, callee: Value): boolean {
  const evidence = evidenceFor(analysed, call);
  if (evidence === 'file') return true;
  if (evidence === 'workspace') return analysed.inference.reading.callsOf(lastNameOf(call.callee)).plainFunctions === 0;
  return isOfNoLibrary(callee) && isCoroutineEverywhere(analysed, call);
}

/**
 * Whether all functions of the name are coroutine functions of the workspace, and all other calls of any object's method of that
 * name are awaited. What belongs to a library says nothing by a name that the workspace has as well.
 */
function isCoroutineEverywhere({ inference }: Analysed, call: Call): boolean {
  const { callee } = call;
  if (callee.kind !== 'Attribute') return false;
  const { awaited, dropped, used, plainFunctions, coroutineFunctions } = inference.reading.callsOfMethod(callee.name);
  return coroutineFunctions > 0 && plainFunctions === 0 && awaited > 0 && dropped + used === 1;
}

/** `if iscoroutinefunction(report.make)`, or `if isinstance(report, Plain)` in the same function: both kinds are called here. */
function isAskedForItsKind(
  { calls, module }: Analysed,
  { callee }: Call,
  { fact: { function: owner } }: CallDraft,
): boolean {
  const { text } = module.document;
  const written = ({ start, end }: { readonly start: number; readonly end: number }) => text.slice(start, end);
  return calls.some(({ fact, node }) => {
    const [asked] = node.arguments;
    if (asked === undefined) return false;
    if (fact.name === 'iscoroutinefunction') return written(asked) === written(callee);
    if (fact.name !== 'isinstance' || fact.function !== owner || callee.kind !== 'Attribute') return false;
    return written(asked) === written(callee.value);
  });
}

function draftOf({ callIds, calls }: Analysed, call: Call): CallDraft | undefined {
  const id = callIds.get(call);
  return id === undefined ? undefined : calls[id];
}

/** Whether nobody knows what a call of it gives, or some of what it may be, where all the rest makes coroutines. */
function isUndecided(callee: Value): boolean {
  switch (callee.kind) {
    case 'unknown':
      return true;
    // An equal name elsewhere says nothing about a plain file.
    case 'library':
      return !isStandardLibrary(callee.symbol);
    case 'library-instance':
      return !isStandardLibrary(callee.type);
    case 'union':
      return alternatives(callee).every((each) => isUndecided(each) || isCoroutineFunction(each));
    default:
      return false;
  }
}

/**
 * Whether the other calls of a coroutine function are awaited, so that nobody holds its coroutines on purpose. That it is
 * one need not be guessed, so a single other call will do.
 */
export function areOthersAwaited(analysed: Analysed, { callee }: Call): boolean {
  const { reading } = analysed.inference;
  if (callee.kind === 'Attribute' && areAwaited(reading.callsOfMethod(callee.name), 1)) return true;
  const key = calleeKey(callee);
  if (key === undefined) return false;
  return areAwaited(callCountsIn(analysed.module).get(key) ?? noCalls, 1) || areAwaited(reading.callsOf(key), 1);
}

function isOfNoLibrary(callee: Value): boolean {
  return alternatives(callee).every(({ kind }) => kind !== 'library' && kind !== 'library-instance');
}

function evidenceFor(analysed: Analysed, call: Call): 'file' | 'workspace' | undefined {
  const key = calleeKey(call.callee);
  if (key !== undefined && areAwaited(callCountsIn(analysed.module).get(key) ?? noCalls, fewestAwaitsHere))
    return 'file';
  if (isAwaitedByName(analysed, call)) return 'file';
  if (key === undefined) return undefined;
  return areAwaited(analysed.inference.reading.callsOf(key), fewestAwaits) ? 'workspace' : undefined;
}

/**
 * Whether the file awaits the very method of the very class. It gives the same kind of thing to everybody, so that a few calls
 * say it, unless so many others drop it that they may be meant to.
 */
function isAwaitedByName(analysed: Analysed, call: Call): boolean {
  const fact = draftOf(analysed, call)?.fact;
  if (fact?.symbol === undefined) return false;
  const { awaited, dropped, used } = callsOfSymbols(analysed).get(fact.symbol) ?? noCalls;
  const usedElsewhere = howCounted[fact.fate] === 'used' ? used - 1 : used;
  return awaited > 0 && dropped <= mostDroppedPerAwait * awaited && usedElsewhere * awaitsPerException <= awaited;
}

/** Left out are fates that leave it to others whether to wait. */
const howCounted: Readonly<Partial<Record<Fate, 'awaited' | 'dropped' | 'used'>>> = {
  awaited: 'awaited',
  ignored: 'dropped',
  assigned: 'used',
  used: 'used',
  tested: 'used',
};

const bySymbol = new WeakMap<Analysed, ReadonlyMap<string, CallCounts>>();

function callsOfSymbols(analysed: Analysed): ReadonlyMap<string, CallCounts> {
  const known = bySymbol.get(analysed);
  if (known !== undefined) return known;
  const counts = new Map<string, CallCounts>();
  for (const { fact } of analysed.calls) {
    const how = howCounted[fact.fate];
    if (fact.symbol === undefined || how === undefined) continue;
    const before = counts.get(fact.symbol) ?? noCalls;
    counts.set(fact.symbol, { ...before, [how]: before[how] + 1 });
  }
  bySymbol.set(analysed, counts);
  return counts;
}

/** The call in question is among those that are not awaited. */
function areAwaited({ awaited, dropped, used }: CallCounts, fewest: number): boolean {
  return awaited >= fewest && (dropped + used - 1) * awaitsPerException <= awaited;
}
