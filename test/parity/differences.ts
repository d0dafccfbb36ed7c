/** Cases of peers that we judge otherwise on purpose, each with its reason; a case is named by its hash only. */

import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Difference {
  /** In one sentence, for the parity page. */
  readonly reason: string;
  /** Rules of peers whose cases it explains. */
  readonly rules: readonly string[];
  readonly cases: readonly string[];
}

export const differences = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'differences.json'), 'utf8'),
) as readonly Difference[];

const byCase = new Map(differences.flatMap((difference) => difference.cases.map((id) => [id, difference] as const)));

export function explainedBy(id: string): Difference | undefined {
  return byCase.get(id);
}
