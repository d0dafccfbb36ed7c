/** The value stands where the configuration reads it, and the rest of the file stays as it is. */

import { describe, expect, test } from 'vitest';
import { configurationEdits, type RuleStatement } from '../../../server/workspace/configurationEdits.ts';

const added = { rule: 'missing-await', option: 'safeCallees', value: 'router.push' };

describe.each([
  [
    'async-pitfalls.json',
    '',
    '{\n  "rules": {\n    "missing-await": {\n      "safeCallees": [\n        "router.push"\n      ]\n    }\n  }\n}',
  ],
  [
    'async-pitfalls.jsonc',
    '{\n  "rules": {\n    "missing-await": "error" // loud\n  }\n}\n',
    '{\n  "rules": {\n    "missing-await": {\n      "level": "error",\n      "safeCallees": [\n        "router.push"\n      ]\n    } // loud\n  }\n}\n',
  ],
  [
    'package.json',
    '{\n  "name": "shop",\n  "async-pitfalls": {\n    "rules": {\n      "missing-await": {\n        "safeCallees": [\n          "a"\n        ]\n      }\n    }\n  }\n}\n',
    '{\n  "name": "shop",\n  "async-pitfalls": {\n    "rules": {\n      "missing-await": {\n        "safeCallees": [\n          "a",\n          "router.push"\n        ]\n      }\n    }\n  }\n}\n',
  ],
  [
    'pyproject.toml',
    '[project]\nname = "shop"\n',
    '[project]\nname = "shop"\n\n[tool.async-pitfalls.rules.missing-await]\nsafeCallees = ["router.push"]\n',
  ],
  [
    'pyproject.toml',
    '[tool.async-pitfalls.rules.missing-await] # ours\nlevel = "error"\n[other]\nx = 1\n',
    '[tool.async-pitfalls.rules.missing-await] # ours\nsafeCallees = ["router.push"]\nlevel = "error"\n[other]\nx = 1\n',
  ],
  [
    'pyproject.toml',
    '[tool.async-pitfalls.rules.missing-await]\nsafeCallees = [\n  "a",\n]\n',
    '[tool.async-pitfalls.rules.missing-await]\nsafeCallees = [\n  "a", "router.push"\n]\n',
  ],
])('%s', (file, before, after) => {
  test(`${JSON.stringify(before)} gets the value`, () => expect(changed(file, before)).toBe(after));
});

test.each([
  ['pyproject.toml', '[tool.async-pitfalls.rules]\nmissing-await = "error"\n'],
  ['pyproject.toml', '[tool.async-pitfalls\n'],
  ['async-pitfalls.json', '{ "rules": { "missing-await": { "safeCallees": "a" } } }'],
])('%s that reads %j is left alone', (file, text) => {
  expect(configurationEdits(`/p/${file}`, text, added)).toBeUndefined();
});

describe.each([
  ['async-pitfalls.json', '', '{\n  "rules": {\n    "missing-await": "off"\n  }\n}'],
  [
    'async-pitfalls.jsonc',
    '{ "rules": { "missing-await": "error" /* loud */ } }\n',
    '{ "rules": { "missing-await": "off" /* loud */ } }\n',
  ],
  [
    'package.json',
    '{\n  "async-pitfalls": {\n    "rules": {\n      "missing-await": { "level": "error", "safeCallees": [] }\n    }\n  }\n}\n',
    '{\n  "async-pitfalls": {\n    "rules": {\n      "missing-await": { "level": "off", "safeCallees": [] }\n    }\n  }\n}\n',
  ],
  [
    'pyproject.toml',
    '[project]\r\nname = "shop"\r\n',
    '[project]\r\nname = "shop"\r\n\r\n[tool.async-pitfalls.rules]\r\nmissing-await = "off"\r\n',
  ],
  [
    'pyproject.toml',
    '[tool.async-pitfalls.rules]\nmissing-await = "error" # loud\n',
    '[tool.async-pitfalls.rules]\nmissing-await = "off" # loud\n',
  ],
  [
    'pyproject.toml',
    '[tool.async-pitfalls.rules]\nblocking-call = "error"\n',
    '[tool.async-pitfalls.rules]\nmissing-await = "off"\nblocking-call = "error"\n',
  ],
  [
    'pyproject.toml',
    '[tool.async-pitfalls.rules.missing-await]\nsafeCallees = ["a"]\n',
    '[tool.async-pitfalls.rules.missing-await]\nlevel = "off"\nsafeCallees = ["a"]\n',
  ],
])('%s', (file, before, after) => {
  test(`${JSON.stringify(before)} turns the rule off`, () =>
    expect(changed(file, before, { rule: 'missing-await', level: 'off' })).toBe(after));
});

function changed(file: string, text: string, statement: RuleStatement = added): string {
  const edits = configurationEdits(`/p/${file}`, text, statement) ?? [];
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((whole, edit) => whole.slice(0, edit.range.start) + edit.text + whole.slice(edit.range.end), text);
}
