/** Loops that write into a stream and never wait until it has sent what it holds. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { UndrainedWriteFact } from '../../facts/facts.ts';
import { lastNameOf } from './callFacts.ts';
import { awaitedIn } from './cancellationPoints.ts';
import type { Analysed, CallDraft, Place } from './drafts.ts';
import { walkInPlace } from './functionBodies.ts';
import type { Call, Expression, For, Statement, While } from './parser/nodes.ts';
import { blocksOf } from './statements.ts';
import { anyCircumstances, waysOut } from './waysOut.ts';

/** Of each loop and writer the first write. */
export function undrainedWriteFacts(analysed: Analysed): readonly UndrainedWriteFact[] {
  const seen = new Set<string>();
  return analysed.calls.flatMap((draft) => {
    const { fact } = draft;
    if (fact.loop === undefined || (fact.name !== 'write' && fact.name !== 'writelines')) return [];
    const found = undrainedWrite(analysed, draft);
    if (found === undefined || seen.has(`${fact.loop} ${found.writer}`)) return [];
    seen.add(`${fact.loop} ${found.writer}`);
    return [found];
  });
}

function undrainedWrite(analysed: Analysed, { fact, node, place }: CallDraft): UndrainedWriteFact | undefined {
  const { statement } = place;
  const writer = node.callee.kind === 'Attribute' ? node.callee.value : undefined;
  const [outermost, ...inner] = loopsAround(node, place);
  if (statement === undefined || writer === undefined || outermost === undefined) return undefined;
  if (analysed.functions[place.function]?.fact.isAsync !== true) return undefined;
  if (!isStream.test(fact.symbol ?? '') && !isGivenByServer(analysed, writer, place)) return undefined;
  const text = analysed.module.document.text;
  const written = text.slice(writer.start, writer.end);
  const loop = [outermost, ...inner].findLast((each) => paceOf(analysed, each, node) !== undefined);
  const pace = loop && paceOf(analysed, loop, node);
  if (loop === undefined || pace === undefined || isLeftBehind(statement, place)) return undefined;
  if (isMadeIn(loop, analysed, writer, place) || isWaitedFor(outermost, analysed, writer, written)) return undefined;
  const last = lastWrite(statement, place, text, written);
  return { range: fact.range, writer: written, pace, ...(last && { last }), function: place.function };
}

const isStream = /^asyncio\.StreamWriter\.write(?:lines)?$/;

/** Whether it is the second parameter of a function that a server of asyncio calls for each connection. */
function isGivenByServer({ calls, functions }: Analysed, writer: Expression, place: Place): boolean {
  const node = functions[place.function]?.node;
  if (writer.kind !== 'Name' || node?.kind !== 'FunctionDef') return false;
  const taken = node.parameters.filter(({ name }) => name !== 'self' && name !== 'cls');
  if (taken[1]?.name !== writer.name || taken[1].annotation !== undefined) return false;
  return calls.some(({ fact, node: { arguments: given } }) => {
    if (!/^start_(?:unix_)?server$/.test(fact.name) || fact.symbol !== `asyncio.${fact.name}`) return false;
    const [callback] = given;
    return (callback?.kind === 'Name' || callback?.kind === 'Attribute') && callback.name === node.name;
  });
}

/** Those whose body holds the call, the outermost first. */
function loopsAround({ start }: Call, { around }: Place): readonly (For | While)[] {
  return around.filter(
    (each): each is For | While =>
      (each.kind === 'For' || each.kind === 'While') &&
      each.body.some((statement) => statement.start <= start && start < statement.end),
  );
}

/**
 * `endless`: it goes on as long as something comes in; `slow`: it is over when all of a collection has been taken, or sleeps in each round.
 * `undefined` where nothing else runs meanwhile, or the other side answers what is written before the next round.
 */
