/** Ways to hold a fan-out back, the one with the least new code first. */

import type { Document } from '../../server/analysis/document.ts';
import type { Fix } from '../../server/analysis/fix.ts';
import { contains, type Edit, insertion, type Range, replacement, textAt } from '../../server/analysis/text.ts';
import type { FanOutFact, FanOutShape, Facts } from '../../server/facts/facts.ts';
import { freeName, importedName, indentationAt, isWhole } from '../../server/languages/typescript/edits.ts';
import { mapLimitHelper } from './mapLimitHelper.ts';
import { rule } from './rule.ts';

type ArrayMap = Extract<FanOutShape, { kind: 'array-map' }>;

export function typescriptFixes(document: Document, facts: Facts, fanOut: FanOutFact, limit: number): readonly Fix[] {
  const owner = facts.functions[fanOut.function];
  if (owner === undefined || !isWhole(facts, owner)) return [];
  const has = (name: string) => facts.file.dependencies.includes(name);
  const { shape } = fanOut;
  const isAllMap = shape.kind === 'array-map' && fanOut.combinator === 'Promise.all';
  const fixes: (Fix | undefined)[] = [];
  if (has('p-map') && isAllMap) fixes.push(pMap(document, facts, fanOut, shape, limit));
  if (has('p-limit')) fixes.push(pLimit(document, facts, fanOut, limit));
  if (isAllMap && !has('p-map')) fixes.push(mapLimit(document, facts, fanOut, shape, limit));
  if (isAllMap) fixes.push(batches(document, facts, fanOut, shape, limit));
  return fixes.filter((fix) => fix !== undefined);
}

/** `pMap(items, work, { concurrency: 10 })`. */
function pMap(document: Document, facts: Facts, fanOut: FanOutFact, shape: ArrayMap, limit: number): Fix {
  const { reference, edits } = importedName(document, facts, 'p-map', 'default', 'pMap');
  const call = limitedCall(document, facts, fanOut, shape, reference, `{ concurrency: ${limit} }`);
  return rule.fix('p-map', { limit: String(limit) }, [...edits, replacement(fanOut.range, call)]);
}

/** `mapLimit(items, work, 10)` with the function added at the end of the file, unless an earlier fix has done so. */
function mapLimit(document: Document, facts: Facts, fanOut: FanOutFact, shape: ArrayMap, limit: number): Fix {
  const existing = mapLimitHelper.findIn(document);
  const helper = existing ?? freeName(document, 'mapLimit');
  const call = limitedCall(document, facts, fanOut, shape, helper, String(limit));
  const edits = [replacement(fanOut.range, call)];
  if (existing === undefined) edits.push(mapLimitHelper.added(document, facts, helper));
  return rule.fix('map-limit', { limit: String(limit), helper }, edits);
}

/** `mapLimit(items, work, 10)`, on lines of their own where the combinator's argument stood on its own. */
function limitedCall(
  document: Document,
  facts: Facts,
  { range }: FanOutFact,
  shape: ArrayMap,
  callee: string,
  limit: string,
): string {
  const { newline } = facts.file.style;
  const items = textAt(document.text, shape.items);
  const opening = textAt(document.text, { start: range.start, end: shape.mapCall.start });
  if (!/\n[ \t]*$/.test(opening)) return `${callee}(${items}, ${textAt(document.text, shape.callback)}, ${limit})`;
  const inner = newline + indentationAt(document, shape.mapCall.start);
  const parts = [items, movedTo(inner, document, facts, shape.callback), limit];
  const comma = textAt(document.text, { start: shape.mapCall.end, end: range.end }).startsWith(',') ? ',' : '';
  return `${callee}(${inner}${parts.join(`,${inner}`)}${comma}${newline}${indentationAt(document, range.end)})`;
}

/** The text of a range whose first line now starts behind `lineStart`, with its other lines moved along. */
function movedTo(lineStart: string, document: Document, facts: Facts, range: Range): string {
  const text = textAt(document.text, range);
  if (facts.multilineTexts.some((multiline) => contains(range, multiline))) return text;
  return text.replaceAll(facts.file.style.newline + indentationAt(document, range.start), lineStart);
}

