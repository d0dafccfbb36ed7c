/** What a user configured, and the mistakes in it. What is right in a broken configuration still counts. */

import type { OptionsByRule } from '../analysis/analyze.ts';
import { type Level, levels as knownLevels } from '../analysis/finding.ts';
import type { LevelsByName } from '../analysis/levels.ts';
import { nearest } from '../analysis/nearest.ts';
import type { OptionDefinition, OptionValue, RuleDefinition } from '../analysis/rule.ts';
import type { Range } from '../analysis/text.ts';
import type { FileRole } from '../facts/facts.ts';
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
  readonly rangeOf: (keys: readonly string[]) => Range | undefined;
}

export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

const fileRoles: readonly FileRole[] = ['application', 'test', 'script', 'configuration', 'declaration', 'generated'];
const sections = ['rules', 'exclude', 'fileRoles'];

/** Checks a parsed configuration against the rules there are. */
export function readConfiguration(source: ConfigurationSource, rules: readonly RuleDefinition[]): ReadConfiguration {
  const reader = new Reader(source);
  const levels: Record<string, Level> = {};
  const options: Record<string, Record<string, OptionValue>> = {};
  let exclude: readonly string[] = [];
  const roles: [string, FileRole][] = [];

  for (const [key, value] of reader.entries(source.value, [], 'the configuration')) {
    if (key === 'rules') {
      for (const [name, setting] of reader.entries(value, [key], '`rules`')) readRule(name, setting);
    } else if (key === 'exclude') {
      if (isStrings(value)) exclude = value;
      else reader.report([key], '`exclude` must be a list of globs');
    } else if (key === 'fileRoles') {
      for (const [glob, role] of reader.entries(value, [key], '`fileRoles`')) {
        const known = fileRoles.find((candidate) => candidate === role);
        if (known === undefined) reader.reportUnknown([key, glob], 'file role', String(role), fileRoles);
        else roles.push([glob, known]);
      }
    } else if (key !== '$schema') {
      reader.reportUnknown([key], 'key', key, sections);
    }
  }
  return { configuration: { levels, options, exclude, fileRoles: roles }, problems: reader.problems };

  function readRule(name: string, setting: unknown): void {
    const [ruleName = '', messageId] = name.split('/');
    const rule = rules.find((candidate) => candidate.name === ruleName);
    if (rule === undefined) {
      const names = rules.map((candidate) => candidate.name);
      reader.reportUnknown(['rules', name], 'rule', ruleName, names);
      return;
    }
    const messageIds = Object.keys(rule.messages);
    if (messageId !== undefined && !messageIds.includes(messageId)) {
      reader.reportUnknown(['rules', name], `message of \`${ruleName}\``, messageId, messageIds);
      return;
    }
    if (typeof setting !== 'object') {
      readLevel(name, ['rules', name], setting);
      return;
    }
    const isWholeRule = messageId === undefined;
    for (const [key, value] of reader.entries(setting, ['rules', name], `\`${name}\``)) {
      const option = isWholeRule ? rule.options?.[key] : undefined;
      const keys = ['rules', name, key];
      if (key === 'level') readLevel(name, keys, value);
      else if (option === undefined)
        reader.reportUnknown(keys, `option of \`${name}\``, key, [
          'level',
          ...(isWholeRule ? Object.keys(rule.options ?? {}) : []),
        ]);
      else if (isOptionValue(option, value)) options[ruleName] = { ...options[ruleName], [key]: value };
      else reader.report(keys, `\`${key}\` must be ${expected(option)}`);
    }
  }

  function readLevel(name: string, keys: readonly string[], value: unknown): void {
    const level = knownLevels.find((candidate) => candidate === value);
    if (level === undefined) reader.reportUnknown(keys, 'level', String(value), knownLevels);
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

  entries(value: unknown, keys: readonly string[], what: string): readonly (readonly [string, unknown])[] {
    if (value === undefined) return [];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.entries(value);
    this.report(keys, `${what} must be a table of keys and values`);
    return [];
  }

  reportUnknown(keys: readonly string[], what: string, word: string, candidates: readonly string[]): void {
    const suggestion = nearest(word, candidates);
    const hint =
      suggestion === undefined ? `; there are ${candidates.join(', ')}` : `; did you mean \`${suggestion}\`?`;
    this.report(keys, `unknown ${what} \`${word}\`${hint}`);
  }

  report(keys: readonly string[], message: string): void {
    const { path, rangeOf } = this.#source;
    const range = rangeOf(keys);
    this.problems.push(range === undefined ? { path, message } : { path, range, message });
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
      return isStrings(value);
  }
}

function expected(option: OptionDefinition): string {
  switch (option.kind) {
    case 'number':
      return `a number, at least ${option.minimum}`;
    case 'boolean':
      return '`true` or `false`';
    case 'strings':
      return 'a list of strings';
  }
}
