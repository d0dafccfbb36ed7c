/** Outcomes of `Promise.allSettled`. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { lineEndAt } from '../../server/analysis/lines.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, rangeOf, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, UncheckedOutcomeFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { isIgnoredOnPurpose } from './deliberate.ts';
import { rule } from './rule.ts';

const waitedHere = { en: 'It was waited for here.', zh: '在这里等待。' };

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  for (const outcome of facts.uncheckedOutcomes) {
    const { flaw, range, subject, work = '' } = outcome;
    const wait = facts.calls[outcome.call];
    if (wait === undefined) continue;
    const fixes = () => fixesOf(document, facts, outcome);
    if (flaw === 'used') {
      const related = [{ range: wait.callee, message: waitedHere }];
      yield rule.finding('value-used', range, { subject }, { related, fixes });
    } else if (!isIgnoredOnPurpose(document, facts, outcome))
      yield rule.finding('dropped', range, { work, combinator: wait.calleeText }, { fixes });
  }
};

function fixesOf(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): readonly Fix[] {
  const owner = facts.functions[outcome.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  return [throwWhenDone(document, facts, outcome), useAll(document, facts, outcome)].filter((fix) => fix !== undefined);
}

/** An `AggregateError` came with ECMAScript 2021, a year after `Promise.allSettled`. */
function throwWhenDone(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): Fix | undefined {
  const { awaited, statement, work = '' } = outcome;
  if (statement === undefined || awaited === undefined || (facts.file.ecmaVersion ?? 2021) < 2021) return undefined;
  const { newline, quote, semicolons } = facts.file.style;
  const end = semicolons ? ';' : '';
  const before = facts.uncheckedOutcomes.filter(
    (each) => each.function === outcome.function && each.range.start < outcome.range.start,
  );
  const numbered = (base: string) => freeName(document, before.length === 0 ? base : `${base}${before.length + 1}`);
  const name = outcome.results ?? numbered('outcomes');
  const failures = numbered('failures');
  const what = /[\w$]+$/.exec(work)?.[0] ?? 'Some work';
  const lines = [
    `const ${failures} = ${name}.flatMap((outcome) => (outcome.status === ${quote}rejected${quote} ? [outcome.reason] : []))${end}`,
    `if (${failures}.length > 0) throw new AggregateError(${failures}, ${quote}${what} failed${quote})${end}`,
  ];
  const margin = newline + indentationAt(document, statement.start);
  const lineEnd = lineEndAt(document.text, statement.end);
  const isLast = /^[ \t]*(?:\/\/.*)?$/.test(document.text.slice(statement.end, lineEnd));
  const below = insertion(isLast ? lineEnd : statement.end, lines.map((line) => margin + line).join(''));
  const isKept = outcome.results !== undefined;
  return rule.fix('throw-when-done', {}, isKept ? [below] : [insertion(statement.start, `const ${name} = `), below]);
}

/** Only where nothing reads what it gives, for that is something else. */
function useAll(document: Document, facts: Facts, { call, flaw, results }: UncheckedOutcomeFact): Fix | undefined {
  const callee = facts.calls[call]?.callee;
  if (flaw !== 'dropped' || results !== undefined || callee === undefined) return undefined;
  const name = rangeOf(callee.end - 'allSettled'.length, callee.end);
  if (textAt(document.text, name) !== 'allSettled') return undefined;
  return rule.fix('use-all', {}, [replacement(name, 'all')]);
}
