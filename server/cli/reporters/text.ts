/** For people at a terminal: each finding with its code, its fixes and where to read more. */

import type { Colors, Formatter } from 'picocolors/types.js';
import { codeFrame } from '../codeFrame.ts';
import { displayWidth, onOneLine } from '../terminalText.ts';
import type { Words } from '../words.ts';
import {
  reportedLevels,
  type ReportedFile,
  type ReportedFinding,
  type ReportedLevel,
  type Reporter,
  type Summary,
} from './reporter.ts';

export interface TextStyle {
  readonly words: Words;
  readonly colors: Colors;
  /** Columns of the terminal. */
  readonly width: number;
  /** One line a finding and nothing else. */
  readonly isQuiet: boolean;
}

export function textReporter(style: TextStyle): Reporter {
  let fixable = 0;
  return {
    start: () => '',
    file(file) {
      fixable += file.findings.filter(isFixable).length;
      return file.findings.map((finding) => (style.isQuiet ? line : block)(file, finding, style)).join('');
    },
    finish: (summary) => (style.isQuiet ? '' : summaryText(summary, fixable, style)),
  };
}

/** The closing lines of a check. */
export function summaryText(summary: Summary, fixable: number, { words, colors }: Pick<TextStyle, 'words' | 'colors'>) {
  const { counts, problems, fixed, unreported } = summary;
  const total = reportedLevels.reduce((sum, level) => sum + counts[level], 0);
  const files = words.files(summary.files);
  const levels = reportedLevels.filter((level) => counts[level] > 0).map((level) => words.level(counts[level], level));
  const verdict =
    total === 0
      ? colors.green(words.noFindings(files))
      : colors.bold(words.findings(total, levels.join(words.listSeparator), files));
  return [
    ...(fixed.findings > 0 ? [words.fixed(fixed.findings, words.files(fixed.files))] : []),
    ...(unreported > 0 ? [words.unreported(unreported)] : []),
    ...(summary.files > 0 ? [`${verdict}${words.listSeparator}${words.seconds(summary.seconds.toFixed(1))}`] : []),
    ...(fixable > 0 ? [words.fixable(fixable)] : []),
    ...(problems.length > 0 ? [colors.red(words.incomplete(problems.length))] : []),
  ]
    .map((sentence) => `${sentence}\n`)
    .join('');
}

function block(file: ReportedFile, finding: ReportedFinding, style: TextStyle): string {
  const { colors, words } = style;
  const { start } = finding.span;
  const place = `${colors.bold(onOneLine(file.path))}${colors.dim(`${cellOf(file, style)}:${start.line}:${start.column}`)}`;
  const level = levelColors(colors)[finding.level](words.levels[finding.level]);
  const notes = [
    ...finding.related.map((related) => {
      const where = related.span === undefined ? '' : `:${related.span.start.line}:${related.span.start.column}`;
      return [words.related, `${onOneLine(related.path)}${where}  ${onOneLine(related.message)}`];
    }),
    ...finding.fixes.map((fix) => [
      words.fix,
      `${onOneLine(fix.title)} ${colors.dim(`(${words.safeties[fix.safety]})`)}`,
    ]),
    [words.explain, `async-pitfalls explain ${finding.rule}`],
  ] as const;
  return [
    `${place} ${level} ${colors.cyan(finding.rule)}`,
    `  ${onOneLine(finding.message)}`,
    '',
    `${codeFrame(file.lines, finding.span, style)}`,
    ...notes.map(([label = '', text = '']) => `  ${colors.dim(padded(label, labelWidth(words)))}  ${text}`),
    '',
    '',
  ].join('\n');
}

function line(file: ReportedFile, finding: ReportedFinding, style: TextStyle): string {
  const { colors, words } = style;
  const { start } = finding.span;
  const level = levelColors(colors)[finding.level](words.levels[finding.level]);
  const place = `${onOneLine(file.path)}${cellOf(file, style)}:${start.line}:${start.column}`;
  return `${place} ${level} ${colors.cyan(finding.rule)} ${onOneLine(finding.message)}\n`;
}

function cellOf({ cell }: ReportedFile, { words }: TextStyle): string {
  return cell === undefined ? '' : `:${words.cell(cell)}`;
}

function levelColors(colors: Colors): Readonly<Record<ReportedLevel, Formatter>> {
  return { error: colors.red, warning: colors.yellow, information: colors.blue, hint: colors.gray };
}

function isFixable(finding: ReportedFinding): boolean {
  return finding.fixes.some((fix) => fix.safety === 'safe');
}

function labelWidth(words: Words): number {
  return Math.max(displayWidth(words.related), displayWidth(words.fix), displayWidth(words.explain));
}

function padded(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}
