/** What can be done about each flaw of an executor. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { type Edit, insertion, type Range, replacement, textAt } from '../../server/analysis/text.ts';
import type { ExecutorFact, ExecutorFlaw, Facts } from '../../server/facts/facts.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import { indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function typescriptFixes(
  document: Document,
  facts: Facts,
  executor: ExecutorFact,
  flaw: ExecutorFlaw,
): readonly Fix[] {
  const owner = facts.functions[executor.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  if (flaw.kind === 'settled-twice')
    return flaw.firstStatement === undefined
      ? []
      : [rule.fix('return', {}, [insertion(flaw.firstStatement.start, 'return ')])];
  if (flaw.kind === 'swapped-names') {
    const [first, second] = flaw.names;
    const { text } = document;
    const edits = [replacement(first, textAt(text, second)), replacement(second, textAt(text, first))];
    return [rule.fix('swap', {}, edits)];
  }
  const { rejection } = executor;
  if (rejection === undefined) return [];
  const { name, edits } = rejection;
  const { text } = document;
  switch (flaw.kind) {
    case 'throw-in-callback': {
      const call = `return ${name}(${textAt(text, flaw.error)})${semicolonOf(text, flaw.range)}`;
      return [rule.fix('reject', {}, [...edits, replacement(flaw.range, call)])];
    }
    case 'left-pending': {
      const call = `return ${name}(${flaw.error})${semicolonOf(text, flaw.range)}`;
      return [rule.fix('reject', {}, [...edits, replacement(flaw.range, call)])];
    }
    case 'result-lost':
      return [rule.fix('reject', {}, [...edits, insertion(flaw.range.end, `.catch(${name})`)])];
    case 'parse-in-callback': {
      const guard = flaw.isExpression
        ? expressionGuard(facts, flaw.guarded, name)
        : statementGuard(document, facts, flaw.guarded, name);
      return [rule.fix('catch', {}, [...edits, ...guard])];
    }
    default:
      return [];
  }
}

function semicolonOf(text: string, statement: Range): string {
  return text[statement.end - 1] === ';' ? ';' : '';
}

function expressionGuard(facts: Facts, body: Range, reject: string): readonly Edit[] {
  const end = facts.file.style.semicolons ? ';' : '';
  return [
    insertion(body.start, '{ try { '),
    insertion(body.end, `${end} } catch (error) { ${reject}(error)${end} } }`),
  ];
}

function statementGuard(document: Document, facts: Facts, statements: Range, reject: string): readonly Edit[] {
  const { indent, newline, semicolons } = facts.file.style;
  const end = semicolons ? ';' : '';
  const isOnOwnLine = /\n[ \t]*$/.test(document.text.slice(0, statements.start));
  if (!isOnOwnLine)
    return [
      insertion(statements.start, 'try { '),
      insertion(statements.end, ` } catch (error) { ${reject}(error)${end} }`),
    ];
  const head = `${newline}${indentationAt(document, statements.start)}`;
  return [
    insertion(statements.start, `try {${head}${indent}`),
    ...indentEdits(document, facts, statements),
    insertion(statements.end, `${head}} catch (error) {${head}${indent}${reject}(error)${end}${head}}`),
  ];
}
