/** The pages of the rules: they answer their questions in order, and their examples run. */

import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { catalogue } from '../rules/catalogue.ts';
import { type Language, languages } from '../server/analysis/document.ts';
import { analyseProjects } from './harness/analyseProjects.ts';
import { type Example, loadExamples, pageOf } from './harness/pages.ts';
import { scratchWorkspace } from './harness/scratchWorkspace.ts';

const examples = loadExamples();

describe.each(catalogue.map(({ rule, checks }) => ({ name: rule.name, checks })))('$name', ({ name, checks }) => {
  test('has a page that answers the five questions in order', () => {
    const headings = pageOf(name).match(/^#+ .*$/gm);
    expect(headings).toEqual([
      `# ${name}`,
      '## Why it hurts',
      '## Bad and good',
      '## What the fixes do',
      '## When to allow it',
    ]);
  });

  test.each(languages.filter((language) => checks[language] !== undefined))(
    'shows a bad and a good example in %s',
    (language) => {
      const kinds = examples.filter((one) => one.rule === name && one.language === language).map(({ kind }) => kind);
      expect([...new Set(kinds)].sort()).toEqual(['bad', 'good']);
    },
  );
});

describe.each(languages)('examples in %s', (language) => {
  const own = examples.filter((example) => example.language === language);
  const found = findingsOf(language, own);

  test.each(own.map((example, index) => ({ ...example, index })))('$rule line $line is $kind', ({ kind, index }) => {
    if (kind === 'bad') expect(found[index]).not.toEqual([]);
    else expect(found[index]).toEqual([]);
  });
});

/** Messages of the rule that each example is about. */
function findingsOf(language: Language, own: readonly Example[]): readonly (readonly string[])[] {
  const file = language === 'python' ? 'example.py' : 'example.ts';
  const keyOf = (example: Example, index: number) => `${example.rule}/${index}-example`;
  const workspace = scratchWorkspace(
    new Map(own.map((one, index) => [keyOf(one, index), new Map([[file, one.code]])])),
  );
  try {
    const analysed = analyseProjects(workspace, language);
    return own.map((example, index) => {
      const answer = analysed.get(workspace.pathOf(keyOf(example, index), file).replaceAll(path.sep, '/'));
      const findings = answer?.findings.filter(({ rule }) => rule === example.rule) ?? [];
      return findings.map(({ message }) => message.en);
    });
  } finally {
    workspace.dispose();
  }
}
