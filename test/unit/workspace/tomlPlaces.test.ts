import { describe, expect, test } from 'vitest';
import { tomlPlaces } from '../../../server/workspace/tomlPlaces.ts';

/** Each key path with the text of its last part, and of its value where it has one. */
function entriesOf(text: string) {
  return tomlPlaces(text).entries.map(({ keys, key, value }) => [
    keys.join('>'),
    text.slice(key.start, key.end),
    ...(value === undefined ? [] : [text.slice(value.start, value.end).trim()]),
  ]);
}

describe('places in TOML', () => {
  test('of headers, keys and values', () => {
    expect(entriesOf('a = 1 # one\n[b."c.d"]\ne.\'f\' = "x" # = \n')).toEqual([
      ['a', 'a', '1'],
      ['b', 'b'],
      ['b>c.d', '"c.d"'],
      ['b>c.d>e', 'e', '"x"'],
      ['b>c.d>e>f', "'f'", '"x"'],
    ]);
  });

  test('of what lies in values', () => {
    const text = 'a = { b = [1, # ]\n  { c = "}" }], d = """\n[x]\ny = 1""" }\n[[e]]\nf = 2\n';
    expect(entriesOf(text)).toEqual([
      ['a', 'a', text.slice(4, text.indexOf('\n[[e]]'))],
      ['a>b', 'b', text.slice(text.indexOf('[1'), text.indexOf(', d'))],
      ['a>b>c', 'c', '"}"'],
      ['a>d', 'd', '"""\n[x]\ny = 1"""'],
      ['e', 'e'],
      ['e>f', 'f', '2'],
    ]);
  });

  test.each([
    'a',
    'a =',
    'a = {',
    'a = [',
    'a = "x',
    '[',
    '[a',
    '[a.',
    '= 1',
    '"',
    '{',
    'a = { b',
    ']',
    'a = """',
    ', }',
    'a = {]',
  ])('of half a text come to an end: %j', (text) => {
    const { entries } = tomlPlaces(`${text}\n[later]\nkey = 1`);
    for (const { key, value } of entries) expect(key.end <= (value?.start ?? key.end)).toBe(true);
  });

  test('of what follows half a line are found', () => {
    expect(entriesOf('[a]\nru\nb = \n"c\n[d]\ne = 1\n').map(([keys]) => keys)).toEqual([
      'a',
      'a>ru',
      'a>b',
      'a>c',
      'd',
      'd>e',
    ]);
  });
});
