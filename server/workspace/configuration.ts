/** What a user configured, and the mistakes in it. What is right in a broken configuration still counts. */

import type { OptionsByRule } from '../analysis/analyze.ts';
import { type Level, levels as knownLevels } from '../analysis/finding.ts';
import type { LevelsByName } from '../analysis/levels.ts';
import type { LocalizedText } from '../analysis/locale.ts';
import { nearest } from '../analysis/nearest.ts';
import type { OptionDefinition, OptionValue, RuleDefinition } from '../analysis/rule.ts';
import type { Range } from '../analysis/text.ts';
import type { FileRole } from '../facts/facts.ts';
import { fileRoles, sections } from './configurationKeys.ts';
import {
  messageOf,
  mustBe,
  mustBeGlobs,
  mustBeTable,
  optionOf,
  unknown as unknownWord,
  unknownWords,
} from './configurationWords.ts';
import type { ConfigurationProblem } from './results.ts';

export interface Configuration {
  readonly levels: LevelsByName;
  readonly options: OptionsByRule;
  /** Globs, relative to the folder of the configuration, of files that are left out. */
  readonly exclude: readonly string[];
  /** Roles by glob; the first glob that matches a file decides. */
  readonly fileRoles: readonly (readonly [glob: string, role: FileRole])[];
}

export const emptyConfiguration: Configuration = { levels: {}, options: {}, exclude: [], fileRoles: [] };

/** A configuration as parsed, with the place of each of its keys and values. */
export interface ConfigurationSource {
  readonly path: string;
  readonly value: unknown;
  readonly keyRange: (keys: readonly string[]) => Range | undefined;
  readonly valueRange: (keys: readonly string[]) => Range | undefined;
  /** A word as this file writes it. */
  readonly written: (word: string, as: 'key' | 'value') => string;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** Checks a parsed configuration against the rules there are. */
export function readConfiguration(source: ConfigurationSource, rules: readonly RuleDefinition[]): ReadConfiguration {
  const reader = new Reader(source);
  const levels: Record<string, Level> = {};
  const options: Record<string, Record<string, OptionValue>> = {};
  let exclude: readonly string[] = [];
  const roles: [string, FileRole][] = [];

  for (const [key, value] of reader.entries(source.value, [])) {
    if (key === 'rules') {
      for (const [name, setting] of reader.entries(value, [key])) readRule(name, setting);
    } else if (key === 'exclude') {
      if (isStrings(value)) exclude = value;
      else reader.reportValue([key], mustBeGlobs(key));
    } else if (key === 'fileRoles') {
      for (const [glob, role] of reader.entries(value, [key])) {
        const known = fileRoles.find((candidate) => candidate === role);
        if (known === undefined) reader.reportUnknownValue([key, glob], unknownWords.fileRole, role, fileRoles);
        else roles.push([glob, known]);
      }
    } else if (key !== '$schema') {
      reader.reportUnknownKey([key], unknownWords.key, key, sections);
    }
  }
  return { configuration: { levels, options, exclude, fileRoles: roles }, problems: reader.problems };

  function readRule(name: string, setting: unknown): void {
    const [ruleName = '', messageId] = name.split('/');
    const rule = rules.find((candidate) => candidate.name === ruleName);
    const keys = ['rules', name];
    if (rule === undefined) {
      const names = rules.map((candidate) => candidate.name);
      const withMessage = (suggestion: string) => (messageId === undefined ? suggestion : `${suggestion}/${messageId}`);
      reader.reportUnknownKey(keys, unknownWords.rule, ruleName, names, withMessage);
      return;
    }
    const messageIds = Object.keys(rule.messages);
    if (messageId !== undefined && !messageIds.includes(messageId)) {
      const withRule = (suggestion: string) => `${ruleName}/${suggestion}`;
      reader.reportUnknownKey(keys, messageOf(ruleName), messageId, messageIds, withRule);
      return;
    }
    if (typeof setting !== 'object') {
      readLevel(name, keys, setting);
      return;
    }
    const ownOptions = messageId === undefined ? (rule.options ?? {}) : {};
    for (const [key, value] of reader.entries(setting, keys)) {
      const option = ownOptions[key];
      const inner = [...keys, key];
      if (key === 'level') readLevel(name, inner, value);
      else if (option === undefined)
        reader.reportUnknownKey(inner, optionOf(name), key, ['level', ...Object.keys(ownOptions)]);
      else if (isOptionValue(option, value)) options[ruleName] = { ...options[ruleName], [key]: value };
      else reader.reportValue(inner, mustBe(key, option));
    }
  }

  function readLevel(name: string, keys: readonly string[], value: unknown): void {
    const level = knownLevels.find((candidate) => candidate === value);
    if (level === undefined) reader.reportUnknownValue(keys, unknownWords.level, value, knownLevels);
    else levels[name] = level;
  }
}

/** `base` with what `added` has and `base` does not say: who configured a rule in a file is not overruled by an editor. */
export function addConfiguration(base: Configuration, added: Configuration): Configuration {
  const options: Record<string, Readonly<Record<string, OptionValue>>> = { ...added.options };
  for (const [rule, values] of Object.entries(base.options)) options[rule] = { ...added.options[rule], ...values };
  const addedLevels = Object.entries(added.levels).filter(
    ([name]) => base.levels[name.split('/')[0] ?? ''] === undefined,
  );
  return { ...base, levels: { ...Object.fromEntries(addedLevels), ...base.levels }, options };
}

/** `levels`, overruled for every rule and message that `stronger` speaks about. */
export function overruledBy(stronger: LevelsByName, levels: LevelsByName): LevelsByName {
  const kept = Object.entries(levels).filter(([name]) => stronger[name.split('/')[0] ?? ''] === undefined);
  return { ...Object.fromEntries(kept), ...stronger };
}

class Reader {
  readonly problems: ConfigurationProblem[] = [];
  readonly #source: ConfigurationSource;

