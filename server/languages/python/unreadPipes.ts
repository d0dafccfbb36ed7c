/** Processes that are waited for while nobody reads what they write into a pipe. */

import { rangeOf } from '../../analysis/text.ts';
import type { Communication, UnreadPipeFact } from '../../facts/facts.ts';
import { argumentAt } from './arguments.ts';
import { lastNameOf } from './callFacts.ts';
import type { Analysed, CallDraft, Place } from './drafts.ts';
import type { Call, FunctionDef, Statement } from './parser/nodes.ts';
import { comesFirst } from './precedence.ts';
import { formOf, type PipeName, type PipeUse, type ProcessUses, usesOfProcess } from './processUses.ts';

export function unreadPipeFacts(analysed: Analysed): readonly UnreadPipeFact[] {
  return analysed.calls.flatMap((draft) => (makers.has(draft.fact.name) ? (unreadPipe(analysed, draft) ?? []) : []));
}

const makers: ReadonlySet<string> = new Set(['create_subprocess_exec', 'create_subprocess_shell', 'open_process']);

function unreadPipe(analysed: Analysed, { fact, node, place }: CallDraft): UnreadPipeFact | undefined {
  const { symbol = '' } = fact;
  if (!/^asyncio\.create_subprocess_|^anyio\.open_process$/.test(symbol) || fact.fate !== 'awaited') return undefined;
  const isAnyio = symbol === 'anyio.open_process';
  const pipes = pipesOf(node, isAnyio);
  const name = variableOf(node, place);
  const owner = analysed.functions[place.function]?.node;
  if (pipes.length === 0 || name === undefined || owner?.kind !== 'FunctionDef') return undefined;
  if (isGivenOthers(name, owner, node, place)) return undefined;
  const uses = usesOfProcess(name, owner);
  const wait = uses?.waits.find(({ start }) => start > node.end && !uses.ends.some((end) => end < start));
  if (uses === undefined || wait === undefined) return undefined;
  const rounds = placeOf(analysed, wait)?.around.filter((each) => isRoundAfter(each, node)) ?? [];
  const isEarly = ({ isInner, node: { start } }: PipeUse) =>
    isInner || start < wait.start || rounds.some((round) => round.start <= start && start < round.end);
  const unread = pipes.find((pipe) => !uses.pipes.some((use) => use.pipe === pipe && isEarly(use)));
  if (unread === undefined) return undefined;
  const communication = isAnyio || uses.pipes.some(isEarly) ? undefined : communicationAt(analysed, uses, wait);
  return {
    range: rangeOf(wait.start, wait.end),
    process: name,
    pipe: unread,
    isReadLater: uses.pipes.some(({ pipe }) => pipe === unread),
    making: fact.range,
    ...(communication === undefined ? {} : { communication }),
    function: place.function,
  };
}

/** Whether it is a loop that comes to the same process again: what it reads behind a wait comes before the next. */
function isRoundAfter({ kind, start }: Statement, making: Call): boolean {
  return (kind === 'While' || kind === 'For') && making.end < start;
}

/** The pipes that the process writes into; none where that cannot be told. */
function pipesOf(making: Call, isAnyio: boolean): readonly PipeName[] {
  if (making.arguments.some((argument) => argument.kind === 'Keyword' && argument.name === undefined)) return [];
  return (['stdout', 'stderr'] as const).filter((pipe) => {
    const given = argumentAt(making, pipe);
    return given === undefined ? isAnyio : lastNameOf(given) === 'PIPE';
  });
}

/** What `process = await …` or `async with await … as process` calls it. */
function variableOf(making: Call, { statement }: Place): string | undefined {
  if (statement?.kind === 'With') {
    const item = statement.items.find(({ context }) => context.kind === 'Await' && context.value === making);
    return item?.target?.kind === 'Name' ? item.target.name : undefined;
  }
  if (statement?.kind !== 'Assign' || statement.value.kind !== 'Await') return undefined;
  const [target, ...others] = statement.targets;
  const isAll = statement.value.value === making && others.length === 0;
  return isAll && target?.kind === 'Name' ? target.name : undefined;
}

/** Whether the variable may hold another process, or somebody outside of the function sees it. */
function isGivenOthers(name: string, owner: FunctionDef, making: Call, { scope }: Place): boolean {
  if (scope.node !== owner || scope.outer?.has(name) === true) return true;
  return (scope.bindings.get(name) ?? []).some((binding) => {
    if (binding.kind === 'declaration') return false;
    const value = binding.kind === 'value' ? binding.value : binding.kind === 'manager' ? binding.context : undefined;
    if (value?.kind === 'Constant') return false;
    return value?.kind !== 'Await' || value.value !== making;
  });
}

/** How `communicate` may take the place of a wait, where all that is read behind it is read whole. */
function communicationAt(analysed: Analysed, uses: ProcessUses, wait: Call): Communication | undefined {
  const place = placeOf(analysed, wait);
  const statement = place?.statement;
  if (place === undefined || statement === undefined || uses.usesInput) return undefined;
  const form = formOf(wait, statement);
  if (form === undefined) return undefined;
  const reads = uses.pipes.map(({ read, pipe }) => {
    const at = read && placeOf(analysed, read.value);
    const isBehind = at !== undefined && at.loop === place.loop && comesFirst(place, at);
    return read === undefined || !isBehind ? undefined : { range: rangeOf(read.start, read.end), pipe };
  });
  if (!reads.every((read) => read !== undefined)) return undefined;
  return { statement: rangeOf(statement.start, statement.end), form, reads };
}

function placeOf({ calls, callIds }: Analysed, call: Call): Place | undefined {
  return calls[callIds.get(call) ?? -1]?.place;
}
