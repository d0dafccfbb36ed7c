/** Async locks that Python code takes while it holds them. */

import type { Finding, RelatedLocation } from '../../server/analysis/finding.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { chainSteps } from '../../server/blocking/chainEnd.ts';
import type { Facts, NestedLockFact } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  // Tests nest locks to see that it fails.
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const fact of facts.nestedLocks) {
    const { subject, isNoticed, range, steps } = fact;
    const [first] = steps;
    const details = { related: relatedTo(fact, document.path) };
    yield first === undefined
      ? rule.finding(isNoticed ? 'fails-again' : 'taken-again', range, { lock: subject }, details)
      : rule.finding(
          isNoticed ? 'fails-behind-call' : 'taken-behind-call',
          range,
          { callee: first.calleeText, lock: subject },
          details,
        );
  }
};

function relatedTo({ subject, heldAt, takenAt, steps }: NestedLockFact, path: string): readonly RelatedLocation[] {
  const held = { en: `\`${subject}\` is taken here.`, zh: `在此处获取 \`${subject}\`。` };
  const again = { en: 'It is taken again here.', zh: '在此处再次获取。' };
  return [
    { range: heldAt, message: held },
    ...chainSteps({ steps }, path),
    ...(steps.length === 0 ? [] : [{ range: takenAt, message: again }]),
  ];
}
