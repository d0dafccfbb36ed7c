/** Values of objects, modules and functions around that TypeScript and JavaScript code writes too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { lineStartAt } from '../../server/analysis/lines.ts';
import type { CheckInput } from '../../server/analysis/rule.ts';
import { insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, StaleWriteFact } from '../../server/facts/facts.ts';
import { hasItsTurn, runsTogether } from '../../server/facts/turns.ts';
import { indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';
import { mayRunBesideOthers } from './sharing.ts';

export function* check({ document, facts }: CheckInput<Facts>): Iterable<Finding> {
  if (facts.file.role !== 'application' && facts.file.role !== 'script') return;
  for (const [index, write] of facts.staleWrites.entries()) {
    const { range, subject } = write;
    if (hasItsTurn(document, facts, write)) continue;
    const details = { fixes: () => awaitFirst(document, facts, write, index) };
    if (runsTogether(document, facts, write)) yield rule.finding('runs-together', range, { subject }, details);
    else if (mayRunBesideOthers(facts, write)) yield rule.finding('shared', range, { subject }, details);
  }
}

function awaitFirst(document: Document, facts: Facts, write: StaleWriteFact, index: number): readonly Fix[] {
  const { awaited, movable, range, subject } = write;
  const owner = facts.functions[write.function];
  if (awaited === undefined || movable === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  if (document.text.slice(lineStartAt(document.text, range.start), range.start).trim() !== '') return [];
  const name = nameFor(document, facts, write, index);
  const { newline, semicolons } = facts.file.style;
  // Without a semicolon, such a line would go on with the one before it.
  const end = semicolons || /[([`+\-/]/.test(document.text[range.start] ?? '') ? ';' : '';
  const line = `const ${name} = ${textAt(document.text, awaited)}${end}`;
  const edits = [
    insertion(range.start, line + newline + indentationAt(document, range.start)),
    replacement(movable, name),
  ];
  return [rule.fix('await-first', { subject }, edits)];
}

/** A word that the text has nowhere, as a key or a parameter neither; another one for each fix of a function, for all may be taken. */
function nameFor(
  { text }: Document,
  { staleWrites }: Facts,
  { function: owner }: StaleWriteFact,
  index: number,
): string {
  let taken = staleWrites.slice(0, index).filter((write) => write.function === owner).length;
  for (let number = 1; ; number++) {
    const name = number === 1 ? 'result' : `result${number}`;
    if (!new RegExp(`\\b${name}\\b`).test(text) && taken-- === 0) return name;
  }
}
