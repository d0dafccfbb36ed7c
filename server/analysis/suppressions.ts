/**
 * Comments that allow a pitfall: `// async-pitfalls-ignore missing-await: reason` in TypeScript,
 * `# async-pitfalls: ignore[missing-await] reason` in Python. Either spelling is read in either language. At the end of a
 * line a comment holds for that line; on a line of its own, for the next line of code. `async-pitfalls-ignore-file` and
 * `ignore-file[…]` hold for the whole file. Without rule names, a comment holds for every rule.
 */

import { type Comment, nextCodeLine, standsAlone } from './controlComments.ts';
import type { Document } from './document.ts';
import type { Finding } from './finding.ts';
import { lineStartAfter, lineStartAt } from './lines.ts';
import { nearest } from './nearest.ts';
import { unknownRule, unusedSuppression } from './suppressionRules.ts';
import { type Edit, type Range, rangeOf, replacement } from './text.ts';

export interface Suppression {
  readonly comment: Comment;
  /** The directive within the comment, from its keyword to its last name or closing bracket. */
  readonly directive: Range;
  readonly names: readonly SuppressedName[];
  /** What is written behind the directive; may be empty. */
  readonly reason: string;
  readonly holdsFor: SuppressedPlace;
}

/** A line is named by its start offset; a comment below the last line of code holds for nothing. */
export type SuppressedPlace =
  | { readonly kind: 'file' }
  | { readonly kind: 'line'; readonly lineStart: number }
  | { readonly kind: 'nothing' };

export interface SuppressedName {
  /** `rule` or `rule/message`. */
  readonly name: string;
  readonly range: Range;
}

export interface SuppressionInput {
  readonly document: Document;
  readonly comments: readonly Comment[];
  readonly findings: readonly Finding[];
  /** Every name a comment may use. */
  readonly knownRules: readonly string[];
  /** Rules whose findings may be missing, so that nothing about them is called unused. */
  readonly failedRules: readonly string[];
  /** Half-typed text hides findings: then nothing is called unused. */
  readonly isBroken: boolean;
}

/** A suppression and what it hides. */
export interface SuppressionUse {
  readonly suppression: Suppression;
  readonly hidden: readonly Finding[];
}

export function suppressionUses({
  document,
  comments,
  findings,
}: Pick<SuppressionInput, 'document' | 'comments' | 'findings'>): readonly SuppressionUse[] {
  return suppressionsOf(document, comments).map((suppression) => ({
    suppression,
    hidden: findings.filter((finding) => holds(suppression, finding, document)),
  }));
}

/** The findings that are not suppressed, and findings about the suppressions themselves, in source order. */
export function applySuppressions(input: SuppressionInput): readonly Finding[] {
  const uses = suppressionUses(input);
  if (uses.length === 0) return input.findings;
  const hidden = new Set(uses.flatMap((use) => use.hidden));
  const shown = input.findings.filter((finding) => !hidden.has(finding));
  const about = uses.flatMap((use) => [...findingsAbout(use, input)]);
  return [...shown, ...about].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end);
}

