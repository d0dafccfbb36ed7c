/** Outcomes of `asyncio.gather` and `asyncio.wait`. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, rangeOf, replacement } from '../../server/analysis/text.ts';
import type { CallFact, Facts, UncheckedOutcomeFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isWhole, statementBelow } from '../../server/languages/python/edits.ts';
import { isIgnoredOnPurpose } from './deliberate.ts';
import { rule } from './rule.ts';

const waitedHere = { en: 'It was waited for here.', zh: '在这里等待。' };

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  const used = new Set<number>();
  for (const outcome of facts.uncheckedOutcomes) {
    const { flaw, range, subject, work = '' } = outcome;
    const wait = facts.calls[outcome.call];
    // One use may read what several waits give, and of tasks that go on another rule tells.
    if (wait === undefined || used.has(range.start) || leavesSomeRunning(facts, wait)) continue;
    used.add(range.start);
    const combinator = wait.calleeText;
    const fixes = () => fixesOf(document, facts, outcome);
    if (flaw === 'used') {
      const related = [{ range: wait.callee, message: waitedHere }];
      yield rule.finding('exception-used', range, { subject, combinator }, { related, fixes });
    } else if (!isIgnoredOnPurpose(document, facts, outcome))
      yield rule.finding(flaw, range, { work, combinator }, { fixes });
  }
};

function leavesSomeRunning({ races }: Facts, { range }: CallFact): boolean {
  return races.some((race) => race.kind === 'pending' && race.range.start === range.start);
}

function fixesOf(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): readonly Fix[] {
  const owner = facts.functions[outcome.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const fixes =
    outcome.flaw === 'unasked'
      ? [askTasks(document, facts, outcome)]
      : [
          ...(outcome.flaw === 'dropped' ? [logFailures(document, facts, outcome)] : []),
          raiseAtOnce(document, facts, outcome),
          raiseWhenDone(document, facts, outcome),
        ];
  return fixes.filter((fix) => fix !== undefined);
}

/** Without the argument, and without the comma before it. */
function raiseAtOnce({ text }: Document, facts: Facts, { call }: UncheckedOutcomeFact): Fix | undefined {
  const given = facts.calls[call]?.arguments ?? [];
  const index = given.findIndex(({ keyword }) => keyword === 'return_exceptions');
  const [before, option, after] = [given[index - 1], given[index], given[index + 1]];
  if (before === undefined || option === undefined) return undefined;
  const removed =
    after === undefined ? rangeOf(before.range.end, option.range.end) : rangeOf(option.range.start, after.range.start);
  const isCommented =
    text.slice(removed.start, option.range.start).includes('#') ||
    text.slice(option.range.end, removed.end).includes('#');
  return isCommented ? undefined : rule.fix('raise-at-once', {}, [replacement(removed, '')]);
}

function raiseWhenDone(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): Fix | undefined {
  const each = freeName(document, 'outcome');
  const edits = loopBelow(document, facts, outcome, 'results', each, [
    `if isinstance(${each}, BaseException):`,
    `${facts.file.style.indent}raise ${each}`,
  ]);
  return edits && rule.fix('raise-when-done', {}, edits);
}

function askTasks(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): Fix | undefined {
  const each = freeName(document, 'task');
  // `_` is a function in many programs.
  const rest = /\b_\b/.test(document.text) ? freeName(document, 'pending') : '_';
  const edits = loopBelow(document, facts, outcome, `done, ${rest}`, each, [`${each}.result()`]);
  return edits && rule.fix('raise-when-done', {}, edits);
}

function logFailures(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): Fix | undefined {
  const { quote, indent } = facts.file.style;
  const logger = /^(\w*log(?:ger)?)[ \t]*(?::[^=\n]+)?=[ \t]*\S*get_?logger\(/im.exec(document.text)?.[1];
  const work = /\w+$/.exec(outcome.work ?? '')?.[0];
  if (logger === undefined || work === undefined || !facts.moduleNames.includes(logger)) return undefined;
  const each = freeName(document, 'outcome');
  const edits = loopBelow(document, facts, outcome, 'results', each, [
    `if isinstance(${each}, Exception):`,
    `${indent}${logger}.error(${quote}${work} failed${quote}, exc_info=${each})`,
  ]);
  return edits && rule.fix('log-failures', { logger }, edits);
}

/** A loop over what the statement gives, which it is made to keep as `kept` where it drops it. */
function loopBelow(
  document: Document,
  facts: Facts,
  { awaited, results, statement }: UncheckedOutcomeFact,
  kept: string,
  each: string,
  lines: readonly string[],
): readonly Edit[] | undefined {
  if (statement === undefined || awaited === undefined) return undefined;
  // What is unpacked has no name of its own.
  if (results === undefined && awaited.start !== statement.start) return undefined;
  const [base = '', ...rest] = kept.split(', ');
  const name = results ?? freeName(document, base);
  const { indent, newline } = facts.file.style;
  const margin = newline + indentationAt(document, statement.start);
  const loop = [`for ${each} in ${name}:`, ...lines.map((line) => indent + line)].join(margin);
  const below = statementBelow(document, facts, statement, loop);
  if (below === undefined) return undefined;
  return results === undefined ? [insertion(statement.start, `${[name, ...rest].join(', ')} = `), below] : [below];
}
