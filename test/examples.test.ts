/** The examples show what they promise: every marked pitfall is found, and nothing is on the good halves. */

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Language, languages } from '../server/analysis/document.ts';
import { analyseProjects } from './harness/analyseProjects.ts';
import { cutMarks, differences, type Mark, markOf } from './harness/marks.ts';
import { scratchWorkspace } from './harness/scratchWorkspace.ts';
import { typeErrors } from './harness/typeErrors.ts';

const extensions: Readonly<Record<Language, string>> = { python: '.py', typescript: '.ts' };

describe.each(languages)('%s', (language) => {
  const examples = readExamples(language);
  const { found, errors } = analyse(language, examples);

  test('there are examples', () => expect(examples.size).toBeGreaterThan(10));

  test('the compiler has nothing against them', () => expect(errors).toEqual([]));

  describe.each([...examples.keys()])('%s', (file) => {
    const { text, marks } = cutMarks(examples.get(file) ?? '', language);

    test('shows the pitfalls that are marked and no other', () =>
      expect(differences(file, marks, found.get(file) ?? [])).toEqual([]));

    test('has a pitfall in every bad half and none in a good one', () => {
      const halves = halvesOf(text);
      expect(new Set(halves.map(({ kind }) => kind))).toEqual(new Set(['Bad', 'Good']));
      for (const { kind, start, end } of halves) {
        const own = marks.filter(({ line }) => line >= start && line < end);
        expect(own.length > 0, `${kind} half from line ${start} has pitfalls`).toBe(kind === 'Bad');
      }
    });
  });
});

function readExamples(language: Language): ReadonlyMap<string, string> {
  const folder = path.resolve(import.meta.dirname, '../examples', language);
  const names = readdirSync(folder).filter((name) => name.endsWith(extensions[language]));
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

/** What the whole engine finds by file, on the text as a user has it: with the marks. */
function analyse(language: Language, examples: ReadonlyMap<string, string>) {
  const project = 'examples';
  const workspace = scratchWorkspace(new Map([[project, examples]]));
  try {
    const found = new Map<string, readonly Mark[]>();
    for (const [file, { text, findings }] of analyseProjects(workspace, language)) {
      found.set(
        path.basename(file),
        findings.filter(({ level }) => level !== 'off').map((finding) => markOf(text, finding)),
      );
    }
    const errors = language === 'typescript' ? (typeErrors(workspace).get(project) ?? []) : [];
    return { found, errors };
  } finally {
    workspace.dispose();
  }
}

/** The stretches of lines under a comment that begins with "Bad" or "Good"; lines count from 1. */
function halvesOf(text: string) {
  const lines = text.split('\n');
  const headings = lines.flatMap((line, index) => {
    const kind = /^\s*(?:#|\/\/) (Bad|Good)\b/.exec(line)?.[1];
    return kind === undefined ? [] : [{ kind, start: index + 1 }];
  });
  return headings.map((heading, index) => ({ ...heading, end: headings[index + 1]?.start ?? lines.length + 1 }));
}
