/** The words of a configuration are told apart by where they stand, in all its homes. */

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../../rules/catalogue.ts';
import { configurationSubjectAt } from '../../../server/workspace/configurationSubjects.ts';

const rules = catalogue.map(({ rule }) => rule);
const json = `{
  "rules": {
    "blocking-call/file": "hint",
    "missing-await": { "level": "off", "safeCallees": ["rules"] }
  },
  "exclude": ["level"]
}
`;
const toml = `[project]
name = "level"

[tool.async-pitfalls]
exclude = ["missing-await"]

[tool.async-pitfalls.rules]
"blocking-call/file" = "hint"

[tool.async-pitfalls.rules.missing-await]
level = "off"
safeCallees = ["rules"]
`;

describe.each([
  ['async-pitfalls.json', json],
  ['package.json', `{ "level": 1, "async-pitfalls": ${json}}`],
  ['pyproject.toml', toml],
])('in %s', (file, text) => {
  /** The subject at the last occurrence of a text. */
  const at = (word: string) => {
    const subject = configurationSubjectAt(`/p/${file}`, text, text.lastIndexOf(word) + 1, rules);
    return subject && { ...subject, text: text.slice(subject.range.start, subject.range.end).replaceAll('"', '') };
  };

  test('a rule is a rule', () => {
    const name = file === 'pyproject.toml' ? 'missing-await]' : 'missing-await"';
    expect(at(name)).toMatchObject({ kind: 'rule', rule: { name: 'missing-await' }, text: 'missing-await' });
  });
  test('a message has its words', () =>
    expect(at('blocking-call/file')).toMatchObject({ kind: 'word', word: 'blocking-call/file' }));
  test('an option has its definition', () =>
    expect(at('safeCallees')).toMatchObject({ kind: 'option', name: 'safeCallees', option: { kind: 'strings' } }));
  test('a level means what levels mean', () => {
    expect(at('hint')).toMatchObject({ kind: 'word', word: 'hint', text: 'hint' });
    expect(at('off')).toMatchObject({ kind: 'word', word: 'off' });
  });
  test('a section has its meaning', () => expect(at('exclude')).toMatchObject({ kind: 'word', word: 'exclude' }));
  test('what is in a list is nothing', () => expect(at('rules"]')).toBeUndefined());
});

test("what is not ours is nothing's subject", () => {
  expect(configurationSubjectAt('/p/pyproject.toml', toml, toml.indexOf('name') + 1, rules)).toBeUndefined();
  expect(configurationSubjectAt('/p/package.json', '{ "rules": {} }', 4, rules)).toBeUndefined();
});
