/**
 * Parses Python 3.8 to 3.14. Never throws: half-typed code gives error nodes and ranges, and the functions around it
 * stay whole.
 */

import type { Range } from '../../../analysis/text.ts';
import { expressionList } from './expressions.ts';
import type { Expression, Module } from './nodes.ts';
import { likelyOpenQuotes } from './openQuotes.ts';
import { statements } from './statements.ts';
import { Character, Token } from './tokenKinds.ts';
import { Tokens } from './tokens.ts';

export interface SyntaxErrorRange extends Range {
  /** For developers and tests: one phrase in English. */
  readonly message: string;
}

export interface ParseResult {
  readonly module: Module;
  /** In source order; empty for a valid text. */
  readonly errors: readonly SyntaxErrorRange[];
  /** From the `#` to the end of the line, in source order. */
  readonly comments: readonly Range[];
  /** The offset of triple quotes that nothing closes, where what follows is read as code although it may be text. */
  readonly openQuote?: number;
}

export interface ParsedExpression {
  readonly expression: Expression;
  readonly errors: readonly SyntaxErrorRange[];
}

/** Parses a whole file; a byte order mark at its start is skipped. */
export function parse(text: string): ParseResult {
  const tokens = startOf(text, -1);
  const result = moduleFrom(tokens);
  if (!tokens.isTripleQuoteOpen) return result;
  // One quote too many turns all strings behind it inside out: look for the one that leaves the fewest errors.
  const guesses = likelyOpenQuotes(text, tokens.tripleQuotes).map((quote) => ({
    ...moduleFrom(startOf(text, quote)),
    openQuote: quote,
  }));
  return [...guesses, result].reduce((best, other) => (other.errors.length < best.errors.length ? other : best));
}

function startOf(text: string, openQuote: number): Tokens {
  return new Tokens(text, text.charCodeAt(0) === Character.ByteOrderMark ? 1 : 0, openQuote);
}

function moduleFrom(tokens: Tokens): ParseResult {
  tokens.next();
  const body = statements(tokens, Token.EndOfFile);
  const module: Module = { kind: 'Module', start: 0, end: tokens.text.length, body };
  return { module, errors: tokens.errors, comments: tokens.comments };
}

/**
 * Parses the expression between two offsets of a text, such as the inside of a string annotation; line breaks do not
 * end it. The nodes' offsets are those of the whole text.
 */
export function parseExpression(text: string, start = 0, end = text.length): ParsedExpression {
  const tokens = new Tokens(text.slice(0, end), start);
  tokens.joinAllLines();
  tokens.next();
  const expression = expressionList(tokens);
  if (!tokens.isEndOfLine()) tokens.error('expected the end of the expression');
  return { expression, errors: tokens.errors };
}
