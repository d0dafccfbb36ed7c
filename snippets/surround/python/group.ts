import { contains, type Edit, replacement, textAt } from '../../../server/analysis/text.ts';
import type { CallFact } from '../../../server/facts/facts.ts';
import type { AwaitedStatement } from '../../../server/facts/selection.ts';
import {
  asyncLibraryOf,
  freeName,
  functionAndArguments,
  hasAsyncio,
  importedName,
} from '../../../server/languages/python/edits.ts';
import { wrapped } from '../block.ts';
import { independentAwaits } from '../joined.ts';
import { defineSurround, type SurroundPlace } from '../surround.ts';

export const group = defineSurround({
  name: 'group',
  language: 'python',
  title: { en: 'Run in a task group', zh: '放入 task group 运行' },
  isAsync: true,
  edits(place) {
    const { facts, selection } = place;
    if (selection.exits.includes('yield')) return undefined;
    const library = asyncLibraryOf(facts);
    const awaits = independentAwaits(place);
    const calls = awaits?.map(({ operand }) => facts.calls.find(({ range }) => isSame(range, operand)));
    if (library !== 'asyncio') return calls && startedSoon(place, library, awaits ?? [], calls);
    if (!hasAsyncio(facts, 'asyncio.TaskGroup')) return undefined;
    return awaits !== undefined && calls?.every((call) => call !== undefined)
      ? awaitsAsTasks(place, awaits)
      : startedTasks(place);
  },
});

interface Group {
  readonly name: string;
  readonly header: string;
  readonly edits: readonly Edit[];
}

function newGroup(
  { document, facts }: SurroundPlace,
  module: string,
  maker: string,
  variable: string,
): Group | undefined {
  const made = importedName(document, facts, module, maker);
  const name = freeName(document, variable);
  return made && { name, header: `async with ${made.reference}() as ${name}:`, edits: made.edits };
}

/** Each await becomes a task, and its result is taken when all are done. */
function awaitsAsTasks(place: SurroundPlace, awaits: readonly AwaitedStatement[]): readonly Edit[] | undefined {
  const { document, selection } = place;
  const tasks = newGroup(place, 'asyncio', 'TaskGroup', 'group');
  if (tasks === undefined || awaits.length < 2) return undefined;
  const results: string[] = [];
  const edits = awaits.map(({ operand, target }, index) => {
    const started = `${tasks.name}.create_task(${textAt(document.text, operand)})`;
    const statement = selection.statements[index]?.range ?? operand;
    if (target === undefined) return replacement(statement, started);
    const kept = textAt(document.text, target);
    const task = freeName(document, `${kept.replace(/^.*\./, '')}_task`);
    results.push(`${kept} = ${task}.result()`);
    return replacement(statement, `${task} = ${started}`);
  });
  return [...tasks.edits, ...edits, ...wrapped(place, [tasks.header], results)];
}

/** Tasks that the block starts become the group's. */
function startedTasks(place: SurroundPlace): readonly Edit[] | undefined {
  const { facts, selection } = place;
  const started = facts.calls.filter(
    ({ symbol, range }) => symbol === 'asyncio.create_task' && contains(selection.range, range),
  );
  const tasks = newGroup(place, 'asyncio', 'TaskGroup', 'group');
  if (started.length === 0 || tasks === undefined) return undefined;
  const edits = started.map(({ callee }) => replacement(callee, `${tasks.name}.create_task`));
  return [...tasks.edits, ...edits, ...wrapped(place, [tasks.header], [])];
}

/** trio and anyio give no results back, and take functions and their positional arguments. */
function startedSoon(
  place: SurroundPlace,
  library: 'trio' | 'anyio',
  awaits: readonly AwaitedStatement[],
  calls: readonly (CallFact | undefined)[],
): readonly Edit[] | undefined {
  const { document, facts, selection } = place;
  const isTrio = library === 'trio';
  const tasks = newGroup(place, library, isTrio ? 'open_nursery' : 'create_task_group', isTrio ? 'nursery' : 'group');
  if (tasks === undefined || awaits.length < 2 || awaits.some(({ target }) => target !== undefined)) return undefined;
  const edits: Edit[] = [];
  for (const [index, { range }] of selection.statements.entries()) {
    const call = calls[index];
    const isPositional = call?.arguments.every(({ keyword, spread }) => keyword === undefined && spread !== 'keywords');
    const passed = call && isPositional ? functionAndArguments(document, facts, call) : undefined;
    if (passed === undefined) return undefined;
    edits.push(replacement(range, `${tasks.name}.start_soon(${passed})`));
  }
  return [...tasks.edits, ...edits, ...wrapped(place, [tasks.header], [])];
}

function isSame(one: { start: number; end: number }, other: { start: number; end: number }): boolean {
  return one.start === other.start && one.end === other.end;
}
