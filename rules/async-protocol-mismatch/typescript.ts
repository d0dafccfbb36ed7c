/** Methods of the language's protocols that are async and must not be. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ProtocolFlawFact } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const flawed of facts.protocolFlaws) {
    const fixes = () => fixesFor(facts, flawed);
    yield rule.finding('must-be-plain', flawed.range, { method: flawed.method }, { fixes });
  }
}

function fixesFor(facts: Facts, { function: id, rename, dropAsync }: ProtocolFlawFact): readonly Fix[] {
  const owner = facts.functions[id];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  return [
    ...(rename === undefined ? [] : [rule.fix('rename', { name: rename.name }, rename.edits)]),
    ...(dropAsync === undefined ? [] : [rule.fix('drop-async', {}, dropAsync)]),
  ];
}
