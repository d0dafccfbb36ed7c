/**
 * What is offered for the selections of the fixtures, between ‹ and ›, is written down beside them. Every result parses, its
 * types fit, and we have nothing new to say about it.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Language, languageOf, languages } from '../../server/analysis/document.ts';
import { applyEdits, type Range } from '../../server/analysis/text.ts';
import { surroundInterest } from '../../snippets/surround/catalogue.ts';
import { type SurroundOffer, surroundOffers } from '../../snippets/surround/offers.ts';
import { analyseProjects, createFrontEnd, namesOfInterest } from '../harness/analyseProjects.ts';
import { type Project, scratchWorkspace } from '../harness/scratchWorkspace.ts';
import { typeErrors } from '../harness/typeErrors.ts';

const folder = path.join(import.meta.dirname, 'fixtures');

interface Fixture {
  /** With its extension. */
  readonly name: string;
  readonly text: string;
  readonly selected: Range;
  /** Other files of the project, by path. */
  readonly surroundings: Project;
}

interface Result {
  readonly key: string;
  readonly fixture: Fixture;
  readonly offer: SurroundOffer;
  readonly text: string;
}

const fixtures = readdirSync(folder)
  .filter((name) => languageOf(name) !== undefined)
  .map((name) => fixtureOf(name, readFileSync(path.join(folder, name), 'utf8')));

/** The first line may say which other files there are, as JSON behind `project:`. */
function fixtureOf(name: string, marked: string): Fixture {
  const project = /^(?:#|\/\/) project: (.*)\n/.exec(marked);
  const written = marked.slice(project?.[0].length ?? 0);
  const surroundings = new Map<string, string>(Object.entries(JSON.parse(project?.[1] ?? '{}')));
  const start = written.indexOf('‹');
  const selected = { start, end: written.indexOf('›') - 1 };
  if (start < 0 || selected.end < start) throw new Error(`${name} marks no selection`);
  return { name, text: written.replace(/[‹›]/g, ''), selected, surroundings };
}

describe.each(languages)('%s', (language) => {
  const own = fixtures.filter(({ name }) => languageOf(name) === language);
  const results = resultsOf(language, own);
  const { findings, errors } = check(language, own, results);

  test.each(own)('$name', (fixture) => {
    const golden = path.join(folder, `${fixture.name}.md`);
    const shown = pageOf(
      language,
      fixture,
      results.filter((result) => result.fixture === fixture),
    );
    if (process.env.UPDATE_GOLDENS === '1') writeFileSync(golden, shown);
    expect(shown).toBe(readFileSync(golden, 'utf8'));
  });

  test.each(results)('$key is right', ({ key, fixture }) => {
    expect(errors.get(key) ?? []).toEqual([]);
    const before = findings.get(fixture.name) ?? [];
    expect((findings.get(key) ?? []).filter((message) => !before.includes(message))).toEqual([]);
  });

  test('line breaks of other systems are kept', () => {
    const converted = own.map(
      (fixture): Fixture => ({
        ...fixture,
        text: fixture.text.replaceAll('\n', '\r\n'),
        selected: {
          start: inOtherBreaks(fixture.text, fixture.selected.start),
          end: inOtherBreaks(fixture.text, fixture.selected.end),
        },
      }),
    );
    const withBreaks = resultsOf(language, converted).map(({ key, text }) => [key, text]);
    expect(withBreaks).toEqual(results.map(({ key, text }) => [key, text.replaceAll('\n', '\r\n')]));
  });
});

function inOtherBreaks(text: string, offset: number): number {
  return text.slice(0, offset).replaceAll('\n', '\r\n').length;
}

function resultsOf(language: Language, own: readonly Fixture[]): readonly Result[] {
  const workspace = scratchWorkspace(
    new Map(own.map(({ name, text, surroundings }) => [name, new Map([...surroundings, [name, text]])])),
  );
  const frontEnd = createFrontEnd(language);
  try {
    const names = [...namesOfInterest(language), ...surroundInterest[language]];
    frontEnd.configure({ roots: [workspace.root], namesOfInterest: names, tracedCalls: [] });
    const results: Result[] = [];
    for (const fixture of own) {
      const file = workspace.pathOf(fixture.name, fixture.name);
      for (const answer of frontEnd.facts([file])) {
        if (answer.kind === 'unreadable') throw new Error(`${file}: ${answer.reason}`);
        const selection = frontEnd.selection(file, fixture.selected);
        const offers =
          selection === undefined ? [] : surroundOffers(answer.document, answer.facts, fixture.selected, selection);
        for (const offer of offers)
          results.push({
            key: `${fixture.name} ${offer.surround.name}`,
            fixture,
            offer,
            text: applyEdits(fixture.text, offer.edits),
          });
      }
    }
    return results;
  } finally {
    frontEnd.dispose();
    workspace.dispose();
  }
}

function check(language: Language, own: readonly Fixture[], results: readonly Result[]) {
  const projects = new Map<string, Project>();
  for (const { name, text, surroundings } of own)
    if (!name.startsWith('half-typed')) projects.set(name, new Map([...surroundings, [name, text]]));
  for (const { key, fixture, text } of results)
    projects.set(key, new Map([...fixture.surroundings, [fixture.name, text]]));
  const workspace = scratchWorkspace(projects);
  try {
    const analysed = analyseProjects(workspace, language);
    const findings = new Map<string, readonly string[]>();
    const errors = new Map<string, readonly string[]>();
    for (const [key, files] of projects) {
      const file = [...files.keys()].find((each) => languageOf(each) === language) ?? '';
      const answer = analysed.get(workspace.pathOf(key, file));
      findings.set(key, answer?.findings.map(({ message }) => message.en) ?? []);
      errors.set(key, answer?.facts.syntaxErrors.map(({ start }) => `syntax error at ${start}`) ?? ['not read']);
    }
    if (language === 'typescript')
      for (const [key, messages] of typeErrors(workspace)) errors.set(key, [...(errors.get(key) ?? []), ...messages]);
    return { findings, errors };
  } finally {
    workspace.dispose();
  }
}

/** All results of a fixture on one page. */
function pageOf(language: Language, { name }: Fixture, results: readonly Result[]): string {
  const fence = language === 'python' ? 'python' : 'ts';
  const parts = results.map(
    ({ offer: { surround }, text }) =>
      `## ${surround.name}: ${surround.title.en}\n\n\`\`\`${fence}\n${text.trimEnd()}\n\`\`\`\n`,
  );
  return [`# ${name}\n`, ...(parts.length === 0 ? ['Nothing is offered.\n'] : parts)].join('\n');
}
