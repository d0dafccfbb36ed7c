/**
 * What a rule is: its name, its words and its levels. `defineRule` gives a rule typed makers of findings and fixes, so
 * that a message without its values does not compile.
 */

import type { Document, Language } from './document.ts';
import type { Allowance, Finding, Level, RelatedLocation } from './finding.ts';
import type { Fix, Safety } from './fix.ts';
import { fill, type LocalizedText, type PlaceholdersOf } from './locale.ts';
import type { Edit, Range } from './text.ts';

export type Category = 'lost-work' | 'blocked-loop' | 'concurrency' | 'shared-state' | 'cancellation' | 'resources';

export interface Message extends LocalizedText {
  /** Level of this message where it differs from the rule's own. */
  readonly level?: Level;
}

export interface FixTitle extends LocalizedText {
  readonly safety: Safety;
  /** Where the function around the finding may not become async, an editor can say why the fix is not offered. */
  readonly needs?: 'async-function';
}

/** One option of a rule, as it appears in the configuration and its JSON schema. */
export type OptionDefinition =
  | { readonly kind: 'number'; readonly default: number; readonly minimum: number; readonly description: LocalizedText }
  | { readonly kind: 'boolean'; readonly default: boolean; readonly description: LocalizedText }
  | { readonly kind: 'strings'; readonly default: readonly string[]; readonly description: LocalizedText }
  /** Full names of calls, `*` for any text (`fullNameMatcher`); front ends look for them wherever they are configured. */
  | { readonly kind: 'callees'; readonly default: readonly string[]; readonly description: LocalizedText };

export type OptionValue = number | boolean | readonly string[];

export interface RuleDefinition {
  /** Kebab-case; names the flaw and reads well after "allow". Equals the name of the rule's folder. */
  readonly name: string;
  readonly summary: LocalizedText;
  readonly category: Category;
  readonly level: Level;
  readonly messages: Readonly<Record<string, Message>>;
  readonly fixes: Readonly<Record<string, FixTitle>>;
  readonly options?: Readonly<Record<string, OptionDefinition>>;
  /** Last names of callees whose full name the checks look at; front ends resolve receivers by type for these only. */
  readonly namesOfInterest?: Readonly<Partial<Record<Language, readonly string[]>>>;
  /** Full names of calls that the checks look for behind helper functions, `*` for any text. */
  readonly tracedCalls?: Readonly<Partial<Record<Language, readonly string[]>>>;
  /** A rule whose options, as far as this one has the same, hold here where nothing else is said. */
  readonly sharesOptionsOf?: string;
  /** Rules of other tools that find the same flaw, without their plugin's name; a comment that allows one allows ours. */
  readonly peers?: Readonly<Partial<Record<Language, readonly string[]>>>;
}

type ValuesOf<T extends LocalizedText> = Readonly<Record<PlaceholdersOf<T['en']>, string>>;

/** What a finding may carry beyond its message and place. */
export interface FindingDetails {
  /** A further sentence of the message. */
  readonly addition?: LocalizedText;
  readonly related?: readonly RelatedLocation[];
  readonly fixes?: () => readonly Fix[];
  readonly compilerCode?: number;
  readonly allowance?: Allowance;
}

export interface Rule<D extends RuleDefinition = RuleDefinition> extends RuleDefinition {
  readonly messages: D['messages'];
  readonly fixes: D['fixes'];
  finding<Id extends keyof D['messages'] & string>(
    messageId: Id,
    range: Range,
    values: ValuesOf<D['messages'][Id]>,
    details?: FindingDetails,
  ): Finding;
  fix<Id extends keyof D['fixes'] & string>(id: Id, values: ValuesOf<D['fixes'][Id]>, edits: readonly Edit[]): Fix;
}

export function defineRule<const D extends RuleDefinition>(definition: D): D & Rule<D> {
  return {
    ...definition,
    finding(messageId, range, values, details = {}) {
      const message: Message | undefined = definition.messages[messageId];
      if (message === undefined) throw new Error(`rule ${definition.name} has no message ${messageId}`);
      return {
        rule: definition.name,
        messageId,
        message: withAddition(filled(message, values), details.addition),
        range,
        level: message.level ?? definition.level,
        related: details.related ?? [],
        ...(details.compilerCode === undefined ? {} : { compilerCode: details.compilerCode }),
        ...(details.allowance === undefined ? {} : { allowance: details.allowance }),
        fixes: details.fixes ?? (() => []),
      };
    },
    fix(id, values, edits) {
      const title: FixTitle | undefined = definition.fixes[id];
      if (title === undefined) throw new Error(`rule ${definition.name} has no fix ${id}`);
      return { id, title: filled(title, values), safety: title.safety, edits };
    },
  };
}

/** What a check reads: one version of a document, the facts about it, and the rule's options (defaults filled in). */
export interface CheckInput<Facts> {
  readonly document: Document;
  readonly facts: Facts;
  readonly options: Readonly<Record<string, OptionValue>>;
}

/** A loop over facts that yields findings. It keeps no state, reads nothing else and never walks a tree. */
export type Check<Facts> = (input: CheckInput<Facts>) => Iterable<Finding>;

/** A rule with its checks, as the generated catalogue lists it. A language without a check has no such pitfall. */
export interface CatalogueEntry<Facts> {
  readonly rule: RuleDefinition;
  readonly checks: Readonly<Partial<Record<Language, Check<Facts>>>>;
}

function filled(text: LocalizedText, values: Readonly<Record<string, string>>): LocalizedText {
  return { en: fill(text.en, values), zh: fill(text.zh, values) };
}

function withAddition({ en, zh }: LocalizedText, addition: LocalizedText | undefined): LocalizedText {
  return addition === undefined ? { en, zh } : { en: `${en} ${addition.en}`, zh: `${zh}${addition.zh}` };
}
