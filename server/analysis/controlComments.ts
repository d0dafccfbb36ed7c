/** Comments that tell a linter what to allow, ours or another one, and the places they hold for. */

import type { Document } from './document.ts';
import { lineEndAt, lineStartAfter, lineStartAt } from './lines.ts';
import type { Range } from './text.ts';

/** A comment with its delimiters, as the facts list them. */
export interface Comment {
  readonly range: Range;
  readonly text: string;
}

/** Whether a front end is to list this comment among the facts. Cheap, and right about texts without any, too. */
export function isControlComment(text: string): boolean {
  return controlPattern.test(text);
}

const controlPattern =
  /async-pitfalls|(?:eslint|oxlint)-(?:dis|en)able|biome-ignore|deno-lint-ignore|@ts-expect-error|\bnoqa\b|\b(?:type|pyright|mypy):\s*ignore/i;

/** Whether nothing but the comment is on its lines; JSX puts its comments in braces. */
export function standsAlone({ text }: Document, { range }: Comment): boolean {
  const before = text.slice(lineStartAt(text, range.start), range.start).trim();
  const after = text.slice(range.end, lineEndAt(text, range.end)).trim();
  return (before === '' && after === '') || (before === '{' && after === '}');
}

/** The start of the first line below the comment that holds code; `undefined` below the last. */
export function nextCodeLine(document: Document, comment: Comment): number | undefined {
  let start = lineStartAfter(document.text, comment.range.end);
  let isInBlock = false;
  while (start !== undefined) {
    const line = document.text.slice(start, lineEndAt(document.text, start)).trim();
    const isBlockStart = document.language === 'typescript' && /^\{?\s*\/\*/.test(line);
    const isComment = isInBlock || isBlockStart || line.startsWith(document.language === 'python' ? '#' : '//');
    if (isInBlock || isBlockStart) isInBlock = !line.includes('*/');
    if (line !== '' && !isComment) return start;
    start = lineStartAfter(document.text, start);
  }
  return undefined;
}
