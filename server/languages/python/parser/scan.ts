/** Finds where operators, numbers and string literals end. Offsets in, offsets out; nothing is copied. */

import { Character, isDigit, Token, tokenCount } from './tokenKinds.ts';

/** The operator or delimiter at an offset; `Token.Unknown` where there is none. Use `operatorLength` for its end. */
export function operatorAt(text: string, offset: number): Token {
  const next = text.charCodeAt(offset + 1);
  const isAssigned = next === Character.Equal;
  switch (text.charCodeAt(offset)) {
    case Character.LeftParenthesis:
      return Token.LeftParenthesis;
    case Character.RightParenthesis:
      return Token.RightParenthesis;
    case Character.LeftBracket:
      return Token.LeftBracket;
    case Character.RightBracket:
      return Token.RightBracket;
    case Character.LeftBrace:
      return Token.LeftBrace;
    case Character.RightBrace:
      return Token.RightBrace;
    case Character.Comma:
      return Token.Comma;
    case Character.Semicolon:
      return Token.Semicolon;
    case Character.Tilde:
      return Token.Tilde;
    case Character.Colon:
      return isAssigned ? Token.Walrus : Token.Colon;
    case Character.Dot:
      return next === Character.Dot && text.charCodeAt(offset + 2) === Character.Dot ? Token.Ellipsis : Token.Dot;
    case Character.Equal:
      return isAssigned ? Token.EqualEqual : Token.Equal;
    case Character.Exclamation:
      return isAssigned ? Token.NotEqual : Token.Exclamation;
    case Character.Plus:
      return isAssigned ? Token.AugmentedAssignment : Token.Plus;
    case Character.Minus:
      if (next === Character.Greater) return Token.Arrow;
      return isAssigned ? Token.AugmentedAssignment : Token.Minus;
    case Character.Star:
      if (next === Character.Star) return doubled(text, offset, Token.DoubleStar);
      return isAssigned ? Token.AugmentedAssignment : Token.Star;
    case Character.Slash:
      if (next === Character.Slash) return doubled(text, offset, Token.DoubleSlash);
      return isAssigned ? Token.AugmentedAssignment : Token.Slash;
    case Character.Percent:
      return isAssigned ? Token.AugmentedAssignment : Token.Percent;
    case Character.At:
      return isAssigned ? Token.AugmentedAssignment : Token.At;
    case Character.Ampersand:
      return isAssigned ? Token.AugmentedAssignment : Token.Ampersand;
    case Character.Bar:
      return isAssigned ? Token.AugmentedAssignment : Token.Bar;
    case Character.Caret:
      return isAssigned ? Token.AugmentedAssignment : Token.Caret;
    case Character.Less:
      if (next === Character.Less) return doubled(text, offset, Token.LeftShift);
      if (next === Character.Greater) return Token.NotEqual;
      return isAssigned ? Token.LessEqual : Token.Less;
    case Character.Greater:
      if (next === Character.Greater) return doubled(text, offset, Token.RightShift);
      return isAssigned ? Token.GreaterEqual : Token.Greater;
    default:
      return Token.Unknown;
  }
}

function doubled(text: string, offset: number, token: Token): Token {
  return text.charCodeAt(offset + 2) === Character.Equal ? Token.AugmentedAssignment : token;
}

const lengths = new Uint8Array(tokenCount).fill(1);
for (const token of [
  Token.Walrus,
  Token.Arrow,
  Token.DoubleStar,
  Token.DoubleSlash,
  Token.LeftShift,
  Token.RightShift,
  Token.LessEqual,
  Token.GreaterEqual,
  Token.EqualEqual,
  Token.NotEqual,
])
  lengths[token] = 2;
lengths[Token.Ellipsis] = 3;

/** The length of the operator that `operatorAt` found at this offset. */
export function operatorLength(text: string, offset: number, token: Token): number {
  if (token !== Token.AugmentedAssignment) return lengths[token] ?? 1;
  return text.charCodeAt(offset + 1) === Character.Equal ? 2 : 3;
}

/** The end of the number that starts with the digit or dot at `start`. */
export function endOfNumber(text: string, start: number): number {
  const base = text.charCodeAt(start + 1) | 32;
  const isPrefixed = base === Character.LowerX || base === Character.LowerO || base === Character.LowerB;
  if (text.charCodeAt(start) === Character.Zero && isPrefixed) return endOfHexadecimal(text, start + 2);
  let end = endOfDigits(text, start);
  if (text.charCodeAt(end) === Character.Dot) end = endOfDigits(text, end + 1);
  if ((text.charCodeAt(end) | 32) === Character.LowerE) end = endOfExponent(text, end);
  return (text.charCodeAt(end) | 32) === Character.LowerJ ? end + 1 : end;
}

function endOfHexadecimal(text: string, offset: number): number {
  for (let end = offset; ; end++) {
    const code = text.charCodeAt(end);
    const letter = code | 32;
    if (isDigit(code) || code === Character.Underscore) continue;
    if (letter < Character.LowerA || letter > Character.LowerF || Number.isNaN(code)) return end;
  }
}

function endOfDigits(text: string, offset: number): number {
  let end = offset;
  for (;;) {
    const code = text.charCodeAt(end);
    if (!isDigit(code) && !(code === Character.Underscore && isDigit(text.charCodeAt(end + 1)))) return end;
    end++;
  }
}

function endOfExponent(text: string, offset: number): number {
  const sign = text.charCodeAt(offset + 1);
  if (isDigit(sign)) return endOfDigits(text, offset + 1);
  const isSigned = sign === Character.Plus || sign === Character.Minus;
  return isSigned && isDigit(text.charCodeAt(offset + 2)) ? endOfDigits(text, offset + 2) : offset;
}

export function isTripleQuote(text: string, offset: number, quote: number): boolean {
  return text.charCodeAt(offset + 1) === quote && text.charCodeAt(offset + 2) === quote;
}

export function endOfLine(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text.charCodeAt(end) !== Character.LineFeed) end++;
  return end > offset && text.charCodeAt(end - 1) === Character.CarriageReturn ? end - 1 : end;
}

/** The offset behind a backslash and what it escapes; a line break of two characters counts as one. */
export function behindEscape(text: string, backslash: number): number {
  const isBoth =
    text.charCodeAt(backslash + 1) === Character.CarriageReturn &&
    text.charCodeAt(backslash + 2) === Character.LineFeed;
  return backslash + (isBoth ? 3 : 2);
}

/** The end of the string whose opening quote is at `open`; negated where the closing quote is missing. */
export function endOfString(text: string, open: number): number {
  const quote = text.charCodeAt(open);
  if (isTripleQuote(text, open, quote)) return endOfTripleQuoted(text, open, quote);
  let end = open + 1;
  for (;;) {
    const code = text.charCodeAt(end);
    if (code === quote) return end + 1;
    if (code === Character.Backslash) end = behindEscape(text, end);
    else if (code === Character.LineFeed || code === Character.CarriageReturn) return -end;
    else if (end >= text.length) return -text.length;
    else end++;
  }
}

function endOfTripleQuoted(text: string, open: number, quote: number): number {
  const delimiter = quote === Character.DoubleQuote ? '"""' : "'''";
  let from = open + 3;
  for (;;) {
    const close = text.indexOf(delimiter, from);
    if (close < 0) return -text.length;
    let backslash = close - 1;
    while (backslash >= open + 3 && text.charCodeAt(backslash) === Character.Backslash) backslash--;
    const isEscaped = ((close - 1 - backslash) & 1) === 1;
    if (!isEscaped) return close + 3;
    from = close + 1;
  }
}
