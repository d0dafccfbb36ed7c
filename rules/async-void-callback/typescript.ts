/** Async functions where nobody takes their promises. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { contains, type Edit, insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { CallbackFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check(input: CheckInput<Facts>): Iterable<Finding> {
  const { facts } = input;
  if (facts.file.role !== 'application') return;
  for (const callback of facts.callbacks) {
    if (callback.result !== 'dropped' || !callback.canReject) continue;
    const owner = callback.function === undefined ? undefined : facts.functions[callback.function];
    if (owner === undefined) continue;
    const range = callback.isInPlace ? owner.nameRange : callback.range;
    const fixes = () => fixesFor(input, callback, owner);
    yield rule.finding(callback.isPageEvent ? 'page-event' : 'dropped', range, {}, { fixes });
  }
}

function fixesFor({ document, facts }: CheckInput<Facts>, callback: CallbackFact, owner: FunctionFact): readonly Fix[] {
  if (!isWhole(facts, owner)) return [];
  if (!callback.isInPlace) {
    // What it takes is unknown here, so all is handed on.
    const given = freeName(document, 'given');
    const call = `(...${given}) => void ${textAt(document.text, callback.range)}(...${given}).catch((error) => console.error(error))`;
    return callback.call === undefined ? [] : [rule.fix('wrap', {}, [replacement(callback.range, call)])];
  }
  if (document.text[owner.body.start - 1] !== '{') return [];
  return [rule.fix('try-catch', {}, guardedBody(document, facts, owner))];
}

/** A `try` around the statements of a body, each line one level further in. */
function guardedBody(document: Document, facts: Facts, { body }: FunctionFact): readonly Edit[] {
  const { indent, newline, semicolons } = facts.file.style;
  const { text } = document;
  const inner = textAt(text, body);
  const outer = indentationAt(document, body.end);
  const end = semicolons ? ';' : '';
  const handler = `} catch (error) {${newline}${outer}${indent}${indent}console.error(error)${end}${newline}${outer}${indent}}`;
  if (!inner.includes('\n')) {
    const lines = `${newline}${outer}${indent}try {${newline}${outer}${indent}${indent}${inner.trim()}`;
    return [replacement(body, `${lines}${newline}${outer}${indent}${handler}${newline}${outer}`)];
  }
  const edits: Edit[] = [insertion(body.start, `${newline}${outer}${indent}try {`)];
  for (
    let line = text.indexOf('\n', body.start);
    line >= 0 && line < body.end - 1;
    line = text.indexOf('\n', line + 1)
  ) {
    const start = line + 1;
    const isText = facts.multilineTexts.some((range) => contains(range, { start, end: start }) && range.start < start);
    const isBlank = /^[ \t]*\r?$/m.test(text.slice(start, text.indexOf('\n', start)));
    const isLast = text.slice(start, body.end).trim() === '';
    if (!isText && !isBlank && !isLast) edits.push(insertion(start, indent));
  }
  const last = body.start + inner.trimEnd().length;
  edits.push(insertion(last, `${newline}${outer}${indent}${handler}`));
  return edits;
}