  constructor(source: ConfigurationSource) {
    this.#source = source;
  }

  entries(value: unknown, keys: readonly string[]): readonly (readonly [string, unknown])[] {
    if (value === undefined) return [];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
    this.reportValue(keys, mustBeTable(keys.at(-1)));
    return [];
  }

  reportValue(keys: readonly string[], message: LocalizedText): void {
    this.#report(this.#source.valueRange(keys), message, undefined);
  }

  /** `inFull` makes the whole key out of the word that is suggested for a part of it. */
  reportUnknownKey(
    keys: readonly string[],
    what: LocalizedText,
    word: string,
    candidates: readonly string[],
    inFull = (suggestion: string) => suggestion,
  ): void {
    const suggestion = nearest(word, candidates);
    const written = suggestion && this.#source.written(inFull(suggestion), 'key');
    this.#report(this.#source.keyRange(keys), unknownWord(what, word, suggestion, candidates), written);
  }

  reportUnknownValue(
    keys: readonly string[],
    what: LocalizedText,
    value: unknown,
    candidates: readonly string[],
  ): void {
    const word = String(value);
    const suggestion = nearest(word, candidates);
    const written = suggestion && this.#source.written(suggestion, 'value');
    this.#report(this.#source.valueRange(keys), unknownWord(what, word, suggestion, candidates), written);
  }

  #report(range: Range | undefined, message: LocalizedText, replacement: string | undefined): void {
    this.problems.push({
      path: this.#source.path,
      message,
      ...(range === undefined ? {} : { range }),
      ...(range === undefined || replacement === undefined ? {} : { replacement }),
    });
  }
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isOptionValue(option: OptionDefinition, value: unknown): value is OptionValue {
  switch (option.kind) {
    case 'number':
      return typeof value === 'number' && value >= option.minimum;
    case 'boolean':
      return typeof value === 'boolean';
    case 'strings':
    case 'callees':
      return isStrings(value);
  }
}
