/** Values of objects, modules and functions around that TypeScript and JavaScript code writes too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, Facts, FunctionFact, FunctionId, StaleWriteFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';
import { mayRunBesideOthers } from './sharing.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const write of facts.staleWrites) {
    const { range, subject } = write;
    const callers = callersOf(facts, write.function);
    if (callers.some(({ name }) => isInTurn.test(name)) || waitsForItsTurn(facts, write)) continue;
    const details = { fixes: () => awaitFirst(document, facts, write) };
    if (callers.some(({ name }) => startsAll.has(name)))
      yield rule.finding('runs-together', range, { subject }, details);
    else if (mayRunBesideOthers(facts, write)) yield rule.finding('shared', range, { subject }, details);
  }
}

/** The calls that a function, or one around it, is given to where it is written. */
function callersOf({ calls, functions }: Facts, id: FunctionId): readonly CallFact[] {
  const around = new Set<FunctionId>();
  for (
    let owner: FunctionFact | undefined = functions[id];
    owner?.parent !== undefined;
    owner = functions[owner.parent]
  )
    around.add(owner.id);
  return calls.filter((call) => call.arguments.some(({ function: given }) => given !== undefined && around.has(given)));
}

/** These call an async function again before it is done. */
const startsAll: ReadonlySet<string> = new Set(['map', 'flatMap', 'forEach', 'pMap']);

/** `mutex.runExclusive(async () => …)`, `queue.add(async () => …)` */
const isInTurn = /exclusive|lock|mutex|serial|synchronized|critical|^(?:add|enqueue)$/i;

/** `await mutex.acquire()` before it. */
function waitsForItsTurn({ calls }: Facts, { function: owner, range }: StaleWriteFact): boolean {
  return calls.some(
    (call) =>
      call.function === owner &&
      call.range.start < range.start &&
      /^(?:acquire|lock)/i.test(call.name) &&
      call.fate === 'awaited',
  );
}

function awaitFirst(document: Document, facts: Facts, write: StaleWriteFact): readonly Fix[] {
  const { awaited, movable, range, subject } = write;
  const owner = facts.functions[write.function];
  if (awaited === undefined || movable === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  const name = freeName(document, 'result');
  const { newline, semicolons } = facts.file.style;
  const line = `const ${name} = ${textAt(document.text, awaited)}${semicolons ? ';' : ''}`;
  const edits = [
    insertion(range.start, line + newline + indentationAt(document, range.start)),
    replacement(movable, name),
  ];
  return [rule.fix('await-first', { subject }, edits)];
}
