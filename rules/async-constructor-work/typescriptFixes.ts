/** What can be done about work that a constructor starts. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { type Edit, insertion, type Range, replacement, textAt } from '../../server/analysis/text.ts';
import type { ConstructorFact, DroppedFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { awaitEdits, freeName, indentationAt, isTyped, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function typescriptFixes(document: Document, facts: Facts, dropped: DroppedFact): readonly Fix[] {
  const owner = facts.functions[dropped.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const fixes: Fix[] = [];
  const constructor_ = facts.constructors.find((fact) => fact.function === owner.id);
  const edits = constructor_ === undefined ? undefined : createEdits(document, facts, dropped, owner, constructor_);
  if (edits !== undefined) fixes.push(rule.fix('create', {}, edits));
  if (dropped.awaitable.kind === 'promise') {
    const handler = '.catch((error) => console.error(error))';
    fixes.push(rule.fix('catch', {}, [insertion(dropped.range.end, handler)]));
  }
  fixes.push(rule.fix('void', {}, [insertion(dropped.range.start, 'void ')]));
  return fixes;
}

/**
 * `this.load();` at the end of a constructor moves into a static method that makes an object and awaits its `load`.
 * Where the file constructs the class, it awaits that method instead.
 */
function createEdits(
  document: Document,
  facts: Facts,
  dropped: DroppedFact,
  owner: FunctionFact,
  constructor_: ConstructorFact,
): readonly Edit[] | undefined {
  const { text } = document;
  const { indent, newline, semicolons } = facts.file.style;
  const call = dropped.call === undefined ? undefined : facts.calls[dropped.call];
  if (call === undefined || dropped.form !== 'call' || !dropped.isWholeStatement) return undefined;
  if (!/^this\.[\w$#]+$/.test(call.calleeText) || constructor_.members.includes('create')) return undefined;
  if (textAt(text, { start: dropped.statement.end, end: owner.body.end }).trim() !== '') return undefined;
  const hasLocals = /\b(?:const|let|var|function|class)\b/.test(textAt(text, owner.body));
  if (call.arguments.length > 0 && hasLocals) return undefined;
  const callers = constructionEdits(document, facts, constructor_);
  if (callers === undefined) return undefined;
  const { className } = constructor_;
  const name = freeName(document, className.charAt(0).toLowerCase() + className.slice(1), 'Instance');
  const outer = indentationAt(document, owner.range.start);
  const inner = `${newline}${outer}${indent}`;
  const end = semicolons ? ';' : '';
  const started = textAt(text, dropped.range).replace(/\bthis\b/g, name);
  const result = isTyped(document) ? `: Promise<${className}>` : '';
  const method =
    `${newline}${newline}${outer}static async create(${constructor_.parameters})${result} {` +
    `${inner}const ${name} = new ${className}(${constructor_.arguments})${end}` +
    `${inner}await ${started}${end}${inner}return ${name}${end}${newline}${outer}}`;
  return [replacement(wholeLine(text, dropped.statement), ''), insertion(owner.range.end, method), ...callers];
}

/** Where one of them cannot await, there is no way. */
function constructionEdits(
  document: Document,
  facts: Facts,
  { constructions }: ConstructorFact,
): readonly Edit[] | undefined {
  const edits: Edit[] = [];
  for (const id of constructions) {
    const call = facts.calls[id];
    if (call === undefined || facts.functions[call.function]?.canAwait !== true) return undefined;
    const hasArguments = document.text[call.range.end - 1] === ')';
    const keyword = { start: call.range.start, end: call.callee.start };
    const [before, ...after] = awaitEdits(document, facts, call.range);
    if (before === undefined) return undefined;
    edits.push(
      replacement(keyword, before.text),
      insertion(call.callee.end, `.create${hasArguments ? '' : '()'}`),
      ...after,
    );
  }
  return edits;
}

/** The statement with its line, where it has one for itself. */
function wholeLine(text: string, statement: Range): Range {
  const start = text.lastIndexOf('\n', statement.start - 1) + 1;
  const end = text.indexOf('\n', statement.end);
  const isAlone =
    end >= 0 && text.slice(start, statement.start).trim() === '' && text.slice(statement.end, end).trim() === '';
  return isAlone ? { start, end: end + 1 } : statement;
}
