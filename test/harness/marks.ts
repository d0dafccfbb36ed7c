/** Marks in fixtures: trailing comments that say what is found on their line. */

import type { Language } from '../../server/analysis/document.ts';
import type { Finding } from '../../server/analysis/finding.ts';
import { textAt } from '../../server/analysis/text.ts';

export interface Mark {
  /** Counts from 1. */
  readonly line: number;
  readonly messageId: string;
  /** The source text of the finding on one line; it may end in `…`, which stands for any rest. */
  readonly source: string;
}

export interface MarkedText {
  /** Without the marks and the space before them. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

const comment: Readonly<Record<Language, string>> = { typescript: '//', python: '#' };

export function cutMarks(marked: string, language: Language): MarkedText {
  const separator = new RegExp(`[ \\t]*${comment[language]} finds (?=[\\w-]+: )`);
  const marks: Mark[] = [];
  const lines = marked.split('\n').map((whole, index) => {
    const ending = whole.endsWith('\r') ? '\r' : '';
    const [code = '', ...found] = whole.slice(0, whole.length - ending.length).split(separator);
    for (const one of found) {
      const colon = one.indexOf(': ');
      marks.push({ line: index + 1, messageId: one.slice(0, colon), source: one.slice(colon + 2).trim() });
    }
    return code + ending;
  });
  return { text: lines.join('\n'), marks };
}

/** Puts findings back as marks, as `cutMarks` reads them. */
export function withMarks(text: string, language: Language, findings: readonly Finding[]): string {
  const marks = findings.map((finding) => markOf(text, finding));
  return text
    .split('\n')
    .map((line, index) => {
      const ending = line.endsWith('\r') ? '\r' : '';
      const own = marks.filter((mark) => mark.line === index + 1);
      const gap = language === 'python' ? '  ' : ' ';
      return (
        line.slice(0, line.length - ending.length) +
        own.map((mark) => `${gap}${comment[language]} finds ${mark.messageId}: ${mark.source}`).join('') +
        ending
      );
    })
    .join('\n');
}

export function markOf(text: string, finding: Finding): Mark {
  return {
    line: text.slice(0, finding.range.start).split('\n').length,
    messageId: finding.messageId,
    source: textAt(text, finding.range).replace(/\s+/g, ' '),
  };
}

/** Sentences about findings without a mark and marks without a finding. */
export function differences(file: string, marks: readonly Mark[], found: readonly Mark[]): readonly string[] {
  const open = [...marks];
  const problems: string[] = [];
  for (const one of found) {
    const at = open.findIndex((mark) => isSame(mark, one));
    if (at < 0) problems.push(`${file}:${one.line} finds ${one.messageId}: ${one.source}, which is not marked`);
    else open.splice(at, 1);
  }
  for (const mark of open) problems.push(`${file}:${mark.line} does not find ${mark.messageId}: ${mark.source}`);
  return problems;
}

function isSame(mark: Mark, found: Mark): boolean {
  if (mark.line !== found.line || mark.messageId !== found.messageId) return false;
  return mark.source.endsWith('…')
    ? found.source.startsWith(mark.source.slice(0, -1))
    : mark.source.replace(/\s+/g, ' ') === found.source;
}
