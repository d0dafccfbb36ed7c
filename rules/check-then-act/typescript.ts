/** Places of objects, classes and modules that TypeScript and JavaScript code fills too late. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { lineEndAt } from '../../server/analysis/lines.ts';
import type { Check } from '../../server/analysis/rule.ts';
import { type Edit, insertion, replacement, textAt } from '../../server/analysis/text.ts';
import type { Facts, FillSharing, LateFillFact } from '../../server/facts/facts.ts';
import { indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { checkFills } from './fills.ts';
import { rule } from './rule.ts';

export const check: Check<Facts> = ({ document, facts }) =>
  checkFills(document, facts, (fill) => sharePromise(document, facts, fill));

/** A place for the promise beside the one for the result, where it stays for as long as it is waited for. */
function sharePromise(document: Document, facts: Facts, fill: LateFillFact): readonly Fix[] {
  const { sharing, subject } = fill;
  const owner = facts.functions[fill.function];
  if (sharing === undefined || owner === undefined || !isWhole(facts, owner)) return [];
  const [, holder = '', prefix = '', name = ''] = /^(.*\.)?([#_]*)([\w$]+)$/.exec(subject) ?? [];
  const pending = `${prefix}pending${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  if (name === '' || document.text.includes(pending) || (facts.file.nodeVersion ?? 15) < 15) return [];
  const declared = declarationEdits(document, facts, fill, sharing, pending);
  if (declared === undefined) return [];
  const edits = [
    ...declared,
    replacement(sharing.statement, sharedStatement(document, facts, sharing, subject, holder + pending)),
  ];
  return [rule.fix('share-promise', { name: holder + pending }, edits)];
}

function sharedStatement(
  document: Document,
  { file: { style } }: Facts,
  { promise, statement }: FillSharing,
  subject: string,
  pending: string,
): string {
  const { indent, newline } = style;
  const margin = newline + indentationAt(document, statement.start);
  const end = style.semicolons ? ';' : '';
  return [
    `${pending} ??= ${textAt(document.text, promise)}${end}`,
    'try {',
    `${indent}${subject} = await ${pending}${end}`,
    '} finally {',
    `${indent}${pending} = undefined${end}`,
    '}',
  ].join(margin);
}

/** Below the declaration of the place, with its modifiers; none where JavaScript makes a property by assigning to it. */
function declarationEdits(
  { text }: Document,
  { file: { style } }: Facts,
  { declaration, keeper, subject }: LateFillFact,
  { modifiers, type }: FillSharing,
  pending: string,
): readonly Edit[] | undefined {
  if (declaration === undefined || modifiers === undefined)
    return keeper === 'object' && !subject.includes('#') ? [] : undefined;
  const end = style.semicolons ? ';' : '';
  const given = type === undefined ? '' : `: Promise<${type}> | undefined`;
  const lineEnd = lineEndAt(text, declaration.end);
  if (!/^[;\s]*(?:\/\/.*)?$/.test(text.slice(declaration.end, lineEnd))) return undefined;
  const margin = style.newline + /[ \t]*$/.exec(text.slice(0, declaration.start))?.[0];
  return [insertion(lineEnd, `${margin}${modifiers === '' ? '' : `${modifiers} `}${pending}${given}${end}`)];
}
