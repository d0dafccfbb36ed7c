/** Workflow commands of GitHub Actions, which become annotations on the lines of a pull request. */

import type { ReportedFile, ReportedFinding, ReportedLevel, Reporter, Summary } from './reporter.ts';

const commands: Readonly<Record<ReportedLevel, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

/** `summarise` gives the line that readers of the log see last. */
export function githubReporter(summarise: (summary: Summary) => string): Reporter {
  return {
    start: () => '',
    file: (file) => file.findings.map((finding) => annotation(file, finding)).join(''),
    finish: (summary) => summarise(summary),
  };
}

function annotation(file: ReportedFile, { level, rule, message, span }: ReportedFinding): string {
  const isOnOneLine = span.start.line === span.end.line;
  const properties = [
    `file=${escapedProperty(file.path)}`,
    `line=${span.start.line}`,
    `endLine=${span.end.line}`,
    // GitHub refuses columns where the lines differ.
    ...(isOnOneLine ? [`col=${span.start.column}`, `endColumn=${span.end.column}`] : []),
    `title=${escapedProperty(rule)}`,
  ];
  return `::${commands[level]} ${properties.join(',')}::${escapedData(message)}\n`;
}

function escapedData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapedProperty(text: string): string {
  return escapedData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
