/** Expressions in brackets: groups, tuples, lists, sets, dictionaries and their comprehensions. */

import { closeBracket, isInside } from './brackets.ts';
import { comprehensions, startsComprehension } from './comprehensions.ts';
import { bitwise, elementsAfter, expression, starredOrNamed, yieldExpression } from './expressions.ts';
import type { DictEntry, Expression } from './nodes.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function parenthesized(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  if (tokens.take(Token.RightParenthesis)) return { kind: 'Tuple', start, end: tokens.previousEnd, elements: [] };
  const first = tokens.is(Token.Yield) ? yieldExpression(tokens) : starredOrNamed(tokens);
  if (startsComprehension(tokens)) {
    const generators = comprehensions(tokens);
    closeBracket(tokens, Token.RightParenthesis);
    return { kind: 'GeneratorExp', start, end: tokens.previousEnd, element: first, generators };
  }
  if (!tokens.is(Token.Comma)) {
    closeBracket(tokens, Token.RightParenthesis);
    return first;
  }
  const elements = elementsAfter(tokens, first, starredOrNamed);
  closeBracket(tokens, Token.RightParenthesis);
  return { kind: 'Tuple', start, end: tokens.previousEnd, elements };
}

export function bracketed(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  let elements: readonly Expression[] = [];
  if (isInside(tokens, Token.RightBracket)) {
    const element = starredOrNamed(tokens);
    if (startsComprehension(tokens)) {
      const generators = comprehensions(tokens);
      closeBracket(tokens, Token.RightBracket);
      return { kind: 'ListComp', start, end: tokens.previousEnd, element, generators };
    }
    elements = elementsAfter(tokens, element, starredOrNamed);
  }
  closeBracket(tokens, Token.RightBracket);
  return { kind: 'List', start, end: tokens.previousEnd, elements };
}

export function braced(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  if (tokens.take(Token.RightBrace)) return { kind: 'Dict', start, end: tokens.previousEnd, entries: [] };
  if (tokens.is(Token.DoubleStar)) return dictionary(tokens, start, unpackedEntry(tokens));
  const firstStart = tokens.start;
  const first = starredOrNamed(tokens);
  if (tokens.is(Token.Colon)) return keyed(tokens, start, firstStart, first);
  if (startsComprehension(tokens)) {
    const generators = comprehensions(tokens);
    closeBracket(tokens, Token.RightBrace);
    return { kind: 'SetComp', start, end: tokens.previousEnd, element: first, generators };
  }
  const elements = elementsAfter(tokens, first, starredOrNamed);
  closeBracket(tokens, Token.RightBrace);
  return { kind: 'Set', start, end: tokens.previousEnd, elements };
}

/** A dictionary or its comprehension, from the colon behind the first key. */
function keyed(tokens: Tokens, start: number, entryStart: number, key: Expression): Expression {
  tokens.next();
  const value = expression(tokens);
  if (!startsComprehension(tokens))
    return dictionary(tokens, start, { kind: 'DictEntry', start: entryStart, end: tokens.previousEnd, key, value });
  const generators = comprehensions(tokens);
  closeBracket(tokens, Token.RightBrace);
  return { kind: 'DictComp', start, end: tokens.previousEnd, key, value, generators };
}

function dictionary(tokens: Tokens, start: number, first: DictEntry): Expression {
  const { lists } = tokens;
  const list = lists.open();
  lists.add(first);
  while (tokens.take(Token.Comma) && isInside(tokens, Token.RightBrace)) lists.add(entry(tokens));
  closeBracket(tokens, Token.RightBrace);
  return { kind: 'Dict', start, end: tokens.previousEnd, entries: lists.close(list) };
}

function entry(tokens: Tokens): DictEntry {
  if (tokens.is(Token.DoubleStar)) return unpackedEntry(tokens);
  const { start } = tokens;
  const key = expression(tokens);
  if (!tokens.take(Token.Colon)) {
    // A key alone, most likely half-typed: what it says is kept as a value.
    tokens.error("expected ':'");
    return { kind: 'DictEntry', start, end: tokens.previousEnd, key: undefined, value: key };
  }
  const value = expression(tokens);
  return { kind: 'DictEntry', start, end: tokens.previousEnd, key, value };
}

function unpackedEntry(tokens: Tokens): DictEntry {
  const { start } = tokens;
  tokens.next();
  const value = bitwise(tokens);
  return { kind: 'DictEntry', start, end: tokens.previousEnd, key: undefined, value };
}
