/** A published test case of a peer: code in which its rule finds something, or nothing. */

import { createHash } from 'node:crypto';

export interface PeerCase {
  /** As the peer calls it. */
  readonly rule: string;
  readonly files: ReadonlyMap<string, string>;
  /** Lines of the first file on which the peer reports, from 1; none where the case is valid. */
  readonly lines: readonly number[];
  readonly isValid: boolean;
  /** Whether only the lines are judged, and the rest of the files is there to be read. */
  readonly isOneLine?: boolean;
  /** Whether the case sets options that change what the rule finds. */
  readonly hasOptions: boolean;
}

/** Names a case without holding any of its text. */
export function idOf({ rule, files, lines, hasOptions, isOneLine }: PeerCase): string {
  const hash = createHash('sha256').update(rule).update(String(hasOptions));
  for (const text of files.values()) hash.update(text);
  if (isOneLine === true) hash.update(lines.join());
  return hash.digest('hex').slice(0, 12);
}
