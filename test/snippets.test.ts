/** Every form of every snippet, written into a file as accepting it does: it parses, its types fit, and we have nothing to say. */

import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { snippets } from '../snippets/catalogue.ts';
import { writtenSnippet } from '../snippets/offers.ts';
import { statementPlace } from '../snippets/places.ts';
import type { Snippet, SnippetForm } from '../snippets/snippet.ts';
import { prefixedSnippets, staticSnippets } from '../snippets/staticSnippets.ts';
import { type Document, type Language, languages } from '../server/analysis/document.ts';
import { applyEdits, replacement } from '../server/analysis/text.ts';
import { parse } from '../server/languages/python/parser/parser.ts';
import { plainText } from '../server/lsp/snippetText.ts';
import { analyseProjects } from './harness/analyseProjects.ts';
import { type PythonProgram, runPython } from './harness/runPython.ts';
import { scratchWorkspace } from './harness/scratchWorkspace.ts';
import { drivers, surroundings } from './harness/snippetSurroundings.ts';
import { typeErrors } from './harness/typeErrors.ts';

/** A form and the place it is written at. */
interface Case {
  readonly snippet: Snippet;
  readonly form: SnippetForm;
  /** `inside` an async function, or where the form needs none; at the top of a `module` or in a plain `function`. */
  readonly site: 'inside' | 'module' | 'function';
  /** The word, the number of the form and the site: the name of its project. */
  readonly key: string;
  readonly file: string;
}

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
      const numbers = [...defaults.keys()].map(Number).sort((a, b) => a - b);
      expect(numbers).toEqual([...defaults].map((_, index) => index + 1));
      for (const stop of Object.keys(form.names ?? {})) expect(numbers).toContain(Number(stop));
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

describe('under the Python of this machine', () => {
  const cases = snippets.filter(({ language }) => language === 'python').flatMap(casesOf);
  const texts = writtenOut('python', cases);
  const version = pythonVersion();
  const programs = cases
    .filter(({ form }) => version !== undefined && !isNewer(form.needs?.pythonVersion ?? [3, 8], version))
    .map((one) => ({
      ...programOf(one, texts.get(one.key) ?? ''),
      ...(one.snippet.word === 'aioClient' ? { asksServer: true } : {}),
    }));
  const failures = version === undefined ? new Map<string, string>() : runPython(programs);

  test.each(programs)('$name runs', ({ name }) => expect(failures.get(name) ?? '').toBe(''));
});

function programOf({ snippet, form, site, key }: Case, text: string): PythonProgram {
  if (snippet.place === 'module') return { name: key, text };
  if (site !== 'inside') return { name: key, text: site === 'function' ? `${text}\nstart()\n` : text };
  const library = form.needs?.asyncLibrary ?? 'asyncio';
  const driver =
    snippet.place === 'async' ? 'await example()' : (drivers[`${snippet.word} ${library}`] ?? drivers[snippet.word]);
  if (driver === undefined) throw new Error(`nothing uses what ${snippet.word} defines`);
  const lines = driver.replaceAll('LIBRARY', library).split('\n');
  const start = library === 'asyncio' ? `${library}.run(drive())` : `${library}.run(drive)`;
  const program = [text, `import ${library}`, 'async def drive():', ...lines.map((line) => `    ${line}`), start];
  return { name: key, text: `${program.join('\n')}\n` };
}

function pythonVersion(): readonly [number, number] | undefined {
  const { stdout, status } = spawnSync('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], {
    encoding: 'utf8',
  });
  const [major, minor] = stdout?.trim().split(' ').map(Number) ?? [];
  return status === 0 && process.platform !== 'win32' ? [major ?? 0, minor ?? 0] : undefined;
}

function isNewer(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
}

function casesOf(snippet: Snippet): readonly Case[] {
  const hasTypedForm = snippet.forms.some(({ needs }) => needs?.typed === true);
  const hasCommonJsForm = snippet.forms.some(({ needs }) => needs?.moduleSystem === 'commonjs');
  return snippet.forms.flatMap((form, index) => {
    const isTyped = !hasTypedForm || form.needs?.typed === true;
    const isCommonJs = form.needs?.moduleSystem === 'commonjs';
    return sitesOf(snippet, hasCommonJsForm === isCommonJs).map((site) => ({
      snippet,
      form,
      site,
      key: `${snippet.word}-${index + 1}-${site}`,
      file: snippet.language === 'python' ? 'main.py' : fileFor(isTyped, isCommonJs || site === 'module'),
    }));
  });
}

/** A form for modules alone is never written into a file that cannot wait outside of functions. */
function sitesOf({ language, place }: Snippet, isForCommonJs: boolean): readonly Case['site'][] {
  if (place !== 'async') return ['inside'];
  return language === 'python' || isForCommonJs ? ['inside', 'module', 'function'] : ['inside', 'function'];
}

/** CommonJS has no `await` outside of functions. */
function fileFor(isTyped: boolean, isCommonJs: boolean): string {
  return `main.${isCommonJs ? 'c' : ''}${isTyped ? 'ts' : 'js'}`;
}

/** The text of each case, by key: the surroundings with the snippet in its place and the imports it needs. */
function writtenOut(language: Language, cases: readonly Case[]): ReadonlyMap<string, string> {
  const workspace = scratchWorkspace(
    new Map(cases.map((one) => [one.key, new Map([[one.file, siteOf(one).replace('‸', 'aio')]])])),
  );
  try {
    const analysed = analyseProjects(workspace, language);
    return new Map(
      cases.map((one) => {
        const path = workspace.pathOf(one.key, one.file);
        const file = analysed.get(path);
        if (file === undefined) throw new Error(`nothing is known of ${one.key}`);
        const document: Document = { path, language, version: 0, text: file.text };
        const place = statementPlace(document, file.facts, siteOf(one).indexOf('‸') + 'aio'.length);
        // What the defaults stand for is there; names in scope have tests of their own.
        const form = { ...one.form, names: {} };
        const written = place && writtenSnippet(document, file.facts, place, one.snippet, form);
        if (place === undefined || written === undefined) throw new Error(`${one.key} cannot be written`);
        const body = plainText(written.body)
          .replaceAll('\n', `\n${place.indentation}`)
          .replace(/^[ \t]+$/gm, '');
        return [one.key, applyEdits(document.text, [...written.edits, replacement(place.word, body)])];
      }),
    );
  } finally {
    workspace.dispose();
  }
}

/** The file around the snippet, whose place is marked. */
function siteOf({ snippet, site, file }: Case): string {
  const { language, place } = snippet;
  const before = file.endsWith('js') ? '' : surroundings[language];
  if (language === 'python') {
    if (place !== 'async' || site === 'module') return `${before}\n\n‸\n`;
    return `${before}\n\n${site === 'inside' ? 'async def example()' : 'def start()'} -> None:\n    ‸\n`;
  }
  if (place !== 'async' || site === 'module') return `${before}\n‸\n`;
  const [keyword, name, result] = site === 'inside' ? ['async ', 'example', 'Promise<void>'] : ['', 'start', 'void'];
  return `${before}\nexport ${keyword}function ${name}()${file.endsWith('js') ? '' : `: ${result}`} {\n  ‸\n}\n`;
}

/** Forms that ask for a newer library than others are checked with the newest. */
function check(language: Language, cases: readonly Case[], texts: ReadonlyMap<string, string>) {
  const isNew = ({ form }: Case) => (form.needs?.ecmaVersion ?? 0) > 2023;
  const isOld = (one: Case) => !isNew(one);
  const old = checkWith({}, language, cases.filter(isOld), texts);
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
