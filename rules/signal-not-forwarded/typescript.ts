/** Calls in TypeScript and JavaScript that are not told to stop. */

import type { Check } from '../../server/analysis/rule.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = function* ({ facts }) {
  const { file, functions, unforwardedSignals } = facts;
  if (file.role !== 'application' && file.role !== 'script') return;
  for (const { range, subject, signal, work, edit, function: id } of unforwardedSignals) {
    const owner = functions[id];
    const fixes = () =>
      edit === undefined || owner === undefined || !isWhole(facts, owner)
        ? []
        : [rule.fix('forward', { signal }, [edit])];
    yield rule.finding(work, range, { subject, signal }, { fixes });
  }
};
