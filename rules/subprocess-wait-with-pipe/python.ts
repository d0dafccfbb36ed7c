/** Processes of asyncio and anyio whose pipes fill up. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, type Range, rangeOf, replacement } from '../../server/analysis/text.ts';
import type { Communication, Facts, UnreadPipeFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole, startsLine } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

const madeHere = { en: 'It is started here, with a pipe.', zh: '它在这里以管道方式启动。' };

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  for (const fact of facts.unreadPipes) {
    const { range, process, pipe, isReadLater, making } = fact;
    const related = [{ range: making, message: madeHere }];
    const details = { related, fixes: () => fixesFor(document, facts, fact) };
    yield rule.finding(isReadLater ? 'read-later' : 'unread', range, { pipe: `${process}.${pipe}` }, details);
  }
};

function fixesFor(document: Document, facts: Facts, fact: UnreadPipeFact): readonly Fix[] {
  const { communication } = fact;
  const owner = facts.functions[fact.function];
  if (communication === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  const { start } = communication.statement;
  // Above an `elif` nothing can stand.
  if (!startsLine(document, start) || document.text.startsWith('elif', start)) return [];
  const outputs = outputsOf(document, communication);
  // `_` is a function in many programs.
  const unused = /\b_\b/.test(document.text) ? freeName(document, 'unused') : '_';
  const targets = outputs.size === 0 ? '' : `${outputs.get('stdout') ?? unused}, ${outputs.get('stderr') ?? unused} = `;
  const communicate = `${fact.process}.communicate()`;
  const edits: Edit[] = communication.reads.map(({ range, pipe }) =>
    replacement(withParentheses(range, document.text), outputs.get(pipe) ?? unused),
  );
  if (communication.form === 'alone') {
    if (targets !== '') edits.push(insertion(start, targets));
    edits.push(replacement(fact.range, communicate));
  } else {
    // The process has ended then, so that the wait comes back at once with what it gives.
    const line = `${targets}await ${communicate}${facts.file.style.newline}${indentationAt(document, start)}`;
    edits.push(insertion(start, line));
  }
  return [rule.fix('communicate', {}, edits)];
}

/** What the contents of the pipes are called that are read. */
function outputsOf(document: Document, { reads }: Communication): ReadonlyMap<UnreadPipeFact['pipe'], string> {
  const names = { stdout: 'output', stderr: 'errors' } as const;
  return new Map(reads.map(({ pipe }) => [pipe, freeName(document, names[pipe])]));
}

/** `(await process.stdout.read()).decode()` needs none around a name; those of a call stay. */
function withParentheses({ start, end }: Range, text: string): Range {
  const before = text.slice(0, start - 1);
  const isCall = /[\w)\]]\s*$/.test(before) && !/\b(?:return|yield|assert|in|is|not|and|or|if|else)\s+$/.test(before);
  const isEnclosed = text[start - 1] === '(' && text[end] === ')' && !isCall;
  return isEnclosed ? rangeOf(start - 1, end + 1) : rangeOf(start, end);
}
