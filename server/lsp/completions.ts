/** Snippets as completions: where a statement begins, in the form that fits the file, with the imports they need. */

import {
  type CompletionItem,
  CompletionItemKind,
  InsertTextFormat,
  InsertTextMode,
  MarkupKind,
} from 'vscode-languageserver/node';
import type { Locale } from '../analysis/locale.ts';
import { textAt } from '../analysis/text.ts';
import type { SnippetCompletion } from '../workspace/workspace.ts';
import { linesOf, protocolRange } from './documents.ts';
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
  const lines = linesOf(document.text);
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
      additionalTextEdits: edits.map(({ range, text }) => ({ range: protocolRange(lines, range), newText: text })),
    }));
}

/** The body with its placeholders filled in as they are named. */
function plain(body: string): string {
  return body
    .replace(/\$\{\d+:([^{}]*)\}/g, '$1')
    .replace(/\$\{?\d+\}?/g, '')
    .replaceAll('\\$', '$')
    .trimEnd();
}
