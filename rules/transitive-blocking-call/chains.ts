/** What a chain of plain functions ends in, and how it is shown. */

import type { Language } from '../../server/analysis/document.ts';
import type { RelatedLocation } from '../../server/analysis/finding.ts';
import { blockingEnd, isMostlyQuick } from '../../server/blocking/chainEnd.ts';
import { otherRequestsWait } from '../../server/blocking/loopFunctions.ts';
import { matcherOf } from '../../server/analysis/fullNames.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, FunctionFact, ReachedCall, ReachFact } from '../../server/facts/facts.ts';

export interface ChainEnd {
  readonly call: ReachedCall;
  /** The message that fits. */
  readonly message: 'waiting' | 'file';
}

export function chainEnd(
  language: Language,
  reached: ReachFact,
  options: CheckInput<Facts>['options'],
): ChainEnd | undefined {
  const end = blockingEnd(language, reached, {
    isIgnored: matcherOf(options.ignoredCallees),
    isConfigured: matcherOf(options.blockingCallees),
  });
  return end && { call: end.call, message: isMostlyQuick(end.kind) ? 'file' : 'waiting' };
}

/** Each step of the chain, after whoever waits besides the function itself. */
export function chainLocations(
  { steps }: ReachedCall,
  owner: FunctionFact,
  ownPath: string,
): readonly RelatedLocation[] {
  const waiting = owner.role === 'request-handler' ? [{ range: owner.nameRange, message: otherRequestsWait }] : [];
  return [
    ...waiting,
    ...steps.map((step) => ({
      ...(step.path === ownPath ? {} : { path: step.path }),
      range: step.range,
      message: {
        en: `\`${step.function}\` calls \`${step.calleeText}\`.`,
        zh: `\`${step.function}\` 调用 \`${step.calleeText}\`。`,
      },
    })),
  ];
}
