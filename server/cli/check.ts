/** The `check` command: finds files, fixes where asked, reports what is found, and says with its exit code how it went. */

import type { Level } from '../analysis/finding.ts';
import type { Safety } from '../analysis/fix.ts';
import type { FoundPath } from '../node/findFiles.ts';
import type { ConfigurationProblem, FileResult } from '../workspace/results.ts';
import { describeFile, displayPath, type Surroundings } from './describe.ts';
import { type Checker, type FixReport, fixFiles } from './fixFiles.ts';
import { Lines } from './positions.ts';
import type { Progress } from './progress.ts';
import {
  type Problem,
  type ReportedFile,
  type ReportedLevel,
  type Reporter,
  reportedLevels,
  type Summary,
} from './reporters/reporter.ts';
import type { Output } from './terminal.ts';
import { onOneLine } from './terminalText.ts';
import type { Words } from './words.ts';

export interface CheckRequest {
  readonly found: AsyncIterable<FoundPath>;
  /** How the user named what to check, for messages. */
  readonly named: string;
  /** Kinds of fixes to apply before reporting; none means that no file is written. */
  readonly fix: readonly Safety[];
  readonly failOn: ReportedLevel;
  /** Findings to report at most; all are counted. */
  readonly maximum: number;
  readonly isQuiet: boolean;
}

export interface CheckSurroundings extends Surroundings {
  readonly checker: Checker;
  readonly reporter: Reporter;
  readonly words: Words;
  readonly output: Output;
  readonly errorOutput: Output;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** In milliseconds. */
  readonly now: () => number;
}

/** 0: nothing to complain about; 1: findings; 2: something could not be checked. */
export type ExitCode = 0 | 1 | 2;

export async function check(request: CheckRequest, surroundings: CheckSurroundings): Promise<ExitCode> {
  const { checker, reporter, output, progress, signal, words } = surroundings;
  const start = surroundings.now();
  const run = new Run(request, surroundings);

  const paths = await run.filesToCheck();
  const fixed = await run.fix(paths);

  await output.write(reporter.start());
  await run.report(paths);
  await progress.clear();
  // What a stopped check has seen says nothing about the rest.
  if (signal.aborted) return 2;
  for (const problem of checker.configurationProblems()) await run.complainOfConfiguration(problem);
  if (paths.length === 0 && !run.hasProblems && !request.isQuiet) await run.note(words.nothingToCheck(request.named));
  await output.write(reporter.finish(run.summary(fixed, (surroundings.now() - start) / 1000)));
  return run.exitCode();
}

/** What one check has seen so far. */
class Run {
  readonly #request: CheckRequest;
  readonly #surroundings: CheckSurroundings;
  readonly #problems: Problem[] = [];
  readonly #counts: Record<ReportedLevel, number> = { error: 0, warning: 0, information: 0, hint: 0 };
  #reported = 0;
  #checked = 0;

  constructor(request: CheckRequest, surroundings: CheckSurroundings) {
    this.#request = request;
    this.#surroundings = surroundings;
  }

