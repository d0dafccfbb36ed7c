/** Which version has what a finding says to use instead. */

import type { RelatedLocation } from '../../server/analysis/finding.ts';
import { isYoung, type Since } from '../../server/blocking/blockingCall.ts';
import type { CallFact, Facts } from '../../server/facts/facts.ts';

/** Says which version has what is to be used instead, where the project may run on an older one. */
export function versionNotes(
  facts: Facts,
  call: CallFact,
  twin: string,
  since: Since | undefined,
): readonly RelatedLocation[] {
  return since === undefined || !mayBeMissing(facts, since) ? [] : [neededVersion(call, twin, since)];
}

/** Surely so, or because many have an older one. */
function mayBeMissing(facts: Facts, since: Since): boolean {
  return isKnown(facts, since) ? isMissing(facts, since) : isYoung(since);
}

/** Whether the project says that it runs on versions without it. */
export function isMissing({ file }: Facts, { of, version }: Since): boolean {
  return of === 'Node' && file.nodeVersion !== undefined && file.nodeVersion < Number.parseInt(version, 10);
}

function isKnown({ file }: Facts, { of }: Since): boolean {
  return of === 'Node' && file.nodeVersion !== undefined;
}

function neededVersion(call: CallFact, twin: string, { of, version }: Since): RelatedLocation {
  const message = {
    en: `\`${twin}\` needs ${of} ${version} or later.`,
    zh: `\`${twin}\` 需要 ${of} ${version} 或更高版本。`,
  };
  return { range: call.callee, message };
}
