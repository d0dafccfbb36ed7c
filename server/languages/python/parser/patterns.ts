/** The patterns behind `case`. */

import { closeBracket, identifier, isInside, missing } from './brackets.ts';
import { bitwise } from './expressions.ts';
import type { Expression, Identifier, MatchKeyword, Pattern } from './nodes.ts';
import { binaryExpression, Precedence } from './operators.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** A pattern, or several with commas between them, which are a sequence. */
export function patternList(tokens: Tokens): Pattern {
  const { start } = tokens;
  const first = pattern(tokens);
  if (!tokens.is(Token.Comma) && first.kind !== 'MatchStar') return first;
  const patterns = [first];
  while (tokens.take(Token.Comma)) {
    if (tokens.is(Token.Colon) || tokens.is(Token.If) || tokens.isEndOfLine()) break;
    patterns.push(pattern(tokens));
  }
  return { kind: 'MatchSequence', start, end: tokens.previousEnd, patterns };
}

function pattern(tokens: Tokens): Pattern {
  if (!tokens.enter()) return missing(tokens);
  const parsed = tokens.is(Token.Star) ? starPattern(tokens) : asPattern(tokens);
  tokens.leave();
  return parsed;
}

function starPattern(tokens: Tokens): Pattern {
  const { start } = tokens;
  tokens.next();
  const name = captured(identifier(tokens));
  return { kind: 'MatchStar', start, end: tokens.previousEnd, name };
}

function captured(name: Identifier): Identifier | undefined {
  return name.text === '_' || name.text === '' ? undefined : name;
}

function asPattern(tokens: Tokens): Pattern {
  const { start } = tokens;
  const parsed = orPattern(tokens);
  if (!tokens.take(Token.As)) return parsed;
  const name = identifier(tokens);
  return { kind: 'MatchAs', start, end: tokens.previousEnd, pattern: parsed, name };
}

function orPattern(tokens: Tokens): Pattern {
  const { start } = tokens;
  const first = closedPattern(tokens);
  if (!tokens.is(Token.Bar)) return first;
  const patterns = [first];
  while (tokens.take(Token.Bar)) patterns.push(closedPattern(tokens));
  return { kind: 'MatchOr', start, end: tokens.previousEnd, patterns };
}

function closedPattern(tokens: Tokens): Pattern {
  switch (tokens.kind) {
    case Token.LeftParenthesis:
      return groupOrSequence(tokens);
    case Token.LeftBracket: {
      const { start } = tokens;
      const { patterns } = enclosedPatterns(tokens, Token.RightBracket);
      return { kind: 'MatchSequence', start, end: tokens.previousEnd, patterns };
    }
    case Token.LeftBrace:
      return mappingPattern(tokens);
    case Token.Name:
      return namePattern(tokens);
    default: {
      const { start } = tokens;
      const value = binaryExpression(tokens, Precedence.Sum);
      if (value.kind === 'Error') return value;
      return { kind: 'MatchValue', start, end: tokens.previousEnd, value };
    }
  }
}

function groupOrSequence(tokens: Tokens): Pattern {
  const { start } = tokens;
  const { patterns, hasComma } = enclosedPatterns(tokens, Token.RightParenthesis);
  const [only] = patterns;
  const isGroup = patterns.length === 1 && !hasComma;
  if (isGroup && only !== undefined && only.kind !== 'MatchStar') return only;
  return { kind: 'MatchSequence', start, end: tokens.previousEnd, patterns };
}

function enclosedPatterns(tokens: Tokens, bracket: Token): { patterns: readonly Pattern[]; hasComma: boolean } {
  const patterns: Pattern[] = [];
  let hasComma = false;
  tokens.next();
  while (isInside(tokens, bracket)) {
    patterns.push(pattern(tokens));
    if (!tokens.take(Token.Comma)) break;
    hasComma = true;
  }
  closeBracket(tokens, bracket);
  return { patterns, hasComma };
}

function mappingPattern(tokens: Tokens): Pattern {
  const { start } = tokens;
  const keys: Expression[] = [];
  const patterns: Pattern[] = [];
  let rest: Identifier | undefined;
  tokens.next();
  while (isInside(tokens, Token.RightBrace)) {
    if (tokens.take(Token.DoubleStar)) rest = identifier(tokens);
    else {
      keys.push(bitwise(tokens));
      if (!tokens.take(Token.Colon)) tokens.error("expected ':'");
      patterns.push(pattern(tokens));
    }
    if (!tokens.take(Token.Comma)) break;
  }
  closeBracket(tokens, Token.RightBrace);
  return { kind: 'MatchMapping', start, end: tokens.previousEnd, keys, patterns, rest };
}

/** A capture, the wildcard, a dotted name or a class with its arguments. */
function namePattern(tokens: Tokens): Pattern {
  const { start } = tokens;
  const name = identifier(tokens);
  if (!tokens.is(Token.Dot) && !tokens.is(Token.LeftParenthesis))
    return { kind: 'MatchAs', start, end: name.end, pattern: undefined, name: captured(name) };
  const value = dottedName(tokens, name);
  if (tokens.is(Token.LeftParenthesis)) return classPattern(tokens, value);
  return { kind: 'MatchValue', start, end: tokens.previousEnd, value };
}

function dottedName(tokens: Tokens, first: Identifier): Expression {
  const { start } = first;
  let value: Expression = { kind: 'Name', start, end: first.end, name: first.text };
  while (tokens.take(Token.Dot)) {
    const part = identifier(tokens);
    value = { kind: 'Attribute', start, end: tokens.previousEnd, value, name: part.text, nameStart: part.start };
  }
  return value;
}

function classPattern(tokens: Tokens, of: Expression): Pattern {
  const patterns: Pattern[] = [];
  const keywords: MatchKeyword[] = [];
  tokens.next();
  while (isInside(tokens, Token.RightParenthesis)) {
    const { start, name: text, end } = tokens;
    const parsed = pattern(tokens);
    const isName = parsed.kind === 'MatchAs' && parsed.pattern === undefined && parsed.end === end;
    if (isName && tokens.take(Token.Equal)) {
      const name: Identifier = { kind: 'Identifier', start, end, text };
      const value = pattern(tokens);
      keywords.push({ kind: 'MatchKeyword', start, end: tokens.previousEnd, name, pattern: value });
    } else patterns.push(parsed);
    if (!tokens.take(Token.Comma)) break;
  }
  closeBracket(tokens, Token.RightParenthesis);
  return { kind: 'MatchClass', start: of.start, end: tokens.previousEnd, class: of, patterns, keywords };
}
