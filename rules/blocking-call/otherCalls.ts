/** What other calls of a function say about a blocking one: that it returns at once, or is reported where it matters. */

import type { Document } from '../../server/analysis/document.ts';
import { textAt } from '../../server/analysis/text.ts';
import { blockingCallNamed } from '../../server/blocking/python.ts';
import type { PythonBlockingCall } from '../../server/blocking/pythonGroups.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';

/** Whether other calls have made sure that this one returns at once. */
export function othersMadeSure(
  document: Document,
  facts: Facts,
  call: CallFact,
  blocking: PythonBlockingCall,
): boolean {
  switch (blocking.returnsAtOnce) {
    case 'done-before':
      return facts.calls.some(
        (other) =>
          other.function === call.function &&
          /^(?:done|wait|as_completed)$/.test(other.name) &&
          other.range.start < call.range.start,
      );
    case 'items-there':
      return isKnownToHoldItems(document, facts, call);
    case 'non-blocking-socket':
      return facts.calls.some(
        (other) => /^(?:setblocking|settimeout)$/.test(other.name) && hasZeroArgument(document, other),
      );
    // What goes over the items may be a thread.
    case 'not-iterated':
      return call.fate === 'passed' && !facts.calls.some((other) => goesOver(other, call));
    case 'opened-here':
      return facts.calls.some((other) => other.function === call.function && isOpening(other));
    default:
      return isOpening(call) && isWrapped(facts, call);
  }
}

/** The calls that read or write what `opening` opens, as far as the order of the text tells. */
export function usesOfOpened(facts: Facts, opening: CallFact): readonly CallFact[] {
  if (!isOpening(opening)) return [];
  return facts.calls.filter(
    (call) =>
      call.symbol !== undefined &&
      call.fate !== 'awaited' &&
      blockingCallNamed(call.symbol)?.returnsAtOnce === 'opened-here' &&
      openingBefore(facts, call) === opening,
  );
}

/** The last call of the same function that opens a file before this one reads or writes. */
function openingBefore(facts: Facts, { function: owner, range }: CallFact): CallFact | undefined {
  return facts.calls.findLast(
    (other) =>
      other.function === owner && other.range.start <= range.start && other.range.end < range.end && isOpening(other),
  );
}

/** Whoever wraps a file at once has seen that it blocks, and what takes long runs in threads. */
function isWrapped(facts: Facts, { range }: CallFact): boolean {
  return facts.calls.some(
    ({ symbol, arguments: given }) =>
      /^(?:trio|anyio)\.wrap_file$/.test(symbol ?? '') && given.some(({ value }) => value.start === range.start),
  );
}

/** Whether a function that goes over its argument at once is given what the call gives. */
function goesOver({ symbol, arguments: given }: CallFact, { range }: CallFact): boolean {
  if (!/^builtins\.(?:list|tuple|set|frozenset|dict|sorted|sum|min|max|any|all|next)$/.test(symbol ?? '')) return false;
  return given.some(({ value }) => value.start === range.start && value.end === range.end);
}

function isOpening({ symbol }: CallFact): boolean {
  return symbol !== undefined && /(?:^|\.)(?:fd)?open$|^tempfile\./.test(symbol);
}

/** Whether the function has asked the same queue whether it is empty. */
function isKnownToHoldItems(document: Document, facts: Facts, call: CallFact): boolean {
  const queue = receiverOf(document, call);
  return facts.calls.some(
    (other) =>
      other.function === call.function &&
      /^(?:empty|qsize)$/.test(other.name) &&
      other.range.start < call.range.start &&
      receiverOf(document, other) === queue,
  );
}

function receiverOf(document: Document, call: CallFact): string {
  const callee = textAt(document.text, call.callee);
  return callee.slice(0, callee.length - call.name.length);
}

function hasZeroArgument(document: Document, call: CallFact): boolean {
  return call.arguments.some((argument) => /^(?:False|0|0\.0)$/.test(textAt(document.text, argument.value)));
}
