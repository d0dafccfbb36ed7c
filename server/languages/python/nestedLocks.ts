/** Locks that are taken again by the code that holds them: `async with self.lock: await self.refresh()`, where that takes it, too. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { FunctionId, NestedLockFact, ReachStep } from '../../facts/facts.ts';
import { lastNameOf, oneLine } from './callFacts.ts';
import type { CallDraft, FunctionDraft, Place } from './drafts.ts';
import { heldUntilRelease, statementsBehind } from './lockReleases.ts';
import {
  acquired,
  isExclusive,
  isKept,
  isSamePlace,
  type LockPlace,
  placeOfLock,
  textOf,
  typeOfLock,
} from './locks.ts';
import type { Call, Expression, FunctionDef, Node, With } from './parser/nodes.ts';
import { walk } from './parser/walk.ts';
import { definitionScope, type Scope, scopeOfName } from './scopes.ts';
import { classOfSelf } from './selfStores.ts';
import { sureWaits, type Wait, waitsIn } from './sureWaits.ts';
import { heirsOf } from './types/members.ts';
import type { Walked } from './walkModule.ts';

export function nestedLockFacts(analysed: Walked): readonly NestedLockFact[] {
  const found = new Map<number, NestedLockFact>();
  for (const held of [...enteredLocks(analysed), ...acquiredLocks(analysed)])
    for (const wait of held.waits) {
      const nested = found.has(wait.value.start) ? undefined : nestedIn(analysed, held, wait);
      if (nested !== undefined) found.set(wait.value.start, nested);
    }
  return [...found.values()].sort((one, other) => one.range.start - other.range.start);
}

/** A lock, and what is waited for while it is held. */
interface Held {
  readonly lock: Expression;
  readonly place: Place;
  readonly waits: readonly Wait[];
}

function enteredLocks(analysed: Walked): readonly Held[] {
  return analysed.protocolPlaces.flatMap(({ construct, node, value, place }) => {
    if (construct !== 'with' || !isAsyncWith(node) || !mayBeLock(value)) return [];
    const index = node.items.findIndex(({ context }) => context === value);
    const entered = node.items
      .slice(index + 1)
      .flatMap(({ context }): readonly Wait[] => [...waitsIn(context), { how: 'entered', value: context }]);
    return [{ lock: value, place, waits: [...entered, ...node.body.flatMap(waitsIn)] }];
  });
}

function isAsyncWith(node: Node): node is With {
  return node.kind === 'With' && node.isAsync;
}

/** `await lock.acquire()`, up to the statement that releases it again. */
function acquiredLocks(analysed: Walked): readonly Held[] {
  const { text } = analysed.module.document;
  return analysed.calls.flatMap(({ fact, node, place }: CallDraft) => {
    const lock = acquired(node);
    if (lock === undefined || fact.fate !== 'awaited' || !mayBeLock(lock)) return [];
    const owner = analysed.functions[place.function]?.node;
    if (owner === undefined || mayBeReleasedElsewhere(textOf(text, lock), owner, text)) return [];
    const held = heldUntilRelease(statementsBehind(analysed, place), textOf(text, lock), text);
    return [{ lock, place, waits: held.flatMap(waitsIn) }];
  });
}

/** A lock that others release, or that is handed to somebody, is a gate: who takes it twice waits for them. */
function mayBeReleasedElsewhere(lock: string, { start, end }: Node, text: string): boolean {
  const elsewhere = text.slice(0, start) + text.slice(end);
  const own = text.slice(start, end);
  const isHandedOn = [`(${lock})`, `(${lock},`, `, ${lock})`, `, ${lock},`, `${lock}.release)`, `${lock}.release,`];
  return elsewhere.includes(`${lock}.release`) || isHandedOn.some((written) => own.includes(written));
}

function mayBeLock({ kind }: Expression): boolean {
  return kind === 'Name' || kind === 'Attribute';
}

/** A search for whoever takes the lock again. */
interface Search {
  readonly analysed: Walked;
  readonly type: string;
  readonly place: LockPlace;
  /** Each function is looked at once. */
  readonly visited: Set<FunctionDraft>;
}

function nestedIn(analysed: Walked, { lock, place }: Held, wait: Wait): NestedLockFact | undefined {
  const { inference, module } = analysed;
  const { text } = module.document;
  if (!mayTake(wait)) return undefined;
  const type = typeOfLock(inference, lock, place.scope);
  const kept = type !== undefined && isExclusive(type) ? placeOfLock(inference, lock, place.scope) : undefined;
  if (type === undefined || kept === undefined || !isKept(kept, place.scope)) return undefined;
  if (isCareful(text, lock.end, wait.value.start)) return undefined;
  const own = analysed.functions[place.function];
  const search: Search = { analysed, type, place: kept, visited: new Set(own === undefined ? [] : [own]) };
  const steps = stepsToLock(search, wait, { scope: place.scope, owner: place.function });
  if (steps === undefined) return undefined;
  return {
    range: rangeOf(wait.value.start, wait.value.end),
    subject: oneLine(text, lock),
    heldAt: rangeOf(lock.start, lock.end),
    isNoticed: !type.startsWith('asyncio.'),
    steps: steps.calls,
    takenAt: steps.takenAt,
    function: place.function,
  };
}

function mayTake({ how, value }: Wait): boolean {
  return value.kind === 'Call' || (how === 'entered' && mayBeLock(value));
}

