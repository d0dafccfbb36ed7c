/** Edits that allow a finding: a new comment in the language's own spelling, or one more name in the comment that is there. */

import type { Comment } from './controlComments.ts';
import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import { lineEndAt, lineStartAfter, lineStartAt } from './lines.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';
import { type Edit, insertion, type Range } from './text.ts';

export interface SuppressInput {
  readonly document: Document;
  readonly comments: readonly Comment[];
  /** Strings, templates and comments that span lines: no comment can be put into them. */
  readonly multilineTexts: readonly Range[];
  readonly newline: '\n' | '\r\n';
}

/**
 * Allows the rule on the finding's line; `undefined` where no comment can stand. `reason` stands for the reason that the
 * user is to write.
 */
export function suppressOnLine(finding: Finding, input: SuppressInput, reason: string): readonly Edit[] | undefined {
  const { document, comments, newline } = input;
  const { text } = document;
  const line = lineStartAt(text, finding.range.start);
  const existing = suppressionsOf(document, comments).find(
    ({ holdsFor }) => holdsFor.kind === 'line' && holdsFor.lineStart === line,
  );
  if (existing !== undefined) return addName(existing, finding.rule);
  const isContinued = text.slice(0, line).trimEnd().endsWith('\\') && document.language === 'python';
  if (!isContinued && !isInside(line, input.multilineTexts)) {
    const indent = /^[ \t]*/.exec(text.slice(line))?.[0] ?? '';
    return [comment(line, indent, lineDirective(document, finding.rule), reason, newline)];
  }
  const end = lineEndAt(text, finding.range.start);
  if (isInside(end, input.multilineTexts) || text.slice(line, end).trimEnd().endsWith('\\')) return undefined;
  return [comment(end, '  ', lineDirective(document, finding.rule), reason, '')];
}

/** Allows the rule in the whole file, below the lines that must stay first. */
export function suppressInFile(finding: Finding, input: SuppressInput, reason: string): readonly Edit[] {
  const { document, comments, newline } = input;
  const existing = suppressionsOf(document, comments).find(({ holdsFor }) => holdsFor.kind === 'file');
  if (existing !== undefined) return addName(existing, finding.rule);
  const directive =
    document.language === 'python'
      ? `# async-pitfalls: ignore-file[${finding.rule}] `
      : `// async-pitfalls-ignore-file ${finding.rule}: `;
  return [comment(afterFirstLines(document), '', directive, reason, newline)];
}

function addName({ names }: Suppression, rule: string): readonly Edit[] {
  const last = names.at(-1);
  // Without names the comment already allows every rule.
  return last === undefined ? [] : [insertion(last.range.end, `, ${rule}`)];
}

function lineDirective({ language }: Document, rule: string): string {
  return language === 'python' ? `# async-pitfalls: ignore[${rule}] ` : `// async-pitfalls-ignore ${rule}: `;
}

function comment(offset: number, before: string, directive: string, reason: string, after: string): Edit {
  const start = before.length + directive.length;
  const edit = insertion(offset, `${before}${directive}${reason}${after}`);
  return { ...edit, selected: { start, end: start + reason.length } };
}

function isInside(offset: number, ranges: readonly Range[]): boolean {
  return ranges.some(({ start, end }) => start < offset && offset < end);
}

/** Past `#!` and, in Python, a coding line, which count only at the top. */
function afterFirstLines({ text, language }: Document): number {
  let start = 0;
  const next = () => lineStartAfter(text, start) ?? start;
  if (text.startsWith('#!')) start = next();
  if (language === 'python' && /^#.*?coding[:=]/.test(text.slice(start))) start = next();
  return start;
}
