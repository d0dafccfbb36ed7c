/** Parts of a rule's page, which is shipped with us: no network is needed. */

import type { Language } from '../analysis/document.ts';

export type ExampleKind = 'good' | 'bad';

/** Why it hurts: the first paragraph, for an editor shows few lines at once. */
export function reasonOn(page: string): string {
  const why = sectionsOf(page)[1] ?? '';
  const [reason = ''] = why.trim().split(/\n{2,}/);
  return unwrapped(reason);
}

/** An example in the language, as a fenced block. */
export function exampleOn(page: string, language: Language, kind: ExampleKind): string | undefined {
  const fence = language === 'python' ? 'python' : 'ts';
  const code = new RegExp(`^\`\`\`${fence} ${kind}\\n(.*?)^\`\`\`$`, 'ms').exec(normal(page))?.[1];
  return code && `\`\`\`${fence}\n${code.replace(/\n{3,}/g, '\n\n')}\`\`\``;
}

/**
 * What the fix with this title does: `- _Add `await`_ waits for it here.` The part of a title that varies is written `…`; of
 * several that fit, the longest one is meant.
 */
export function fixNoteOn(page: string, title: string): string | undefined {
  const fixes = sectionsOf(page)[3] ?? '';
  const notes = [...fixes.matchAll(/^(?:- )?(_.+?)(?=\n- |\n\n|\s*$(?![\s\S]))/gms)].flatMap(([, paragraph = '']) =>
    labelsOf(paragraph).map((label) => ({ label, paragraph })),
  );
  const fitting = notes
    .filter(({ label }) => isPartOf(label, title))
    .sort((one, other) => other.label.length - one.label.length);
  return fitting[0] && unwrapped(fitting[0].paragraph);
}

function labelsOf(paragraph: string): readonly string[] {
  return [...paragraph.matchAll(/(?<![\w`])_((?:`[^`\n]*`|[^_`\n])+)_(?![\w`])/g)].map((match) => match[1] ?? '');
}

function isPartOf(label: string, title: string): boolean {
  const pattern = label
    .split('…')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(pattern, 'i').test(title);
}

/** What stands above the first heading of a section, and then below each. */
function sectionsOf(page: string): readonly string[] {
  return normal(page).split(/^## .*$/m);
}

function normal(page: string): string {
  return page.replaceAll('\r\n', '\n');
}

/** A paragraph in one line, without blanks between Chinese characters where its lines met. */
function unwrapped(paragraph: string): string {
  return paragraph
    .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\n\s*(?=[\u3000-\u9fff\uff00-\uffef])/g, '')
    .replace(/\n\s*/g, ' ');
}
