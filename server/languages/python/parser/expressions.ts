/** Expressions from the loosest binding down: lists without brackets, `:=`, `lambda`, conditionals, `yield`. */

import { missing } from './brackets.ts';
import type { Expression } from './nodes.ts';
import { binaryExpression, Precedence } from './operators.ts';
import { lambdaParameters } from './parameters.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** `a`, `a, b`, `*a, b`. */
export function expressionList(tokens: Tokens): Expression {
  const { start } = tokens;
  const first = starredOrNamed(tokens);
  return tokens.is(Token.Comma) ? tupleAfter(tokens, start, first, starredOrNamed) : first;
}

/** What may stand to the right of `=`. */
export function yieldOrList(tokens: Tokens): Expression {
  return tokens.is(Token.Yield) ? yieldExpression(tokens) : expressionList(tokens);
}

/** What `for` binds: `a`, `a, *b`. It stops before `in`. */
export function targetList(tokens: Tokens): Expression {
  const { start } = tokens;
  const first = target(tokens);
  return tokens.is(Token.Comma) ? tupleAfter(tokens, start, first, target) : first;
}

export function target(tokens: Tokens): Expression {
  if (tokens.is(Token.Star)) return starred(tokens, bitwise);
  return bitwise(tokens);
}

/** The first element with those behind commas, as long as any follow; a comma may end the list. */
export function elementsAfter(
  tokens: Tokens,
  first: Expression,
  element: (tokens: Tokens) => Expression,
): readonly Expression[] {
  const { lists } = tokens;
  const list = lists.open();
  lists.add(first);
  while (tokens.take(Token.Comma)) {
    if (isEndOfList(tokens.kind)) break;
    lists.add(element(tokens));
  }
  return lists.close(list);
}

function tupleAfter(
  tokens: Tokens,
  start: number,
  first: Expression,
  element: (tokens: Tokens) => Expression,
): Expression {
  const elements = elementsAfter(tokens, first, element);
  return { kind: 'Tuple', start, end: tokens.previousEnd, elements };
}

/** Whether a token ends a list of expressions, so that a comma before it was the last. */
export function isEndOfList(kind: Token): boolean {
  switch (kind) {
    case Token.EndOfFile:
    case Token.NewLine:
    case Token.Dedent:
    case Token.RightParenthesis:
    case Token.RightBracket:
    case Token.RightBrace:
    case Token.Colon:
    case Token.Semicolon:
    case Token.Equal:
    case Token.Exclamation:
    case Token.AugmentedAssignment:
    case Token.For:
    case Token.In:
      return true;
    default:
      return false;
  }
}

export function starredOrNamed(tokens: Tokens): Expression {
  return tokens.is(Token.Star) ? starred(tokens, bitwise) : namedExpression(tokens);
}

export function starredOrExpression(tokens: Tokens): Expression {
  return tokens.is(Token.Star) ? starred(tokens, bitwise) : expression(tokens);
}

/** `*value`, where the star is the current token. */
export function starred(tokens: Tokens, operand: (tokens: Tokens) => Expression): Expression {
  const { start } = tokens;
  tokens.next();
  const value = operand(tokens);
  return { kind: 'Starred', start, end: tokens.previousEnd, value };
}

export function bitwise(tokens: Tokens): Expression {
  return binaryExpression(tokens, Precedence.BitwiseOr);
}

export function namedExpression(tokens: Tokens): Expression {
  const { start } = tokens;
  return valueOfWalrus(tokens, start, expression(tokens));
}

/** `target` or `target := value`, where the target has been read. */
export function valueOfWalrus(tokens: Tokens, start: number, target: Expression): Expression {
  if (!tokens.take(Token.Walrus)) return target;
  const value = expression(tokens);
  return { kind: 'NamedExpr', start, end: tokens.previousEnd, target, value };
}

/** One expression without commas, `:=`, stars or `yield`. */
export function expression(tokens: Tokens): Expression {
  if (!tokens.enter()) return missing(tokens);
  const { start } = tokens;
  const parsed = tokens.is(Token.Lambda)
    ? lambda(tokens)
    : conditional(tokens, start, binaryExpression(tokens, Precedence.Or));
  tokens.leave();
  return parsed;
}

function conditional(tokens: Tokens, start: number, body: Expression): Expression {
  if (!tokens.take(Token.If)) return body;
  const test = binaryExpression(tokens, Precedence.Or);
  const orelse = tokens.take(Token.Else) ? expression(tokens) : missingOperand(tokens, "expected 'else'");
  return { kind: 'IfExp', start, end: tokens.previousEnd, test, body, orelse };
}

function missingOperand(tokens: Tokens, message: string): Expression {
  tokens.error(message);
  return missing(tokens);
}

function lambda(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  const parameters = lambdaParameters(tokens);
  const colon = tokens.is(Token.Colon) ? tokens.start : tokens.previousEnd;
  const { hasYielded } = tokens;
  tokens.hasYielded = false;
  const body = tokens.take(Token.Colon) ? expression(tokens) : missingOperand(tokens, "expected ':'");
  const isGenerator = tokens.hasYielded;
  tokens.hasYielded = hasYielded;
  return { kind: 'Lambda', start, end: tokens.previousEnd, isGenerator, parameters, colon, body };
}

/** `yield`, `yield value`, `yield from value`, where `yield` is the current token. */
export function yieldExpression(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  tokens.hasYielded = true;
  if (tokens.take(Token.From)) {
    const value = expression(tokens);
    return { kind: 'YieldFrom', start, end: tokens.previousEnd, value };
  }
  const value = isEndOfList(tokens.kind) ? undefined : expressionList(tokens);
  return { kind: 'Yield', start, end: tokens.previousEnd, value };
}
