/** Turns findings into what reporters show: one language, lines and columns, paths as the user knows them. */

import path from 'node:path';
import type { Document } from '../analysis/document.ts';
import type { Finding, RelatedLocation } from '../analysis/finding.ts';
import type { Fix } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import type { FileText } from '../facts/frontEnd.ts';
import type { Range } from '../analysis/text.ts';
import { Lines, type Span } from './positions.ts';
import type { ReportedFile, ReportedFinding, ReportedFix, ReportedPlace } from './reporters/reporter.ts';

export interface Surroundings {
  readonly workingDirectory: string;
  readonly locale: Locale;
  /** Reads the other files that findings point into. */
  readonly read: (path: string) => FileText;
}

/** One description a file; a notebook is described cell by cell. */
export function describeFile(
  document: Document,
  findings: readonly Finding[],
  surroundings: Surroundings,
): readonly ReportedFile[] {
  return textsOf(document).flatMap((text) => {
    const own = findings.filter(({ range }) => text.holds(range.start));
    if (own.length === 0) return [];
    return {
      path: displayPath(document.path, surroundings.workingDirectory),
      ...(text.cell === undefined ? {} : { cell: text.cell }),
      lines: text.lines,
      findings: own.flatMap((finding) => describeFinding(finding, document, text, surroundings)),
    };
  });
}

/** What the reader has before them: a file, or a cell of a notebook. */
interface ReadText {
  /** From 1. */
  readonly cell?: number;
  readonly lines: Lines;
  holds(offset: number): boolean;
  spanOf(range: Range): Span;
}

function textsOf({ text, cells }: Document): readonly ReadText[] {
  if (cells === undefined) {
    const lines = new Lines(text);
    return [{ lines, holds: () => true, spanOf: (range) => lines.spanOf(range) }];
  }
  return cells.map(({ index, range, source }) => {
    const lines = new Lines(source);
    const shift = source.length - range.end;
    return {
      cell: index + 1,
      lines,
      holds: (offset) => range.start <= offset && offset <= range.end,
      spanOf: ({ start, end }) => lines.spanOf({ start: start + shift, end: end + shift }),
    };
  });
}

/** Relative to the working directory where the file is below it, else absolute; with forward slashes. */
export function displayPath(absolute: string, workingDirectory: string): string {
  const relative = path.relative(workingDirectory, absolute);
  const isBelow = relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  return (isBelow ? relative : absolute).replaceAll(path.sep, '/');
}

function describeFinding(
  finding: Finding,
  document: Document,
  text: ReadText,
  surroundings: Surroundings,
): readonly ReportedFinding[] {
  const { rule, messageId, level } = finding;
  if (level === 'off') return [];
  return [
    {
      rule,
      messageId,
      level,
      message: finding.message[surroundings.locale],
      span: text.spanOf(finding.range),
      related: finding.related.map((place) => describePlace(place, document, text, surroundings)),
      fixes: finding
        .fixes()
        // A fix that also changes another cell has no place in the description of this one.
        .filter(({ edits }) => edits.every(({ range }) => text.holds(range.start) && text.holds(range.end)))
        .map((fix) => describeFix(fix, text, surroundings.locale)),
    },
  ];
}

function describePlace(
  place: RelatedLocation,
  document: Document,
  text: ReadText,
  surroundings: Surroundings,
): ReportedPlace {
  const message = place.message[surroundings.locale];
  const absolute = place.path ?? document.path;
  const shown = displayPath(absolute, surroundings.workingDirectory);
  if (absolute === document.path && text.holds(place.range.start))
    return { path: shown, span: text.spanOf(place.range), message };
  const file = surroundings.read(absolute);
  if (file.kind === 'unreadable' || file.cells !== undefined) return { path: shown, message };
  return { path: shown, span: new Lines(file.text).spanOf(place.range), message };
}

function describeFix(fix: Fix, text: ReadText, locale: Locale): ReportedFix {
  const edits = fix.edits.map((edit) => ({ span: text.spanOf(edit.range), text: edit.text }));
  return { id: fix.id, title: fix.title[locale], safety: fix.safety, edits };
}
