/** Explains the findings at a place in plain words: why they hurt, what the fix changes, and how good code looks. */

import { changedLines } from '../analysis/changedLines.ts';
import type { Document, Language } from '../analysis/document.ts';
import type { Finding } from '../analysis/finding.ts';
import type { Fix } from '../analysis/fix.ts';
import type { Locale } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';
import { rulePage } from '../node/rulePages.ts';
import type { CheckedFile } from './findings.ts';
import { exampleOn, fixNoteOn, reasonOn } from './pageExcerpts.ts';
import { type Explanation, words } from './words.ts';

/** What is found, the finding itself says, and an editor shows it above this. */
export function explainFindings(
  place: Range,
  { document, findings }: CheckedFile,
  locale: Locale,
): Explanation | undefined {
  const here = findings.filter(({ range }) => range.start <= place.start && place.start <= range.end);
  const ofRules = [...new Map([...here].reverse().map((finding) => [finding.rule, finding])).values()].reverse();
  const texts = ofRules.flatMap((finding) => explanation(finding, document, locale) ?? []);
  const [first] = here;
  if (first === undefined || texts.length === 0) return undefined;
  return { text: texts.join('\n\n---\n\n'), range: shortest(first, here).range };
}

function shortest(first: Finding, findings: readonly Finding[]): Finding {
  const length = ({ range }: Finding) => range.end - range.start;
  return findings.reduce((best, finding) => (length(finding) < length(best) ? finding : best), first);
}

function explanation(finding: Finding, document: Document, locale: Locale): string | undefined {
  const page = rulePage(finding.rule, locale)?.text;
  if (page === undefined) return undefined;
  const [fix] = finding.fixes();
  const changes = fix === undefined ? [] : fixChanges(fix, page, document, locale);
  return [`**${finding.rule}** — ${reasonOn(page)}`, ...changes, ...examples(page, document.language, locale)].join(
    '\n\n',
  );
}

/** The fix that comes first among the quick fixes, on the user's own code. */
function fixChanges(fix: Fix, page: string, document: Document, locale: Locale): readonly string[] {
  const title = fix.title[locale];
  const { fixHeading, suggestion } = words[locale];
  const heading = fixHeading(fix.safety === 'suggestion' ? suggestion(title) : title);
  const note = fixNoteOn(page, title);
  return [heading, ...(note === undefined ? [] : [note]), changesOf(document.text, fix)];
}

/** More lines than this are no quick look any more; the action's own preview shows them all. */
const mostLines = 14;

function changesOf(text: string, { edits }: Fix): string {
  const lines = changedLines(text, edits).flatMap(({ removed, added }, index) => [
    ...(index === 0 ? [] : ['']),
    ...removed.map((line) => `- ${line}`),
    ...added.map((line) => `+ ${line}`),
  ]);
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines - 1), '…'] : lines;
  return fenced('diff', shown.join('\n'));
}

function fenced(language: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

/** The good one comes first: of the bad one, the reader has an example already. */
function examples(page: string, language: Language, locale: Locale): readonly string[] {
  const { badCode, goodCode } = words[locale];
  return (['good', 'bad'] as const).flatMap((kind) => {
    const code = exampleOn(page, language, kind);
    return code === undefined ? [] : [`${kind === 'bad' ? badCode : goodCode}\n\n${code}`];
  });
}