/** Whether code releases a lock meanwhile, or asks who holds it. */
function isCareful(text: string, start: number, end: number): boolean {
  return /\.(?:locked|release)\b|\bcurrent_task\b/.test(text.slice(start, end));
}

interface Steps {
  readonly calls: readonly ReachStep[];
  readonly takenAt: Range;
}

interface Where {
  readonly scope: Scope;
  readonly owner: FunctionId;
}

function stepsToLock(search: Search, { how, value }: Wait, where: Where): Steps | undefined {
  const { analysed } = search;
  const taken = how === 'entered' ? value : how === 'awaited' && value.kind === 'Call' ? acquired(value) : undefined;
  if (taken !== undefined && isLock(search, taken, where.scope))
    return { calls: [], takenAt: rangeOf(value.start, value.end) };
  if (how === 'entered' || value.kind !== 'Call') return undefined;
  for (const call of callsAwaited(search, value)) {
    const behind = behindCall(search, call, where);
    if (behind === undefined) continue;
    const step: ReachStep = {
      path: analysed.module.document.path,
      range: rangeOf(call.start, call.end),
      function: analysed.functions[where.owner]?.fact.name ?? '',
      calleeText: oneLine(analysed.module.document.text, call.callee),
    };
    return { calls: [step, ...behind.calls], takenAt: behind.takenAt };
  }
  return undefined;
}

function isLock({ analysed: { inference }, place }: Search, expression: Expression, scope: Scope): boolean {
  const other = mayBeLock(expression) ? placeOfLock(inference, expression, scope) : undefined;
  return other !== undefined && isSamePlace(place, other);
}

/** The call itself, or those that asyncio runs for it before it comes back: `await asyncio.gather(self.load(), self.save())`. */
function callsAwaited({ analysed, type }: Search, call: Call): readonly Call[] {
  const symbol = waiters.has(lastNameOf(call.callee))
    ? analysed.calls[analysed.callIds.get(call) ?? -1]?.fact.symbol
    : undefined;
  // Another task that takes a lock of anyio or trio is not told that nobody will release it.
  if (symbol === undefined || !type.startsWith('asyncio.') || !symbol.startsWith('asyncio.')) return [call];
  return call.arguments.filter((argument): argument is Call => argument.kind === 'Call');
}

const waiters: ReadonlySet<string> = new Set(['gather', 'shield', 'create_task', 'ensure_future']);

function behindCall(search: Search, call: Call, where: Where): Steps | undefined {
  const { analysed, place, visited } = search;
  const { text, path } = analysed.module.document;
  const target = analysed.calls[analysed.callIds.get(call) ?? -1]?.fact.target;
  if (target?.path !== path) return undefined;
  const draft = analysed.functions.find(({ fact }) => fact.nameRange.start === target.offset);
  const node = draft?.node;
  if (draft === undefined || node?.kind !== 'FunctionDef' || !node.isAsync || visited.has(draft)) return undefined;
  const inside = definitionScope(node, draft.parent);
  // Each call has variables of its own.
  if (place.kind === 'variable' && place.scope === inside) return undefined;
  if (!isOfSameObject(search, call, draft, where.scope) || mayBeOverridden(search, call, draft)) return undefined;
  visited.add(draft);
  const end = node.isGenerator ? firstYield(node) : node.end;
  for (const wait of sureWaits(node.body)) {
    if (wait.value.start > end || isCareful(text, node.start, wait.value.start)) return undefined;
    const steps = mayTake(wait) ? stepsToLock(search, wait, { scope: inside, owner: draft.fact.id }) : undefined;
    if (steps !== undefined) return steps;
  }
  return undefined;
}

function firstYield(node: FunctionDef): number {
  let first = node.end;
  walk(node, (inner) => {
    if (inner.kind === 'Yield') first = Math.min(first, inner.start);
  });
  return first;
}

/** For a lock that belongs to an object, whether a method of the same one is called, or a function written in this one. */
function isOfSameObject({ analysed, place }: Search, { callee }: Call, { parent, node }: FunctionDraft, scope: Scope) {
  if (place.kind !== 'own') return true;
  if (callee.kind === 'Name') return parent.node.kind === 'FunctionDef';
  if (callee.kind !== 'Attribute' || node?.kind !== 'FunctionDef' || node.name !== callee.name) return false;
  const { value } = callee;
  if (value.kind === 'Call') return value.callee.kind === 'Name' && value.callee.name === 'super';
  const own = classOfSelf(value, scope);
  const body = own && scopeOfName(value.kind === 'Name' ? value.name : '', scope)?.parent;
  if (own === undefined || body?.parent === undefined) return false;
  const lineage = analysed.inference.lineageOf(analysed.inference.classSymbol(own, body.parent));
  // What is assigned to an attribute may be the method of another object.
  return lineage.some((each) => each.kind === 'class' && each.class.node === parent.node);
}

/** Whether a class below has a method of its own in the place of the one that is called. */
function mayBeOverridden({ analysed: { inference } }: Search, { callee }: Call, { node, parent }: FunctionDraft) {
  const outer = parent.node;
  if (outer.kind !== 'ClassDef' || parent.parent === undefined || node?.kind !== 'FunctionDef') return false;
  if (callee.kind !== 'Attribute' || callee.value.kind === 'Call') return false;
  const heirs = heirsOf(inference, inference.classSymbol(outer, parent.parent));
  return heirs.some(({ body }) => body.bindings.has(node.name));
}
