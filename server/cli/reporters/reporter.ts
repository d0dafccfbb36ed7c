/** What a reporter is given: findings in the reader's language, with lines and columns. */

import type { Level } from '../../analysis/finding.ts';
import type { Safety } from '../../analysis/fix.ts';
import type { Lines, Span } from '../positions.ts';

/** Makes the text of one output format. The pieces are written one after the other, while the check goes on. */
export interface Reporter {
  start(): string;
  file(file: ReportedFile): string;
  finish(summary: Summary): string;
}

export interface ReportedFile {
  /** Relative to the working directory where the file is below it, else absolute; with forward slashes. */
  readonly path: string;
  /** For a notebook: the number of the cell, from 1, whose text this is about. */
  readonly cell?: number;
  readonly lines: Lines;
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly rule: string;
  readonly messageId: string;
  readonly level: ReportedLevel;
  readonly message: string;
  readonly span: Span;
  readonly related: readonly ReportedPlace[];
  /** The preferred one first. */
  readonly fixes: readonly ReportedFix[];
}

export type ReportedLevel = Exclude<Level, 'off'>;

export interface ReportedPlace {
  readonly path: string;
  /** Left out where the file could not be read any more. */
  readonly span?: Span;
  readonly message: string;
}

export interface ReportedFix {
  readonly id: string;
  readonly title: string;
  readonly safety: Safety;
  readonly edits: readonly ReportedEdit[];
}

export interface ReportedEdit {
  readonly span: Span;
  readonly text: string;
}

/** What kept the check from being complete, in one sentence without a full stop. */
export interface Problem {
  readonly kind: 'unreadable' | 'configuration' | 'rule' | 'fix';
  readonly path: string;
  readonly position?: { readonly line: number; readonly column: number };
  readonly message: string;
}

export interface Summary {
  readonly files: number;
  readonly counts: Readonly<Record<ReportedLevel, number>>;
  /** Findings that were counted but not reported, because the user set a maximum. */
  readonly unreported: number;
  readonly problems: readonly Problem[];
  readonly fixed: { readonly findings: number; readonly files: number };
  readonly seconds: number;
}

export const reportedLevels: readonly ReportedLevel[] = ['error', 'warning', 'information', 'hint'];
