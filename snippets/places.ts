/** Where in a file a snippet may be written: a line on which a statement begins, and the functions around it. */

import type { Document } from '../server/analysis/document.ts';
import { contains, type Range, rangeOf } from '../server/analysis/text.ts';
import type { ClassFact, Facts, FunctionFact } from '../server/facts/facts.ts';

export interface StatementPlace {
  /** The word before the cursor, alone on its line so far. */
  readonly word: Range;
  /** The white space before it. */
  readonly indentation: string;
  /** The functions around it, the innermost first; the last one is the module. */
  readonly around: readonly [FunctionFact, ...FunctionFact[]];
}

/** The place at an offset; `undefined` in strings, comments, expressions and class bodies, where no statement begins. */
export function statementPlace(document: Document, facts: Facts, offset: number): StatementPlace | undefined {
  const line = typedLine(document.text, offset);
  if (line === undefined || facts.multilineTexts.some((text) => isInside(text, line.word))) return undefined;
  if (facts.continuations.some((part) => isClosed(document, facts, part, line.word))) return undefined;
  const owner = document.language === 'python' ? pythonOwner(document, facts, line) : innermost(facts, line.word);
  if (owner === undefined) return undefined;
  return { ...line, around: [owner, ...ancestors(facts, owner)] };
}

/** The word before `offset` where only white space stands before it on its line. */
function typedLine(text: string, offset: number): Pick<StatementPlace, 'word' | 'indentation'> | undefined {
  const match = /^([ \t]*)([A-Za-z]*)$/.exec(text.slice(lineStart(text, offset), offset));
  if (match === null) return undefined;
  const [, indentation = '', word = ''] = match;
  return { word: rangeOf(offset - word.length, offset), indentation };
}

function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;
}

function isInside(outer: Range, inner: Range): boolean {
  return outer.start < inner.start && inner.end <= outer.end;
}

/** Whether a statement goes on where the word stands; the body of a function in it has lines of its own again. */
function isClosed(document: Document, facts: Facts, part: Range, word: Range): boolean {
  return (
    isInside(part, word) &&
    !facts.functions.some(
      (inner) => inner.body.start > part.start && contains(inner.body, word) && hasStatements(document, inner),
    )
  );
}

/** Whether the function's body is a block, and no expression. */
function hasStatements({ language, text }: Document, { kind, body }: FunctionFact): boolean {
  return language === 'python' ? kind !== 'lambda' : kind === 'module' || text[body.start - 1] === '{';
}

function innermost(facts: Facts, range: Range): FunctionFact | undefined {
  // A function comes after the one that encloses it.
  return facts.functions.findLast(({ body }) => contains(body, range));
}

function ancestors(facts: Facts, { parent }: FunctionFact): readonly FunctionFact[] {
  const found = parent === undefined ? undefined : facts.functions[parent];
  return found === undefined ? [] : [found, ...ancestors(facts, found)];
}

/** By indentation, since a block goes on below its last statement; `undefined` in a class body. */
function pythonOwner(
  document: Document,
  facts: Facts,
  line: Pick<StatementPlace, 'word' | 'indentation'>,
): FunctionFact | undefined {
  const near = lineAbove(document.text, facts, line);
  if (near === undefined) return facts.functions[0];
  const { offset, isOutside } = near;
  if (isOutside) {
    const headed = facts.functions.find(({ range, kind }) => kind !== 'module' && range.start === offset);
    if (headed !== undefined && headed.kind !== 'lambda') return headed;
    if (facts.classes.some(({ range }) => range.start === offset)) return undefined;
  }
  const owner = innermost(facts, rangeOf(offset, offset));
  const isInClass = facts.classes.some(
    ({ body }: ClassFact) => contains(body, rangeOf(offset, offset)) && body.start > (owner?.body.start ?? 0),
  );
  return isInClass ? undefined : owner;
}

/** The nearest line above that is in the same block, or that opens the block, which makes it `isOutside`. */
function lineAbove(
  text: string,
  { continuations, multilineTexts }: Facts,
  { word, indentation }: Pick<StatementPlace, 'word' | 'indentation'>,
): { readonly offset: number; readonly isOutside: boolean } | undefined {
  for (let end = word.start - indentation.length - 1; end > 0; ) {
    const start = lineStart(text, end);
    const offset = start + (/^[ \t]*/.exec(text.slice(start, end))?.[0].length ?? 0);
    const isWritten = offset < end && !/[\r\n#]/.test(text[offset] ?? '');
    const within = rangeOf(offset, offset);
    if (
      isWritten &&
      offset - start <= indentation.length &&
      ![...continuations, ...multilineTexts].some((part) => part.start < offset && contains(part, within))
    )
      return { offset, isOutside: offset - start < indentation.length };
    end = start - 1;
  }
  return undefined;
}
