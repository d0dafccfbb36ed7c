/** Work that is handed to threads and processes the wrong way. */

import { rangeOf } from '../../analysis/text.ts';
import type { HandoverFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, CallDraft } from './drafts.ts';
import { givenTo } from './elsewhere.ts';
import { functionExpression } from './fanOutParts.ts';
import { isSubclass, plainTypes } from './library/classes.ts';
import type { Expression, With } from './parser/nodes.ts';
import type { Scope } from './scopes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, isCoroutineFunction, type Value } from './types/values.ts';

export function handoverFacts(analysed: Analysed): readonly HandoverFact[] {
  return analysed.calls.flatMap((draft) => flawOf(analysed, draft) ?? closing(analysed, draft) ?? []);
}

function flawOf(analysed: Analysed, draft: CallDraft): HandoverFact | undefined {
  if (draft.node.arguments.length === 0) return undefined;
  const given = givenTo(draft);
  // A thread made from `target` is no executor, and what it runs is somebody else's question.
  if (given === undefined || draft.fact.symbol?.startsWith('threading.') === true) return undefined;
  const flaw = flawIn(analysed.inference, given, draft.place.scope);
  if (flaw === undefined) return undefined;
  const inner = analysed.callIds.get(given);
  return {
    flaw,
    range: rangeOf(given.start, given.end),
    subject: oneLine(analysed.module.document.text, given.kind === 'Call' ? given.callee : given),
    call: draft.fact.id,
    ...(inner === undefined ? {} : { given: inner }),
    function: draft.place.function,
  };
}

function flawIn(inference: Inference, given: Expression, scope: Scope): HandoverFact['flaw'] | undefined {
  const value = inference.valueOf(given, scope);
  if (given.kind === 'Call' && isCoroutine(value)) return 'async';
  const called = inference.valueOf(functionExpression(given), scope);
  if (alternatives(called).every(isCoroutineFunction)) return 'async';
  // What a lambda gives may be awaited by whoever gets it from the thread.
  const makesValue = given.kind === 'Call' && alternatives(inference.valueOf(given.callee, scope)).every(isFunction);
  return makesValue && alternatives(value).every(cannotBeCalled) ? 'called' : undefined;
}

function isCoroutine(value: Value): boolean {
  const { awaitability, kind } = awaitableFact(value);
  return awaitability === 'always' && kind === 'coroutine';
}

function isFunction(value: Value): boolean {
  return value.kind === 'function' || value.kind === 'library';
}

/** A class of a library may be called as far as we know, unless it is one of the language's own. */
function cannotBeCalled(value: Value): boolean {
  switch (value.kind) {
    case 'none':
    case 'plain':
    case 'tuple':
    case 'manager':
      return true;
    case 'library-instance':
      return plainTypes.has(value.type) || results.has(value.type);
    default:
      return false;
  }
}

/** What network clients give. */
const results: ReadonlySet<string> = new Set(['requests.Response', 'httpx.Response', 'http.client.HTTPResponse']);

/** `with ThreadPoolExecutor() as pool` around `pool.submit(…)`, whose end waits on the loop for what was submitted. */
function closing(analysed: Analysed, draft: CallDraft): HandoverFact | undefined {
  const { statement, function: owner } = draft.place;
  if (statement?.kind !== 'With' || statement.isAsync) return undefined;
  return analysed.functions[owner]?.fact.isAsync === true ? closingOf(analysed, draft, statement) : undefined;
}

function closingOf(analysed: Analysed, { fact, node, place }: CallDraft, statement: With): HandoverFact | undefined {
  const item = statement.items.find(({ context }) => context === node);
  if (item?.target?.kind !== 'Name' || !isExecutor(fact.symbol)) return undefined;
  const { name } = item.target;
  const given = analysed.calls.filter(
    (call) =>
      call.fact.range.start >= statement.colon &&
      call.fact.range.end <= statement.end &&
      call.node.callee.kind === 'Attribute' &&
      call.node.callee.value.kind === 'Name' &&
      call.node.callee.value.name === name &&
      (call.fact.name === 'submit' || call.fact.name === 'map'),
  );
  // Whoever turns the futures into awaitables waits for them before the end.
  const awaitsThem = analysed.calls.some(
    (call) => call.fact.function === place.function && call.fact.symbol === 'asyncio.wrap_future',
  );
  if (given.length === 0 || awaitsThem) return undefined;
  return {
    flaw: 'closes-here',
    range: fact.range,
    subject: fact.calleeText,
    call: fact.id,
    function: place.function,
  };
}

function isExecutor(symbol: string | undefined): boolean {
  return symbol !== undefined && isSubclass(symbol, 'concurrent.futures.Executor');
}
