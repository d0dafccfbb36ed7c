/** What an editor shows over a place: the first of our explanations that has something to say there. */

import { type Hover, MarkupKind } from 'vscode-languageserver/node';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Locale } from '../analysis/locale.ts';
import type { Range } from '../analysis/text.ts';
import type { Workspace } from '../workspace/workspace.ts';
import { linesOf, protocolRange } from './documents.ts';
import { explainFindings } from './findingHover.ts';
import type { CheckedFile } from './findings.ts';
import { explainSuppression } from './suppressionHover.ts';
import type { Explanation } from './words.ts';

export function hoverAt(place: Range, file: CheckedFile, workspace: Workspace, locale: Locale): Hover | undefined {
  const explained =
    explainFindings(place, file, locale) ??
    explainSuppression(place, file.document, workspace.suppressionsIn(file), workspace.rules, locale);
  return explained && toHover(explained, linesOf(file.document.text));
}

export function toHover({ text, range }: Explanation, lines: TextDocument): Hover {
  return { contents: { kind: MarkupKind.Markdown, value: text }, range: protocolRange(lines, range) };
}