  async filesToCheck(): Promise<readonly string[]> {
    const { progress, words, workingDirectory } = this.#surroundings;
    const paths: string[] = [];
    let components = 0;
    for await (const found of this.#request.found) {
      const shown = displayPath(found.path, workingDirectory);
      if (found.kind === 'file') paths.push(found.path);
      else if (found.kind === 'component') components += 1;
      else if (found.kind === 'foreign') await this.note(`${shown}: ${words.foreign}`);
      else await this.complain({ kind: 'unreadable', path: shown, message: found.reason });
      progress.show(words.looking(paths.length));
    }
    if (components > 0 && !this.#request.isQuiet) await this.note(words.components(components));
    return paths;
  }

  async fix(paths: readonly string[]): Promise<FixReport> {
    const { fix } = this.#request;
    const { checker, progress, signal, words, workingDirectory } = this.#surroundings;
    if (fix.length === 0) return { findings: 0, files: 0, refused: [] };
    const onProgress = (done: number, total: number) => progress.show(words.fixing(done, total));
    const report = await fixFiles({ paths, safeties: fix, signal, onProgress }, checker);
    for (const { path, reason } of report.refused)
      await this.complain({ kind: 'fix', path: displayPath(path, workingDirectory), message: reason });
    return report;
  }

  /** Results come in the order that suits the front ends, and are reported in the order of the paths. */
  async report(paths: readonly string[]): Promise<void> {
    const { checker, progress, signal, words } = this.#surroundings;
    const waiting = new Map<string, readonly ReportedFile[]>();
    let next = 0;
    let done = 0;
    for await (const result of checker.check(paths, { signal })) {
      if (signal.aborted) return;
      done += 1;
      waiting.set(result.path, await this.#described(result));
      for (; next < paths.length; next += 1) {
        const path = paths[next] ?? '';
        const files = waiting.get(path);
        if (files === undefined) break;
        waiting.delete(path);
        for (const file of files) await this.#write(file);
      }
      progress.show(words.checking(done, paths.length));
    }
    for (const file of [...waiting.values()].flat()) await this.#write(file);
  }

  summary({ findings, files }: FixReport, seconds: number): Summary {
    const counts = { ...this.#counts };
    const total = reportedLevels.reduce((sum, level) => sum + counts[level], 0);
    const unreported = total - this.#reported;
    const fixed = { findings, files };
    return { files: this.#checked, counts, unreported, problems: this.#problems, fixed, seconds };
  }

  get hasProblems(): boolean {
    return this.#problems.length > 0;
  }

  exitCode(): ExitCode {
    if (this.hasProblems) return 2;
    const decisive = reportedLevels.slice(0, reportedLevels.indexOf(this.#request.failOn) + 1);
    return decisive.some((level) => this.#counts[level] > 0) ? 1 : 0;
  }

  async complain(problem: Problem): Promise<void> {
    this.#problems.push(problem);
    const where = problem.position === undefined ? '' : `:${problem.position.line}:${problem.position.column}`;
    await this.note(`${problem.path}${where}: ${problem.message}`);
  }

  async complainOfConfiguration({ path, range, message }: ConfigurationProblem): Promise<void> {
    const { read, workingDirectory, locale } = this.#surroundings;
    const shown = {
      kind: 'configuration',
      path: displayPath(path, workingDirectory),
      message: message[locale],
    } as const;
    const file = read(path);
    if (range === undefined || file.kind === 'unreadable') return this.complain(shown);
    const { line, column } = new Lines(file.text).positionOf(range.start);
    return this.complain({ ...shown, position: { line, column } });
  }

  async note(text: string): Promise<void> {
    await this.#surroundings.progress.clear();
    await this.#surroundings.errorOutput.write(`${onOneLine(text)}\n`);
  }

  async #described(result: FileResult): Promise<readonly ReportedFile[]> {
    const { words, workingDirectory } = this.#surroundings;
    const shown = displayPath(result.path, workingDirectory);
    if (result.kind === 'unreadable') {
      await this.complain({ kind: 'unreadable', path: shown, message: result.reason });
      return [];
    }
    if (result.kind === 'excluded') return [];
    this.#checked += 1;
    for (const { rule } of result.failures)
      await this.complain({ kind: 'rule', path: shown, message: words.ruleFailed(rule) });
    const reported: Level[] = [...reportedLevels];
    const findings = result.findings.filter(({ level }) => reported.includes(level));
    return describeFile(result.document, findings, this.#surroundings);
  }

  async #write(file: ReportedFile): Promise<void> {
    for (const { level } of file.findings) this.#counts[level] += 1;
    const findings = file.findings.slice(0, Math.max(0, this.#request.maximum - this.#reported));
    if (findings.length === 0) return;
    this.#reported += findings.length;
    await this.#surroundings.progress.clear();
    await this.#surroundings.output.write(this.#surroundings.reporter.file({ ...file, findings }));
  }
}
