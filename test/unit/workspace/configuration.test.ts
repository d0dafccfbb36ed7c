import { describe, expect, test } from 'vitest';
import { ConfigurationFiles } from '../../../server/workspace/configurationFiles.ts';
import { catalogue, machineWith } from './machine.ts';

const rules = catalogue.map(({ rule }) => rule);

/** What one file makes of a configuration: for `/p/src/a.ts`, with the problems and the texts they mark. */
function read(name: string, text: string) {
  const path = `/p/${name}`;
  const files = new ConfigurationFiles(machineWith({ [path]: text }).ports.files, rules);
  const folder = files.configurationFor('/p/src/a.ts');
  const problems = files.problems();
  const marked = problems.map(({ range }) => range && text.slice(range.start, range.end));
  const replacements = problems.map(({ replacement }) => replacement);
  return { folder, ...folder.configuration, messages: problems.map(({ message }) => message.en), marked, replacements };
}

describe('levels and options', () => {
  test.each([
    ['async-pitfalls.json', '{"rules": {"missing-await": "hint", "blocking-call/file": "off"}}'],
    ['async-pitfalls.jsonc', '{"rules": {"missing-await": "hint", /* x */ "blocking-call/file": {"level": "off"},}}'],
    [
      'package.json',
      '{"async-pitfalls": {"rules": {"missing-await": {"level": "hint"}, "blocking-call/file": "off"}}}',
    ],
    ['pyproject.toml', '[tool.async-pitfalls.rules]\nmissing-await = "hint"\n"blocking-call/file" = "off"\n'],
    [
      'pyproject.toml',
      '[tool]\nasync-pitfalls = { rules = { missing-await = "hint", "blocking-call/file" = "off" } }\n',
    ],
  ])('are read from %s', (name, text) => {
    const { levels, messages } = read(name, text);
    expect(messages).toEqual([]);
    expect(levels).toEqual({ 'missing-await': 'hint', 'blocking-call/file': 'off' });
  });

  test('of a rule go together', () => {
    const { levels, options } = read(
      'async-pitfalls.json',
      '{"rules": {"missing-await": {"level": "hint", "ignored": ["a"]}}}',
    );
    expect([levels, options]).toEqual([{ 'missing-await': 'hint' }, { 'missing-await': { ignored: ['a'] } }]);
  });
});

