/** What goes wrong in executors of promises. */

import type { Finding } from '../../server/analysis/finding.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { textAt } from '../../server/analysis/text.ts';
import type { Facts } from '../../server/facts/facts.ts';
import { rule } from './rule.ts';
import { typescriptFixes } from './typescriptFixes.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role === 'declaration' || facts.file.role === 'generated') return;
  for (const executor of facts.executors)
    for (const flaw of executor.flaws) {
      const details = {
        fixes: () => typescriptFixes(document, facts, executor, flaw),
        ...(flaw.kind === 'settled-twice' ? { related: [{ range: flaw.first, message: firstCall }] } : {}),
      };
      if (flaw.kind === 'never-settled')
        yield rule.finding(flaw.kind, flaw.range, { function: textAt(document.text, flaw.range) }, details);
      else if (flaw.kind === 'settled-twice' && flaw.isIdle)
        yield rule.finding('settled-idly', flaw.range, {}, details);
      else yield rule.finding(flaw.kind, flaw.range, {}, details);
    }
}

const firstCall = { en: 'It is settled here first.', zh: '首先在此处 settle。' };
