/** Half-typed code is normal input: no cut through any fixture makes a front end, a check or a fix throw. */

import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../rules/catalogue.ts';
import { analyze } from '../server/analysis/analyze.ts';
import { type Language, languageOf, languages } from '../server/analysis/document.ts';
import { applyEdits } from '../server/analysis/text.ts';
import type { FactsAnswer } from '../server/facts/frontEnd.ts';
import { createFrontEnd, namesOfInterest, tracedCalls } from './harness/analyseProjects.ts';
import { loadFixtures } from './harness/fixtures.ts';
import { scratchWorkspace } from './harness/scratchWorkspace.ts';

/** Per file: enough to cut through every kind of construct over all fixtures, few enough to stay quick. */
const cutsPerFile = 12;

describe.each(languages)('%s', (language) => {
  const texts = loadFixtures(language).flatMap((fixture) =>
    [...fixture.files]
      .filter(([file]) => languageOf(file) === language)
      .map(([file, { text }]) => ({ name: `${fixture.rule}/${fixture.name}/${file}`, file, text })),
  );

  test('every cut gives facts, findings and fixes', () => {
    expect(problemsOf(language, texts)).toEqual([]);
  });
});

interface Sample {
  readonly name: string;
  readonly file: string;
  readonly text: string;
}

function problemsOf(language: Language, samples: readonly Sample[]): readonly string[] {
  const workspace = scratchWorkspace(new Map(samples.map(({ name, file, text }) => [name, new Map([[file, text]])])));
  const frontEnd = createFrontEnd(language);
  const problems: string[] = [];
  try {
    frontEnd.configure({
      roots: [workspace.root],
      namesOfInterest: namesOfInterest(language),
      tracedCalls: tracedCalls(language),
    });
    for (const { name, file, text } of samples) {
      const document = workspace.pathOf(name, file).replaceAll(path.sep, '/');
      for (const [index, cut] of cutsOf(text).entries()) {
        frontEnd.open({ path: document, language, version: index + 1, text: cut });
        for (const answer of frontEnd.facts([document])) {
          if (answer.kind === 'unreadable') problems.push(`${name}: ${answer.reason}`);
          else problems.push(...failuresOf(answer).map((failure) => `${name}, cut ${index}: ${failure}\n${cut}`));
        }
      }
      frontEnd.close(document);
    }
  } finally {
    frontEnd.dispose();
    workspace.dispose();
  }
  return problems;
}

function failuresOf({ document, facts }: Extract<FactsAnswer, { kind: 'facts' }>): readonly string[] {
  const { findings, failures } = analyze(document, facts, catalogue);
  const problems = failures.map(({ rule, error }) => `${rule} threw ${String(error)}`);
  for (const finding of findings) {
    try {
      for (const fix of finding.fixes()) applyEdits(document.text, fix.edits);
    } catch (error) {
      problems.push(`a fix of ${finding.rule} threw ${String(error)}`);
    }
  }
  return problems;
}

/** Prefixes that end anywhere, and texts that lack one line; spread evenly, the same in every run. */
function cutsOf(text: string): readonly string[] {
  const lines = text.split('\n');
  const spread = (length: number) =>
    Array.from({ length: cutsPerFile / 2 }, (_, index) => Math.floor(((index + 0.5) * length) / (cutsPerFile / 2)));
  const prefixes = spread(text.length).map((end) => text.slice(0, end));
  const withoutLine = spread(lines.length).map((at) => lines.filter((_, index) => index !== at).join('\n'));
  return [...new Set([...prefixes, ...withoutLine])];
}
