/** Places of objects, classes and modules that Python code fills too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { literally } from '../../server/analysis/patterns.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { insertion } from '../../server/analysis/text.ts';
import type { Facts, LateFillFact } from '../../server/facts/facts.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import {
  asyncLibraryOf,
  importedName,
  indentationAt,
  isWhole,
  standsAlone,
  statementBelow,
} from '../../server/languages/python/edits.ts';
import { checkFills } from './fills.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = ({ document, facts }) =>
  checkFills(document, facts, (fill) => lock(document, facts, fill));

/** Around the test and the fill, a lock that stands beside what is filled. */
function lock(document: Document, facts: Facts, fill: LateFillFact): readonly Fix[] {
  const { declaration, isKeyed, turn } = fill;
  const owner = facts.functions[fill.function];
  if (turn === undefined || declaration === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  if (!standsAlone(document, turn) || isKeyed) return [];
  const type = importedName(document, facts, asyncLibraryOf(facts), 'Lock');
  if (type === undefined) return [];
  const { made, used } = lockName(fill);
  const isThere = new RegExp(`(?<![\\w.])${literally(made)}\\s*(?::[^=\\n]+)?=\\s*[\\w.]*Lock\\(`).test(document.text);
  const declared = isThere ? undefined : statementBelow(document, facts, declaration, `${made} = ${type.reference}()`);
  if (!isThere && declared === undefined) return [];
  const { newline, indent } = facts.file.style;
  const margin = indentationAt(document, turn.start);
  const edits = [
    ...(declared === undefined ? [] : [...type.edits, declared]),
    insertion(turn.start, `async with ${used}:${newline}${margin}${indent}`),
    ...indentEdits(document, facts, turn),
  ];
  return [rule.fix('lock', { lock: used }, edits)];
}

/** `self._socket_lock` for `self._socket`: the name where it is made, and as it is used. */
function lockName({ subject }: LateFillFact): { readonly made: string; readonly used: string } {
  const [, owner = '', name = ''] = /^(.*\.)?_*(\w+)$/.exec(subject) ?? [];
  const lock = `_${name}_${name === name.toUpperCase() ? 'LOCK' : 'lock'}`;
  return { made: owner === 'self.' ? `self.${lock}` : lock, used: owner + lock };
}
