/** Which version has what a finding says to use instead. */

import type { RelatedLocation } from '../../server/analysis/finding.ts';
import { isYoung, type Since } from '../../server/blocking/blockingCall.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';

/** Whether the project may run without what came in a version: surely so, or because many have an older one. */
export function mayBeMissing(facts: Facts, since: Since): boolean {
  return isKnown(facts, since) ? isMissing(facts, since) : isYoung(since);
}

/** Whether the project says that it runs on versions without it. */
export function isMissing({ file }: Facts, { of, version }: Since): boolean {
  return of === 'Node' && file.nodeVersion !== undefined && file.nodeVersion < Number.parseInt(version, 10);
}

function isKnown({ file }: Facts, { of }: Since): boolean {
  return of === 'Node' && file.nodeVersion !== undefined;
}

export function neededVersion(call: CallFact, twin: string, { of, version }: Since): RelatedLocation {
  const message = {
    en: `\`${twin}\` needs ${of} ${version} or later.`,
    zh: `\`${twin}\` 需要 ${of} ${version} 或更高版本。`,
  };
  return { range: call.callee, message };
}
