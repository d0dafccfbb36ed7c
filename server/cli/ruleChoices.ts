/** `--rule NAME[=LEVEL]`: which rules to run and how loud they are. */

import { type Level, levels } from '../analysis/finding.ts';
import type { LevelsByName } from '../analysis/levels.ts';
import { nearest } from '../analysis/nearest.ts';
import type { RuleDefinition } from '../analysis/rule.ts';
import { unknownRule } from './explain.ts';
import type { Words } from './words.ts';

export type ParsedChoices =
  | { readonly kind: 'choices'; readonly levels: LevelsByName }
  /** `message` is a sentence for the user. */
  | { readonly kind: 'unusable'; readonly message: string };

/**
 * `NAME` alone keeps the level and silences every rule that is not named; `NAME=LEVEL` sets a level. `NAME/MESSAGE` speaks
 * about one message of a rule. Rules that are not named keep their levels as long as every choice has one.
 */
export function parseRuleChoices(
  given: readonly string[],
  rules: readonly RuleDefinition[],
  words: Words,
): ParsedChoices {
  const chosen: Record<string, Level> = {};
  const named = new Set<string>();
  let silencesOthers = false;
  for (const choice of given) {
    const [target = '', level, ...rest] = choice.split('=');
    const [name = '', message] = target.split('/');
    const rule = rules.find((each) => each.name === name);
    if (rule === undefined) return { kind: 'unusable', message: unknownRule(name, rules, words) };
    if (message !== undefined && !(message in rule.messages)) return unknownMessage(rule, message, words);
    named.add(name);
    if (level === undefined) {
      if (message !== undefined) return { kind: 'unusable', message: words.needsLevel(choice) };
      silencesOthers = true;
      // Who names a rule that is off by default wants to see it.
      if (rule.level === 'off') chosen[name] = 'warning';
      continue;
    }
    const known = levels.find((each) => each === level);
    if (known === undefined || rest.length > 0) return { kind: 'unusable', message: words.noLevel(choice, levels) };
    chosen[target] = known;
  }
  if (silencesOthers) for (const rule of rules) if (!named.has(rule.name)) chosen[rule.name] = 'off';
  return { kind: 'choices', levels: chosen };
}

function unknownMessage(rule: RuleDefinition, message: string, { noMessage }: Words): ParsedChoices {
  const known = Object.keys(rule.messages);
  return { kind: 'unusable', message: noMessage(rule.name, message, known, nearest(message, known)) };
}
