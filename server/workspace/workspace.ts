/** The one interface for shells: documents in, findings out. */

import { type Document, type Language, languageOf, languages } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import { type MergedFixes, mergeFixes, safeFixes } from '../analysis/mergeFixes.ts';
import { lastNameOf } from '../analysis/fullNames.ts';
import type { CatalogueEntry, RuleDefinition } from '../analysis/rule.ts';
import type { SuppressInput } from '../analysis/suppress.ts';
import { suppressionRules, unusedSuppression } from '../analysis/suppressionRules.ts';
import type { SuppressionUse } from '../analysis/suppressions.ts';
import { type SnippetOffer, snippetOffers } from '../../snippets/offers.ts';
import { surroundInterest, surrounds } from '../../snippets/surround/catalogue.ts';
import { type SurroundOffer, surroundOffers } from '../../snippets/surround/offers.ts';
import type { SurroundName } from '../../snippets/surround/surround.ts';
import type { Range } from '../analysis/text.ts';
import type { Facts, FileRole } from '../facts/facts.ts';
import type { FileChange } from '../facts/frontEnd.ts';
import type { Configuration } from './configuration.ts';
import { ConfigurationChanges } from './configurationChanges.ts';
import { type ConfigurationCompletion, configurationCompletions } from './configurationCompletions.ts';
import { ConfigurationFiles, type Overrides } from './configurationFiles.ts';
import { type ConfigurationSubject, configurationSubjectAt } from './configurationSubjects.ts';
import { isConfigurationFile } from './configurationText.ts';
import { interleave } from './interleave.ts';
import { Judge, type Standard, withRole } from './judge.ts';
import type { Ports, RemoteAnswer, RemoteFrontEnd } from './ports.ts';
import { cleanResult, type ConfigurationProblem, type FileResult } from './results.ts';
import { type UnavailableFix, unavailableFixes } from './unavailableFixes.ts';

export interface WorkspaceOptions {
  /** Whether each file is looked at once and the process ends then, as on the command line. */
  readonly isOneRun?: boolean;
}

export interface CheckOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Progress {
  /** Files answered so far, of `total`. */
  readonly done: number;
  readonly total: number;
}

/** What an editor's settings may say; it only adds to the configuration files. */
export interface EditorSettings {
  /** As written by the user under `asyncPitfalls.rules`; not yet checked. */
  readonly rules?: unknown;
  readonly pythonInterpreter?: string;
  /** In MiB, for each front end. */
  readonly memoryLimit?: number;
}

interface PendingResult {
  readonly generation: number;
  readonly result: Promise<FileResult>;
  readonly abort: AbortController;
}

/** Paths are absolute, with forward slashes. */
export class Workspace {
  readonly #ports: Ports;
  readonly #isOneRun: boolean;
  readonly #catalogue: readonly CatalogueEntry<Facts>[];
  /** Every rule that a configuration may name. */
  readonly rules: readonly RuleDefinition[];
  /** Edits of configuration files that allow what was found. */
  readonly configurationChanges: ConfigurationChanges;
  readonly #configurations: ConfigurationFiles;
  readonly #open = new Map<string, Document>();
  /** Facts behind the results handed out, for the edits that need them. */
  readonly #factsOf = new WeakMap<FileResult, Facts>();
  /** Asked for at each save, and again by whoever takes what was offered. */
  readonly #fixedAll = new WeakMap<FileResult, MergedFixes>();
  readonly #results = new Map<string, PendingResult>();
  readonly #judge: Judge;
  #roots: readonly string[] = [];
  #settings: EditorSettings = {};
  /** Full names of calls that the configurations read so far speak of; a name that is not used any more does no harm. */
  readonly #configuredCallees = new Set<string>();
  /** Grows with everything that may change any finding. */
  #generation = 0;

