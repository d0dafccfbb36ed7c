/** The JSON schemas of the configuration, made from the rules. */

import { levels } from '../../server/analysis/finding.ts';
import type { LocalizedText } from '../../server/analysis/locale.ts';
import type { OptionDefinition, RuleDefinition } from '../../server/analysis/rule.ts';
import { unreachable } from '../../server/analysis/unreachable.ts';
import { fileRoles, levelMeaning, sectionMeanings } from '../../server/workspace/configurationKeys.ts';

export type JsonValue = string | number | boolean | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export interface SchemaOptions {
  /** The words for a description; `name` tells it from the others. */
  readonly describe: (name: string, text: LocalizedText) => string;
  /**
   * Whether a schema rejects what it does not know. Where our server runs it reports that itself, with what was probably
   * meant, and nobody wants to read it twice: there the schema is for completions and explanations alone.
   */
  readonly isStrict: boolean;
}

export function settingsSchema(rules: readonly RuleDefinition[], options: SchemaOptions): JsonValue {
  return { $schema: 'http://json-schema.org/draft-07/schema#', title: 'Async Pitfalls', ...sections(rules, options) };
}

/** For `package.json`, of which one key is ours. */
export function manifestSchema(rules: readonly RuleDefinition[], options: SchemaOptions): JsonValue {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: { 'async-pitfalls': sections(rules, options) },
  };
}

function sections(rules: readonly RuleDefinition[], options: SchemaOptions): { readonly [key: string]: JsonValue } {
  const { describe, isStrict } = options;
  const describedSection = (name: keyof typeof sectionMeanings) => describe(name, sectionMeanings[name]);
  return {
    type: 'object',
    ...closed(options),
    properties: {
      $schema: { type: 'string' },
      rules: { ...rulesSchema(rules, options), description: describedSection('rules') },
      exclude: {
        ...(isStrict ? { type: 'array' } : {}),
        items: { type: 'string' },
        description: describedSection('exclude'),
      },
      fileRoles: {
        type: 'object',
        additionalProperties: choice(fileRoles, options),
        description: describedSection('fileRoles'),
      },
    },
  };
}

/** Levels and options by rule name, and levels by `rule/message`. */
export function rulesSchema(
  rules: readonly RuleDefinition[],
  options: SchemaOptions,
): { readonly [key: string]: JsonValue } {
  const level = choice(levels, options);
  const alternatives = options.isStrict ? 'oneOf' : 'anyOf';
  const properties: Record<string, JsonValue> = {};
  for (const rule of rules) {
    const { name, summary, messages } = rule;
    properties[name] = {
      description: options.describe(name, summary),
      [alternatives]: [level, ruleSchema(rule, level, options)],
    };
    for (const [id, message] of Object.entries(messages)) {
      const full = `${name}/${id}`;
      properties[full] = { ...level, description: options.describe(full, message) };
    }
  }
  return { type: 'object', ...closed(options), properties };
}

function ruleSchema(
  rule: RuleDefinition,
  level: { readonly [key: string]: JsonValue },
  options: SchemaOptions,
): JsonValue {
  const { describe } = options;
  const properties: Record<string, JsonValue> = {
    level: { ...level, description: describe('level', levelMeaning) },
  };
  for (const [name, option] of Object.entries(rule.options ?? {}))
    properties[name] = {
      ...optionSchema(option, options),
      description: describe(`${rule.name}.${name}`, option.description),
    };
  return { type: 'object', ...closed(options), properties };
}

function optionSchema(option: OptionDefinition, { isStrict }: SchemaOptions): { readonly [key: string]: JsonValue } {
  switch (option.kind) {
    case 'number':
      return { ...(isStrict ? { type: 'number', minimum: option.minimum } : {}), default: option.default };
    case 'boolean':
      return { ...(isStrict ? { type: 'boolean' } : { anyOf: [{ type: 'boolean' }, {}] }), default: option.default };
    case 'strings':
    case 'callees':
      return { ...(isStrict ? { type: 'array' } : {}), items: { type: 'string' }, default: option.default };
    default:
      return unreachable(option);
  }
}

function choice(words: readonly string[], { isStrict }: SchemaOptions): { readonly [key: string]: JsonValue } {
  return isStrict ? { enum: [...words] } : { anyOf: [{ enum: [...words] }, {}] };
}

function closed({ isStrict }: SchemaOptions): { readonly [key: string]: JsonValue } {
  return isStrict ? { additionalProperties: false } : {};
}
