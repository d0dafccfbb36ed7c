/** The value stands where the configuration reads it, and the rest of the file stays as it is. */

import { describe, expect, test } from 'vitest';
import { configurationEdits } from '../../../server/workspace/configurationEdits.ts';

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

function changed(file: string, text: string): string {
  const edits = configurationEdits(`/p/${file}`, text, added) ?? [];
  return [...edits]
    .sort((a, b) => b.range.start - a.range.start)
    .reduce((whole, edit) => whole.slice(0, edit.range.start) + edit.text + whole.slice(edit.range.end), text);
}
