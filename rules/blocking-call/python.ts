/** `blocking-call` in Python: calls of the catalogue where the event loop runs. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { matcherOf } from '../../server/analysis/fullNames.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import {
  asyncLibraryOf,
  awaitEdits,
  importedName,
  isInGenerator,
  isWhole,
  threadEdits,
  threadRunnerName,
} from '../../server/languages/python/edits.ts';
import { pythonLoopFunction, waitingRequests } from '../../server/blocking/loopFunctions.ts';
import { blockingCallNamed, pythonBlockingKind } from '../../server/blocking/python.ts';
import type { PythonBlockingCall } from '../../server/blocking/pythonGroups.ts';
import { pythonTwins } from '../../server/blocking/pythonTwins.ts';
import { versionNotes } from './neededVersion.ts';
import { othersMadeSure, usesOfOpened } from './otherCalls.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  // Nobody else waits for the loop of a test or a script.
  if (facts.file.role !== 'application') return;
  const isIgnored = matcherOf(options.ignoredCallees);
  const isConfigured = matcherOf(options.blockingCallees);
  for (const call of facts.calls) {
    const owner = pythonLoopFunction(facts, call.function);
    if (owner === undefined || call.symbol === undefined || isIgnored(call.symbol)) continue;
    const blocking = blockingCallNamed(call.symbol) ?? (isConfigured(call.symbol) ? configured : undefined);
    if (blocking === undefined || isHeldOverAwait(facts, call)) continue;
    const argumentTexts = call.arguments.map((argument) => textAt(document.text, argument.range));
    const kind = pythonBlockingKind(blocking, { argumentTexts, fate: call.fate });
    if (kind === undefined || othersMadeSure(document, facts, call, blocking)) continue;
    // Before the program has begun to serve anybody, reading its files in order is the simplest thing that works.
    if (owner.role === 'start-up') continue;
    if (owner.role === 'entry-point' && (kind === 'file' || kind === 'path')) continue;
    // What is awaited is no plain call after all, except for `await time.sleep()`, which sleeps first and fails then.
    if (call.fate === 'awaited' && kind !== 'sleep') continue;
    yield findingFor(document, facts, call, { ...blocking, kind }, owner);
  }
};

/** Of a lock that the code holds where it waits, `lock-across-await` says more. */
function isHeldOverAwait({ heldLocks }: Facts, { name, range }: CallFact): boolean {
  return (
    name === 'acquire' && heldLocks.some((held) => held.range.start === range.start && held.range.end === range.end)
  );
}

/** A call that a user's configuration names. */
const configured: PythonBlockingCall = { kind: 'configured', rewrite: 'thread' };

function findingFor(
  document: Document,
  facts: Facts,
  call: CallFact,
  blocking: PythonBlockingCall,
  owner: FunctionFact,
): Finding {
  const instead = blocking.instead?.[asyncLibraryOf(facts)];
  const notes = instead === undefined ? [] : versionNotes(facts, call, instead, pythonTwins[instead].since);
  const uses = usesOfOpened(facts, call).map(waitsToo);
  return rule.finding(
    blocking.kind === 'input' && isDoneInOrder(facts) ? 'dialogue' : blocking.kind,
    call.range,
    { callee: call.calleeText, twin: instead ?? threadRunnerName(facts) },
    {
      ...waitingRequests(owner),
      related: [...notes, ...uses],
      fixes: () => fixesFor(document, facts, call, blocking),
    },
  );
}

/** A program that runs one coroutine to its end and starts nothing beside it: a dialogue in a terminal. */
function isDoneInOrder({ calls }: Facts): boolean {
  const isProgram = calls.some(({ symbol }) => symbol !== undefined && loopRunners.has(symbol));
  return isProgram && !calls.some(({ symbol }) => symbol !== undefined && starters.has(symbol));
}

const loopRunners: ReadonlySet<string> = new Set(['asyncio.run', 'anyio.run', 'trio.run']);

/** What runs beside the code that calls it. */
const starters: ReadonlySet<string> = new Set([
  ...['create_task', 'ensure_future', 'gather', 'wait', 'as_completed', 'to_thread', 'start_server', 'TaskGroup'].map(
    (name) => `asyncio.${name}`,
  ),
  ...['create_task', 'run_in_executor', 'call_later', 'call_soon'].map((name) => `asyncio.AbstractEventLoop.${name}`),
  'asyncio.TaskGroup.create_task',
  'anyio.create_task_group',
  'trio.open_nursery',
]);

function waitsToo({ range, calleeText }: CallFact): RelatedLocation {
  const message = { en: `\`${calleeText}\` waits for the disk as well.`, zh: `\`${calleeText}\` 同样要等待磁盘。` };
  return { range, message };
}

function fixesFor(document: Document, facts: Facts, call: CallFact, blocking: PythonBlockingCall): readonly Fix[] {
  const owner = facts.functions[call.function];
  if (owner === undefined || !owner.canAwait || !isWhole(facts, owner)) return [];
  if (isInGenerator(document, facts, call.loop)) return [];
  switch (blocking.rewrite) {
    case 'direct':
      return twinFixes(document, facts, call, blocking);
    case 'thread':
      return threadFixes(document, facts, call);
    case 'none':
      return [];
  }
}

function twinFixes(document: Document, facts: Facts, call: CallFact, blocking: PythonBlockingCall): readonly Fix[] {
  const twin = blocking.instead?.[asyncLibraryOf(facts)];
  if (twin === undefined) return [];
  const dot = twin.lastIndexOf('.');
  const name = importedName(document, facts, twin.slice(0, dot), twin.slice(dot + 1));
  if (name === undefined) return [];
  const prefix = call.fate === 'awaited' ? [] : awaitEdits(document, call.range);
  const edits = [...name.edits, ...prefix, replacement(call.callee, name.reference)];
  return [rule.fix(blocking.kind === 'sleep' ? 'async-sleep' : 'async-twin', { twin: name.reference }, edits)];
}

function threadFixes(document: Document, facts: Facts, call: CallFact): readonly Fix[] {
  if (call.fate === 'awaited') return [];
  const inThread = threadEdits(document, facts, call);
  return inThread === undefined ? [] : [rule.fix('to-thread', { runner: inThread.runner }, inThread.edits)];
}