describe('a mistake', () => {
  test.each([
    ['{"rule": {}}', 'unknown key `rule`; did you mean `rules`?', '"rule"'],
    [
      '{"rules": {"mising-await": "off"}}',
      'unknown rule `mising-await`; did you mean `missing-await`?',
      '"mising-await"',
    ],
    ['{"rules": {"missing-await": "of"}}', 'unknown level `of`; did you mean `off`?', '"of"'],
    [
      '{"rules": {"missing-await": {"limits": 1}}}',
      'unknown option of `missing-await` `limits`; did you mean `limit`?',
      '"limits"',
    ],
    ['{"rules": {"missing-await": {"limit": 0}}}', '`limit` must be a number, at least 1', '0'],
    ['{"rules": {"missing-await": {"ignored": "a"}}}', '`ignored` must be a list of strings', '"a"'],
    [
      '{"rules": {"blocking-call/fil": "off"}}',
      'unknown message of `blocking-call` `fil`; did you mean `file`?',
      '"blocking-call/fil"',
    ],
    ['{"rules": ["missing-await"]}', '`rules` must be a table of keys and values', '["missing-await"]'],
    ['{"exclude": "dist"}', '`exclude` must be a list of globs', '"dist"'],
    ['{"fileRoles": {"a": "tests"}}', 'unknown file role `tests`; did you mean `test`?', '"tests"'],
  ])('in %s is reported at its place', (text, message, place) => {
    const { messages, marked } = read('async-pitfalls.json', text);
    expect([messages, marked]).toEqual([[message], [place]]);
  });

  test('in TOML is reported at its place', () => {
    const { messages, marked } = read('pyproject.toml', '[tool.async-pitfalls.rules]\nmising-await = "off"\n');
    expect(messages).toEqual(['unknown rule `mising-await`; did you mean `missing-await`?']);
    expect(marked).toEqual(['mising-await']);
  });

  test.each([
    ['mising-await = "off"', 'mising-await', 'missing-await'],
    ['# missing-await\nmissing-await = "of"', '"of"', '"off"'],
    ['missing-await = { leve = "off", limit = 3 }', 'leve', 'level'],
    ["'blocking-call/fil' = 'off'", "'blocking-call/fil'", '"blocking-call/file"'],
    ['missing-await.leve = "off"', 'leve', 'level'],
  ])('in TOML marks the very words of %s', (line, place, replacement) => {
    const text = `[project]\nname = "leve, mising-await, of"\n\n[tool.async-pitfalls.rules] # leve\n${line}\n`;
    const { marked, replacements } = read('pyproject.toml', text);
    expect([marked, replacements]).toEqual([[place], [replacement]]);
  });

  test('in the header of a TOML table is marked there', () => {
    const { marked, replacements } = read('pyproject.toml', '[tool.async-pitfalls.rule]\nmissing-await = "off"\n');
    expect([marked, replacements]).toEqual([['rule'], ['rules']]);
  });

  test.each([
    ['{"rule": {}}', '"rules"'],
    ['{"rules": {"mising-await/dropped": "off"}}', '"missing-await/dropped"'],
    ['{"rules": {"blocking-call/fil": "off"}}', '"blocking-call/file"'],
    ['{"rules": {"missing-await": "errer"}}', '"error"'],
  ])('%s comes with what was meant', (text, replacement) => {
    expect(read('async-pitfalls.json', text).replacements).toEqual([replacement]);
  });

  test('leaves what is right', () => {
    const { levels, messages } = read('async-pitfalls.json', '{"rules": {"nonsense": "off", "missing-await": "hint"}}');
    expect(levels).toEqual({ 'missing-await': 'hint' });
    expect(messages).toHaveLength(1);
  });

  test('of syntax is reported, and what comes before it still counts', () => {
    const { levels, messages } = read('async-pitfalls.json', '{"rules": {"missing-await": "hint", ');
    expect(levels).toEqual({ 'missing-await': 'hint' });
    expect(messages.length).toBeGreaterThan(0);
    expect(messages[0]).toContain('not valid JSON');
  });

  test('of syntax in TOML leaves the defaults', () => {
    const { levels, messages } = read('pyproject.toml', '[tool.async-pitfalls]\nrules = {\n');
    expect(levels).toEqual({});
    expect(messages).toEqual([expect.stringContaining('not valid TOML')]);
  });

  test.each([
    ['async-pitfalls.json', '{"rules": {"missing-await": "hint"}}', '{"rules": {"missing-await": }', 'JSON'],
    [
      'pyproject.toml',
      '[tool.async-pitfalls.rules]\nmissing-await = "hint"\n',
      '[tool.async-pitfalls.rules]\nmis',
      'TOML',
    ],
    [
      'package.json',
      '{"async-pitfalls": {"rules": {"missing-await": "hint"}}}',
      '{"async-pitfalls": {"rules": {',
      'JSON',
    ],
  ])('of syntax in an open %s leaves its last valid text in force', (name, whole, broken, format) => {
    const path = `/p/${name}`;
    const files = new ConfigurationFiles(machineWith({ [path]: '' }).ports.files, rules);
    files.open(path, whole);
    expect(files.configurationFor('/p/a.ts').configuration.levels).toEqual({ 'missing-await': 'hint' });
    files.open(path, broken);
    expect(files.configurationFor('/p/a.ts').configuration.levels).toEqual({ 'missing-await': 'hint' });
    expect(files.problems()[0]?.message.en).toMatch(new RegExp(`not valid ${format}.*last valid .*stays in force`));
    files.open(path, whole.replace('hint', 'off'));
    expect(files.configurationFor('/p/a.ts').configuration.levels).toEqual({ 'missing-await': 'off' });
    expect(files.problems()).toEqual([]);
  });

  test('in an open file is known before any file is checked', () => {
    const files = new ConfigurationFiles(machineWith().ports.files, rules);
    files.open('/p/async-pitfalls.jsonc', '{"rule": {}}');
    expect(files.problems().map(({ message }) => message.zh)).toEqual(['未知的键 `rule`；你是想写 `rules` 吗？']);
    files.close('/p/async-pitfalls.jsonc');
    expect(files.problems()).toEqual([]);
  });

  test.each([
    ['package.json', '{"name": "broken", '],
    ['pyproject.toml', '[project\n'],
    ['package.json', '[]'],
    ['package.json', ''],
    ['async-pitfalls.json', '{"$schema": "https://example.org/schema.json"}'],
  ])('of somebody else in %s is not ours', (name, text) => expect(read(name, text).messages).toEqual([]));
});

describe('files', () => {
  const { folder } = read(
    'async-pitfalls.json',
    '{"exclude": ["gen", "src/*.min.ts", "/out/"], "fileRoles": {"bin/**": "script", "*.spec.ts": "test"}}',
  );

  test.each([
    ['/p/gen/a.ts', true],
    ['/p/src/gen/deep/a.ts', true],
    ['/p/src/a.min.ts', true],
    ['/p/out/a.ts', true],
    ['/p/src/a.ts', false],
    ['/p/src/deep/a.min.ts', false],
    ['/p/general/a.ts', false],
  ])('%s: excluded is %s', (path, expected) => expect(folder.isExcluded(path)).toBe(expected));

  test.each([
    ['/p/bin/a/b.ts', 'script'],
    ['/p/src/a.spec.ts', 'test'],
    ['/p/src/a.ts', undefined],
  ])('%s is a %s', (path, expected) => expect(folder.roleOf(path)).toBe(expected));
});

test('within a folder the own file wins', () => {
  const { ports } = machineWith({
    '/p/package.json': '{"async-pitfalls": {"rules": {"missing-await": "off"}}}',
    '/p/async-pitfalls.json': '{"rules": {"missing-await": "hint"}}',
  });
  const files = new ConfigurationFiles(ports.files, rules);
  expect(files.configurationFor('/p/a.ts').configuration.levels).toEqual({ 'missing-await': 'hint' });
});

test('paths on Windows come to an end', () => {
  const files = new ConfigurationFiles(
    machineWith({ 'C:/p/async-pitfalls.json': '{"exclude": ["a.ts"]}' }).ports.files,
    rules,
  );
  expect(files.configurationFor('C:/p/src/a.ts').isExcluded('C:/p/src/a.ts')).toBe(true);
  expect(files.configurationFor('D:/q/a.ts').isExcluded('D:/q/a.ts')).toBe(false);
});
