/** Every form of every snippet, written into a file as accepting it does: it parses, its types fit, and we have nothing to say. */

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { snippets } from '../snippets/catalogue.ts';
import { withImports } from '../snippets/imports.ts';
import type { Snippet, SnippetForm } from '../snippets/snippet.ts';
import { prefixedSnippets, staticSnippets } from '../snippets/staticSnippets.ts';
import { type Document, type Language, languages } from '../server/analysis/document.ts';
import { applyEdits } from '../server/analysis/text.ts';
import { parse } from '../server/languages/python/parser/parser.ts';
import { analyseProjects } from './harness/analyseProjects.ts';
import { scratchWorkspace } from './harness/scratchWorkspace.ts';
import { typeErrors } from './harness/typeErrors.ts';

/** A form and the file it is written into. */
interface Case {
  readonly snippet: Snippet;
  readonly form: SnippetForm;
  /** The word and the place of the form: the name of its project. */
  readonly key: string;
  readonly file: string;
}

/** What the defaults of the placeholders stand for. */
const surroundings: Readonly<Record<Language, string>> = {
  python: `async def work() -> str: return "done"
async def load(item: str = "") -> str: return item
async def load_first() -> str: return "first"
async def load_second() -> str: return "second"
async def first() -> str: return "first"
async def second() -> str: return "second"
items = ["one", "two"]
task = None
`,
  typescript: `declare function work(): Promise<string>;
declare function load(item: string): Promise<string>;
declare function loadFirst(): Promise<string>;
declare function loadSecond(): Promise<number>;
declare function first(signal?: AbortSignal): Promise<void>;
declare function second(signal?: AbortSignal): Promise<void>;
declare function openResource(): Promise<AsyncDisposable & { close(): Promise<void> }>;
declare function saveAll(items: readonly string[]): Promise<void>;
declare const items: readonly string[];
declare const stream: AsyncIterable<string>;
declare const file: string;
declare const target: string;
declare const text: string;
declare const data: unknown;
declare const url: string;
declare const urls: readonly string[];
`,
};

describe.each(languages)('%s', (language) => {
  const own = snippets.filter((snippet) => snippet.language === language);
  const cases = own.flatMap(casesOf);
  const texts = writtenOut(language, cases);
  const { findings, errors } = check(language, cases, texts);

  test('every word is one of a kind', () => {
    const words = own.map(({ word }) => word);
    expect(words).toEqual([...new Set(words)]);
  });

  test.each(own)('$word has a word that completes and a title in both languages', ({ word, title }) => {
    expect(word).toMatch(/^aio[A-Z][A-Za-z]*$/);
    expect(title.en).toMatch(/^[A-Z][^\p{Script=Han}]*[^.\s]$/u);
    expect(title.zh).toMatch(/\p{Script=Han}/u);
  });

  test('every snippet is among the static ones', () => {
    expect(Object.keys(staticSnippets(own, language))).toEqual(own.map(({ word, title }) => `${word}: ${title.en}`));
  });

  test('every snippet is completed by its word where no server does it', () => {
    const prefixed = Object.values(prefixedSnippets(own, language));
    expect(prefixed.map(({ prefix }) => prefix)).toEqual(own.map(({ word }) => word));
  });

  describe.each(cases)('$key', ({ form, key }) => {
    const text = texts.get(key) ?? '';

    test('has one final stop, and one default for each placeholder', () => {
      const body = form.body.join('\n');
      expect(body.match(/\$0/g)).toHaveLength(1);
      const defaults = new Map<string, string>();
      for (const [, stop = '', value = ''] of body.matchAll(/\$\{(\d+):([^{}]*)\}/g)) {
        expect(defaults.get(stop) ?? value).toBe(value);
        defaults.set(stop, value);
      }
      expect([...defaults.keys()].map(Number).sort((a, b) => a - b)).toEqual(
        [...defaults].map((_, index) => index + 1),
      );
    });

    test('is valid', () => {
      if (language === 'python') expect(parse(text).errors).toEqual([]);
      else expect(errors.get(key) ?? []).toEqual([]);
    });

    test('imports what it uses', () => {
      for (const [, module = ''] of text.matchAll(/(?<![\w.])(asyncio|trio|anyio)\./g))
        expect(text).toMatch(new RegExp(`^import ${module}$`, 'm'));
    });

    test('has no pitfall', () => expect(findings.get(key)).toEqual([]));
  });
});

