/** String literals side by side, and the replacement fields of f-strings and t-strings. */

import { yieldOrList } from './expressions.ts';
import type { Expression, FormattedValue } from './nodes.ts';
import { behindEscape, endOfLine, isTripleQuote } from './scan.ts';
import { Character, Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function strings(tokens: Tokens): Expression {
  const { start, isBytes, lists } = tokens;
  const list = lists.open();
  let isFormatted = false;
  let isTemplate = false;
  for (;;) {
    if (tokens.is(Token.FormattedString)) {
      isFormatted = true;
      isTemplate ||= tokens.isTemplate;
      formattedString(tokens);
    } else if (tokens.is(Token.String)) tokens.next();
    else break;
  }
  const end = tokens.previousEnd;
  return isFormatted
    ? { kind: 'JoinedString', start, end, isTemplate, fields: lists.close(list) }
    : { kind: 'String', start, end, isBytes };
}

/** What stays the same all through one f-string. */
interface Literal {
  readonly start: number;
  readonly quote: number;
  readonly isTriple: boolean;
  readonly isRaw: boolean;
  /** Of the code around the string. */
  readonly bracketDepth: number;
  readonly fieldDepth: number;
}

function formattedString(tokens: Tokens): void {
  const { text, start, end: open, isRaw, bracketDepth, fieldDepth } = tokens;
  const quote = text.charCodeAt(open);
  const isTriple = isTripleQuote(text, open, quote);
  const literal: Literal = { start, quote, isTriple, isRaw, bracketDepth, fieldDepth };
  const isOpen = isTriple && tokens.isOpenQuote(open);
  const end = isOpen ? endOfLine(text, open) : literalText(tokens, literal, open + (isTriple ? 3 : 1), false);
  if (isOpen) tokens.error('unterminated string', start, end);
  tokens.continueAt(end, bracketDepth, fieldDepth);
  tokens.next();
}

/**
 * Reads text, and fields into the open list, from an offset; gives the offset behind the closing quote. Inside a format specification it
 * stops at what ends the specification: the brace, the quote or the line.
 */
function literalText(tokens: Tokens, literal: Literal, from: number, isSpecification: boolean): number {
  const { text } = tokens;
  let offset = from;
  for (;;) {
    const code = text.charCodeAt(offset);
    if (code === literal.quote && (!literal.isTriple || isTripleQuote(text, offset, code)))
      return isSpecification ? offset : offset + (literal.isTriple ? 3 : 1);
    if (code === Character.LeftBrace) {
      if (!isSpecification && text.charCodeAt(offset + 1) === Character.LeftBrace) offset += 2;
      else offset = field(tokens, literal, offset);
    } else if (code === Character.RightBrace) {
      if (isSpecification) return offset;
      if (text.charCodeAt(offset + 1) === Character.RightBrace) offset++;
      else tokens.error("single '}' in a formatted string", offset, offset + 1);
      offset++;
    } else if (code === Character.Backslash) offset = behindBackslash(text, offset, literal.isRaw, isSpecification);
    else if (!literal.isTriple && (code === Character.LineFeed || code === Character.CarriageReturn)) {
      if (!isSpecification) tokens.error('unterminated string', literal.start, offset);
      return offset;
    } else if (offset >= text.length) {
      if (literal.isTriple) tokens.isTripleQuoteOpen = true;
      tokens.error('unterminated string', literal.start, text.length);
      return text.length;
    } else offset++;
  }
}

/** A backslash keeps no brace from opening a field, except that of `\N{name}`. */
function behindBackslash(text: string, offset: number, isRaw: boolean, isSpecification: boolean): number {
  const next = text.charCodeAt(offset + 1);
  if (next === Character.LeftBrace || next === Character.RightBrace) return offset + 1;
  if (!isRaw && !isSpecification && next === Character.UpperN && text.charCodeAt(offset + 2) === Character.LeftBrace) {
    const close = text.indexOf('}', offset);
    if (close > 0) return close + 1;
  }
  return Math.min(behindEscape(text, offset), text.length);
}

/** Reads the field whose brace opens at an offset into the open list; gives the offset behind it. */
function field(tokens: Tokens, literal: Literal, start: number): number {
  if (!tokens.enter()) return start + 1;
  const errorCount = tokens.errors.length;
  const commentCount = tokens.comments.length;
  const depth = literal.bracketDepth + 1;
  tokens.continueAt(start + 1, depth, depth);
  tokens.next();
  const value = yieldOrList(tokens);
  tokens.take(Token.Equal);
  if (tokens.take(Token.Exclamation) && !tokens.take(Token.Name)) tokens.error('expected a conversion');
  const { lists } = tokens;
  const list = lists.open();
  let end = tokens.end;
  let isClosed = tokens.is(Token.RightBrace);
  if (tokens.is(Token.Colon)) {
    const close = literalText(tokens, literal, end, true);
    isClosed = tokens.text.charCodeAt(close) === Character.RightBrace;
    end = close + 1;
  }
  if (!isClosed) {
    tokens.errors.length = errorCount;
    tokens.comments.length = commentCount;
    tokens.error("expected '}' in a formatted string", start, start + 1);
    end = endOfBrokenField(tokens.text, start, literal.quote);
  }
  tokens.leave();
  const formatFields = lists.close<FormattedValue>(list);
  // A field that runs past its broken end would lie outside the string.
  const kept: Expression = value.end <= end ? value : { kind: 'Error', start: start + 1, end };
  lists.add({ kind: 'FormattedValue', start, end, value: kept, formatFields: isClosed ? formatFields : [] });
  return end;
}

/** The first closing brace, or the closing quote or end of the line before it. */
function endOfBrokenField(text: string, start: number, quote: number): number {
  for (let offset = start + 1; ; offset++) {
    const code = text.charCodeAt(offset);
    if (code === Character.RightBrace) return offset + 1;
    if (code === quote || code === Character.LineFeed || code === Character.CarriageReturn) return offset;
    if (offset >= text.length) return text.length;
  }
}
