/** Explains an `await` in plain words: what is waited for, what runs meanwhile, and what happens when it fails. */

import type { Document } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import { contains, type Range, rangeOf, textAt } from '../analysis/text.ts';
import type { AwaitFact, CallFact, ContextFact, Facts } from '../facts/facts.ts';
import { awaitWords, contextKind, type KnownWait, knownWaits } from './awaitWords.ts';
import { linesOf } from './lines.ts';
import type { Explanation } from './words.ts';

/** Only over the word itself: over what is awaited, the language's own support has more to say. */
export function explainAwait(place: Range, document: Document, facts: Facts, locale: Locale): Explanation | undefined {
  const fact = facts.awaits.find(
    ({ range }) => range.start <= place.start && place.start < range.start + keyword.length,
  );
  if (fact === undefined) return undefined;
  const asked: Asked = { document, facts, fact, locale };
  const details = [...failure(asked), ...contexts(asked), ...loop(asked), ...cancellation(asked)];
  const text = [waiting(asked), details.map((sentence) => `- ${sentence}`).join('\n')].join('\n\n');
  return { text, range: rangeOf(fact.range.start, fact.range.start + keyword.length) };
}

const keyword = 'await';

interface Asked {
  readonly document: Document;
  readonly facts: Facts;
  readonly fact: AwaitFact;
  readonly locale: Locale;
}

function waiting({ document, facts, fact, locale }: Asked): string {
  const words = awaitWords[locale];
  const call = callIn(facts, fact);
  const known = knownWait(call);
  if (known !== undefined) return known[locale];
  const subject = call?.calleeText || oneLine(textAt(document.text, fact.operand));
  if (fact.isPlain === true) return words.plain(subject);
  return `${started(subject, call, document, locale)} ${words.meanwhile[document.language]}`;
}

/** A coroutine starts here; a promise and a task have started before. */
function started(subject: string, call: CallFact | undefined, { language }: Document, locale: Locale): string {
  const { runs, waits, waitsForStarted } = awaitWords[locale];
  if (call?.awaitable.kind === 'coroutine') return runs(subject);
  return language === 'typescript' && call !== undefined ? waitsForStarted(subject) : waits(subject);
}

function callIn(facts: Facts, fact: AwaitFact): CallFact | undefined {
  return fact.call === undefined ? undefined : facts.calls[fact.call];
}

function knownWait(call: CallFact | undefined): KnownWait | undefined {
  return call && knownWaits[(call.symbol ?? call.calleeText).replace(/^global\./, '')];
}

function failure({ document, facts, fact, locale }: Asked): readonly string[] {
  const { caught, notCaught } = awaitWords[locale];
  if (knownWait(callIn(facts, fact))?.cannotFail) return [];
  const handling = facts.tries.findLast(
    (each) => each.function === fact.function && each.handler !== undefined && contains(each.body, fact.range),
  );
  if (handling !== undefined) return [caught[document.language](lineOf(document, handling.range.start))];
  const owner = facts.functions[fact.function];
  return [notCaught(owner?.kind === 'module' ? { kind: 'module' } : { kind: 'function', name: owner?.name ?? '' })];
}

function contexts({ document, facts, fact, locale }: Asked): readonly string[] {
  const around = facts.contexts.filter((each) => each.function === fact.function && contains(each.body, fact.range));
  return around.flatMap((context: ContextFact) => {
    const kind = contextKind(context.symbol);
    return kind === undefined ? [] : [awaitWords[locale].within[kind](oneLine(textAt(document.text, context.context)))];
  });
}

function loop({ document, facts, fact, locale }: Asked): readonly string[] {
  const around = fact.loop === undefined ? undefined : facts.loops[fact.loop];
  return around === undefined ? [] : [awaitWords[locale].inLoop(lineOf(document, around.range.start))];
}

/** Promises cannot be cancelled. */
function cancellation({ document, facts, locale }: Asked): readonly string[] {
  if (document.language !== 'python') return [];
  const isAsyncio = facts.file.asyncLibraries.every((library) => library === 'asyncio');
  return [awaitWords[locale].cancelled(isAsyncio ? 'CancelledError' : 'Cancelled')];
}

function lineOf(document: Document, offset: number): number {
  return linesOf(document).positionAt(offset).line + 1;
}

const mostCharacters = 60;

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > mostCharacters ? `${line.slice(0, mostCharacters - 1)}…` : line;
}
