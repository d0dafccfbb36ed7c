/** `missing-await` in Python: coroutines that never run and awaitables that nobody awaits. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { CallFact, DroppedFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import {
  asyncLibraryOf,
  awaitEdits,
  functionAndArguments,
  importedName,
  indentationAt,
  isWhole,
  keptTaskEdits,
  standsAlone,
} from '../../server/languages/python/edits.ts';
import { isAllowed } from './allowedNames.ts';
import { isDroppedByDesign } from './droppedByDesign.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts, options }) {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const dropped of facts.dropped) {
    const owner = facts.functions[dropped.function];
    const call = dropped.call === undefined ? undefined : facts.calls[dropped.call];
    if (owner === undefined || isMeantToBeDropped(dropped, call) || isAllowedByUser(options.safeCallees, dropped, call))
      continue;
    const finding = findingFor(dropped, owner, call, () => fixesFor({ document, facts, dropped, call, owner }));
    if (finding !== undefined) yield finding;
  }
};

/** Work that an executor or another loop does anyway; whoever drops its result is told so by other rules, if at all. */
const runsAnyway = /(?:^|\.)(?:run_in_executor|run_coroutine_threadsafe|create_task|ensure_future|submit)$/;

/** What a collection gives back was made elsewhere, and whoever made it may be waiting. */
const takesFromCollection = /^(?:builtins|collections)\.\w+\.(?:pop|popleft|get|setdefault)$/;

function isMeantToBeDropped({ awaitable }: DroppedFact, call: CallFact | undefined): boolean {
  if (call === undefined) return false;
  if (call.symbol !== undefined && isDroppedByDesign(call.symbol)) return true;
  // A coroutine function of the workspace starts nothing, whatever its name.
  const isCoroutine = awaitable.kind === 'coroutine' && awaitable.evidence === 'definition';
  return (!isCoroutine && runsAnyway.test(call.symbol ?? call.name)) || takesFromCollection.test(call.symbol ?? '');
}

function isAllowedByUser(names: unknown, { subject }: DroppedFact, call: CallFact | undefined): boolean {
  if (!Array.isArray(names)) return false;
  return isAllowed(subject, names) || (call?.symbol !== undefined && isAllowed(call.symbol, names));
}

function findingFor(
  dropped: DroppedFact,
  owner: FunctionFact,
  call: CallFact | undefined,
  fixes: () => readonly Fix[],
): Finding | undefined {
  const { kind, evidence, awaitability } = dropped.awaitable;
  const values = { callee: dropped.subject };
  // Plain functions often use the plain twin of an async class, under the same names.
  if (evidence === 'usage')
    return owner.canAwait
      ? rule.finding('usage', dropped.range, values, { fixes, ...allowanceFor(dropped, call) })
      : undefined;
  if (awaitability !== 'always') return undefined;
  switch (kind) {
    case 'coroutine':
      if (dropped.form === 'list' || dropped.form === 'comprehension')
        return rule.finding('coroutine-list', dropped.range, values, { fixes });
      if (owner.canAwait || owner.name === '') return rule.finding('coroutine', dropped.range, values, { fixes });
      return rule.finding('coroutine-in-sync-function', dropped.range, { ...values, function: owner.name }, { fixes });
    // A function that gives a future back has started the work; only who waits needs it.
    case 'future':
      return evidence === 'declaration' || call?.target !== undefined
        ? undefined
        : rule.finding('awaitable', dropped.range, values, { fixes });
    case 'awaitable':
      return rule.finding('awaitable', dropped.range, values, { fixes, ...allowanceFor(dropped, call) });
    // Work may have been started, and the object given only to whoever wants to wait for it.
    case 'object':
    // A task runs anyway, so this is not about awaiting it.
    case 'task':
    case 'promise':
    case undefined:
      return undefined;
  }
}

/** What the user would call it in the configuration, unless it is a coroutine, which nobody can safely drop. */
function allowanceFor({ form }: DroppedFact, call: CallFact | undefined) {
  const name = form === 'call' ? (call?.symbol ?? call?.calleeText) : undefined;
  return name !== undefined && /^[\w.]+$/.test(name) ? { allowance: { option: 'safeCallees', value: name } } : {};
}

interface Case {
  readonly document: Document;
  readonly facts: Facts;
  readonly dropped: DroppedFact;
  readonly call: CallFact | undefined;
  readonly owner: FunctionFact;
}

function fixesFor(found: Case): readonly Fix[] {
  const { facts, owner, dropped } = found;
  if (!isWhole(facts, owner)) return [];
  const isList = dropped.form === 'list' || dropped.form === 'comprehension';
  const candidates = isList ? [awaitAll(found)] : [awaited(found), returned(found), runInLoop(found), keptTask(found)];
  return candidates.filter((fix) => fix !== undefined);
}

function awaited({ document, dropped, owner }: Case): Fix | undefined {
  const edits = awaitEdits(document, dropped.range, dropped.needsParentheses);
  if (owner.canAwait) return rule.fix('await', {}, edits);
  if (owner.asyncConversion.kind !== 'possible') return undefined;
  return rule.fix('await-in-async', { function: owner.name }, [...owner.asyncConversion.edits, ...edits]);
}

