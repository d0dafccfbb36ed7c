/** Where failures may go unseen: the work only tidies up, is given up, or somebody wrote that they are ignored. */

import type { Document } from '../../server/analysis/document.ts';
import { lineEndAt } from '../../server/analysis/lines.ts';
import { contains } from '../../server/analysis/text.ts';
import type { CallFact, Facts, FunctionId, UncheckedOutcomeFact } from '../../server/facts/facts.ts';

export function isIgnoredOnPurpose(document: Document, facts: Facts, outcome: UncheckedOutcomeFact): boolean {
  const { call, work = '', function: owner } = outcome;
  const wait = facts.calls[call];
  if (wait === undefined || isEnding(work)) return true;
  return (
    namesOfFunctionsAround(facts, owner).some(isEnding) ||
    isOnWayOut(facts, wait) ||
    comesAfterCancellation(facts, wait) ||
    isSaidToBeIgnored(document, facts, outcome)
  );
}

function namesOfFunctionsAround({ functions }: Facts, id: FunctionId): readonly string[] {
  const names: string[] = [];
  for (let at = functions[id]; at !== undefined; at = at.parent === undefined ? undefined : functions[at.parent])
    names.push(at.name);
  return names;
}

/** `Store.close`, `__aexit__`, `_stop_all`, `this.pool.drain`: what comes to an end has no use for failures. */
function isEnding(name: string): boolean {
  const words = name
    .slice(name.lastIndexOf('.') + 1)
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
  return words.some((word) => endings.has(word));
}

const endings: ReadonlySet<string> = new Set(
  'abort aclose aexit cancel clean cleanup close deactivate del destroy disconnect dispose drain end exit finalize kill leave logout quit release reset shutdown shut stop teardown tear terminate unload unsubscribe'.split(
    ' ',
  ),
);

function isOnWayOut({ tries }: Facts, { range, function: owner }: CallFact): boolean {
  return tries.some(
    ({ handler, cleanup, function: around }) =>
      around === owner && [handler, cleanup].some((block) => block !== undefined && contains(block, range)),
  );
}

function comesAfterCancellation({ calls }: Facts, wait: CallFact): boolean {
  return calls.some(
    ({ name, function: owner, range }) =>
      owner === wait.function && range.start < wait.range.start && /^(?:cancel|abort)/i.test(name),
  );
}

/** In a comment at the statement, or in what is said about the function. */
function isSaidToBeIgnored(
  { text }: Document,
  facts: Facts,
  { statement, function: id }: UncheckedOutcomeFact,
): boolean {
  const owner = facts.functions[id];
  if (owner === undefined) return false;
  const above = /(?:\/\*(?:[^*]|\*(?!\/))*\*\/|(?:[ \t]*(?:\/\/|#)[^\n]*\n)+)[^;{}()]*$/.exec(
    text.slice(Math.max(0, owner.range.start - farthest), owner.range.start),
  );
  const docstring = /^\s*(?:"""[\s\S]*?"""|'''[\s\S]*?''')/.exec(text.slice(owner.body.start, owner.body.end));
  const near =
    statement && /(?:[ \t]*(?:\/\/|#)[^\n]*\n)+[ \t]*$/.exec(text.slice(owner.nameRange.end, statement.start));
  const within =
    statement === undefined
      ? []
      : (text.slice(statement.start, lineEndAt(text, statement.end)).match(/(?:\/\/|#)[^\n]*/g) ?? []);
  return [above?.[0], docstring?.[0], near?.[0], ...within].some(
    (comment) => comment !== undefined && saysSo.test(comment),
  );
}

/** Of comments above a function, this much is looked at. */
const farthest = 1500;

const saysSo = /\b(?:best[- ]effort|swallow|ignor|suppress|non-?fatal|fire[- ]and[- ]forget|don't care|do not care)/i;
