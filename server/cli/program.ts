/** The command line's words: commands, options, and what makes an option unusable. */

import { Command, InvalidArgumentError, Option } from 'commander';
import type { Locale } from '../analysis/locale.ts';
import { askedLanguage, languageTags } from './language.ts';
import { type ReportedLevel, reportedLevels } from './reporters/reporter.ts';

export const formats = ['text', 'json', 'sarif', 'github'] as const;

export interface CheckOptions {
  readonly format: (typeof formats)[number];
  readonly failOn: ReportedLevel;
  readonly fix?: boolean;
  readonly fixSuggestions?: boolean;
  readonly rule?: readonly string[];
  readonly exclude?: readonly string[];
  readonly config?: string;
  readonly maxFindings?: number;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
  /** Whether results are kept from one run to the next. */
  readonly cache: boolean;
  readonly cacheLocation?: string;
  readonly lang: Locale;
}

export interface ShellOptions {
  readonly lang: Locale;
}

export interface GraphOptions extends ShellOptions {
  readonly callers?: boolean;
  readonly depth: number;
}

/** A line of a file, as other tools print it. */
export interface FilePlace {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column?: number;
}

export interface Actions {
  readonly check: (paths: readonly string[], options: CheckOptions) => Promise<void>;
  readonly explain: (rule: string, options: ShellOptions) => Promise<void>;
  readonly rules: (options: ShellOptions) => Promise<void>;
  readonly graph: (place: FilePlace, options: GraphOptions) => Promise<void>;
  readonly lsp: () => Promise<void>;
}

const checkHelp = `
A file named in PATHS is checked whatever ignores it. Folders are searched for TypeScript, JavaScript and Python files;
.gitignore files hold, and dependencies and build results are left out.

Exit codes: 0 nothing found, 1 findings at the level of --fail-on or above, 2 something could not be checked.`;

export function programFor(actions: Actions, version: string, spoken: Locale): Command {
  const program = new Command('async-pitfalls')
    .description('Finds and fixes async pitfalls in TypeScript, JavaScript and Python.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('See `async-pitfalls --help`.');
  const language = () =>
    new Option('--lang <language>', `language of what is said: ${Object.values(languageTags).join(' or ')}`)
      .argParser(askedLanguage)
      .default(spoken, `${languageTags[spoken]}, by LC_ALL, LC_MESSAGES or LANG`);

  program
    .command('check')
    .description('report async pitfalls in files and folders')
    .argument('[paths...]', 'files and folders', ['.'])
    .addOption(new Option('-f, --format <format>', 'how to report').choices(formats).default('text'))
    .addOption(
      new Option('--fail-on <level>', 'lowest level that makes the exit code 1')
        .choices(reportedLevels)
        .default('warning'),
    )
    .option('--fix', 'apply the fixes that keep behaviour, then report what is left')
    .option(
      '--fix-suggestions',
      'apply also the preferred fix of findings without a safe one; review the result',
      false,
    )
    .option('-r, --rule <name[=level]>', 'check this rule only, or set its level (repeatable)', collected)
    .option('--exclude <pattern>', 'leave out what matches, as in .gitignore (repeatable)', collected)
    .option('--config <file>', 'use this configuration file for everything')
    .option('--max-findings <count>', 'report no more than this many findings', positiveInteger)
    .option('-q, --quiet', 'one line a finding, without code and summary')
    .option('--no-cache', 'look at everything anew, and keep no results for the next run')
    .option('--cache-location <folder>', 'keep results in this folder')
    .option('--verbose', 'say on standard error what happens inside')
    .addOption(language())
    .addHelpText('after', checkHelp)
    .action((paths: readonly string[], options: CheckOptions) => actions.check(paths, options));

  program
    .command('explain')
    .description("show a rule's page: what it finds, why it hurts, how to fix it")
    .argument('<rule>', 'name of a rule')
    .addOption(language())
    .action((rule: string, options: ShellOptions) => actions.explain(rule, options));

  program
    .command('rules')
    .description('list the rules')
    .addOption(language())
    .action((options: ShellOptions) => actions.rules(options));

  program
    .command('graph')
    .description('show what a function awaits, starts and blocks on, and what runs at once')
    .argument('<file:line[:column]>', 'a place in the function', filePlace)
    .option('--callers', 'show who calls the function instead')
    .option('-d, --depth <calls>', 'follow this many calls', positiveInteger, 3)
    .addOption(language())
    .action((place: FilePlace, options: GraphOptions) => actions.graph(place, options));

  program
    .command('lsp')
    .description('start the language server for an editor')
    .option('--stdio', 'speak over standard input and output')
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => actions.lsp());

  return program;
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

function filePlace(value: string): FilePlace {
  const [, file, line, column] = /^(.+?):(\d+)(?::(\d+))?$/.exec(value) ?? [];
  if (file === undefined) throw new InvalidArgumentError('It must name a file and a line: src/orders.ts:12.');
  return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }) };
}

function positiveInteger(value: string): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('It must be a whole number above 0.');
  return number;
}
