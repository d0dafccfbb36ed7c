/** Values of objects, modules and functions around that Python code writes too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, StaleWriteFact } from '../../server/facts/facts.ts';
import { hasItsTurn, runsTogether } from '../../server/facts/turns.ts';
import { freeName, indentationAt, isWhole, standsAlone } from '../../server/languages/python/edits.ts';
import { rule } from './rule.ts';
import { mayRunBesideOthers } from './sharing.ts';

export const check: Check<Facts> = function* ({ document, facts }): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const write of facts.staleWrites) {
    if (hasItsTurn(document, facts, write)) continue;
    const { range, subject } = write;
    const details = { fixes: () => awaitFirst(document, facts, write) };
    if (runsTogether(document, facts, write)) yield rule.finding('runs-together', range, { subject }, details);
    else if (mayRunBesideOthers(facts, write)) yield rule.finding('shared', range, { subject }, details);
  }
};

function awaitFirst(document: Document, facts: Facts, write: StaleWriteFact): readonly Fix[] {
  const { awaited, movable, range, subject } = write;
  const owner = facts.functions[write.function];
  if (awaited === undefined || movable === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  if (!standsAlone(document, range)) return [];
  const name = freeName(document, 'result');
  const line = `${name} = ${textAt(document.text, awaited)}`;
  const edits = [
    insertion(range.start, line + facts.file.style.newline + indentationAt(document, range.start)),
    replacement(movable, name),
  ];
  return [rule.fix('await-first', { subject }, edits)];
}
