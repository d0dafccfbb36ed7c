#!/usr/bin/env node
/** The command line. Everything it needs of the machine is made here. */

import { statSync } from 'node:fs';
import path from 'node:path';
import { CommanderError } from 'commander';
import pc from 'picocolors';
import { catalogue } from '../../rules/catalogue.ts';
import type { Locale } from '../analysis/locale.ts';
import type { FactsSource } from '../callGraph/functions.ts';
import { findFiles } from '../node/findFiles.ts';
import { filesMentioning } from '../node/mentioningFiles.ts';
import { rulePage } from '../node/rulePages.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { cacheFolder } from './cacheFile.ts';
import { check } from './check.ts';
import { explain, ruleTable } from './explain.ts';
import { graphText } from './graph.ts';
import { keepingResults } from './keepingResults.ts';
import { environmentLanguage } from './language.ts';
import { openWorkspace } from './openWorkspace.ts';
import { type CheckOptions, type FilePlace, type GraphOptions, programFor } from './program.ts';
import { progressOn } from './progress.ts';
import { projectRoots } from './projectRoots.ts';
import { githubReporter } from './reporters/github.ts';
import { jsonReporter } from './reporters/json.ts';
import type { Reporter } from './reporters/reporter.ts';
import { sarifReporter } from './reporters/sarif.ts';
import { summaryText, textReporter } from './reporters/text.ts';
import { parseRuleChoices } from './ruleChoices.ts';
import { startLanguageServer } from './startLanguageServer.ts';
import { BrokenPipe, outputTo, wantsColors } from './terminal.ts';
import { packageVersion } from './version.ts';
import { words } from './words.ts';

const version = packageVersion();
const rules = catalogue.map(({ rule }) => rule);
const output = outputTo(process.stdout);
const errorOutput = outputTo(process.stderr);
const colors = pc.createColors(wantsColors(output.isTerminal, process.env));

/** What the shell expects of a process that a signal ended: 128 and the number of the signal. */
const exitCodesOfSignals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
const exitCodeOfBrokenPipe = 141;
const unusable = 2;
const longestGoodbyeMilliseconds = 1000;

const stop = new AbortController();
let exitCodeOfStop: number | undefined;
/** A mistake in what the user asked for; `message` is a sentence. */
class Unusable extends Error {}

const program = programFor(
  {
    check: async (paths, options) => exit(await runCheck(paths, options)),
    explain: async (rule, { lang }) => {
      const explanation = explain(rule, rules, pageOf, styleFor(lang));
      if (explanation.kind === 'unknown') throw new Unusable(explanation.message);
      await output.write(explanation.text);
    },
    rules: ({ lang }) => output.write(ruleTable(catalogue, styleFor(lang))),
    graph: async (place, options) => exit(await showGraph(place, options)),
    lsp: startLanguageServer,
  },
  version,
  environmentLanguage(process.env),
);

try {
  await program.parseAsync();
} catch (error) {
  await fail(error);
}

async function runCheck(paths: readonly string[], options: CheckOptions): Promise<number> {
  const choices = parseRuleChoices(options.rule ?? [], rules, words[options.lang]);
  if (choices.kind === 'unusable') throw new Unusable(choices.message);
  const configurationFile =
    options.config === undefined ? undefined : existingFile(options.config, words[options.lang].noConfiguration);

  stopOnSignals();
  const workingDirectory = process.cwd();
  const roots = projectRoots(paths, workingDirectory);
  const overrides = { levels: choices.levels, ...(configurationFile === undefined ? {} : { configurationFile }) };
  const say = options.verbose ? sayAside : undefined;
  const folder = options.cache ? keptIn(options.cacheLocation, roots, workingDirectory) : undefined;
  const { workspace, files } = openWorkspace({ roots, overrides, say, folder });
  try {
    const exitCode = await check(
      {
        found: findFiles({ paths, workingDirectory, exclude: options.exclude ?? [], signal: stop.signal }),
        named: paths.join(' '),
        fix: options.fixSuggestions ? ['safe', 'tidying', 'suggestion'] : options.fix ? ['safe'] : [],
        failOn: options.failOn,
        maximum: options.maxFindings ?? Number.POSITIVE_INFINITY,
        isQuiet: options.quiet === true,
      },
      {
        workingDirectory,
        locale: options.lang,
        read: (file) => files.read(file),
        checker: folder === undefined ? workspace : keepingResults({ workspace, roots, overrides, paths, folder, say }),
        reporter: reporterFor(options, workingDirectory),
        words: words[options.lang],
        output,
        errorOutput,
        progress: progressOn(errorOutput, () => performance.now()),
        signal: stop.signal,
        now: () => performance.now(),
      },
    );
    return exitCodeOfStop ?? exitCode;
  } finally {
    await workspace.dispose();
  }
}

