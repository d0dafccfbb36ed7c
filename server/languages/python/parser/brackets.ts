/** What the grammar's parts share: closing brackets in half-typed code, and names that may be missing. */

import type { Range } from '../../../analysis/text.ts';
import type { ErrorNode, Identifier } from './nodes.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** Goes behind the closing bracket; where it is missing, to where it or the next line plainly is. */
export function closeBracket(tokens: Tokens, bracket: Token): void {
  if (tokens.take(bracket)) return;
  tokens.error('expected a closing bracket');
  let depth = 0;
  while (!tokens.isEndOfLine()) {
    if (depth === 0 && tokens.isFirstOnLine && tokens.fieldDepth < 0) {
      tokens.restartLine();
      return;
    }
    if (isOpening(tokens.kind)) depth++;
    else if (isClosing(tokens.kind) && depth-- === 0) {
      tokens.next();
      return;
    }
    tokens.next();
  }
}

function isOpening(kind: Token): boolean {
  return kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace;
}

function isClosing(kind: Token): boolean {
  return kind === Token.RightParenthesis || kind === Token.RightBracket || kind === Token.RightBrace;
}

/** Whether a bracket's contents go on: neither the bracket nor the code ends here. */
export function isInside(tokens: Tokens, bracket: Token): boolean {
  return !tokens.is(bracket) && !tokens.isEndOfLine();
}

/** The name here, or an empty one and an error. */
export function identifier(tokens: Tokens): Identifier {
  if (tokens.is(Token.Name)) {
    const { name, start, end } = tokens;
    tokens.next();
    return { kind: 'Identifier', start, end, text: name };
  }
  tokens.error('expected a name');
  const place = tokens.reachHere();
  return { kind: 'Identifier', start: place, end: place, text: '' };
}

export function rangeOfNode(node: Range): Range {
  return { start: node.start, end: node.end };
}

/** Stands for something that is missing before the current token. */
export function missing(tokens: Tokens): ErrorNode {
  const place = tokens.reachHere();
  return { kind: 'Error', start: place, end: place };
}
