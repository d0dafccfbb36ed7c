/** What may be typed at a place of `[tool.async-pitfalls]`. JSON files are completed by an editor from their schema. */

import type { LocalizedText } from '../analysis/locale.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { type Range, rangeOf, textAt } from '../analysis/text.ts';
import { type ConfigurationWord, keysUnder, optionAt, valuesOf } from './configurationKeys.ts';
import { isToml, sectionOf } from './configurationText.ts';
import { type TomlPlaces, tomlPlaces } from './tomlPlaces.ts';

export interface ConfigurationCompletion {
  readonly word: string;
  readonly meaning: LocalizedText;
  /** What is replaced, by `text`. */
  readonly range: Range;
  readonly text: string;
}

export function configurationCompletions(
  path: string,
  text: string,
  offset: number,
  rules: readonly RuleDefinition[],
): readonly ConfigurationCompletion[] {
  if (!isToml(path)) return [];
  const section = sectionOf(path);
  const place = placeAt(tomlPlaces(text), text, offset);
  if (place === undefined) return [];
  const inSection = section.every((key, index) => place.keys[index] === key);
  const keys = place.keys.slice(section.length);
  if (place.kind === 'value') {
    const words = inSection ? wordsAt(keys, rules) : [];
    return words.map((word) => ({ ...word, range: place.range }));
  }
  const isAbove = place.keys.length === 1 && place.keys[0] === section[0];
  const words = inSection ? keysUnder(keys, rules) : isAbove ? ourTable(section) : [];
  return words
    .filter(({ word }) => !place.taken.includes(word))
    .map(({ word, meaning }) => ({
      word,
      meaning,
      range: place.range,
      text: /^[\w-]+$/.test(word) ? word : `"${word}"`,
    }));
}

function ourTable(section: readonly string[]): readonly ConfigurationWord[] {
  const meaning = { en: 'The configuration of Async Pitfalls.', zh: 'Async Pitfalls 的配置。' };
  return section.slice(1).map((word) => ({ word, meaning }));
}

function wordsAt(keys: readonly string[], rules: readonly RuleDefinition[]): Omit<ConfigurationCompletion, 'range'>[] {
  const option = optionAt(keys, rules);
  if (option?.kind === 'boolean')
    return ['true', 'false'].map((word) => ({ word, meaning: option.description, text: word }));
  return valuesOf(keys).map(({ word, meaning }) => ({ word, meaning, text: `"${word}"` }));
}

type Place =
  /** A value of the key at `keys`. */
  | { readonly kind: 'value'; readonly keys: readonly string[]; readonly range: Range }
  /** A key in the table at `keys`, which has the keys `taken` already. */
  | {
      readonly kind: 'key';
      readonly keys: readonly string[];
      readonly range: Range;
      readonly taken: readonly string[];
    };

function placeAt({ entries, tables }: TomlPlaces, text: string, offset: number): Place | undefined {
  const holds = ({ start, end }: Range) => start <= offset && offset <= end;
  const table = shortest(tables.filter(({ range }) => holds(range)));
  const assigned = shortest(
    entries.flatMap(({ keys, value }) => (value !== undefined && holds(value) ? [{ keys, range: value }] : [])),
  );
  if (assigned !== undefined && (table === undefined || table.range.start <= assigned.range.start)) {
    const written = textAt(text, assigned.range);
    return {
      kind: 'value',
      keys: assigned.keys,
      range: rangeOf(assigned.range.start + blanksOf(written), assigned.range.end),
    };
  }
  const typed = entries.find(({ key }) => holds(key));
  const parent = typed?.keys.slice(0, -1) ?? (beginsEntry(text, offset) ? table?.keys : undefined);
  if (parent === undefined) return undefined;
  const taken = entries
    .filter((entry) => entry !== typed && entry.keys.length === parent.length + 1)
    .filter(({ keys }) => parent.every((key, index) => keys[index] === key))
    .flatMap(({ keys }) => keys.at(-1) ?? []);
  return { kind: 'key', keys: parent, range: typed?.key ?? rangeOf(offset, offset), taken };
}

function shortest<Place extends { readonly range: Range }>(places: readonly Place[]): Place | undefined {
  const length = ({ range }: Place) => range.end - range.start;
  return [...places].sort((one, other) => length(one) - length(other))[0];
}

/** Whether a key may start here: on a line of its own, or behind a brace or a comma. */
function beginsEntry(text: string, offset: number): boolean {
  return /(?:^|[\n{,])[ \t]*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}

function blanksOf(text: string): number {
  return text.search(/\S|$/);
}
