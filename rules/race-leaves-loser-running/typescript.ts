/** Timers and lasting promises in `Promise.race`. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, textAt } from '../../server/analysis/text.ts';
import type { Facts, TimerRaceFact } from '../../server/facts/facts.ts';
import { freeName, indentationAt, isTyped, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }) {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const race of facts.races) {
    if (race.kind === 'every-round') yield rule.finding(race.kind, race.range, { subject: race.subject });
    if (race.kind !== 'timer' || race.isBeforeExit || (race.delay ?? shortest) < shortest) continue;
    const message = race.ends === 'rejected' ? 'timer' : 'pause';
    yield rule.finding(message, race.range, {}, { fixes: () => clearTimer(document, facts, race) });
  }
};

/** In milliseconds: nobody notices that a process ends so much later. */
const shortest = 1000;

/** A variable for the timer, and a `finally` behind the race, which all who wait for it go through. */
function clearTimer(
  document: Document,
  facts: Facts,
  { clearing, function: id, range }: TimerRaceFact,
): readonly Fix[] {
  const owner = facts.functions[id];
  if (clearing === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  if ((facts.file.ecmaVersion ?? withFinally) < withFinally) return [];
  const { newline, semicolons } = facts.file.style;
  const { statement, start, isResult, race } = clearing;
  const end = semicolons ? ';' : '';
  const before = facts.races.filter(
    (race) => race.kind === 'timer' && race.function === id && race.range.start < range.start,
  );
  const base = before.length === 0 ? 'timer' : `timer${before.length + 1}`;
  const name = freeName({ ...document, text: textAt(document.text, owner.range) }, base);
  const [callee = 'setTimeout'] = /^[\w$.]+(?=\()/.exec(textAt(document.text, start)) ?? [];
  const type = isTyped(document) ? `: ReturnType<typeof ${callee}> | undefined` : '';
  const edits: readonly Edit[] = [
    insertion(statement.start, `let ${name}${type}${end}${newline}${indentationAt(document, statement.start)}`),
    insertion(start.start, isResult ? `{ ${name} = ` : `${name} = `),
    ...(isResult ? [insertion(start.end, `${end} }`)] : []),
    insertion(race.end, `.finally(() => clearTimeout(${name}))`),
  ];
  return [rule.fix('clear-timer', {}, edits)];
}

/** The edition of the language in which promises got it. */
const withFinally = 2018;
