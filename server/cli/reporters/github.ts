/** Workflow commands of GitHub Actions, which become annotations on the lines of a pull request. */

import type { Words } from '../words.ts';
import type { ReportedFile, ReportedFinding, ReportedLevel, Reporter, Summary } from './reporter.ts';

const commands: Readonly<Record<ReportedLevel, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** `summarise` gives the line that readers of the log see last. */
export function githubReporter(words: Words, summarise: (summary: Summary) => string): Reporter {
  return {
    start: () => '',
    file: (file) => file.findings.map((finding) => annotation(file, finding, words)).join(''),
    finish: (summary) => summarise(summary),
  };
}

function annotation(file: ReportedFile, { level, rule, message, span }: ReportedFinding, words: Words): string {
  const isOnOneLine = span.start.line === span.end.line;
  const places = [
    `line=${span.start.line}`,
    `endLine=${span.end.line}`,
    // GitHub refuses columns where the lines differ.
    ...(isOnOneLine ? [`col=${span.start.column}`, `endColumn=${span.end.column}`] : []),
  ];
  const { cell } = file;
  const properties = [
    `file=${escapedProperty(file.path)}`,
    // The lines of a cell are not those of the notebook's file.
    ...(cell === undefined ? places : []),
    `title=${escapedProperty(cell === undefined ? rule : `${rule}, ${words.cell(cell)}:${span.start.line}`)}`,
  ];
  return `::${commands[level]} ${properties.join(',')}::${escapedData(message)}\n`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
