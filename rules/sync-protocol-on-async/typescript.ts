/** Plain constructs over asynchronous iterables and resources. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import type { Facts, ProtocolUseFact } from '../../server/facts/facts.ts';
import { asyncEdits, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function* check({ facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const use of facts.protocolUses) {
    const { construct } = use;
    // `for await` over plain values does no harm, so it is another rule's; the others are Python's.
    if (construct === 'for-await' || construct === 'with' || construct === 'async-with') continue;
    const details = {
      fixes: () => fixesFor(facts, use),
      ...(use.compilerCode === undefined ? {} : { compilerCode: use.compilerCode }),
    };
    yield rule.finding(construct, use.range, { subject: use.subject }, details);
  }
}

function fixesFor(facts: Facts, use: ProtocolUseFact): readonly Fix[] {
  const owner = facts.functions[use.function];
  const conversion = owner === undefined ? undefined : asyncEdits(owner);
  if (owner === undefined || conversion === undefined || use.edits.length === 0 || !isWhole(facts, owner)) return [];
  const edits = [...conversion, ...use.edits];
  if (conversion.length === 0) return [rule.fix('await', {}, edits)];
  return [rule.fix('await-in-async', { function: owner.name === '' ? 'the function' : owner.name }, edits)];
}
