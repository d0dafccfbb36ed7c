/** Atoms and what is written behind them: attributes, calls, subscripts. */

import { braced, bracketed, parenthesized } from './atoms.ts';
import { closeBracket, isInside, missing } from './brackets.ts';
import { comprehensions, startsComprehension } from './comprehensions.ts';
import { expression, isEndOfList, namedExpression, starred, starredOrExpression } from './expressions.ts';
import type { Argument, Expression } from './nodes.ts';
import { longestChain } from './operators.ts';
import { strings } from './strings.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function primary(tokens: Tokens): Expression {
  const { start } = tokens;
  let value = atom(tokens);
  for (let length = 0; ; length++) {
    switch (tokens.kind) {
      case Token.Dot:
        value = attribute(tokens, start, value);
        break;
      case Token.LeftParenthesis:
        value = call(tokens, start, value);
        break;
      case Token.LeftBracket:
        value = subscript(tokens, start, value);
        break;
      default:
        return value;
    }
    if (length > longestChain) {
      tokens.error('too many calls in one chain');
      return value;
    }
  }
}

function attribute(tokens: Tokens, start: number, value: Expression): Expression {
  tokens.next();
  if (tokens.is(Token.Name)) {
    const { name, start: nameStart } = tokens;
    tokens.next();
    return { kind: 'Attribute', start, end: tokens.previousEnd, value, name, nameStart };
  }
  tokens.error('expected an attribute name');
  const end = tokens.previousEnd;
  return { kind: 'Attribute', start, end, value, name: '', nameStart: end };
}

function call(tokens: Tokens, start: number, callee: Expression): Expression {
  const list = callArguments(tokens);
  return { kind: 'Call', start, end: tokens.previousEnd, callee, arguments: list };
}

/** From the opening parenthesis, which is the current token, to behind the closing one. */
export function callArguments(tokens: Tokens): readonly Argument[] {
  const open = tokens.start;
  const { lists } = tokens;
  const list = lists.open();
  tokens.next();
  while (isInside(tokens, Token.RightParenthesis)) {
    lists.add(argument(tokens, open, lists.isEmpty(list)));
    if (!tokens.take(Token.Comma)) break;
  }
  closeBracket(tokens, Token.RightParenthesis);
  return lists.close(list);
}

function argument(tokens: Tokens, open: number, isFirst: boolean): Argument {
  const { start } = tokens;
  if (tokens.is(Token.Star)) return starred(tokens, namedExpression);
  if (tokens.take(Token.DoubleStar)) {
    const value = expression(tokens);
    return { kind: 'Keyword', start, end: tokens.previousEnd, name: undefined, value };
  }
  const value = namedExpression(tokens);
  if (tokens.is(Token.Equal) && value.kind === 'Name') return keyword(tokens, start, value.name);
  return startsComprehension(tokens) ? generatorArgument(tokens, open, isFirst, start, value) : value;
}

function keyword(tokens: Tokens, start: number, text: string): Argument {
  const name = { kind: 'Identifier', start, end: start + text.length, text } as const;
  tokens.next();
  let value: Expression;
  if (isEndOfList(tokens.kind) || tokens.is(Token.Comma)) {
    tokens.error('expected a value');
    value = missing(tokens);
  } else value = expression(tokens);
  return { kind: 'Keyword', start, end: tokens.previousEnd, name, value };
}

/** The only argument of a call needs no parentheses of its own, and then has those of the call. */
function generatorArgument(
  tokens: Tokens,
  open: number,
  isFirst: boolean,
  start: number,
  element: Expression,
): Expression {
  const generators = comprehensions(tokens);
  const isOnly = isFirst && tokens.is(Token.RightParenthesis);
  const end = isOnly ? tokens.end : tokens.previousEnd;
  return { kind: 'GeneratorExp', start: isOnly ? open : start, end, element, generators };
}

function subscript(tokens: Tokens, start: number, value: Expression): Expression {
  tokens.next();
  const index = subscriptIndex(tokens);
  closeBracket(tokens, Token.RightBracket);
  return { kind: 'Subscript', start, end: tokens.previousEnd, value, index };
}

/** `*items` alone is a tuple too. */
function subscriptIndex(tokens: Tokens): Expression {
  const { start } = tokens;
  const first = slice(tokens);
  if (!tokens.is(Token.Comma) && first.kind !== 'Starred') return first;
  const { lists } = tokens;
  const list = lists.open();
  lists.add(first);
  while (tokens.take(Token.Comma) && isInside(tokens, Token.RightBracket)) lists.add(slice(tokens));
  return { kind: 'Tuple', start, end: tokens.previousEnd, elements: lists.close(list) };
}

function slice(tokens: Tokens): Expression {
  const { start } = tokens;
  if (tokens.is(Token.Star)) return starredOrExpression(tokens);
  const lower = tokens.is(Token.Colon) ? undefined : namedExpression(tokens);
  if (!tokens.take(Token.Colon)) return lower ?? missing(tokens);
  const upper = tokens.is(Token.Colon) || isEndOfSlice(tokens) ? undefined : expression(tokens);
  const step = tokens.take(Token.Colon) && !isEndOfSlice(tokens) ? expression(tokens) : undefined;
  return { kind: 'Slice', start, end: tokens.previousEnd, lower, upper, step };
}

function isEndOfSlice(tokens: Tokens): boolean {
  return tokens.is(Token.RightBracket) || tokens.is(Token.Comma);
}

function atom(tokens: Tokens): Expression {
  const { start, end, kind } = tokens;
  switch (kind) {
    case Token.Name: {
      const { name } = tokens;
      tokens.next();
      return { kind: 'Name', start, end, name };
    }
    case Token.Number:
      tokens.next();
      return { kind: 'Number', start, end };
    case Token.String:
    case Token.FormattedString:
      return strings(tokens);
    case Token.LeftParenthesis:
      return parenthesized(tokens);
    case Token.LeftBracket:
      return bracketed(tokens);
    case Token.LeftBrace:
      return braced(tokens);
    case Token.Ellipsis:
      tokens.next();
      return { kind: 'Constant', start, end, value: '...' };
    case Token.None:
      tokens.next();
      return { kind: 'Constant', start, end, value: 'None' };
    case Token.True:
      tokens.next();
      return { kind: 'Constant', start, end, value: 'True' };
    case Token.False:
      tokens.next();
      return { kind: 'Constant', start, end, value: 'False' };
    case Token.Lambda:
      // No operand of an operator in valid code, but before Python 3.9 the condition of a comprehension.
      return expression(tokens);
    default:
      return missingAtom(tokens);
  }
}

/** What may end or continue an outer construct is left to it; anything else is skipped. */
function missingAtom(tokens: Tokens): Expression {
  tokens.error('expected an expression');
  const { kind, start, end } = tokens;
  if (isEndOfList(kind) || kind === Token.Indent || kind === Token.Comma || kind >= Token.False) return missing(tokens);
  tokens.next();
  return { kind: 'Error', start, end };
}