/**
 * `[save(item) for item in items]` becomes `await asyncio.gather(*[save(item) for item in items])`; the items of a list
 * become the arguments themselves.
 */
function awaitAll({ document, facts, dropped, owner }: Case): Fix | undefined {
  if (!owner.canAwait || asyncLibraryOf(facts) !== 'asyncio') return undefined;
  const gather = importedName(document, facts, 'asyncio', 'gather');
  if (gather === undefined) return undefined;
  const work = textAt(document.text, dropped.range);
  const passed = dropped.form === 'list' ? argumentsOf(work) : `*${work}`;
  const awaited = replacement(dropped.range, `await ${gather.reference}(${passed})`);
  return rule.fix('await-all', { combinator: gather.reference }, [...gather.edits, awaited]);
}

/** A tuple goes without brackets where it does not start with one. */
function argumentsOf(collection: string): string {
  if (/^[[{]/.test(collection)) return collection.slice(1, -1);
  return collection.startsWith('(') ? `*${collection}` : collection;
}

/** A plain function that ends in the call may leave the awaiting to its callers. */
function returned({ document, dropped, owner }: Case): Fix | undefined {
  if (owner.isAsync || owner.isGenerator || (owner.kind !== 'function' && owner.kind !== 'method')) return undefined;
  const isLast = document.text.slice(dropped.statement.end, owner.body.end).trim() === '';
  const isOnBodyLevel = indentationAt(document, dropped.statement.start) === indentationAt(document, owner.body.start);
  if (!isLast || !isOnBodyLevel || !dropped.isWholeStatement || !standsAlone(document, dropped.statement))
    return undefined;
  return rule.fix('return', {}, [insertion(dropped.statement.start, 'return ')]);
}

/** Only where no loop can be running yet: a second one in the same thread is refused at run time. */
function runInLoop(found: Case): Fix | undefined {
  const { document, facts, dropped, call, owner } = found;
  if (owner.canAwait || owner.kind === 'lambda' || isReachedFromLoop(document, facts, owner)) return undefined;
  if (document.cells !== undefined) return undefined;
  if (call === undefined || dropped.awaitable.kind !== 'coroutine' || dropped.form !== 'call') return undefined;
  const library = asyncLibraryOf(facts);
  const run = importedName(document, facts, library, 'run');
  if (run === undefined) return undefined;
  const passed =
    library === 'asyncio' ? { text: textAt(document.text, dropped.range), edits: [] } : argumentsForRun(found, call);
  if (passed === undefined) return undefined;
  const edits = [...run.edits, ...passed.edits, replacement(dropped.range, `${run.reference}(${passed.text})`)];
  return rule.fix('run-loop', { runner: run.reference }, edits);
}

/** `trio.run` and `anyio.run` take the function and its positional arguments apart. */
function argumentsForRun(
  { document, facts }: Case,
  call: CallFact,
): { readonly text: string; readonly edits: readonly Edit[] } | undefined {
  const text = functionAndArguments(document, facts, call);
  if (text === undefined) return undefined;
  const hasKeywords = call.arguments.some(
    (argument) => argument.keyword !== undefined || argument.spread === 'keywords',
  );
  if (!hasKeywords) return { text, edits: [] };
  const partial = importedName(document, facts, 'functools', 'partial');
  return partial && { text: `${partial.reference}(${text})`, edits: partial.edits };
}

/** The loop holds its tasks weakly, so a task that nobody else holds may vanish before it is done. */
function keptTask({ document, facts, dropped, owner }: Case): Fix | undefined {
  if (asyncLibraryOf(facts) !== 'asyncio' || dropped.awaitable.kind !== 'coroutine') return undefined;
  if (owner.kind === 'module' || (!owner.isAsync && !isReachedFromLoop(document, facts, owner))) return undefined;
  if (!dropped.isWholeStatement || !standsAlone(document, dropped.statement)) return undefined;
  const create = importedName(document, facts, 'asyncio', 'create_task');
  if (create === undefined) return undefined;
  const started = `${create.reference}(${textAt(document.text, dropped.range)})`;
  return rule.fix('keep-task', {}, [...create.edits, ...keptTaskEdits(document, facts, dropped.statement, started)]);
}

/** Whether async code of this file calls the function, by itself or through others. */
function isReachedFromLoop(document: Document, facts: Facts, owner: FunctionFact, seen = new Set([owner.id])): boolean {
  for (
    let outer = facts.functions[owner.parent ?? -1];
    outer !== undefined;
    outer = facts.functions[outer.parent ?? -1]
  )
    if (outer.isAsync) return true;
  return facts.calls.some((call) => {
    if (call.target?.path !== document.path || !isDefinedAt(owner, call.target.offset)) return false;
    const caller = facts.functions[call.function];
    if (caller === undefined || seen.has(caller.id)) return false;
    seen.add(caller.id);
    return caller.isAsync || isReachedFromLoop(document, facts, caller, seen);
  });
}

function isDefinedAt(owner: FunctionFact, offset: number | undefined): boolean {
  return owner.nameRange.start === offset || owner.range.start === offset;
}
