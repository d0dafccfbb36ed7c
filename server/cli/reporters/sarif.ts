/** SARIF 2.1.0, which code scanning and many viewers read. Written while the check goes on. */

import { createHash } from 'node:crypto';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type {
  ArtifactLocation,
  Invocation,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
  Run,
  ToolComponent,
} from 'sarif';
import type { Level } from '../../analysis/finding.ts';
import type { Locale } from '../../analysis/locale.ts';
import type { RuleDefinition } from '../../analysis/rule.ts';
import type { Span } from '../positions.ts';
import type { Problem, ReportedFile, ReportedFinding, Reporter, Summary } from './reporter.ts';

export interface SarifContext {
  readonly version: string;
  readonly locale: Locale;
  readonly workingDirectory: string;
  readonly rules: readonly RuleDefinition[];
  /** The page of a rule as Markdown, where there is one. */
  readonly pageOf: (rule: string) => string | undefined;
}

const sarifLevels: Readonly<Record<Level, 'error' | 'warning' | 'note' | 'none'>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
  off: 'none',
};

/** Names the folder that relative addresses start from, as code scanning expects it. */
const root = '%SRCROOT%';

export function sarifReporter(context: SarifContext): Reporter {
  const ruleIndexes = new Map(context.rules.map((rule, index) => [rule.name, index]));
  const workingDirectory = pathToFileURL(`${context.workingDirectory}${path.sep}`).href;
  let separator = '\n';
  const listed = (result: Result): string => {
    const text = `${separator}${JSON.stringify(result)}`;
    separator = ',\n';
    return text;
  };
  return {
    start() {
      const head: Omit<Run, 'results'> = {
        tool: { driver: driver(context) },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { uri: workingDirectory } },
      };
      const opened = JSON.stringify(head).slice(0, -1);
      return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[${opened},"results":[`;
    },
    file: (file) => resultsOf(file, ruleIndexes).map(listed).join(''),
    finish: (summary) => `\n],"invocations":${JSON.stringify([invocation(summary)])}}]}\n`,
  };
}

function driver(context: SarifContext): ToolComponent {
  return {
    name: 'async-pitfalls',
    semanticVersion: context.version,
    language: context.locale === 'zh' ? 'zh-CN' : 'en-US',
    rules: context.rules.map((rule) => descriptor(rule, context)),
  };
}

function descriptor(rule: RuleDefinition, { locale, pageOf }: SarifContext): ReportingDescriptor {
  const page = pageOf(rule.name);
  const summary = rule.summary[locale];
  return {
    id: rule.name,
    shortDescription: { text: summary },
    ...(page === undefined ? {} : { help: { text: summary, markdown: page } }),
    defaultConfiguration: { level: sarifLevels[rule.level], enabled: rule.level !== 'off' },
    properties: { category: rule.category, tags: ['async', rule.category] },
  };
}

function resultsOf(file: ReportedFile, ruleIndexes: ReadonlyMap<string, number>): readonly Result[] {
  const seen = new Map<string, number>();
  return file.findings.map((finding) => {
    const line = file.lines.textOf(finding.span.start.line).trim();
    const { cell } = file;
    const subject = `${finding.rule}\n${finding.messageId}\n${file.path}\n${line}`;
    const occurrence = seen.get(subject) ?? 0;
    seen.set(subject, occurrence + 1);
    const ruleIndex = ruleIndexes.get(finding.rule);
    return {
      ruleId: finding.rule,
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: sarifLevels[finding.level],
      message: { text: finding.message },
      // The lines of a cell are not those of the notebook's file.
      locations: [locationOf(file.path, cell === undefined ? finding.span : undefined)],
      // Lines above may come and go; the finding stays the same one.
      partialFingerprints: { 'ruleAndLine/v1': fingerprint(`${subject}\n${occurrence}`) },
      ...relatedLocationsOf(finding),
      ...(cell === undefined ? fixesOf(file, finding) : {}),
      properties: {
        level: finding.level,
        messageId: finding.messageId,
        ...(cell === undefined ? {} : { cell, line: finding.span.start.line }),
      },
    };
  });
}

function relatedLocationsOf({ related }: ReportedFinding): Pick<Result, 'relatedLocations'> {
  if (related.length === 0) return {};
  return {
    relatedLocations: related.map((place, index) => ({
      id: index + 1,
      ...locationOf(place.path, place.span),
      message: { text: place.message },
    })),
  };
}

function fixesOf(file: ReportedFile, { fixes }: ReportedFinding): Pick<Result, 'fixes'> {
  if (fixes.length === 0) return {};
  return {
    fixes: fixes.map((fix) => ({
      description: { text: fix.title },
      artifactChanges: [
        {
          artifactLocation: artifactLocation(file.path),
          replacements: fix.edits.map(({ span, text }) => ({
            deletedRegion: regionOf(span),
            insertedContent: { text },
          })),
        },
      ],
      properties: { id: fix.id, safety: fix.safety },
    })),
  };
}

function invocation({ problems }: Summary): Invocation {
  const notifications = problems.map(notification);
  return {
    executionSuccessful: problems.length === 0,
    ...(notifications.length === 0 ? {} : { toolExecutionNotifications: notifications }),
  };
}

function notification(problem: Problem): Notification {
  const { position } = problem;
  const region = position === undefined ? {} : { region: { startLine: position.line, startColumn: position.column } };
  return {
    level: 'error',
    descriptor: { id: problem.kind },
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: artifactLocation(problem.path), ...region } }],
  };
}

function locationOf(file: string, span: Span | undefined) {
  const region = span === undefined ? {} : { region: regionOf(span) };
  return { physicalLocation: { artifactLocation: artifactLocation(file), ...region } };
}

function regionOf({ start, end }: Span): Region {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifactLocation(file: string): ArtifactLocation {
  if (path.isAbsolute(file)) return { uri: pathToFileURL(file).href };
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: root };
}

function fingerprint(subject: string): string {
  return createHash('sha256').update(subject).digest('hex').slice(0, 32);
}