function keptIn(location: string | undefined, roots: readonly string[], workingDirectory: string): string {
  return location === undefined ? cacheFolder(roots[0] ?? workingDirectory) : path.resolve(location);
}

async function showGraph({ file, ...place }: FilePlace, { callers, depth, lang }: GraphOptions): Promise<number> {
  const absolute = existingFile(file, words[lang].noFile);
  stopOnSignals();
  const workingDirectory = process.cwd();
  const isInside = absolute.startsWith(`${workingDirectory.replaceAll(path.sep, '/')}/`);
  const roots = projectRoots([isInside ? workingDirectory : absolute], workingDirectory);
  const { workspace } = openWorkspace({ roots, overrides: { levels: {} }, say: undefined });
  try {
    const text = await graphText(
      { path: absolute, ...place, direction: callers ? 'callers' : 'callees', depth },
      factsIn(workspace),
      (names) => filesMentioning(roots, names),
      { ...styleFor(lang), workingDirectory },
    );
    if (text === undefined) throw new Unusable(words[lang].notLookedAt(file));
    await output.write(text);
    return exitCodeOfStop ?? 0;
  } finally {
    await workspace.dispose();
  }
}

function factsIn(workspace: Workspace): FactsSource {
  return async (path) => {
    const result = await workspace.findings(path);
    const facts = workspace.factsBehind(result);
    return result.kind === 'checked' && facts !== undefined ? { document: result.document, facts } : undefined;
  };
}

/** The first signal lets the check end in order; who asks twice does not want to wait for anything. */
function stopOnSignals(): void {
  for (const [signal, code] of Object.entries(exitCodesOfSignals)) {
    process.on(signal, () => {
      if (exitCodeOfStop !== undefined) process.exit(code);
      exitCodeOfStop = code;
      stop.abort();
      // A reader that does not read or a thread that does not answer must not hold us.
      setTimeout(() => process.exit(code), longestGoodbyeMilliseconds).unref();
    });
  }
}

function reporterFor({ format, lang, quiet }: CheckOptions, workingDirectory: string): Reporter {
  const style = { words: words[lang], colors, width: output.width, isQuiet: quiet === true };
  switch (format) {
    case 'text':
      return textReporter(style);
    case 'json':
      return jsonReporter({ name: 'async-pitfalls', version });
    case 'sarif':
      return sarifReporter({ version, locale: lang, workingDirectory, rules, pageOf: (rule) => pageOf(rule, lang) });
    case 'github':
      return githubReporter(words[lang], (summary) => summaryText(summary, 0, style));
  }
}

/** The rule's page as Markdown. */
function pageOf(rule: string, locale: Locale): string | undefined {
  return rulePage(rule, locale)?.text;
}

/** A log line that nobody can read any more is no reason to stop. */
function sayAside(line: string): void {
  errorOutput.write(`${line}\n`).catch(() => {});
}

function styleFor(locale: Locale) {
  return { locale, colors, isForPeople: output.isTerminal };
}

/** The absolute path, with forward slashes. */
function existingFile(given: string, absence: (given: string) => string): string {
  const absolute = path.resolve(given);
  if (statSync(absolute, { throwIfNoEntry: false })?.isFile() !== true) throw new Unusable(absence(given));
  return absolute.replaceAll(path.sep, '/');
}

async function fail(error: unknown): Promise<never> {
  // Commander has already said what is wrong, and reports `--help` in the same way.
  if (error instanceof CommanderError) return exit(error.exitCode === 0 ? 0 : unusable);
  if (error instanceof BrokenPipe) return exit(exitCodeOfBrokenPipe);
  if (exitCodeOfStop !== undefined) return exit(exitCodeOfStop);
  const message = error instanceof Unusable ? error.message : error instanceof Error ? error.stack : String(error);
  await errorOutput.write(`${message}\n`).catch(() => {});
  return exit(unusable);
}

/** All output has been awaited, so that nothing is lost, and no thread can keep a finished check alive. */
function exit(code: number): never {
  process.exit(code);
}
