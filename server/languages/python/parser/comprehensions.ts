/** The `for … in … if …` clauses of comprehensions and generator expressions. */

import { targetList, valueOfWalrus } from './expressions.ts';
import type { Comprehension, Expression } from './nodes.ts';
import { binaryExpression, Precedence } from './operators.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function startsComprehension(tokens: Tokens): boolean {
  return tokens.is(Token.For) || tokens.is(Token.Async);
}

export function comprehensions(tokens: Tokens): readonly Comprehension[] {
  const { lists } = tokens;
  const list = lists.open();
  while (startsComprehension(tokens)) lists.add(comprehension(tokens));
  return lists.close(list);
}

function comprehension(tokens: Tokens): Comprehension {
  const { start, lists } = tokens;
  const isAsync = tokens.take(Token.Async);
  if (!tokens.take(Token.For)) tokens.error("expected 'for'");
  const target = targetList(tokens);
  if (!tokens.take(Token.In)) tokens.error("expected 'in'");
  const iterable = binaryExpression(tokens, Precedence.Or);
  const list = lists.open();
  while (tokens.take(Token.If)) lists.add(condition(tokens));
  const conditions = lists.close<Expression>(list);
  return { kind: 'Comprehension', start, end: tokens.previousEnd, isAsync, target, iterable, conditions };
}

function condition(tokens: Tokens): Expression {
  const { start } = tokens;
  return valueOfWalrus(tokens, start, binaryExpression(tokens, Precedence.Or));
}
