/** What can be done about a dropped promise, the likeliest wish first. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { type Edit, insertion, textAt } from '../../server/analysis/text.ts';
import type { DroppedFact, Facts, FunctionFact } from '../../server/facts/facts.ts';
import { asyncEdits, isWhole } from '../../server/languages/typescript/edits.ts';
import { rule } from './rule.ts';

export function typescriptFixes(
  document: Document,
  facts: Facts,
  dropped: DroppedFact,
  owner: FunctionFact,
): readonly Fix[] {
  if (!isWhole(facts, owner)) return [];
  const isList = dropped.form === 'list' || dropped.form === 'comprehension';
  const { range } = dropped;
  const fixes: Fix[] = [];
  const conversion = dropsResult(facts, owner) ? undefined : asyncEdits(owner);
  if (conversion !== undefined) {
    const edits = [...conversion, ...awaited(document, dropped, isList)];
    if (isList) fixes.push(rule.fix('await-all', { combinator: 'Promise.all' }, edits));
    else if (conversion.length === 0) fixes.push(rule.fix('await', {}, edits));
    else fixes.push(rule.fix('await-in-async', { function: owner.name === '' ? 'the function' : owner.name }, edits));
  }
  if (!isList && mayReturn(document, facts, dropped, owner)) {
    fixes.push(rule.fix('return', {}, [insertion(range.start, 'return ')]));
  }
  if (!isList && dropped.awaitable.kind === 'promise') {
    const [open, close] = dropped.needsParentheses ? ['(', ')'] : ['', ''];
    const handler = `${close}.catch((error) => console.error(error))`;
    const edits = open === '' ? [] : [insertion(range.start, open)];
    fixes.push(rule.fix('catch', {}, [...edits, insertion(range.end, handler)]));
  }
  if (dropped.isUnsent !== true) fixes.push(rule.fix('void', {}, wrapped(dropped, 'void ')));
  return fixes;
}

/** Takes the place of `void`, where that stands. */
function awaited({ text }: Document, dropped: DroppedFact, isList: boolean): readonly Edit[] {
  const { range, form } = dropped;
  const written = form === 'voided' ? /void\s*$/.exec(text.slice(dropped.statement.start, range.start)) : null;
  if (written === null) return wrapped(dropped, isList ? 'await Promise.all(' : 'await ');
  const start = dropped.statement.start + written.index;
  return [{ range: { start, end: range.start }, text: 'await ' }];
}

/** Edits that put a prefix before the expression and close what the prefix opens. */
function wrapped(dropped: DroppedFact, prefix: string): readonly Edit[] {
  const isCall = prefix.endsWith('(');
  const open = dropped.needsParentheses && !isCall ? '(' : '';
  const edits = [insertion(dropped.range.start, prefix + open)];
  return isCall || open !== '' ? [...edits, insertion(dropped.range.end, ')')] : edits;
}

/** Returning helps only where the dropped value is the last thing a plain function does and its type is inferred. */
function mayReturn(document: Document, facts: Facts, dropped: DroppedFact, owner: FunctionFact): boolean {
  if (owner.isAsync || owner.isGenerator || !dropped.isWholeStatement || dropsResult(facts, owner)) return false;
  if (owner.asyncConversion.kind === 'impossible' && mayNotGivePromise.has(owner.asyncConversion.reason)) return false;
  if (owner.kind === 'module' || owner.kind === 'constructor' || owner.kind === 'accessor') return false;
  const rest = textAt(document.text, { start: dropped.statement.end, end: owner.body.end });
  const head = textAt(document.text, { start: owner.range.start, end: owner.body.start });
  return rest.trim() === '' && !/\)\s*:[^)]*$/.test(head) && !returnsElsewhere(document, facts, owner);
}

function returnsElsewhere(document: Document, facts: Facts, owner: FunctionFact): boolean {
  const inner = facts.functions.filter((fact) => fact.parent === owner.id);
  let body = textAt(document.text, owner.body);
  for (const { range } of inner) body = body.replace(textAt(document.text, range), '');
  return /\breturn\b\s*[^\s;}]/.test(body);
}

const mayNotGivePromise: ReadonlySet<string> = new Set(['called-synchronously', 'overrides-synchronous']);

/**
 * `forEach` drops what its callback gives back, so neither `await` nor `return` in there reaches anybody; what an effect
 * of React gives back is its clean-up and no promise.
 */
function dropsResult(facts: Facts, owner: FunctionFact): boolean {
  return facts.calls.some(
    (call) =>
      /^(?:forEach|use\w*Effect)$/.test(call.name) && call.arguments.some((argument) => argument.function === owner.id),
  );
}
