/** Applies the levels a user chose, per rule (`blocking-call`) or per message (`blocking-call/file`). */

import type { Finding, Level } from './finding.ts';

/** Levels by `rule` or `rule/message`; the more exact name wins. */
export type LevelsByName = Readonly<Record<string, Level>>;

/**
 * The level of a finding. A level chosen for a whole rule also holds for messages that the rule itself ranks lower or
 * higher, because who writes `"blocking-call": "error"` means all of it.
 */
export function levelOf(finding: Finding, chosen: LevelsByName): Level {
  return chosen[`${finding.rule}/${finding.messageId}`] ?? chosen[finding.rule] ?? finding.level;
}

/** The findings that are shown, each with its level; those that are `off` are left out. */
export function withLevels(findings: readonly Finding[], chosen: LevelsByName): readonly Finding[] {
  return findings
    .map((finding) => ({ ...finding, level: levelOf(finding, chosen) }))
    .filter((finding) => finding.level !== 'off');
}
