/** One JSON object, written while the check goes on. `JsonReport` is its documentation. */

import type { Safety } from '../../analysis/fix.ts';
import type { Span } from '../positions.ts';
import type { Problem, ReportedFile, ReportedLevel, Reporter, Summary } from './reporter.ts';

/**
 * Lines and columns count from 1, offsets from 0; columns and offsets are UTF-16 code units of the text without its byte
 * order mark. Fields may be added within a version; one that changes or goes away raises it.
 */
export interface JsonReport {
  readonly version: 1;
  readonly tool: { readonly name: string; readonly version: string };
  readonly findings: readonly JsonFinding[];
  /** What kept the check from being complete. */
  readonly problems: readonly Problem[];
  readonly summary: Omit<Summary, 'problems'>;
}

export interface JsonFinding {
  /** Relative to the working directory where the file is below it, else absolute; with forward slashes. */
  readonly path: string;
  /** In a notebook: the number of the cell, from 1, that lines and offsets count from. */
  readonly cell?: number;
  readonly rule: string;
  readonly messageId: string;
  readonly level: ReportedLevel;
  readonly message: string;
  readonly start: Span['start'];
  /** Exclusive. */
  readonly end: Span['end'];
  readonly related: readonly (Partial<Span> & { readonly path: string; readonly message: string })[];
  /** The preferred one first. The edits of one fix belong together and do not overlap. */
  readonly fixes: readonly {
    readonly id: string;
    readonly title: string;
    readonly safety: Safety;
    readonly edits: readonly (Span & { readonly text: string })[];
  }[];
}

export function jsonReporter(tool: JsonReport['tool']): Reporter {
  let separator = '\n';
  const listed = (finding: JsonFinding): string => {
    const text = `${separator}    ${JSON.stringify(finding)}`;
    separator = ',\n';
    return text;
  };
  return {
    start: () => `{\n  "version": 1,\n  "tool": ${JSON.stringify(tool)},\n  "findings": [`,
    file: (file) => findingsOf(file).map(listed).join(''),
    finish({ problems, ...summary }) {
      return `\n  ],\n  "problems": ${JSON.stringify(problems)},\n  "summary": ${JSON.stringify(summary)}\n}\n`;
    },
  };
}

function findingsOf(file: ReportedFile): readonly JsonFinding[] {
  return file.findings.map(({ rule, messageId, level, message, span, related, fixes }) => ({
    path: file.path,
    ...(file.cell === undefined ? {} : { cell: file.cell }),
    rule,
    messageId,
    level,
    message,
    ...span,
    related: related.map((place) => ({ path: place.path, message: place.message, ...place.span })),
    fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map((edit) => ({ ...edit.span, text: edit.text })) })),
  }));
}
