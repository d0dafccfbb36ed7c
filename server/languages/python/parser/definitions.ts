/** Functions, classes and their decorators. */

import type { Range } from '../../../analysis/text.ts';
import { identifier, rangeOfNode } from './brackets.ts';
import { expressionList, namedExpression } from './expressions.ts';
import type { ClassDef, Expression, FunctionDef, Statement } from './nodes.ts';
import { functionParameters, typeParameters } from './parameters.ts';
import { callArguments } from './primaries.ts';
import { block, endLine, takeColon } from './statements.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** From `def`, which is the current token; `start` is that of `async` where it stands before. */
export function functionDefinition(tokens: Tokens, start: number, decorators: readonly Expression[]): FunctionDef {
  const defOffset = tokens.start;
  tokens.next();
  const name = identifier(tokens);
  const generics = typeParameters(tokens);
  const parametersStart = tokens.is(Token.LeftParenthesis) ? tokens.start : tokens.previousEnd;
  const hasParameters = tokens.take(Token.LeftParenthesis);
  if (!hasParameters) tokens.error("expected '('");
  const parameters = hasParameters ? functionParameters(tokens) : [];
  const parametersEnd = tokens.previousEnd;
  const returns = tokens.take(Token.Arrow) ? expressionList(tokens) : undefined;
  const colon = takeColon(tokens);
  const headEnd = tokens.previousEnd;
  const { hasYielded } = tokens;
  tokens.hasYielded = false;
  const body = block(tokens);
  const isGenerator = tokens.hasYielded;
  tokens.hasYielded = hasYielded;
  return {
    kind: 'FunctionDef',
    start,
    end: tokens.previousEnd,
    isAsync: start < defOffset,
    isGenerator,
    name: name.text,
    nameRange: rangeOfNode(name),
    defOffset,
    decorators,
    typeParameters: generics,
    parameters,
    parametersRange: { start: parametersStart, end: parametersEnd },
    returns,
    colon,
    body,
    bodyRange: bodyRange(body, headEnd),
  };
}

export function classDefinition(tokens: Tokens, decorators: readonly Expression[]): ClassDef {
  const { start } = tokens;
  tokens.next();
  const name = identifier(tokens);
  const generics = typeParameters(tokens);
  const bases = tokens.is(Token.LeftParenthesis) ? callArguments(tokens) : [];
  const colon = takeColon(tokens);
  const headEnd = tokens.previousEnd;
  const body = block(tokens);
  return {
    kind: 'ClassDef',
    start,
    end: tokens.previousEnd,
    name: name.text,
    nameRange: rangeOfNode(name),
    decorators,
    typeParameters: generics,
    arguments: bases,
    colon,
    body,
    bodyRange: bodyRange(body, headEnd),
  };
}

function bodyRange(body: readonly Statement[], headEnd: number): Range {
  return { start: body[0]?.start ?? headEnd, end: body.at(-1)?.end ?? headEnd };
}

/** From the first `@`, into the open list; decorators of nothing stay as expressions. */
export function decorated(tokens: Tokens): void {
  const { lists } = tokens;
  const list = lists.open();
  while (tokens.take(Token.At)) {
    lists.add(namedExpression(tokens));
    endLine(tokens);
  }
  const decorators = lists.close<Expression>(list);
  const { start } = tokens;
  if (tokens.is(Token.Class)) {
    lists.add(classDefinition(tokens, decorators));
    return;
  }
  const isAsync = tokens.take(Token.Async);
  if (tokens.is(Token.Def)) {
    lists.add(functionDefinition(tokens, start, decorators));
    return;
  }
  tokens.error('expected a function or class');
  for (const value of decorators) lists.add({ kind: 'Expr', start: value.start, end: value.end, value });
  if (isAsync) endLine(tokens);
}
