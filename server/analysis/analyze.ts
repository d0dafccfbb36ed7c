/** Runs checks over the facts of one document. A check that throws loses only its own findings. */

import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import type { CatalogueEntry, OptionValue, RuleDefinition } from './rule.ts';

export interface RuleFailure {
  readonly rule: string;
  readonly error: unknown;
}

export interface Analysis {
  /** In the order of their ranges; levels are the rules' own, suppressions are not applied. */
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

/** Option values by rule name; a rule or option that is left out gets its default. */
export type OptionsByRule = Readonly<Record<string, Readonly<Record<string, OptionValue>>>>;

export function analyze<Facts>(
  document: Document,
  facts: Facts,
  catalogue: readonly CatalogueEntry<Facts>[],
  options: OptionsByRule = {},
): Analysis {
  const findings: Finding[] = [];
  const failures: RuleFailure[] = [];
  for (const { rule, checks } of catalogue) {
    const check = checks[document.language];
    if (check === undefined) continue;
    const found: Finding[] = [];
    try {
      for (const finding of check({ document, facts, options: optionsOf(rule, options) })) found.push(finding);
      findings.push(...found);
    } catch (error) {
      failures.push({ rule: rule.name, error });
    }
  }
  findings.sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
  return { findings, failures };
}

type Options = Readonly<Record<string, OptionValue>>;

/** Most files share their options. */
const known = new WeakMap<OptionsByRule, Map<RuleDefinition, Options>>();

function optionsOf(rule: RuleDefinition, options: OptionsByRule): Options {
  const byRule = known.get(options) ?? new Map<RuleDefinition, Options>();
  known.set(options, byRule);
  const found = byRule.get(rule) ?? withDefaults(rule, options);
  byRule.set(rule, found);
  return found;
}

function withDefaults(rule: RuleDefinition, options: OptionsByRule): Options {
  const shared = rule.sharesOptionsOf === undefined ? undefined : options[rule.sharesOptionsOf];
  const given = { ...shared, ...options[rule.name] };
  const values: Record<string, OptionValue> = {};
  for (const [name, option] of Object.entries(rule.options ?? {})) values[name] = given[name] ?? option.default;
  return values;
}
