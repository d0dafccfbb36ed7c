/** Operators by precedence climbing, down to what `await` and `**` bind. */

import { missing } from './brackets.ts';
import type { BinaryOperator, ComparisonOperator, Expression } from './nodes.ts';
import { primary } from './primaries.ts';
import { Token, tokenCount } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** Loosest first; 0 is no operator. */
export enum Precedence {
  None = 0,
  Or,
  And,
  Not,
  Comparison,
  BitwiseOr,
  BitwiseXor,
  BitwiseAnd,
  Shift,
  Sum,
  Product,
}

const precedences = new Uint8Array(tokenCount);
const spellings: BinaryOperator[] = [];
const comparisons: ComparisonOperator[] = [];

const binaryOperators: readonly (readonly [Token, Precedence, BinaryOperator])[] = [
  [Token.Bar, Precedence.BitwiseOr, '|'],
  [Token.Caret, Precedence.BitwiseXor, '^'],
  [Token.Ampersand, Precedence.BitwiseAnd, '&'],
  [Token.LeftShift, Precedence.Shift, '<<'],
  [Token.RightShift, Precedence.Shift, '>>'],
  [Token.Plus, Precedence.Sum, '+'],
  [Token.Minus, Precedence.Sum, '-'],
  [Token.Star, Precedence.Product, '*'],
  [Token.Slash, Precedence.Product, '/'],
  [Token.DoubleSlash, Precedence.Product, '//'],
  [Token.Percent, Precedence.Product, '%'],
  [Token.At, Precedence.Product, '@'],
];

const comparisonOperators: readonly (readonly [Token, ComparisonOperator])[] = [
  [Token.Less, '<'],
  [Token.Greater, '>'],
  [Token.LessEqual, '<='],
  [Token.GreaterEqual, '>='],
  [Token.EqualEqual, '=='],
  [Token.NotEqual, '!='],
  [Token.In, 'in'],
  [Token.Not, 'not in'],
  [Token.Is, 'is'],
];

precedences[Token.Or] = Precedence.Or;
precedences[Token.And] = Precedence.And;
for (const [token, precedence, spelling] of binaryOperators) {
  precedences[token] = precedence;
  spellings[token] = spelling;
}
for (const [token, spelling] of comparisonOperators) {
  precedences[token] = Precedence.Comparison;
  comparisons[token] = spelling;
}

/** A chain longer than this would make a tree too deep for those who read it. */
export const longestChain = 1000;

/** An operand and all operators behind it that bind at least as tightly as `loosest`. */
export function binaryExpression(tokens: Tokens, loosest: Precedence): Expression {
  const { start } = tokens;
  let left = tokens.is(Token.Not) ? negation(tokens, loosest) : unary(tokens);
  for (let length = 0; ; length++) {
    const operator = tokens.kind;
    const precedence: Precedence = precedences[operator] ?? Precedence.None;
    if (precedence === Precedence.None || precedence < loosest) return left;
    if (length > longestChain) {
      tokens.error('too many operators in one expression');
      return left;
    }
    if (precedence <= Precedence.And) left = junction(tokens, start, left, operator, precedence);
    else if (precedence === Precedence.Comparison) left = comparison(tokens, start, left);
    else {
      tokens.next();
      const right = binaryExpression(tokens, precedence + 1);
      left = { kind: 'BinOp', start, end: tokens.previousEnd, operator: spellings[operator] ?? '+', left, right };
    }
  }
}

function negation(tokens: Tokens, loosest: Precedence): Expression {
  const { start } = tokens;
  if (!tokens.enter()) return missing(tokens);
  tokens.next();
  const operand = binaryExpression(tokens, Math.max(loosest, Precedence.Comparison));
  tokens.leave();
  return { kind: 'UnaryOp', start, end: tokens.previousEnd, operator: 'not', operand };
}

function junction(
  tokens: Tokens,
  start: number,
  first: Expression,
  operator: Token,
  precedence: Precedence,
): Expression {
  const { lists } = tokens;
  const list = lists.open();
  lists.add(first);
  while (tokens.take(operator)) lists.add(binaryExpression(tokens, precedence + 1));
  const values = lists.close<Expression>(list);
  return { kind: 'BoolOp', start, end: tokens.previousEnd, operator: operator === Token.Or ? 'or' : 'and', values };
}

function comparison(tokens: Tokens, start: number, left: Expression): Expression {
  const operators = [comparisonOperator(tokens)];
  const comparators = [binaryExpression(tokens, Precedence.BitwiseOr)];
  while (precedences[tokens.kind] === Precedence.Comparison) {
    operators.push(comparisonOperator(tokens));
    comparators.push(binaryExpression(tokens, Precedence.BitwiseOr));
  }
  return { kind: 'Compare', start, end: tokens.previousEnd, left, operators, comparators };
}

function comparisonOperator(tokens: Tokens): ComparisonOperator {
  const first = tokens.kind;
  tokens.next();
  if (first === Token.Not && !tokens.take(Token.In)) tokens.error("expected 'in'");
  if (first === Token.Is && tokens.take(Token.Not)) return 'is not';
  return comparisons[first] ?? '==';
}

function unary(tokens: Tokens): Expression {
  const { start, kind } = tokens;
  if (kind === Token.Minus || kind === Token.Plus || kind === Token.Tilde) {
    const operand = operandOf(tokens);
    const operator = kind === Token.Minus ? '-' : kind === Token.Plus ? '+' : '~';
    return { kind: 'UnaryOp', start, end: tokens.previousEnd, operator, operand };
  }
  const left = kind === Token.Await ? awaitExpression(tokens) : primary(tokens);
  if (!tokens.is(Token.DoubleStar)) return left;
  const right = operandOf(tokens);
  return { kind: 'BinOp', start, end: tokens.previousEnd, operator: '**', left, right };
}

/** What follows a sign or `**`, which is the current token. */
function operandOf(tokens: Tokens): Expression {
  if (!tokens.enter()) return missing(tokens);
  tokens.next();
  const operand = unary(tokens);
  tokens.leave();
  return operand;
}

function awaitExpression(tokens: Tokens): Expression {
  const { start } = tokens;
  tokens.next();
  const value = primary(tokens);
  return { kind: 'Await', start, end: tokens.previousEnd, value };
}
