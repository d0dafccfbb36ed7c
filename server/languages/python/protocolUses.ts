/** Loops and `with` statements over values that take only the other form of them, or that are coroutines first. */

import { type Edit, insertion, type Range, rangeOf, replacement } from '../../analysis/text.ts';
import type { ProtocolUseFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { Analysed, ProtocolPlace } from './drafts.ts';
import { expectsError } from './expectedErrors.ts';
import { isPlaceholder } from './functionBodies.ts';
import { iterableFormOf, managerFormOf, type ProtocolForm } from './library/protocols.ts';
import { definesMember } from './types/classes.ts';
import type { Inference } from './types/inference.ts';
import { alternatives, awaitableFact, type Value } from './types/values.ts';

export function protocolUseFacts(analysed: Analysed): readonly ProtocolUseFact[] {
  return analysed.protocolPlaces
    .flatMap((use) => protocolUseFact(analysed, use) ?? [])
    .sort((one, other) => one.range.start - other.range.start);
}

function protocolUseFact(analysed: Analysed, use: ProtocolPlace): ProtocolUseFact | undefined {
  const { node, value: expression, place } = use;
  const { inference, module } = analysed;
  const { text } = module.document;
  const value = inference.valueOf(expression, place.scope);
  if (value.kind === 'unknown' || place.around.some(expectsError)) return undefined;
  const fact = {
    range: rangeOf(expression.start, expression.end),
    subject: oneLine(text, expression.kind === 'Call' ? expression.callee : expression),
    construct: constructOf(use),
    function: place.function,
  };
  if (isCoroutine(value)) {
    // A plain loop over a coroutine is a plain use like any other, which another fact tells.
    const isOther = use.construct === 'for' && !node.isAsync;
    if (isOther || !isWrittenOut(inference, use)) return undefined;
    return { ...fact, isCoroutine: true, edits: [insertion(expression.start, 'await ')] };
  }
  const wanted = node.isAsync ? 'plain' : 'async';
  const forms = use.construct === 'with' ? managerForm : iterableForm;
  if (!alternatives(value).every((each) => forms(inference, each) === wanted)) return undefined;
  return { ...fact, edits: otherForm(analysed, use, wanted) };
}

function constructOf({ construct, node }: ProtocolPlace): ProtocolUseFact['construct'] {
  if (construct === 'with') return node.isAsync ? 'async-with' : 'with';
  return node.isAsync ? 'for-await' : 'for';
}

function isCoroutine(value: Value): boolean {
  if (value.kind === 'awaitable' && value.isEntered === true) return false;
  const { awaitability, kind, evidence } = awaitableFact(value);
  return awaitability === 'always' && kind === 'coroutine' && evidence === 'definition' && value.kind !== 'union';
}

/**
 * Whether the call reaches an async function that says itself what it does: one that is left to subclasses may turn out
 * to be a generator.
 */
function isWrittenOut(inference: Inference, { value, place }: ProtocolPlace): boolean {
  if (value.kind !== 'Call') return false;
  const callee = inference.valueOf(value.callee, place.scope);
  if (callee.kind === 'library') return true;
  if (callee.kind !== 'function' || isPlaceholder(callee.function.node)) return false;
  const { node, owner } = callee.function;
  return owner === undefined || inference.reading.heirsWith(owner.node.name, node.name).length === 0;
}

function managerForm(inference: Inference, value: Value): ProtocolForm {
  switch (value.kind) {
    case 'manager':
      return value.form === 'either' ? 'unknown' : value.form;
    // Requests and the like are entered as they are; a type that is only declared may be anything.
    case 'awaitable':
      if (value.isEntered === true) return 'async';
      return value.awaitable === 'awaitable' && value.evidence === 'definition' ? 'async' : 'unknown';
    case 'library-instance':
      return managerFormOf(value.type);
    case 'instance':
      return formOfInstance(inference, value, ['__enter__'], ['__aenter__']);
    default:
      return 'unknown';
  }
}

function iterableForm(inference: Inference, value: Value): ProtocolForm {
  switch (value.kind) {
    case 'tuple':
      return 'plain';
    case 'library-instance':
      return iterableFormOf(value.type);
    case 'instance':
      return formOfInstance(inference, value, ['__iter__', '__getitem__'], ['__aiter__']);
    default:
      return 'unknown';
  }
}

function formOfInstance(
  inference: Inference,
  { class: owner }: Extract<Value, { kind: 'instance' }>,
  plain: readonly string[],
  async: readonly string[],
): ProtocolForm {
  const defines = (names: readonly string[]) => names.map((name) => definesMember(inference, owner, name));
  const [isPlain, isAsync] = [defines(plain), defines(async)];
  const all = [...plain, ...async];
  if (all.some((name) => inference.reading.heirsWith(owner.node.name, name).length > 0)) return 'unknown';
  if (isAsync.includes('always') && isPlain.every((each) => each === 'never')) return 'async';
  return isPlain.includes('always') && isAsync.every((each) => each === 'never') ? 'plain' : 'unknown';
}

/** The edits that write the other keyword; none where one `with` enters several, or where a generator waits later. */
function otherForm({ module }: Analysed, use: ProtocolPlace, wanted: ProtocolForm): readonly Edit[] {
  const { node } = use;
  const isShared = use.construct === 'with' && use.node.items.length > 1;
  if (isShared || (use.construct === 'for' && use.isLazy === true)) return [];
  if (wanted === 'async') return [insertion(node.start, 'async ')];
  const keyword = asyncKeyword(module.document.text, node.start);
  return keyword === undefined ? [] : [replacement(keyword, '')];
}

function asyncKeyword(text: string, start: number): Range | undefined {
  const written = /^async\s+/.exec(text.slice(start, start + 40))?.[0];
  return written === undefined ? undefined : rangeOf(start, start + written.length);
}
