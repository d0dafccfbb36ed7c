import { describe, expect, test } from 'vitest';
import { configurationCompletions } from '../../../server/workspace/configurationCompletions.ts';
import { catalogue } from './machine.ts';

const rules = catalogue.map(({ rule }) => rule);

/** The words offered at the `|` of a text. */
function offered(marked: string, path = '/p/pyproject.toml') {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  return configurationCompletions(path, text, offset, rules).map((completion) => ({
    ...completion,
    replaced: text.slice(completion.range.start, completion.range.end),
  }));
}

const words = (marked: string) => offered(marked).map(({ word }) => word);

describe('in pyproject.toml are offered', () => {
  test.each([
    ['[tool.|]', ['async-pitfalls']],
    ['[tool.async-pitfalls]\n|', ['rules', 'exclude', 'fileRoles']],
    ['[tool.async-pitfalls]\nru|', ['rules', 'exclude', 'fileRoles']],
    ['[tool.async-pitfalls]\nexclude = []\nfile|', ['rules', 'fileRoles']],
    ['[tool.async-pitfalls.|]', ['rules', 'exclude', 'fileRoles']],
    [
      '[tool.async-pitfalls.rules]\nm|',
      ['missing-await', 'missing-await/dropped', 'blocking-call', 'blocking-call/file'],
    ],
    [
      '[tool.async-pitfalls]\nrules = { | }',
      ['missing-await', 'missing-await/dropped', 'blocking-call', 'blocking-call/file'],
    ],
    ['[tool.async-pitfalls.rules]\nmissing-await = { l| }', ['level', 'ignored', 'limit']],
    ['[tool.async-pitfalls.rules.missing-await]\n|', ['level', 'ignored', 'limit']],
    ['[tool.async-pitfalls.rules]\nmissing-await.|', ['level', 'ignored', 'limit']],
    ['[tool.async-pitfalls.rules]\nmissing-await = |', ['error', 'warning', 'information', 'hint', 'off']],
    [
      '[tool.async-pitfalls.rules]\nmissing-await = { level = "w|" }',
      ['error', 'warning', 'information', 'hint', 'off'],
    ],
    [
      '[tool.async-pitfalls.fileRoles]\n"bin/**" = "|',
      ['application', 'test', 'script', 'configuration', 'declaration', 'generated'],
    ],
  ])('%j: %j', (marked, expected) => expect(words(marked)).toEqual(expected));

  test.each([
    '|',
    '[project]\n|',
    '[tool.other]\nru|',
    '[tool.async-pitfalls]\nexclude = ["|"]',
    '[tool.async-pitfalls.rules]\nmissing-await = { limit = | }',
    '[tool.async-pitfalls]\nexclude = [] |',
    '[tool.async-pitfalls]\nnote = """\n|"""',
  ])('no words at %j', (marked) => expect(words(marked)).toEqual([]));

  test('not in JSON, which its schema completes', () => {
    expect(offered('{|}', '/p/async-pitfalls.json')).toEqual([]);
  });
});

test('words replace what is typed, in quotes where TOML asks for them', () => {
  const [level] = offered('[tool.async-pitfalls.rules]\nmissing-await = "err|"');
  expect([level?.replaced, level?.text]).toEqual(['"err"', '"error"']);
  const message = offered('[tool.async-pitfalls.rules]\nblock|').find(({ word }) => word === 'blocking-call/file');
  expect([message?.replaced, message?.text]).toEqual(['block', '"blocking-call/file"']);
});
