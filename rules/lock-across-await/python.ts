/** Locks of threads and of tasks that Python code holds where it waits. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, type Range, rangeOf, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, HeldLockFact, LockConversion, LockedBlock } from '../../server/facts/facts.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import { asyncLibraryOf, importedName, isWhole, standsAlone, supports } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  // Tests take locks and leave them so to see what others do.
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const fact of facts.heldLocks) {
    const owner = facts.functions[fact.function];
    // Whoever runs a loop in a thread of its own may wait there for other threads.
    if (owner === undefined || owner.runs === 'elsewhere') continue;
    yield rule.finding(
      fact.flaw,
      fact.range,
      { lock: fact.subject, name: owner.name },
      { related: [pauseOf(document, fact)], fixes: () => fixesOf(document, facts, fact) },
    );
  }
};

function pauseOf({ text }: Document, { flaw, pausedAt }: HeldLockFact): RelatedLocation {
  if (flaw === 'left') return { range: pausedAt, message: { en: 'Here it is left.', zh: '在此处退出。' } };
  const isYield = /^yield\b/.test(textAt(text, pausedAt));
  const message = isYield
    ? { en: 'Here it waits for whoever takes the value.', zh: '在此处等待取值的一方。' }
    : { en: 'Here it waits.', zh: '在此处等待。' };
  return { range: pausedAt, message };
}

function fixesOf(document: Document, facts: Facts, fact: HeldLockFact): readonly Fix[] {
  const owner = facts.functions[fact.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const { block, conversion } = fact;
  const fix =
    conversion === undefined
      ? block && asyncWith(document, facts, fact, block)
      : asyncLock(document, facts, conversion);
  return fix === undefined ? [] : [fix];
}

function asyncLock(document: Document, facts: Facts, conversion: LockConversion): Fix | undefined {
  const { types, entered, awaited, isMadeAtImport } = conversion;
  // Locks that were made before a loop ran belonged to another one, before Python 3.10.
  if (isMadeAtImport && !supports(facts, 10, true)) return undefined;
  const type = importedName(document, facts, asyncLibraryOf(facts), 'Lock');
  if (type === undefined || facts.syntaxErrors.length > 0) return undefined;
  return rule.fix('async-lock', { type: type.reference }, [
    ...type.edits,
    ...types.map((range) => ({ ...replacement(range, type.reference), key: sharedKey })),
    ...entered.map((at) => insertion(at, 'async ', sharedKey)),
    ...awaited.map((at) => insertion(at, 'await ', sharedKey)),
  ]);
}

/** A lock that is held over awaits in several places is made another one once. */
const sharedKey = 'async-lock';

function asyncWith(document: Document, facts: Facts, { subject }: HeldLockFact, block: LockedBlock): Fix | undefined {
  const { lock, acquire, body, release, guarded } = block;
  if (![acquire, body, release].every((range) => standsAlone(document, range))) return undefined;
  const inTry = guarded && linesOfTry(document, body, guarded, release);
  if (guarded !== undefined && inTry === undefined) return undefined;
  const removed = inTry ?? [lineOf(document, release)];
  const moved = rangeOf(acquire.end, guarded === undefined ? body.end : (removed[0]?.start ?? body.end) - 1);
  return rule.fix('async-with', { lock: subject }, [
    replacement(acquire, `async with ${textAt(document.text, lock)}:`),
    ...indentEdits(document, facts, moved),
    ...removed.map((range) => replacement(range, '')),
  ]);
}

/** The line of `try:`, and `finally:` with what that does; left out where comments or code share these lines. */
function linesOfTry(document: Document, body: Range, guarded: Range, release: Range): readonly Range[] | undefined {
  const { text } = document;
  const opening = /^[ \t]*try[ \t]*:[ \t]*\r?\n[ \t]*$/m.exec(text.slice(body.end, guarded.start));
  const isClosing = /^[ \t]*\r?\n[ \t]*finally[ \t]*:[ \t]*\r?\n[ \t]*$/.test(text.slice(guarded.end, release.start));
  if (opening === null || !isClosing) return undefined;
  const start = body.end + opening.index;
  return [lineOf(document, rangeOf(start, start)), rangeOf(guarded.end, release.end)];
}

/** The lines that hold a range, with the end of the last. */
function lineOf({ text }: Document, { start, end }: Range): Range {
  const next = text.indexOf('\n', end);
  const from = text.lastIndexOf('\n', start - 1) + 1;
  return next < 0 ? rangeOf(Math.max(from - 1, 0), text.length) : rangeOf(from, next + 1);
}
