import { contains, type Edit, type Range, textAt } from '../../../server/analysis/text.ts';
import { freeName, threadEdits, threadRun } from '../../../server/languages/python/edits.ts';
import { blankLineAbove, wrapped } from '../block.ts';
import { defineSurround, type SurroundPlace } from '../surround.ts';

export const thread = defineSurround({
  name: 'thread',
  language: 'python',
  title: { en: 'Run in a worker thread', zh: '放到 worker 线程运行' },
  isAsync: true,
  edits(place) {
    const { facts, selection } = place;
    if (selection.waits || selection.exits.length > 0) return undefined;
    // What is awaitable belongs to the event loop, which another thread cannot reach.
    const isAsync = facts.calls.some(
      ({ range, awaitable }) => contains(selection.range, range) && awaitable.awaitability === 'always',
    );
    if (isAsync) return undefined;
    const [statement, ...others] = selection.statements;
    return statement?.call !== undefined && others.length === 0
      ? callInThread(place, statement.call)
      : blockInThread(place);
  },
});

function callInThread({ document, facts }: SurroundPlace, range: Range): readonly Edit[] | undefined {
  const call = facts.calls.find(
    (candidate) => candidate.range.start === range.start && candidate.range.end === range.end,
  );
  return call && threadEdits(document, facts, call)?.edits;
}

/** A function in place, which gives back the names that are used behind it. */
function blockInThread(place: SurroundPlace): readonly Edit[] | undefined {
  const { document, facts, selection } = place;
  const name = freeName(document, 'run_in_thread');
  const run = threadRun(document, facts, name);
  const callsSuper = /\bsuper\s*\(\s*\)/.test(textAt(document.text, selection.range));
  if (selection.sharesVariables || callsSuper || run === undefined) return undefined;
  const results = selection.outliving.map((outliving) => outliving.name).join(', ');
  const after =
    results === ''
      ? ['', `await ${run.reference}`]
      : [`\treturn ${results}`, '', `${results} = await ${run.reference}`];
  return [...run.edits, ...blankLineAbove(place), ...wrapped(place, [`def ${name}():`], after)];
}