function paceOf({ calls, callIds }: Analysed, loop: For | While, write: Call): UndrainedWriteFact['pace'] | undefined {
  const awaited = awaitedIn([loop]);
  if (awaited.length === 0) return undefined;
  const isAnswer = (each: Expression) =>
    each.start > write.end && each.kind === 'Call' && reading.test(lastNameOf(each.callee));
  if (awaited.some(isAnswer)) return undefined;
  const sleeps = awaited.some((each) => calls[callIds.get(each) ?? -1]?.fact.symbol === 'asyncio.sleep');
  if (sleeps) return 'slow';
  if (loop.kind === 'For' && !loop.isAsync) return isShort(loop.iterable) ? undefined : 'slow';
  return 'endless';
}

const reading = /^(?:read|recv|receive|wait_for)/;

/** A list that is written out, or `range(3)`. */
function isShort(iterable: Expression): boolean {
  if (iterable.kind === 'List' || iterable.kind === 'Tuple' || iterable.kind === 'Set') return true;
  return iterable.kind === 'Call' && iterable.arguments.every(({ kind }) => kind === 'Number');
}

/** Whether the loop is always left behind the write. */
function isLeftBehind(statement: Statement, { around }: Place): boolean {
  let current = statement;
  for (const outer of around.toReversed()) {
    const block = blocksOf(outer).find((each) => each.includes(current));
    if (block === undefined) return false;
    const ways = waysOut(block.slice(block.indexOf(current) + 1), anyCircumstances);
    if (ways.has('continue')) return false;
    if (!ways.has('end')) return true;
    if (outer.kind === 'For' || outer.kind === 'While') return false;
    current = outer;
  }
  return false;
}

/** Whether each round has a stream of its own. */
function isMadeIn(loop: For | While, { inference }: Analysed, writer: Expression, { scope }: Place): boolean {
  const root = rootOf(writer);
  if (root?.kind !== 'Name') return root === undefined;
  return inference.bindingsOf(root.name, scope).some(({ at }) => loop.start <= at && at < loop.end);
}

/** `writer` of `writer`, `self` of `self.writer`; `undefined` for what is called or looked up. */
function rootOf(writer: Expression): Expression | undefined {
  if (writer.kind === 'Attribute') return rootOf(writer.value);
  return writer.kind === 'Name' ? writer : undefined;
}

/** Whether the loop waits until all is sent, looks how much is left, or leaves that to somebody whom it gives the writer. */
function isWaitedFor(loop: For | While, { module }: Analysed, writer: Expression, written: string): boolean {
  const { text } = module.document;
  const isOwn = writer.kind === 'Attribute' && text.includes('drain');
  const isWriter = (node: { readonly start: number; readonly end: number }) =>
    text.slice(node.start, node.end) === written;
  let found = false;
  walkInPlace(loop, (node) => {
    if (node.kind === 'Call') {
      found ||= waiting.test(lastNameOf(node.callee));
      found ||= node.arguments.some((argument) => isWriter(argument.kind === 'Keyword' ? argument.value : argument));
    }
    // A method of the same object may do it.
    if (isOwn && node.kind === 'Await' && node.value.kind === 'Call') found ||= isOfSelf(node.value.callee);
    return !found;
  });
  return found;
}

function isOfSelf(callee: Expression): boolean {
  const root = rootOf(callee);
  return root?.kind === 'Name' && root.name === 'self' && callee.kind === 'Attribute';
}

const waiting = /drain|flush|buffer_size|wait_closed/i;

/** The last of the writes that follow each other, where they are statements. */
function lastWrite(statement: Statement, { around }: Place, text: string, writer: string): Range | undefined {
  const outer = around.at(-1);
  const block = outer && blocksOf(outer).find((each) => each.includes(statement));
  if (block === undefined || !isWrite(statement)) return undefined;
  let last = statement;
  for (const next of block.slice(block.indexOf(statement) + 1)) {
    if (!isWrite(next)) break;
    last = next;
  }
  return rangeOf(last.start, last.end);

  function isWrite(each: Statement): boolean {
    if (each.kind !== 'Expr' || each.value.kind !== 'Call') return false;
    const { callee } = each.value;
    const isNamed = callee.kind === 'Attribute' && (callee.name === 'write' || callee.name === 'writelines');
    return isNamed && text.slice(callee.value.start, callee.value.end) === writer;
  }
}
