/** Tasks that are asked for what they gave before anything has let them run. */

import { rangeOf } from '../../analysis/text.ts';
import type { EarlyOutcomeFact } from '../../facts/facts.ts';
import { argumentAt } from './arguments.ts';
import { oneLine, symbolOf } from './callFacts.ts';
import type { Analysed, CallDraft, Place } from './drafts.ts';
import { expectsError } from './expectedErrors.ts';
import { walkInPlace, walkOwnBody } from './functionBodies.ts';
import { mayPauseBetween } from './pauses.ts';
import { comesFirst } from './precedence.ts';
import type { Attribute, Call, Expression, FunctionDef, Name, Node, Try } from './parser/nodes.ts';
import { type Binding, functionScopeOf, type Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { awaitableFact } from './types/values.ts';

export function earlyOutcomeFacts(analysed: Analysed): readonly EarlyOutcomeFact[] {
  // Tasks of another factory may be done when they are made.
  if (analysed.module.document.text.includes('task_factory')) return [];
  return analysed.calls.flatMap((draft) => earlyOutcome(analysed, draft) ?? []);
}

function earlyOutcome(analysed: Analysed, { fact, node, place }: CallDraft): EarlyOutcomeFact | undefined {
  if ((fact.name !== 'result' && fact.name !== 'exception') || node.arguments.length > 0) return undefined;
  const owner = analysed.functions[place.function]?.node;
  if (node.callee.kind !== 'Attribute' || owner?.kind !== 'FunctionDef') return undefined;
  const task = node.callee.value;
  const making = makingOf(analysed.inference, task, place.scope);
  if (making === undefined || isExpected(place, node)) return undefined;
  const made = analysed.calls[analysed.callIds.get(making) ?? -1];
  const isAtOnce = making === task;
  if (!isAtOnce && (made === undefined || !comesFirst(made.place, place))) return undefined;
  if (!isAtOnce && mayBeDone(owner, making, node.callee, place)) return undefined;
  return {
    range: fact.range,
    task: rangeOf(task.start, task.end),
    subject: oneLine(analysed.module.document.text, task),
    asked: fact.name,
    making: rangeOf(making.start, making.end),
    function: place.function,
    ...(place.loop === undefined ? {} : { loop: place.loop }),
  };
}

/** The call that makes the task, or each of the tasks that a loop goes over, in the same function. */
function makingOf(inference: Inference, task: Expression, scope: Scope): Call | undefined {
  if (task.kind === 'Call') return isMaking(inference, task, scope) ? task : undefined;
  const binding = task.kind === 'Name' ? onlyBinding(inference, task, scope) : undefined;
  if (binding?.kind === 'value') return madeBy(inference, binding.value, binding.scope);
  if (binding?.kind !== 'iteration' || binding.isAsync || binding.path.length > 0) return undefined;
  const { iterable } = binding;
  const list = iterable.kind === 'Name' ? onlyBinding(inference, iterable, scope) : undefined;
  return list?.kind === 'value' ? eachMadeBy(inference, list.value, list.scope) : undefined;
}

function onlyBinding(inference: Inference, { name, start }: Name, scope: Scope): Binding | undefined {
  const [only, ...others] = inference.bindingsAt(name, scope, start);
  const isOwn = only !== undefined && functionScopeOf(only.scope) === functionScopeOf(scope);
  return isOwn && others.length === 0 && !('path' in only && only.path.length > 0) ? only : undefined;
}

function madeBy(inference: Inference, value: Expression, scope: Scope): Call | undefined {
  return value.kind === 'Call' && isMaking(inference, value, scope) ? value : undefined;
}

/** `[create_task(load(name)) for name in names]` and `[create_task(one()), create_task(other())]` */
function eachMadeBy(inference: Inference, list: Expression, scope: Scope): Call | undefined {
  if (list.kind === 'List' || list.kind === 'Tuple') {
    const all = list.elements.map((element) => madeBy(inference, element, scope));
    return all.includes(undefined) ? undefined : all.at(-1);
  }
  const inner = list.kind === 'ListComp' ? scope.root?.scopes.get(list) : undefined;
  return list.kind === 'ListComp' && inner !== undefined ? madeBy(inference, list.element, inner) : undefined;
}

function isMaking(inference: Inference, call: Call, scope: Scope): boolean {
  const symbol = symbolOf(inference.valueOf(call.callee, scope));
  if (symbol === undefined || !makers.has(symbol)) return false;
  const isPlain = call.arguments.every((each) => each.kind !== 'Keyword' || passes.has(each.name?.text ?? ''));
  return isPlain && (symbol !== 'asyncio.ensure_future' || isGivenCoroutine(inference, call, scope));
}

/** Of a future it makes none: that one may be done. */
function isGivenCoroutine(inference: Inference, call: Call, scope: Scope): boolean {
  const given = argumentAt(call, 0);
  const { awaitability, kind } = given === undefined ? nothing : awaitableFact(inference.valueOf(given, scope));
  return awaitability === 'always' && kind === 'coroutine';
}

const nothing = { awaitability: 'never', kind: undefined } as const;

const makers: ReadonlySet<string> = new Set([
  'asyncio.create_task',
  'asyncio.ensure_future',
  'asyncio.AbstractEventLoop.create_task',
  'asyncio.TaskGroup.create_task',
]);

/** Keywords with which a task waits for its turn; `eager_start` is none. */
const passes: ReadonlySet<string> = new Set(['name', 'context', 'coro', 'loop', 'coro_or_future']);

/** Whether something lets the task run before it is asked, or the function looks whether it is done. */
function mayBeDone(owner: FunctionDef, making: Call, asking: Attribute, place: Place): boolean {
  // What a loop does behind the question comes before it in the next round.
  const loop = place.around.find((each) => isLoop(each) && !(each.start <= making.start && making.end <= each.end));
  const until = loop?.end ?? asking.value.start;
  if (mayPauseBetween(owner, making.end, until) || looksAtState(owner, asking, place)) return true;
  return !owner.isAsync && mayRunLoop(owner, making.end, until);
}

function isLoop({ kind }: Node): boolean {
  return kind === 'For' || kind === 'While';
}

/** `task.done()`, of the task or of others of its list. */
function looksAtState(owner: FunctionDef, asking: Attribute, { statement }: Place): boolean {
  const until = statement?.end ?? asking.end;
  let found = false;
  walkOwnBody(owner, (node) => {
    found ||= node.kind === 'Attribute' && (node.name === 'done' || node.name === 'cancelled') && node.end <= until;
    return !found;
  });
  return found;
}

/** In a plain function, any call may run the loop until the task is done. */
function mayRunLoop(owner: FunctionDef, from: number, to: number): boolean {
  let found = false;
  walkOwnBody(owner, (node) => {
    found ||= node.kind === 'Call' && from < node.end && node.end <= to;
    return !found;
  });
  return found;
}

/** Whether the code is written for the error. */
function isExpected({ around }: Place, asking: Call): boolean {
  return around.some(
    (statement) =>
      expectsError(statement) ||
      (statement.kind === 'With' && statement.items.some(({ context }) => names(context, 'suppress'))) ||
      (statement.kind === 'Try' && catchesState(statement, asking)),
  );
}

function catchesState({ body, handlers }: Try, { start }: Call): boolean {
  const isInBody = body.some((statement) => statement.start <= start && start < statement.end);
  return isInBody && handlers.some(({ type }) => type !== undefined && names(type, 'InvalidStateError'));
}

function names(node: Node, wanted: string): boolean {
  let found = false;
  walkInPlace(node, (inner) => {
    found ||= (inner.kind === 'Name' || inner.kind === 'Attribute') && inner.name === wanted;
    return !found;
  });
  return found;
}
