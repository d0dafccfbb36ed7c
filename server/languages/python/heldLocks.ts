/** Locks that are held while code waits: those of threads, and those of tasks that are not released on every way out. */

import { type Range, rangeOf } from '../../analysis/text.ts';
import type { HeldLockFact } from '../../facts/facts.ts';
import { oneLine } from './callFacts.ts';
import type { CallDraft, Place } from './drafts.ts';
import { conversionOf, makingOf } from './lockConversions.ts';
import { heldUntilRelease, releases, statementsBehind } from './lockReleases.ts';
import { acquired, isOfThreads, placeOfLock, textOf, typeOfLock } from './locks.ts';
import type { Expression, Node } from './parser/nodes.ts';
import { firstPause } from './sureWaits.ts';
import { unguardedLock } from './unguardedLocks.ts';
import type { Walked } from './walkModule.ts';

export function heldLockFacts(analysed: Walked): readonly HeldLockFact[] {
  return [...enteredLocks(analysed), ...analysed.calls.flatMap((call) => acquiredLock(analysed, call) ?? [])].sort(
    (one, other) => one.range.start - other.range.start,
  );
}

/** `with self.lock:` */
function enteredLocks(analysed: Walked): readonly HeldLockFact[] {
  const { functions, module, protocolPlaces } = analysed;
  const { text } = module.document;
  return protocolPlaces.flatMap(({ construct, node, value, place }) => {
    if (construct !== 'with' || node.kind !== 'With' || node.isAsync) return [];
    if (functions[place.function]?.fact.isAsync !== true || (value.kind !== 'Name' && value.kind !== 'Attribute'))
      return [];
    const behind = node.items.slice(node.items.findIndex(({ context }) => context === value) + 1);
    const pause = firstPause([...behind, ...node.body]);
    if (pause === undefined || releases(node, textOf(text, value), text)) return [];
    return threadLock(analysed, value, place, pause, rangeOf(value.start, value.end)) ?? [];
  });
}

function acquiredLock(analysed: Walked, { fact, node, place }: CallDraft): HeldLockFact | undefined {
  const lock = fact.name === 'acquire' ? acquired(node) : undefined;
  if (lock === undefined || analysed.functions[place.function]?.fact.isAsync !== true) return undefined;
  const behind = statementsBehind(analysed, place);
  if (behind.length === 0) return undefined;
  if (fact.fate === 'awaited') return unguardedLock(analysed, lock, place, behind);
  const { text } = analysed.module.document;
  const pause = fact.fate === 'ignored' ? firstPause(heldUntilRelease(behind, textOf(text, lock), text)) : undefined;
  return pause && threadLock(analysed, lock, place, pause, fact.range);
}

function threadLock(
  analysed: Walked,
  lock: Expression,
  place: Place,
  pause: Node,
  range: Range,
): HeldLockFact | undefined {
  const type = typeOfLock(analysed.inference, lock, place.scope);
  if (type === undefined || !isOfThreads(type)) return undefined;
  const isReentrant = /\.(?:RLock|Condition)$/.test(type);
  if (isReentrant && isMadeOfAnother(analysed, lock, place)) return undefined;
  const conversion = isReentrant ? undefined : conversionOf(analysed, lock, type, place.scope);
  return {
    range,
    subject: oneLine(analysed.module.document.text, lock),
    flaw: isReentrant ? 'lets-tasks-in' : 'blocks',
    pausedAt: rangeOf(pause.start, pause.end),
    ...(conversion === undefined ? {} : { conversion }),
    function: place.function,
  };
}

/** `Condition(lock)` is as that lock is. */
function isMadeOfAnother({ inference }: Walked, lock: Expression, { scope }: Place): boolean {
  const kept = placeOfLock(inference, lock, scope);
  const making = kept && makingOf(kept, scope);
  return making?.kind === 'value' && making.value.kind === 'Call' && making.value.arguments.length > 0;
}