/** `const limit = pLimit(10)` before the statement, and `limit(() => …)` around each piece of work. */
function pLimit(document: Document, facts: Facts, fanOut: FanOutFact, limit: number): Fix | undefined {
  const { statement } = fanOut;
  const shape = fanOut.shape.kind === 'variable' ? fanOut.shape.from : fanOut.shape;
  if (statement === undefined || shape === undefined) return undefined;
  const name = freeName(document, 'limit', 'Concurrency');
  const work = limitedWork(document, facts, shape, name);
  if (work === undefined) return undefined;
  const { reference, edits } = importedName(document, facts, 'p-limit', 'default', 'pLimit');
  const { newline, semicolons } = facts.file.style;
  const declaration = `const ${name} = ${reference}(${limit})${semicolons ? ';' : ''}`;
  const before = `${declaration}${newline}${indentationAt(document, statement.start)}`;
  return rule.fix('p-limit', { limit: String(limit) }, [...edits, insertion(statement.start, before), ...work]);
}

function limitedWork(document: Document, facts: Facts, shape: FanOutShape, name: string): readonly Edit[] | undefined {
  if (shape.kind === 'loop') return wrapped(shape.started, name);
  if (shape.kind !== 'array-map') return undefined;
  const callback = textAt(document.text, shape.callback);
  if (/^[\w$.]+$/.test(callback)) return [replacement(shape.callback, `(item) => ${name}(() => ${callback}(item))`)];
  const owner = facts.functions.find(
    ({ range }) => range.start === shape.callback.start && range.end === shape.callback.end,
  );
  const arrow =
    owner === undefined ? null : /^(async\s+)?([\s\S]*?)\s*=>\s*(\{?)\s*$/.exec(headOf(document, shape, owner.body));
  if (arrow === null) return undefined;
  const [, isAsync = '', parameters = '', brace = ''] = arrow;
  const parts = /^(\([\s\S]*?\)|[\w$]+)(\s*:[\s\S]*)?$/.exec(parameters);
  if (parts === null || parts[2] !== undefined) return undefined;
  const head = { start: shape.callback.start, end: owner?.body.start ?? 0 };
  const opening = `${parameters} => ${name}(${isAsync === '' ? '' : 'async '}() => ${brace}`;
  const bodyHead = textAt(document.text, head);
  const kept = brace === '' ? '' : bodyHead.slice(bodyHead.lastIndexOf('{') + 1);
  return [replacement(head, opening + kept), insertion(shape.callback.end, ')')];
}

function headOf(document: Document, shape: ArrayMap, body: Range): string {
  return textAt(document.text, { start: shape.callback.start, end: body.start });
}

function wrapped(started: Range, name: string): readonly Edit[] {
  return [insertion(started.start, `${name}(() => `), insertion(started.end, ')')];
}

/** A loop over slices, where the results are not used and the items are named. */
function batches(
  document: Document,
  facts: Facts,
  fanOut: FanOutFact,
  shape: ArrayMap,
  limit: number,
): Fix | undefined {
  const { statement } = fanOut;
  const items = textAt(document.text, shape.items);
  if (statement === undefined || !/^[\w$.]+$/.test(items)) return undefined;
  const before = textAt(document.text, { start: statement.start, end: fanOut.range.start });
  const after = textAt(document.text, { start: fanOut.range.end, end: statement.end });
  if (before.trim() !== 'await' || !/^;?$/.test(after.trim())) return undefined;
  const { newline, indent } = facts.file.style;
  const outer = indentationAt(document, statement.start);
  const start = freeName(document, 'start');
  const head = `for (let ${start} = 0; ${start} < ${items}.length; ${start} += ${limit}) {${newline}${outer}${indent}`;
  const slice = `${items}.slice(${start}, ${start} + ${limit})`;
  const deeper = [...textAt(document.text, statement).matchAll(/\n(?=[ \t]*\S)/g)].map((match) =>
    insertion(statement.start + match.index + 1, indent),
  );
  return rule.fix('batches', { limit: String(limit) }, [
    insertion(statement.start, head),
    ...deeper.filter((edit) => edit.range.start < shape.items.start || edit.range.start >= shape.items.end),
    replacement(shape.items, slice),
    insertion(statement.end, `${newline}${outer}}`),
  ]);
}
