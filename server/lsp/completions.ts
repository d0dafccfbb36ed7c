/** Snippets as completions: where a statement begins, in the form that fits the file, with the imports they need. */

import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver/node';
import type { SnippetOffer } from '../../snippets/offers.ts';
import type { Document } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import { type Edit, rangeOf } from '../analysis/text.ts';
import { isInCell, linesOf, protocolRange } from './lines.ts';
import type { CheckedFile } from './findings.ts';
import { plainText, shortened } from './snippetText.ts';

export interface CompletionSurroundings {
  readonly locale: Locale;
  /** Whether the client knows placeholders. */
  readonly hasSnippets: boolean;
  /** Whether the client shows a description beside the label. */
  readonly hasLabelDetails: boolean;
}

/** Wider descriptions would take room from the label. */
const widestDescription = 30;

export function toCompletionItems(
  { document }: CheckedFile,
  offers: readonly SnippetOffer[],
  { locale, hasSnippets, hasLabelDetails }: CompletionSurroundings,
): CompletionItem[] {
  const lines = linesOf(document);
  const fence = document.language === 'python' ? 'python' : 'ts';
  return offers.map(({ snippet, place, body, edits, hasEntryPoint }) => {
    const title = snippet.title[locale];
    const placed = edits.map((edit) => inCellOf(document, place.word.start, edit));
    // Edits must not touch, so what would stand right before the word becomes part of it.
    const leading = placed.filter(({ range }) => range.end === place.word.start);
    const text = leading.map((edit) => edit.text).join('') + body;
    return {
      label: snippet.word,
      ...(hasLabelDetails ? { labelDetails: { description: shortened(title, widestDescription) } } : {}),
      kind: CompletionItemKind.Snippet,
      detail: title,
      documentation: { kind: MarkupKind.Markdown, value: `\`\`\`${fence}\n${plainText(body)}\n\`\`\`` },
      // Behind whatever else the file has to offer, and what fits as it is before what brings its own function.
      sortText: `zzzz${hasEntryPoint ? '2' : '1'}${snippet.word}`,
      insertTextFormat: hasSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: { range: protocolRange(lines, place.word), newText: hasSnippets ? text : plainText(text) },
      additionalTextEdits: placed
        .filter((edit) => !leading.includes(edit))
        .map((edit) => ({ range: protocolRange(lines, edit.range), newText: edit.text })),
    };
  });
}

/** A completion changes only its own cell of a notebook, so what another cell would get stands on top of this one. */
function inCellOf({ cells = [] }: Document, offset: number, edit: Edit): Edit {
  const cell = cells.find((candidate) => isInCell(candidate, offset));
  if (cell === undefined || isInCell(cell, edit.range.start)) return edit;
  return { range: rangeOf(cell.range.start, cell.range.start), text: `${edit.text.trim()}\n` };
}
