/** Shows our pages' Markdown in a terminal: headings, fences, lists, links and code, as far as our pages use them. */

import type { Colors } from 'picocolors/types.js';

export function renderMarkdown(markdown: string, colors: Colors): string {
  let isCode = false;
  const shown: string[] = [];
  for (const line of markdown.split(/\r?\n/)) {
    if (/^\s*(```|~~~)/.test(line)) isCode = !isCode;
    else if (isCode) shown.push(`    ${line}`.trimEnd());
    else if (!line.startsWith('<!--')) shown.push(renderLine(line, colors));
  }
  return `${shown.join('\n').trim()}\n`;
}

function renderLine(line: string, colors: Colors): string {
  const heading = /^(#+)\s+(.*)$/.exec(line);
  if (heading !== null) {
    const text = withoutMarks(heading[2] ?? '');
    return heading[1] === '#' ? colors.bold(colors.underline(text)) : colors.bold(text);
  }
  const item = /^(\s*)[-*]\s+(.*)$/.exec(line);
  if (item !== null) return `${item[1] ?? ''}• ${renderInline(item[2] ?? '', colors)}`;
  const quote = /^>\s?(.*)$/.exec(line);
  if (quote !== null) return `${colors.dim('│')} ${renderInline(quote[1] ?? '', colors)}`;
  return renderInline(line, colors);
}

function renderInline(text: string, colors: Colors): string {
  // Code comes out first, so that a star inside it stays a star.
  return text
    .split(/(`[^`]+`)/)
    .map((part) =>
      part.startsWith('`') && part.endsWith('`') && part.length > 2
        ? colors.cyan(part.slice(1, -1))
        : part
            .replace(/!?\[([^\]]+)\]\(([^)\s]+)[^)]*\)/g, (_, label: string, target: string) =>
              /^https?:/.test(target) ? `${label} (${target})` : label,
            )
            .replace(/\*\*([^*]+)\*\*/g, (_, bold: string) => colors.bold(bold))
            .replace(
              /(^|\W)[*_]([^*_]+)[*_](?=\W|$)/g,
              (_, before: string, italic: string) => before + colors.italic(italic),
            ),
    )
    .join('');
}

function withoutMarks(text: string): string {
  return text.replace(/[`*]/g, '');
}
