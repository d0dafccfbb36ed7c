/** Snippets as completions: where a statement begins, in the form that fits the file, with the imports they need. */

import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver/node';
import type { Document } from '../analysis/document.ts';
import type { Locale } from '../analysis/locale.ts';
import { type Edit, rangeOf, textAt } from '../analysis/text.ts';
import type { SnippetCompletion } from '../workspace/workspace.ts';
import { isInCell, linesOf, protocolRange } from './lines.ts';
import type { CheckedFile } from './findings.ts';

export interface CompletionSurroundings {
  readonly locale: Locale;
  /** Whether the client knows placeholders. */
  readonly hasSnippets: boolean;
}

export function toCompletionItems(
  { document }: CheckedFile,
  completions: readonly SnippetCompletion[],
  { locale, hasSnippets }: CompletionSurroundings,
): CompletionItem[] {
  const lines = linesOf(document);
  const fence = document.language === 'python' ? 'python' : 'ts';
  return completions
    .filter(({ offer }) => offer.snippet.word.startsWith(textAt(document.text, offer.word)))
    .map(({ offer, body, edits }) => ({
      label: offer.snippet.word,
      kind: CompletionItemKind.Snippet,
      detail: offer.snippet.title[locale],
      documentation: { kind: MarkupKind.Markdown, value: `\`\`\`${fence}\n${plain(body)}\n\`\`\`` },
      insertTextFormat: hasSnippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
      insertTextMode: InsertTextMode.adjustIndentation,
      textEdit: { range: protocolRange(lines, offer.word), newText: hasSnippets ? body : plain(body) },
      additionalTextEdits: edits
        .map((edit) => inCellOf(document, offer.word.start, edit))
        .map(({ range, text }) => ({ range: protocolRange(lines, range), newText: text })),
    }));
}

/** A completion changes only its own cell of a notebook, so what another cell would get stands on top of this one. */
function inCellOf({ cells = [] }: Document, offset: number, edit: Edit): Edit {
  const cell = cells.find((candidate) => isInCell(candidate, offset));
  if (cell === undefined || isInCell(cell, edit.range.start)) return edit;
  return { range: rangeOf(cell.range.start, cell.range.start), text: `${edit.text.trim()}\n` };
}

/** The body with its placeholders filled in as they are named. */
function plain(body: string): string {
  return body
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replaceAll('\\$', '$')
    .trimEnd();
}
