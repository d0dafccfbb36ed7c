/** What an editor shows over a place: the first of our explanations that has something to say there. */

import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { Locale } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { explainAwait } from './awaitHover.ts';
import { type Lines, linesOf, protocolRange } from './lines.ts';
import { explainFindings } from './findingHover.ts';
import type { CheckedFile } from './findings.ts';
import { explainSuppression } from './suppressionHover.ts';
import type { Explanation } from './words.ts';

export interface HoverSurroundings {
  readonly workspace: Workspace;
  readonly locale: Locale;
  /** Whether the user wants to read about each `await`. */
  readonly explainsAwait: boolean;
}

export function hoverAt(place: Range, file: CheckedFile, surroundings: HoverSurroundings): Hover | undefined {
  const { workspace, locale, explainsAwait } = surroundings;
  const { document } = file;
  const facts = explainsAwait ? workspace.factsBehind(file) : undefined;
  const explained =
    explainFindings(place, file, locale) ??
    explainSuppression(document, workspace.suppressionAt(file, place.start), workspace.rules, locale) ??
    (facts && explainAwait(place, document, facts, locale));
  return explained && toHover(explained, linesOf(document));
}

export function toHover({ text, range }: Explanation, lines: Lines): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: text }, range: protocolRange(lines, range) };
}
