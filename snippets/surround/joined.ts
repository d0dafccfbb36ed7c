/** Awaits side by side that need nothing from each other, and so may be waited for at once. */

import { literally } from '../../server/analysis/patterns.ts';
import { applyEdits, type Range, textAt } from '../../server/analysis/text.ts';
import { indentEdits } from '../../server/facts/indentation.ts';
import type { AwaitedStatement } from '../../server/facts/selection.ts';
import { lineBreak } from './block.ts';
import type { SurroundPlace } from './surround.ts';

/** Columns that a line may take, indentation included. */
const widest = 100;

/** The awaits that the statements are; `undefined` where one of them is something else, or where their order may matter. */
export function independentAwaits(place: SurroundPlace): readonly AwaitedStatement[] | undefined {
  const awaits: AwaitedStatement[] = [];
  for (const { awaited } of place.selection.statements) {
    if (awaited === undefined || awaited.binding === 'other' || isPause(place, awaited)) return undefined;
    if (awaits.some((earlier) => mayDepend(place, awaited, earlier))) return undefined;
    awaits.push(awaited);
  }
  return awaits;
}

/** Waiting for its own sake is there for what comes behind it. */
function isPause({ document }: SurroundPlace, { binding, operand }: AwaitedStatement): boolean {
  return (
    binding === 'none' &&
    /^(?:[\w.]+\.)?(?:sleep|delay|pause|wait|setTimeout)\s*\(/.test(textAt(document.text, operand))
  );
}

function mayDepend(place: SurroundPlace, later: AwaitedStatement, earlier: AwaitedStatement): boolean {
  const { text } = place.document;
  if (later.reads.some((name) => earlier.binds.includes(name))) return true;
  // Who asks for the same thing twice, as for the next item, wants them in order.
  if (textAt(text, later.operand) === textAt(text, earlier.operand)) return true;
  if (later.binding !== 'none' && earlier.binding !== 'none') return false;
  // Who drops the result wants what is done, so whatever else is done to the same objects may have to come before or after.
  return later.reads.some((name) => earlier.reads.includes(name) && !isStateless(place, name, later));
}

/** Modules, and functions of this or another module that are called by their name alone. */
function isStateless({ document, facts }: SurroundPlace, name: string, { operand }: AwaitedStatement): boolean {
  const imported = facts.imports.find(({ local }) => local === name);
  if (imported?.imported === '*') return true;
  const isReceiver = new RegExp(`\\b${literally(name)}\\s*\\??\\.`).test(textAt(document.text, operand));
  return !isReceiver && (imported !== undefined || facts.moduleNames.includes(name));
}

/**
 * `head` and `tail` with the elements, one for each statement, between them: on one line where they fit, else on a line
 * each, with the comments that stand between the statements.
 */
export function listed(place: SurroundPlace, head: string, elements: readonly Range[], tail: string): string {
  const comments = commentsBetween(place);
  const line = `${head}${elements.map((element) => textAt(place.document.text, element)).join(', ')}${tail}`;
  const margin = lineBreak(place).trimStart();
  const isShort = margin.length + line.length <= widest && !line.includes('\n');
  if (isShort && comments.every(({ beside, below }) => beside === '' && below.length === 0)) return line;
  const { indent } = place.facts.file.style;
  const lines = elements.flatMap((element, index) => {
    const { beside, below } = comments[index] ?? { beside: '', below: [] };
    return [`${indentedText(place, element)},${beside === '' ? '' : `  ${beside}`}`, ...below];
  });
  return `${head}${lines.map((each) => lineBreak(place) + indent + each).join('')}${lineBreak(place)}${tail}`;
}

/** A part of the text whose lines after the first move one level in. */
function indentedText({ document, facts }: SurroundPlace, range: Range): string {
  const edits = indentEdits(document, facts, range).map((edit) => ({
    ...edit,
    range: { start: edit.range.start - range.start, end: edit.range.end - range.start },
  }));
  return applyEdits(textAt(document.text, range), edits);
}

interface Comments {
  /** On the last line of the statement. */
  readonly beside: string;
  /** On lines of their own, above the next statement. */
  readonly below: readonly string[];
}

function commentsBetween({ document, selection }: SurroundPlace): readonly Comments[] {
  return selection.statements.slice(0, -1).map(({ range }, index) => {
    const next = selection.statements[index + 1]?.range.start ?? range.end;
    const [beside = '', ...below] = textAt(document.text, { start: range.end, end: next }).split(/\r?\n/);
    return {
      beside: beside.replace(/^\s*;?\s*/, '').trimEnd(),
      below: below.map((line) => line.trim()).filter((line) => line !== ''),
    };
  });
}