// A directive stands at the start of its comment or after another tool's: `# noqa  # async-pitfalls: ignore[…]`.
const directivePattern =
  /(?<=^|#|\/\/|\*)(\s*)(async-pitfalls(?:-|:\s*)ignore(-file)?)(?![\w-])(?:(\s*\[)([^\]\n]*)\]|([ \t]+)([\w/-]+(?:[ \t]*,[ \t]*[\w/-]+)*))?/g;

/** The suppressions among the comments, in source order. */
export function suppressionsOf(document: Document, comments: readonly Comment[]): readonly Suppression[] {
  return comments.flatMap((comment) =>
    [...comment.text.matchAll(directivePattern)].map((match) => {
      const [whole, blank = '', keyword = '', fileSuffix, bracket, bracketed, gap = '', listed] = match;
      const start = comment.range.start + match.index + blank.length;
      const list = bracketed ?? listed ?? '';
      const listStart = start + keyword.length + (bracket ?? gap).length;
      const names = [...list.matchAll(/[\w/-]+/g)].map((name) => ({
        name: name[0],
        range: rangeOf(listStart + name.index, listStart + name.index + name[0].length),
      }));
      const directive = rangeOf(start, comment.range.start + match.index + whole.length);
      const holdsFor = fileSuffix === undefined ? placeOf(document, comment) : { kind: 'file' as const };
      const reason = reasonBehind(comment.text.slice(match.index + whole.length));
      return { comment, directive, names, reason, holdsFor };
    }),
  );
}

/** Up to where another tool's comment begins. */
function reasonBehind(text: string): string {
  const [own = ''] = text.split(/\s(?=#|\/\/)/);
  return own
    .replace(/\*\/\s*$/, '')
    .replace(/^\s*(?:--|[:\u2013\u2014-])?/, '')
    .trim();
}

function placeOf(document: Document, comment: Comment): SuppressedPlace {
  const lineStart = standsAlone(document, comment)
    ? nextCodeLine(document, comment)
    : lineStartAt(document.text, comment.range.start);
  return lineStart === undefined ? { kind: 'nothing' } : { kind: 'line', lineStart };
}

function holds(suppression: Suppression, finding: Finding, { text }: Document): boolean {
  const { names, holdsFor } = suppression;
  if (names.length > 0 && !names.some(({ name }) => covers(name, finding))) return false;
  if (holdsFor.kind !== 'line') return holdsFor.kind === 'file';
  // A comment after the last line of a statement that spans lines means the statement.
  return (
    lineStartAt(text, finding.range.start) === holdsFor.lineStart ||
    (lineStartAt(text, finding.range.end) === holdsFor.lineStart &&
      lineStartAt(text, suppression.comment.range.start) === holdsFor.lineStart)
  );
}

function covers(name: string, finding: Finding): boolean {
  return name === finding.rule || name === `${finding.rule}/${finding.messageId}`;
}

function* findingsAbout(
  { suppression, hidden }: SuppressionUse,
  { document, knownRules, failedRules, isBroken }: SuppressionInput,
): Iterable<Finding> {
  const { names, directive } = suppression;
  const areUnused = names.every((name) => isUnused(name));
  if (names.length === 0) {
    if (hidden.length > 0 || isBroken || failedRules.length > 0) return;
    yield unusedSuppression.finding('every-rule', directive, {}, removal(document, suppression));
  }
  for (const name of names) {
    const rule = ruleOf(name);
    if (!knownRules.includes(rule)) {
      yield aboutUnknownRule(document, suppression, name, nearest(rule, knownRules));
    } else if (isUnused(name)) {
      const removed = removal(document, suppression, areUnused ? undefined : name);
      yield unusedSuppression.finding('one-rule', name.range, { rule: name.name }, removed);
    }
  }

  function isUnused(name: SuppressedName): boolean {
    const rule = ruleOf(name);
    const isUsed = hidden.some((finding) => covers(name.name, finding));
    return knownRules.includes(rule) && !isUsed && !isBroken && !failedRules.includes(rule);
  }
}

function ruleOf({ name }: SuppressedName): string {
  return name.split('/')[0] ?? name;
}

function removal(document: Document, suppression: Suppression, name?: SuppressedName) {
  const fixes = () => [unusedSuppression.fix('remove', {}, removalEdits(document, suppression, name))];
  return { fixes };
}

function aboutUnknownRule(
  document: Document,
  suppression: Suppression,
  { name, range }: SuppressedName,
  suggestion: string | undefined,
): Finding {
  const remove = () => unknownRule.fix('remove', {}, removalEdits(document, suppression, { name, range }));
  if (suggestion === undefined) return unknownRule.finding('unknown', range, { name }, { fixes: () => [remove()] });
  const fixes = () => [unknownRule.fix('rename', { suggestion }, [replacement(range, suggestion)]), remove()];
  return unknownRule.finding('misspelt', range, { name, suggestion }, { fixes });
}

/** Removes one name of a suppression; with its last name the whole comment, and its line where nothing else is on it. */
function removalEdits(document: Document, suppression: Suppression, name?: SuppressedName): readonly Edit[] {
  const { text } = document;
  const { names, comment, directive } = suppression;
  const index = names.findIndex(({ range }) => range.start === name?.range.start);
  const next = names[index + 1];
  const previous = names[index - 1];
  if (name !== undefined && next !== undefined) return [replacement(rangeOf(name.range.start, next.range.start), '')];
  if (name !== undefined && previous !== undefined)
    return [replacement(rangeOf(previous.range.end, name.range.end), '')];
  // Whoever removes several names that are the last ones removes the comment once.
  const key = `comment ${comment.range.start}`;
  // Another tool's comment before the directive stays.
  const other = text.slice(comment.range.start, directive.start).replace(/(?:\/\/|#|\/\*+|\*)?\s*$/, '');
  const start = comment.range.start + other.length;
  if (other === '' && standsAlone(document, comment)) {
    const lineStart = lineStartAt(text, start);
    return [{ ...replacement(rangeOf(lineStart, lineStartAfter(text, comment.range.end) ?? text.length), ''), key }];
  }
  const code = text.slice(0, start).trimEnd();
  return [{ ...replacement(rangeOf(Math.max(code.length, lineStartAt(text, start)), comment.range.end), ''), key }];
}