test('static snippets are typed for TypeScript, and plain for JavaScript', () => {
  const main = 'aioMain: Start a program whose failure is seen';
  expect(staticSnippets(snippets, 'typescript')[main]?.body[0]).toBe('async function main(): Promise<void> {');
  expect(staticSnippets(snippets, 'javascript')[main]?.body[0]).toBe('async function main() {');
});

test.runIf(spawnSync('python3', ['--version']).status === 0)('Python takes all that is for its version', () => {
  const texts = [...writtenOut('python', snippets.filter(({ language }) => language === 'python').flatMap(casesOf))];
  const script = `import ast, json, sys
for name, text in json.load(sys.stdin):
    try: ast.parse(text)
    except SyntaxError as error:
        if "except*" not in text or sys.version_info >= (3, 11): print(name, error)`;
  const { stdout, status } = spawnSync('python3', ['-c', script], { input: JSON.stringify(texts), encoding: 'utf8' });
  expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
});

function casesOf(snippet: Snippet): readonly Case[] {
  return snippet.forms.map((form, index) => ({
    snippet,
    form,
    key: `${snippet.word}-${index + 1}`,
    file: snippet.language === 'python' ? 'main.py' : typescriptFile(snippet, form),
  }));
}

/** Types are not written in a form that stands beside one with types. */
function typescriptFile({ forms }: Snippet, { needs }: SnippetForm): string {
  const hasTypedForm = forms.some((form) => form.needs?.typed === true);
  const kind = needs?.moduleSystem === 'commonjs' ? 'c' : '';
  return hasTypedForm && needs?.typed !== true ? `main.${kind}js` : `main.${kind}ts`;
}

const isJavaScript = (file: string) => file.endsWith('js');

/** The text of each case, by key: the surroundings, the imports, and the body with the defaults in its placeholders. */
function writtenOut(language: Language, cases: readonly Case[]): ReadonlyMap<string, string> {
  const before = (one: Case) => (isJavaScript(one.file) ? '' : surroundings[language]);
  const workspace = scratchWorkspace(new Map(cases.map((one) => [one.key, new Map([[one.file, before(one)]])])));
  try {
    const analysed = analyseProjects(workspace, language);
    return new Map(
      cases.map((one) => {
        const path = workspace.pathOf(one.key, one.file);
        const document: Document = { path, language, version: 0, text: before(one) };
        const facts = analysed.get(path)?.facts;
        const imported = facts && withImports(document, facts, resolved(one.form), one.form.imports ?? []);
        if (imported === undefined) throw new Error(`the imports of ${one.key} do not fit`);
        return [one.key, `${applyEdits(document.text, imported.edits)}\n${placed(one, imported.body)}\n`];
      }),
    );
  } finally {
    workspace.dispose();
  }
}

function resolved(form: SnippetForm): string {
  return form.body
    .join('\n')
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replaceAll('$0', '')
    .replaceAll('\\$', '$')
    .replaceAll('\t', '    ');
}

function placed({ snippet: { language, place }, file }: Case, body: string): string {
  if (place !== 'async') return body;
  const indented = body.replace(/^(?=.)/gm, '    ');
  return language === 'python'
    ? `async def example() -> None:\n${indented}`
    : `export async function example()${isJavaScript(file) ? '' : ': Promise<void>'} {\n${indented}\n}`;
}

/** Forms that ask for a newer library than others are checked with the newest. */
function check(language: Language, cases: readonly Case[], texts: ReadonlyMap<string, string>) {
  const isNew = ({ form }: Case) => (form.needs?.ecmaVersion ?? 0) > 2023;
  const old = checkWith(
    {},
    language,
    cases.filter((one) => !isNew(one)),
    texts,
  );
  const young = checkWith({ lib: ['esnext'] }, language, cases.filter(isNew), texts);
  return {
    findings: new Map([...old.findings, ...young.findings]),
    errors: new Map([...old.errors, ...young.errors]),
  };
}

function checkWith(
  options: Readonly<Record<string, unknown>>,
  language: Language,
  cases: readonly Case[],
  texts: ReadonlyMap<string, string>,
) {
  const projects = new Map(cases.map(({ key, file }) => [key, new Map([[file, texts.get(key) ?? '']])]));
  const workspace = scratchWorkspace(projects, options);
  try {
    const analysed = analyseProjects(workspace, language);
    const findings = new Map(
      cases.map(({ key, file }) => [
        key,
        analysed
          .get(workspace.pathOf(key, file))
          ?.findings.filter(({ level }) => level !== 'off')
          .map(({ message }) => message.en),
      ]),
    );
    return {
      findings,
      errors: language === 'typescript' ? typeErrors(workspace) : new Map<string, readonly string[]>(),
    };
  } finally {
    workspace.dispose();
  }
}
