/** Sessions, connections and files of Python's libraries that stay open. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, type Range, rangeOf, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, FunctionFact, ResourceWrapping, UnclosedResourceFact } from '../../server/facts/facts.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import { freeName, indentationAt, isWhole, standsAlone, statementBelow } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  // Tests end soon, and some are about what is left open.
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const fact of facts.unclosedResources) {
    const owner = facts.functions[fact.function];
    const message = owner && messageFor(facts, fact, owner);
    if (owner === undefined || message === undefined) continue;
    const { range, resource, variable, state } = fact;
    const related = state.kind === 'skipped' ? relatedTo(state.leaving) : [];
    const fixes = () => fixesOf(document, facts, fact, owner);
    yield rule.finding(message, range, { resource, variable, name: owner.name }, { related, fixes });
  }
};

/** With the end of the program all is closed, if not properly. */
function messageFor({ file }: Facts, { state }: UnclosedResourceFact, { role }: FunctionFact) {
  const endsProgram = role === 'entry-point' || file.role === 'script';
  switch (state.kind) {
    case 'lost':
      return endsProgram ? undefined : 'lost';
    case 'never-closed':
      return endsProgram || state.isInUseForGood ? 'open-at-end' : 'never-closed';
    case 'skipped':
    case 'unguarded':
      return endsProgram ? undefined : state.kind;
  }
}

function relatedTo(leaving: Range | undefined): readonly RelatedLocation[] {
  return leaving === undefined ? [] : [{ range: leaving, message: leavingHere }];
}

const leavingHere = { en: 'It is left open here.', zh: '在此处它没有被关闭。' };

function fixesOf(document: Document, facts: Facts, fact: UnclosedResourceFact, owner: FunctionFact): readonly Fix[] {
  const { wrapping, managing } = fact;
  if (wrapping === undefined || !owner.isAsync || !isWhole(facts, owner)) return [];
  const { statement, rest, closing } = wrapping;
  const isMovable = [statement, rest, ...(closing === undefined ? [] : [closing])].every((part) =>
    standsAlone(document, part),
  );
  if (!isMovable) return [];
  if (managing !== 'async-with') {
    const edits = closingInFinally(document, facts, fact.variable, managing.closing, wrapping);
    return edits.length === 0 ? [] : [rule.fix('finally', {}, edits)];
  }
  const isHeld = rest.start !== statement.start;
  const edits = isHeld
    ? enteringStatement(document, facts, fact.variable, wrapping)
    : enteringFirst(document, facts, fact, wrapping, owner);
  return [rule.fix('async-with', {}, edits)];
}

/** `session = ClientSession()` becomes the head of the block. */
function enteringStatement(
  document: Document,
  facts: Facts,
  variable: string,
  { statement, entered, rest, closing }: ResourceWrapping,
): readonly Edit[] {
  const { text } = document;
  const edits: Edit[] = [
    replacement(statement, `async with ${textAt(text, entered)} as ${variable}:`),
    ...indentEdits(document, facts, rangeOf(statement.end, rest.end)),
  ];
  if (closing !== undefined) edits.push(removed(text, closing));
  return edits;
}

/** Its lines with the line break before them; a comment behind it stays. */
function removed(text: string, { start, end }: Range): Edit {
  const behind = /^[ \t]*(#)?[^\r\n]*/.exec(text.slice(end));
  if (behind?.[1] !== undefined) return replacement(rangeOf(start, text.indexOf('#', end)), '');
  const before = /\r?\n[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  return replacement(rangeOf(start - before, end + (behind?.[0].length ?? 0)), '');
}

/** A head is written before the statement that makes the resource, which gets a name. */
function enteringFirst(
  document: Document,
  facts: Facts,
  { variable }: UnclosedResourceFact,
  { statement, entered, rest }: ResourceWrapping,
  owner: FunctionFact,
): readonly Edit[] {
  const { indent, newline } = facts.file.style;
  const name = freeName({ ...document, text: textAt(document.text, owner.range) }, variable);
  const head = `async with ${textAt(document.text, entered)} as ${name}:`;
  const line = newline + indentationAt(document, statement.start);
  return [
    insertion(statement.start, head + line + indent),
    replacement(entered, name),
    ...indentEdits(document, facts, rest),
  ];
}

function closingInFinally(
  document: Document,
  facts: Facts,
  variable: string,
  closing: readonly string[],
  { statement, rest, closing: written }: ResourceWrapping,
): readonly Edit[] {
  const { indent, newline } = facts.file.style;
  const line = newline + indentationAt(document, statement.start);
  const head = `finally:${line}${indent}`;
  const lines = closing.map((each) => each.replace('{name}', variable));
  const begin = statementBelow(document, facts, statement, 'try:');
  const end =
    written === undefined
      ? statementBelow(document, facts, rest, head + lines.join(line + indent))
      : insertion(written.start, head);
  if (begin === undefined || end === undefined) return [];
  const moved = indentEdits(document, facts, rangeOf(statement.end, rest.end));
  return [begin, ...moved, end, ...(written === undefined ? [] : indentEdits(document, facts, written))];
}
