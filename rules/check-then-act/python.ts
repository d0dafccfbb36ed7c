/** Places of objects, classes and modules that Python code fills too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { literally } from '../../server/analysis/patterns.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, type Range, textAt } from '../../server/analysis/text.ts';
import type { Facts, LateFillFact } from '../../server/facts/facts.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import { isLockName } from '../../server/facts/turns.ts';
import {
  asyncLibraryOf,
  freeName,
  importedName,
  indentationAt,
  isWhole,
  standsAlone,
  statementBelow,
  supports,
} from '../../server/languages/python/edits.ts';
import { checkFills } from './fills.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = ({ document, facts }) =>
  checkFills(document, facts, (fill) => lock(document, facts, fill));

/** Around the test and the fill, a lock that stands beside what is filled. */
function lock(document: Document, facts: Facts, fill: LateFillFact): readonly Fix[] {
  const { declaration, isKeyed, keeper, locks = [], turn } = fill;
  const owner = facts.functions[fill.function];
  if (turn === undefined || declaration === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  if (!standsAlone(document, turn) || isKeyed || owner.isGenerator) return [];
  // Locks that were made before a loop ran belonged to another one, before Python 3.10.
  if (keeper === 'object' ? document.text.includes('__slots__') : !supports(facts, 10, true)) return [];
  const { made, used } = lockName(document, fill);
  if (isGuardedOtherwise(document, facts, fill, used)) return [];
  const declared = locks.includes(made) ? [] : declarationEdits(document, facts, declaration, made);
  if (declared === undefined) return [];
  const { newline, indent } = facts.file.style;
  const margin = indentationAt(document, turn.start);
  const edits = [
    ...declared,
    insertion(turn.start, `async with ${used}:${newline}${margin}${indent}`),
    ...indentEdits(document, facts, turn),
  ];
  return [rule.fix('lock', { lock: used }, edits)];
}

/** Whether other code fills the same place under another lock: that would have to be the same one. */
function isGuardedOtherwise({ text }: Document, { contexts }: Facts, { subject }: LateFillFact, lock: string): boolean {
  const assignment = new RegExp(`(?<![\\w.])${literally(subject)}\\s*(?::[^=\\n]+)?=(?!=)`);
  return contexts.some(
    ({ body, context, isAsync }) =>
      isAsync &&
      textAt(text, context) !== lock &&
      isLockName(textAt(text, context)) &&
      assignment.test(textAt(text, body)),
  );
}

function declarationEdits(
  document: Document,
  facts: Facts,
  declaration: Range,
  name: string,
): readonly Edit[] | undefined {
  const library = asyncLibraryOf(facts);
  const isImportedLater = facts.imports.some(
    ({ module, range, isTopLevel }) => isTopLevel && module === library && range.start > declaration.start,
  );
  const type = isImportedLater ? undefined : importedName(document, facts, library, 'Lock');
  const line = type && statementBelow(document, facts, declaration, `${name} = ${type.reference}()`);
  return type && line && [...type.edits, line];
}

/** `self._socket_lock` for `self._socket`: the name where it is made, and as it is used. */
function lockName(
  document: Document,
  { locks = [], subject }: LateFillFact,
): { readonly made: string; readonly used: string } {
  const [, owner = '', name = ''] = /^(.*\.)?_*(\w+)$/.exec(subject) ?? [];
  const isConstant = /[A-Z]/.test(name) && name === name.toUpperCase();
  const plain = `_${name}_${isConstant ? 'LOCK' : 'lock'}`;
  const isThere = locks.includes(owner === 'self.' ? `self.${plain}` : plain);
  const lock = isThere ? plain : freeName(document, plain);
  return { made: owner === 'self.' ? `self.${lock}` : lock, used: owner + lock };
}