  constructor(ports: Ports, catalogue: readonly CatalogueEntry<Facts>[], { isOneRun = false }: WorkspaceOptions = {}) {
    this.#ports = ports;
    this.#isOneRun = isOneRun;
    this.#catalogue = catalogue;
    this.rules = [...catalogue.map(({ rule }) => rule), ...suppressionRules];
    this.#configurations = new ConfigurationFiles(ports.files, this.rules);
    this.configurationChanges = new ConfigurationChanges(this.#configurations, () => this.#roots);
    this.#judge = new Judge(catalogue, ports.log);
  }

  /** The workspace folders; call it before the first question. */
  setRoots(roots: readonly string[]): void {
    this.#roots = roots;
    this.#configureFrontEnds();
  }

  /** Takes an editor's settings and returns the mistakes in them. */
  configure(settings: EditorSettings): readonly ConfigurationProblem[] {
    this.#settings = settings;
    const problems = this.#configurations.setEditorRules(settings.rules);
    this.#configureFrontEnds();
    return problems;
  }

  /** Takes what holds for this run whatever the configuration files say. */
  override(overrides: Overrides): void {
    this.#generation++;
    this.#configurations.override(overrides);
  }

  /** Opens a document: its text counts from now on, not the file's. */
  open(document: Document): void {
    this.change(document);
  }

  /** Replaces the text of an open document by a newer version. */
  change(document: Document): void {
    this.#generation++;
    this.#open.set(document.path, document);
    this.#ports.frontEnds[document.language].open(document);
  }

  /** Forgets the text of a document: the file on disk counts again. */
  close(path: string): void {
    const document = this.#open.get(path);
    if (document === undefined) return;
    this.#generation++;
    this.#open.delete(path);
    this.#drop(path);
    this.#ports.frontEnds[document.language].close(path);
  }

  /** Takes the text of a configuration file that is open: it counts from now on, not the file's. */
  changeConfiguration(path: string, text: string): void {
    this.#generation++;
    this.#configurations.open(path, text);
  }

  closeConfiguration(path: string): void {
    this.#generation++;
    this.#configurations.close(path);
  }

  filesChanged(changes: readonly FileChange[]): void {
    if (changes.length === 0) return;
    this.#generation++;
    if (changes.some(({ path }) => isConfigurationFile(path))) this.#configurations.forget();
    for (const { path, kind } of changes) if (kind === 'deleted' && !this.#open.has(path)) this.#drop(path);
    for (const language of languages) this.#ports.frontEnds[language].filesChanged(changes);
  }

  isExcluded(path: string): boolean {
    return this.#configurations.configurationFor(path).isExcluded(path);
  }

  /** Checks many files, one result a path, in the order in which they are done. */
  async *check(paths: readonly string[], { signal, onProgress }: CheckOptions = {}): AsyncIterable<FileResult> {
    const total = paths.length;
    let done = 0;
    const options = { ...(signal && { signal }), ...(this.#isOneRun && { standardOf: this.#standards() }) };
    const byLanguage = new Map<Language, string[]>(languages.map((language) => [language, []]));
    this.#readCallees(paths);
    for (const path of paths) {
      const refused = this.#refusal(path);
      if (refused === undefined) {
        byLanguage.get(this.#languageOf(path) ?? 'typescript')?.push(path);
      } else {
        yield refused;
        onProgress?.({ done: ++done, total });
      }
    }
    const sources = [...byLanguage]
      .filter(([, own]) => own.length > 0)
      .map(([language, own]) => this.#ports.frontEnds[language].facts(own, options));
    for await (const answer of interleave(sources)) {
      if (signal?.aborted) return;
      yield this.#toResult(answer);
      onProgress?.({ done: ++done, total });
    }
  }

  /**
   * The findings of one file as it is now. An answer that was overtaken by an edit is dropped and asked for again, so
   * that what comes back is never older than the question.
   */
  findings(path: string): Promise<FileResult> {
    this.#readCallees([path]);
    const known = this.#results.get(path);
    if (known?.generation === this.#generation) return known.result;
    known?.abort.abort();
    const abort = new AbortController();
    const generation = this.#generation;
    const result = this.#find(path, generation, abort.signal);
    this.#results.set(path, { generation, result, abort });
    return result;
  }

  /** Edits that apply every safe fix that does not get in another's way. */
  fixAll(result: FileResult): MergedFixes {
    const known = this.#fixedAll.get(result);
    if (known !== undefined) return known;
    const merged = mergeFixes(result.kind === 'checked' ? safeFixes(result.findings) : []);
    this.#fixedAll.set(result, merged);
    return merged;
  }

  /** Edits that remove every suppression that allows nothing. */
  removeUnused(result: FileResult): MergedFixes {
    const findings = result.kind === 'checked' ? result.findings : [];
    return mergeFixes(findings.filter(({ rule }) => rule === unusedSuppression.name).flatMap(({ fixes }) => fixes()));
  }

  /** The facts that a result was made of; `undefined` for a result of another workspace. */
  factsBehind(result: FileResult): Facts | undefined {
    return this.#factsOf.get(result);
  }

  /** The result for a document whose facts are known already. */
  resultOf(document: Document, facts: Facts): FileResult {
    return this.#toResult({ kind: 'facts', path: document.path, document, facts });
  }

  /** Fixes that a finding of this result lacks, each with the reason. */
  unavailableFixes(result: FileResult, finding: Finding): readonly UnavailableFix[] {
    const facts = this.#factsOf.get(result);
    const rule = this.rules.find(({ name }) => name === finding.rule);
    if (facts === undefined || rule === undefined || result.kind !== 'checked') return [];
    return unavailableFixes(finding, rule, result.document, facts);
  }

  /** The comment of ours at an offset of a checked file, with what it hides. */
  suppressionAt(result: FileResult, offset: number): SuppressionUse | undefined {
    const facts = this.#factsOf.get(result);
    if (facts === undefined || result.kind !== 'checked') return undefined;
    const isAt = ({ start, end }: Range) => start <= offset && offset <= end;
    // What is hidden was not kept: the rules look again, so only where there is a comment.
    if (!facts.controlComments.some(({ range }) => isAt(range))) return undefined;
    const { document } = result;
    const { configuration } = this.#configurations.configurationFor(document.path);
    const uses = this.#judge.suppressionUses(document, facts, configuration);
    return uses.find(({ suppression }) => isAt(suppression.directive));
  }

  /** What an edit that allows a finding of this result needs; `undefined` for a result of another workspace. */
  suppressInput(result: FileResult): SuppressInput | undefined {
    const facts = this.#factsOf.get(result);
    if (facts === undefined || result.kind !== 'checked') return undefined;
    const { controlComments, multilineTexts, file } = facts;
    return { document: result.document, comments: controlComments, multilineTexts, newline: file.style.newline };
  }

  /** The snippets that fit at an offset of the text this result is about. */
  snippetsAt(result: FileResult, offset: number): readonly SnippetOffer[] {
    const facts = this.#factsOf.get(result);
    return facts === undefined || result.kind !== 'checked' ? [] : snippetOffers(result.document, facts, offset);
  }

  get surroundNames(): readonly SurroundName[] {
    return [...new Set(surrounds.map(({ name }) => name))];
  }

  /** What may be put around a part of the text this result is about; nothing once that text has changed. */
  async surroundsAt(result: FileResult, selected: Range): Promise<readonly SurroundOffer[]> {
    const facts = this.#factsOf.get(result);
    if (facts === undefined || result.kind !== 'checked') return [];
    const { document } = result;
    // The front end answers about the text that it was given last, so the question must be about that one.
    if (document.version !== (this.#open.get(result.path)?.version ?? 0)) return [];
    const selection = await this.#ports.frontEnds[document.language].selection(result.path, selected);
    return selection === undefined ? [] : surroundOffers(document, facts, selected, selection);
  }

  /** What may be typed at an offset of a configuration file. */
  configurationCompletionsAt(path: string, offset: number): readonly ConfigurationCompletion[] {
    const file = this.#configurations.read(path);
    return file.kind === 'text' ? configurationCompletions(path, file.text, offset, this.rules) : [];
  }

  /** What the word at an offset of a configuration file is about, if it is ours. */
  configurationSubjectAt(path: string, offset: number): ConfigurationSubject | undefined {
    const file = this.#configurations.read(path);
    return file.kind === 'text' ? configurationSubjectAt(path, file.text, offset, this.rules) : undefined;
  }

  /** Mistakes in the configuration files that are open or were read so far. */
  configurationProblems(): readonly ConfigurationProblem[] {
    return this.#configurations.problems();
  }

  async dispose(): Promise<void> {
    for (const { abort } of this.#results.values()) abort.abort();
    await Promise.all(languages.map((language) => this.#ports.frontEnds[language].dispose()));
  }

  async #find(path: string, generation: number, signal: AbortSignal): Promise<FileResult> {
    const refused = this.#refusal(path);
    if (refused !== undefined) return refused;
    const frontEnd = this.#frontEndOf(path);
    for await (const answer of frontEnd.facts([path], { signal })) {
      if (answer.path !== path) continue;
      const isStale = answer.kind === 'facts' && answer.document.version !== (this.#open.get(path)?.version ?? 0);
      if (!isStale) return this.#toResult(answer);
      break;
    }
    // No answer, or one about a text that is gone: whoever waits gets what is asked for now.
    if (generation !== this.#generation) return this.findings(path);
    return { kind: 'unreadable', path, reason: 'no answer came from the analysis' };
  }

  #toResult(answer: RemoteAnswer): FileResult {
    if (answer.kind === 'unreadable') return answer;
    if (answer.kind === 'clean') return cleanResult(answer.path);
    const folder = this.#configurations.configurationFor(answer.path);
    const facts = withRole(answer.facts, folder.roleOf(answer.path));
    const result = this.#judge.resultFor(answer.document, facts, folder.configuration);
    this.#factsOf.set(result, facts);
    return result;
  }

  /** What each file is judged by; files of one configuration and role share it, for it is sent to the threads. */
  #standards(): (path: string) => Standard {
    const shared = new Map<Configuration, Map<FileRole | undefined, Standard>>();
    return (path) => {
      const { configuration, roleOf } = this.#configurations.configurationFor(path);
      const role = roleOf(path);
      const ofConfiguration = shared.get(configuration) ?? new Map<FileRole | undefined, Standard>();
      const standard = ofConfiguration.get(role) ?? { configuration, ...(role && { role }) };
      shared.set(configuration, ofConfiguration.set(role, standard));
      return standard;
    };
  }

  #refusal(path: string): FileResult | undefined {
    if (this.isExcluded(path)) return { kind: 'excluded', path };
    if (this.#languageOf(path) !== undefined) return undefined;
    return { kind: 'unreadable', path, reason: 'it is no TypeScript, JavaScript or Python file' };
  }

  #languageOf(path: string): Language | undefined {
    return this.#open.get(path)?.language ?? languageOf(path);
  }

  #frontEndOf(path: string): RemoteFrontEnd {
    return this.#ports.frontEnds[this.#languageOf(path) ?? 'typescript'];
  }

  #drop(path: string): void {
    this.#results.get(path)?.abort.abort();
    this.#results.delete(path);
  }

  /** Calls that a configuration names are found only when the front ends know of them. */
  #readCallees(paths: readonly string[]): void {
    const before = this.#configuredCallees.size;
    for (const { rule } of this.#catalogue) {
      for (const [name, option] of Object.entries(rule.options ?? {})) {
        if (option.kind !== 'callees') continue;
        for (const path of paths) {
          const value = this.#configurations.configurationFor(path).configuration.options[rule.name]?.[name];
          if (Array.isArray(value)) for (const callee of value) this.#configuredCallees.add(callee);
        }
      }
    }
    if (this.#configuredCallees.size > before) this.#configureFrontEnds();
  }

  #configureFrontEnds(): void {
    this.#generation++;
    const { pythonInterpreter, memoryLimit } = this.#settings;
    for (const language of languages) {
      const names = this.#catalogue.flatMap(({ rule }) => rule.namesOfInterest?.[language] ?? []);
      const traced = this.#catalogue.flatMap(({ rule }) => rule.tracedCalls?.[language] ?? []);
      this.#ports.frontEnds[language].configure({
        roots: this.#roots,
        namesOfInterest: [
          ...new Set([...names, ...surroundInterest[language], ...[...this.#configuredCallees].map(lastNameOf)]),
        ],
        tracedCalls: [...new Set([...traced, ...this.#configuredCallees])],
        ...(this.#isOneRun ? { isOneRun: true } : {}),
        ...(pythonInterpreter === undefined ? {} : { pythonInterpreter }),
        ...(memoryLimit === undefined ? {} : { memoryLimit }),
      });
    }
  }
}
