/** What a chain of plain functions ends in, and how it is shown. */

import type { Language } from '../../server/analysis/document.ts';
import { blockingEnd, isMostlyQuick } from '../../server/blocking/chainEnd.ts';
import { matcherOf } from '../../server/analysis/fullNames.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ReachedCall, ReachFact } from '../../server/facts/facts.ts';

export interface ChainEnd {
  readonly call: ReachedCall;
  /** The message that fits. */
  readonly message: 'waiting' | 'file';
}

/**
 * Each function between asks something that may keep the next one from being called, and a disk is mostly quick: whoever is this
 * far from it has nothing to mend.
 */
const mostStepsToFile = 3;

export function chainEnd(
  language: Language,
  reached: ReachFact,
  options: CheckInput<Facts>['options'],
): ChainEnd | undefined {
  const end = blockingEnd(language, reached, {
    isIgnored: matcherOf(options.ignoredCallees),
    isConfigured: matcherOf(options.blockingCallees),
  });
  if (end === undefined) return undefined;
  const { call } = end;
  if (!isMostlyQuick(end.kind)) return { call, message: 'waiting' };
  return call.steps.length > mostStepsToFile ? undefined : { call, message: 'file' };
}
