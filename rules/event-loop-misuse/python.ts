/** Calls of asyncio that ask for a loop, run one, or do not exist. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Range, replacement, textAt } from '../../server/analysis/text.ts';
import type { ArgumentFact, CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { isWhole, supports } from '../../server/languages/python/edits.ts';
import { asyncioNames, tookLoop } from './asyncioNames.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  const fromAsyncio = namesFromAsyncio(facts);
  const mayGiveLoop = document.text.includes(loopKeyword);
  for (const call of facts.calls) {
    const owner = facts.functions[call.function];
    if (owner === undefined) continue;
    const finding =
      nestedRun(document, facts, call, owner) ??
      askedForLoop(document, facts, call, owner) ??
      (mayGiveLoop ? loopArgument(document, facts, call) : undefined) ??
      unknownName(document, call, fromAsyncio);
    if (finding !== undefined) yield finding;
  }
};

/** Local names of asyncio and of what is imported from it. */
function namesFromAsyncio({ imports }: Facts): ReadonlySet<string> {
  const found = imports.filter(({ module, imported }) => /^asyncio\b/.test(module) || imported === 'asyncio');
  return new Set(found.map(({ local }) => firstName(local)));
}

const loopKeyword = 'loop';

const runners: ReadonlySet<string> = new Set(['asyncio.run', 'asyncio.AbstractEventLoop.run_until_complete']);

function nestedRun(document: Document, facts: Facts, call: CallFact, owner: FunctionFact): Finding | undefined {
  return isNestedRun(facts, call, owner) ? nestedRunFinding(document, facts, call, owner) : undefined;
}

function isNestedRun(facts: Facts, call: CallFact, owner: FunctionFact): boolean {
  // Where a module may await, as in a notebook, it runs in a loop.
  const isInLoop = owner.isAsync || (owner.kind === 'module' && owner.canAwait && !allowsNesting(facts));
  return isInLoop && owner.runs !== 'elsewhere' && runners.has(call.symbol ?? '');
}

function nestedRunFinding(document: Document, facts: Facts, call: CallFact, owner: FunctionFact): Finding {
  const fixes = () => {
    const [work] = call.arguments;
    const isOnly = work !== undefined && call.arguments.length === 1 && work.spread === 'no';
    const isCall = facts.calls.some(({ range }) => range.start === work?.value.start && range.end === work.value.end);
    if (!isOnly || !isCall || !isWhole(facts, owner)) return [];
    // What is passed to these is a call, which binds as tightly as the call of the runner that it replaces.
    const awaited = `await ${textAt(document.text, work.value)}`;
    const text = call.fate === 'used' || call.fate === 'chained' ? `(${awaited})` : awaited;
    return [rule.fix('await', {}, [replacement(call.range, text)])];
  };
  return rule.finding('nested-run', call.range, { callee: call.calleeText }, { fixes });
}

/** Many notebooks call this, so that a loop may be run inside of one. */
function allowsNesting({ imports }: Facts): boolean {
  return imports.some(({ module }) => module === 'nest_asyncio' || module === 'nest_asyncio2');
}

function askedForLoop(document: Document, facts: Facts, call: CallFact, owner: FunctionFact): Finding | undefined {
  if (!owner.isAsync && owner.kind !== 'module') return undefined;
  if (call.symbol !== 'asyncio.get_event_loop') return undefined;
  const written = textAt(document.text, call.callee);
  // Imported by its name, it would need another import.
  const renamed = (name: string) =>
    written.endsWith('.get_event_loop') ? [replacement(lastName(call.callee), name)] : undefined;
  if (owner.isAsync) {
    const edits = renamed('get_running_loop');
    const fixes = () => (edits === undefined ? [] : [rule.fix('running-loop', {}, edits)]);
    return rule.finding('loop-in-coroutine', call.range, { callee: call.calleeText }, { fixes });
  }
  if (owner.canAwait || isLoopSetBefore(facts, call)) return undefined;
  const edits = renamed('new_event_loop');
  const fixes = () => (edits === undefined ? [] : [rule.fix('new-loop', {}, edits)]);
  return rule.finding('no-loop-yet', call.range, { callee: call.calleeText }, { fixes });
}

/** `asyncio.set_event_loop(uvloop.new_event_loop())`: then there is one to get. */
function isLoopSetBefore({ calls }: Facts, asked: CallFact): boolean {
  return calls.some(
    ({ symbol, function: owner, range }) =>
      symbol === 'asyncio.set_event_loop' && owner === asked.function && range.end <= asked.range.start,
  );
}

function lastName({ end }: Range): Range {
  return { start: end - 'get_event_loop'.length, end };
}

function loopArgument(document: Document, facts: Facts, call: CallFact): Finding | undefined {
  const index = call.arguments.findIndex(({ keyword }) => keyword === loopKeyword);
  const argument = call.arguments[index];
  if (argument === undefined || !supports(facts, 10, false) || !tookLoop.has(call.symbol ?? '')) return undefined;
  const fixes = () => [rule.fix('drop-argument', {}, [replacement(withComma(document, call, argument, index), '')])];
  return rule.finding('loop-argument', argument.range, { callee: call.calleeText }, { fixes });
}

/** The argument with the comma before it, or behind it where it is the first. */
function withComma({ text }: Document, call: CallFact, { range }: ArgumentFact, index: number): Range {
  const before = call.arguments[index - 1];
  if (before !== undefined) return { start: before.range.end, end: range.end };
  const behind = /^\s*,\s*/.exec(text.slice(range.end, call.range.end))?.[0].length ?? 0;
  return { start: range.start, end: range.end + behind };
}

/** Only what is written with a name from asyncio may be no name of it. */
function unknownName({ text }: Document, call: CallFact, fromAsyncio: ReadonlySet<string>): Finding | undefined {
  if (fromAsyncio.size === 0 || !fromAsyncio.has(firstName(textAt(text, call.callee)))) return undefined;
  const { symbol } = call;
  if (symbol?.startsWith('asyncio.') !== true) return undefined;
  const [, name = ''] = symbol.split('.');
  if (asyncioNames.has(name) || name.startsWith('_')) return undefined;
  return rule.finding('unknown-name', call.callee, { callee: name });
}

function firstName(written: string): string {
  return /^\w*/.exec(written)?.[0] ?? '';
}
