/** What can be done about an async executor, the best code first. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { contains, type Edit, insertion, type Range, replacement, textAt } from '../../server/analysis/text.ts';
import type { ExecutorFact, ExecutorUnwrapping, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { indentEdits, outdentEdits } from '../../server/facts/indentation.ts';
import { asyncEdits, indentationAt, isTyped, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function typescriptFixes(
  document: Document,
  facts: Facts,
  executor: ExecutorFact,
  owner: FunctionFact,
): readonly Fix[] {
  if (!executor.isInPlace || !isWhole(facts, owner)) return [];
  const fixes: Fix[] = [];
  const { unwrapping } = executor;
  const edits = unwrapping === undefined ? undefined : unwrapEdits(document, facts, executor, owner, unwrapping);
  if (edits !== undefined) fixes.push(rule.fix('unwrap', {}, edits));
  const word = /^async\s+/.exec(document.text.slice(owner.range.start))?.[0];
  if (!executor.hasAwait && word !== undefined) {
    const { start } = owner.range;
    fixes.push(rule.fix('drop-async', {}, [replacement({ start, end: start + word.length }, '')]));
  }
  if (executor.rejection !== undefined && executor.hasAwait)
    fixes.push(rule.fix('reject', {}, guardEdits(document, facts, owner, executor.rejection)));
  return fixes;
}

function unwrapEdits(
  document: Document,
  facts: Facts,
  executor: ExecutorFact,
  owner: FunctionFact,
  unwrapping: ExecutorUnwrapping,
): readonly Edit[] | undefined {
  return (
    aroundEdits(document, facts, executor, owner, unwrapping) ?? callEdits(document, facts, executor, owner, unwrapping)
  );
}

/** The function that only returns the promise does the work itself. */
function aroundEdits(
  document: Document,
  facts: Facts,
  { range }: ExecutorFact,
  owner: FunctionFact,
  { edits, around }: ExecutorUnwrapping,
): readonly Edit[] | undefined {
  if (around === undefined) return undefined;
  const function_ = facts.functions.find((fact) => fact.range.start === around.start && contains(fact.range, range));
  const conversion = function_ === undefined ? undefined : asyncEdits(function_);
  if (conversion === undefined || function_ === undefined) return undefined;
  const { text } = document;
  const [start, end] = around.isExpression
    ? [owner.body.start - 1, owner.body.end + 1]
    : [owner.body.start, owner.body.end];
  const before = { start: around.replaced.start, end: start };
  const after = { start: end, end: around.replaced.end };
  if (hasComment(text, before) || hasComment(text, after)) return undefined;
  const width = indentationAt(document, owner.body.end).length - indentationAt(document, around.replaced.end).length;
  const lines = width > 0 ? outdentEdits(document, facts, owner.body, width) : [];
  const outer = [replacement(before, ''), replacement(after, '')];
  const kept = lines.filter((line) => ![...edits, ...outer].some((edit) => contains(edit.range, line.range)));
  return [...conversion, ...(around.result === undefined ? [] : [around.result]), ...outer, ...edits, ...kept];
}

/** An async function that is called where it is written. */
function callEdits(
  document: Document,
  facts: Facts,
  { range }: ExecutorFact,
  owner: FunctionFact,
  { edits, result }: ExecutorUnwrapping,
): readonly Edit[] | undefined {
  const { text } = document;
  if (!facts.file.style.semicolons && /(?:^|\n)[ \t]*$/.test(text.slice(0, range.start))) return undefined;
  const type = result === undefined || !isTyped(document) ? '' : `: Promise<${result}>`;
  const before = { start: range.start, end: owner.body.start };
  const after = { start: owner.body.end, end: range.end };
  if (hasComment(text, before) || hasComment(text, after)) return undefined;
  return [replacement(before, `(async ()${type} => {`), replacement(after, '})()'), ...edits];
}

function hasComment(text: string, range: Range): boolean {
  return /\/[/*]/.test(textAt(text, range));
}

function guardEdits(
  document: Document,
  facts: Facts,
  owner: FunctionFact,
  { name, edits }: { readonly name: string; readonly edits: readonly Edit[] },
): readonly Edit[] {
  const { text } = document;
  const { indent, newline, semicolons } = facts.file.style;
  const end = semicolons ? ';' : '';
  const { body } = owner;
  const isBlock = text[body.start - 1] === '{' && text[body.end] === '}';
  if (!isBlock)
    return [
      ...edits,
      insertion(body.start, '{ try { '),
      insertion(body.end, `${end} } catch (error) { ${name}(error)${end} } }`),
    ];
  const base = indentationAt(document, body.end);
  const head = `${newline}${base}${indent}`;
  const written = textAt(text, body).trimEnd();
  const last = { start: body.start, end: body.start + written.length };
  const rest = written.includes('\n')
    ? `${head}} catch (error) {${head}${indent}${name}(error)${end}${head}}`
    : ` } catch (error) { ${name}(error)${end} }`;
  const open = written.includes('\n') ? `${head}try {` : ' try {';
  return [...edits, insertion(body.start, open), ...indentEdits(document, facts, last), insertion(last.end, rest)];
}
