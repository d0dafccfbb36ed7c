/** A machine for workspace tests: files in memory, and front ends that answer when the test says so. */

import type { Document, Language } from '../../../server/analysis/document.ts';
import { languageOf } from '../../../server/analysis/document.ts';
import type { CatalogueEntry } from '../../../server/analysis/rule.ts';
import { defineRule } from '../../../server/analysis/rule.ts';
import { insertion, rangeOf } from '../../../server/analysis/text.ts';
import { emptyFacts } from '../../../server/facts/emptyFacts.ts';
import type { Facts, FileRole } from '../../../server/facts/facts.ts';
import type { FactsAnswer, FrontEndSettings } from '../../../server/facts/frontEnd.ts';
import { Judge, type Standard } from '../../../server/workspace/judge.ts';
import type { FactsOptions, Ports, RemoteAnswer, RemoteFrontEnd } from '../../../server/workspace/ports.ts';

/** Facts that hold nothing but the file's role and its control comments. */
export function factsOf(document: Document, role: FileRole = 'application'): Facts {
  return {
    ...emptyFacts,
    controlComments: [...document.text.matchAll(/\/\/.*/g)].map((match) => ({
      range: rangeOf(match.index, match.index + match[0].length),
      text: match[0],
    })),
    file: {
      role,
      asyncLibraries: [],
      dependencies: [],
      style: { indent: '  ', newline: '\n', quote: "'", semicolons: true },
    },
  };
}

export class FakeFrontEnd implements RemoteFrontEnd {
  readonly language: Language;
  readonly #files: ReadonlyMap<string, string>;
  readonly #judge = new Judge(catalogue, { info() {}, warn() {}, error() {} });
  readonly documents = new Map<string, Document>();
  settings: FrontEndSettings | undefined;
  asked: string[] = [];
  /** Files of which no more was told than that they are clean. */
  readonly clean: string[] = [];
  aborted = 0;
  /** Set by a test that wants to hold answers back; answers are about the documents as they are before. */
  gate: Promise<void> | undefined;
  disposed = false;

  constructor(language: Language, files: ReadonlyMap<string, string>) {
    this.language = language;
    this.#files = files;
  }

  configure(settings: FrontEndSettings): void {
    this.settings = settings;
  }

  open(document: Document): void {
    this.documents.set(document.path, document);
  }

  close(path: string): void {
    this.documents.delete(path);
  }

  filesChanged(): void {}

  async *facts(paths: readonly string[], { signal, standardOf }: FactsOptions = {}): AsyncIterable<RemoteAnswer> {
    signal?.addEventListener('abort', () => this.aborted++, { once: true });
    for (const path of paths) {
      this.asked.push(path);
      const answer = this.#answer(path);
      await this.gate;
      if (signal?.aborted) return;
      if (standardOf !== undefined && this.#isClean(answer, standardOf(path))) {
        this.clean.push(path);
        yield { kind: 'clean', path };
      } else yield answer;
    }
  }

  async selection(): Promise<undefined> {
    return undefined;
  }

  async dispose(): Promise<void> {
    this.disposed = true;
  }

  #isClean(answer: FactsAnswer, standard: Standard): boolean {
    return answer.kind === 'facts' && this.#judge.isClean(answer.document, answer.facts, standard);
  }

  #answer(path: string): FactsAnswer {
    const text = this.#files.get(path);
    const document =
      this.documents.get(path) ??
      (text === undefined ? undefined : { path, language: this.language, version: 0, text });
    if (document === undefined) return { kind: 'unreadable', path, reason: 'there is no such file' };
    return { kind: 'facts', path, document, facts: factsOf(document) };
  }
}

export interface Machine {
  readonly ports: Ports;
  readonly files: Map<string, string>;
  readonly logged: string[];
  readonly typescript: FakeFrontEnd;
  readonly python: FakeFrontEnd;
}

export function machineWith(files: Readonly<Record<string, string>> = {}): Machine {
  const contents = new Map(Object.entries(files));
  const logged: string[] = [];
  const log = (message: string) => {
    logged.push(message);
  };
  const typescript = new FakeFrontEnd('typescript', contents);
  const python = new FakeFrontEnd('python', contents);
  const ports: Ports = {
    files: {
      read: (path) => {
        const text = contents.get(path);
        return text === undefined ? { kind: 'unreadable', reason: 'there is no such file' } : { kind: 'text', text };
      },
      exists: (path) => contents.has(path),
    },
    log: { info: log, warn: log, error: log },
    frontEnds: { typescript, python },
  };
  return { ports, files: contents, logged, typescript, python };
}

/** Finds the word `drop` and puts `await ` before it; silent in tests. */
export const dropRule = defineRule({
  name: 'missing-await',
  summary: { en: '', zh: '' },
  category: 'lost-work',
  level: 'error',
  messages: { dropped: { en: 'drop', zh: 'drop' } },
  fixes: { await: { en: 'Add await', zh: 'await', safety: 'safe' } },
  options: {
    ignored: { kind: 'strings', default: [], description: { en: '', zh: '' } },
    limit: { kind: 'number', default: 99, minimum: 1, description: { en: '', zh: '' } },
  },
  namesOfInterest: { typescript: ['drop'], python: ['drop', 'lose', 'drop'] },
  tracedCalls: { python: ['os.drop', 'os.drop'] },
  peers: { typescript: ['floating'] },
});

/** Throws on the word `bomb`. */
export const bombRule = defineRule({
  name: 'blocking-call',
  summary: { en: '', zh: '' },
  category: 'blocked-loop',
  level: 'warning',
  messages: { file: { en: '', zh: '' } },
  fixes: {},
  options: { callees: { kind: 'callees', default: [], description: { en: '', zh: '' } } },
});

function* findDrops({
  document,
  facts,
  options,
}: Parameters<NonNullable<CatalogueEntry<Facts>['checks'][Language]>>[0]) {
  if (facts.file.role === 'test') return;
  let count = 0;
  for (const { index } of document.text.matchAll(/\bdrop\b/g)) {
    if (Array.isArray(options.ignored) && options.ignored.includes('drop')) continue;
    if (typeof options.limit === 'number' && ++count > options.limit) return;
    const fixes = () => [dropRule.fix('await', {}, [insertion(index, 'await ')])];
    yield dropRule.finding('dropped', rangeOf(index, index + 4), {}, { fixes });
  }
}

export const catalogue: readonly CatalogueEntry<Facts>[] = [
  { rule: dropRule, checks: { typescript: findDrops, python: findDrops } },
  {
    rule: bombRule,
    checks: {
      typescript: ({ document }) => {
        if (document.text.includes('bomb')) throw new Error('exploded');
        return [];
      },
    },
  },
];

export function documentOf(path: string, text: string, version = 1): Document {
  return { path, language: languageOf(path) ?? 'typescript', version, text };
}
