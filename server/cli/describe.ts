/** Turns findings into what reporters show: one language, lines and columns, paths as the user knows them. */

import path from 'node:path';
import type { Document } from '../analysis/document.ts';
import type { Finding, RelatedLocation } from '../analysis/finding.ts';
import type { Fix } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import type { FileText } from '../facts/frontEnd.ts';
import { Lines } from './positions.ts';
import type { ReportedFile, ReportedFinding, ReportedFix, ReportedPlace } from './reporters/reporter.ts';

export interface Surroundings {
  readonly workingDirectory: string;
  readonly locale: Locale;
  /** Reads the other files that findings point into. */
  readonly read: (path: string) => FileText;
}

export function describeFile(
  document: Document,
  findings: readonly Finding[],
  surroundings: Surroundings,
): ReportedFile {
  const lines = new Lines(document.text);
  return {
    path: displayPath(document.path, surroundings.workingDirectory),
    lines,
    findings: findings.flatMap((finding) => describeFinding(finding, document, lines, surroundings)),
  };
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
  lines: Lines,
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
      span: lines.spanOf(finding.range),
      related: finding.related.map((place) => describePlace(place, document, lines, surroundings)),
      fixes: finding.fixes().map((fix) => describeFix(fix, lines, surroundings.locale)),
    },
  ];
}

function describePlace(
  place: RelatedLocation,
  document: Document,
  lines: Lines,
  surroundings: Surroundings,
): ReportedPlace {
  const message = place.message[surroundings.locale];
  const absolute = place.path ?? document.path;
  const shown = displayPath(absolute, surroundings.workingDirectory);
  if (absolute === document.path) return { path: shown, span: lines.spanOf(place.range), message };
  const file = surroundings.read(absolute);
  if (file.kind === 'unreadable') return { path: shown, message };
  return { path: shown, span: new Lines(file.text).spanOf(place.range), message };
}

function describeFix(fix: Fix, lines: Lines, locale: Locale): ReportedFix {
  const edits = fix.edits.map((edit) => ({ span: lines.spanOf(edit.range), text: edit.text }));
  return { id: fix.id, title: fix.title[locale], safety: fix.safety, edits };
}
