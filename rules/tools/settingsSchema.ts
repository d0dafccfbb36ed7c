/** The JSON schema of the configuration file, made from the rules. */

import { levels } from '../../server/analysis/finding.ts';
import type { OptionDefinition, RuleDefinition } from '../../server/analysis/rule.ts';
import { unreachable } from '../../server/analysis/unreachable.ts';

export type JsonValue = string | number | boolean | readonly JsonValue[] | { readonly [key: string]: JsonValue };

export function settingsSchema(rules: readonly RuleDefinition[]): JsonValue {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Async Pitfalls',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      rules: rulesSchema(rules),
      exclude: {
        type: 'array',
        items: { type: 'string' },
        description: 'Glob patterns of files that are not checked, relative to the folder of this file.',
      },
    },
  };
}

/** Levels and options by rule name, and levels by `rule/message`. */
export function rulesSchema(rules: readonly RuleDefinition[]): JsonValue {
  const properties: Record<string, JsonValue> = {};
  for (const rule of rules) {
    properties[rule.name] = { description: rule.summary.en, oneOf: [levelSchema, ruleSchema(rule)] };
    for (const [id, message] of Object.entries(rule.messages)) {
      properties[`${rule.name}/${id}`] = { ...levelSchema, description: message.en };
    }
  }
  return { type: 'object', additionalProperties: false, properties };
}

const levelSchema = { enum: [...levels] };

function ruleSchema(rule: RuleDefinition): JsonValue {
  const properties: Record<string, JsonValue> = { level: levelSchema };
  for (const [name, option] of Object.entries(rule.options ?? {})) properties[name] = optionSchema(option);
  return { type: 'object', additionalProperties: false, properties };
}

function optionSchema(option: OptionDefinition): JsonValue {
  const description = option.description.en;
  switch (option.kind) {
    case 'number':
      return { type: 'number', minimum: option.minimum, default: option.default, description };
    case 'boolean':
      return { type: 'boolean', default: option.default, description };
    case 'strings':
      return { type: 'array', items: { type: 'string' }, default: option.default, description };
    default:
      return unreachable(option);
  }
}
