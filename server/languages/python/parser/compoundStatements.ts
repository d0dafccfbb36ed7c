/** Statements with blocks: `if`, `while`, `for`, `with`, `try`. */

import { identifier } from './brackets.ts';
import { functionDefinition } from './definitions.ts';
import { expression, expressionList, namedExpression, target, targetList } from './expressions.ts';
import type { ExceptHandler, Expression, For, If, Statement, Try, While, With, WithItem } from './nodes.ts';
import { longestChain } from './operators.ts';
import { block, blockAfterColon, endLine, takeColon } from './statements.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** From `async`, before whichever statement it stands; into the open list. */
export function asynchronousStatement(tokens: Tokens): void {
  const { start, lists } = tokens;
  tokens.next();
  if (tokens.is(Token.Def)) lists.add(functionDefinition(tokens, start, []));
  else if (tokens.is(Token.For)) lists.add(forStatement(tokens, start, true));
  else if (tokens.is(Token.With)) lists.add(withStatement(tokens, start, true));
  else {
    tokens.error("expected 'def', 'for' or 'with'");
    lists.add({ kind: 'Error', start, end: tokens.previousEnd });
    endLine(tokens);
  }
}

interface Branch {
  readonly start: number;
  readonly test: Expression;
  readonly colon: number;
  readonly body: readonly Statement[];
}

/** An `elif` is the statement in the `orelse` of the one before: built from the last one, without recursion. */
export function ifStatement(tokens: Tokens): If {
  const first = branch(tokens);
  const others: Branch[] = [];
  while (tokens.is(Token.Elif) && others.length < longestChain) others.push(branch(tokens));
  let orelse = elseBlock(tokens);
  const end = tokens.previousEnd;
  for (let other = others.pop(); other !== undefined; other = others.pop()) orelse = [conditional(other, orelse, end)];
  return conditional(first, orelse, end);
}

function conditional({ start, test, colon, body }: Branch, orelse: readonly Statement[], end: number): If {
  return { kind: 'If', start, end, test, colon, body, orelse };
}

/** `if` or `elif` with its block. */
function branch(tokens: Tokens): Branch {
  const { start } = tokens;
  tokens.next();
  const test = namedExpression(tokens);
  const colon = takeColon(tokens);
  const body = block(tokens);
  return { start, test, colon, body };
}

function elseBlock(tokens: Tokens): readonly Statement[] {
  return tokens.take(Token.Else) ? blockAfterColon(tokens) : [];
}

export function whileStatement(tokens: Tokens): While {
  const { start, test, colon, body } = branch(tokens);
  const orelse = elseBlock(tokens);
  return { kind: 'While', start, end: tokens.previousEnd, test, colon, body, orelse };
}

/** From `for`, which is the current token; `start` is that of `async` where it stands before. */
export function forStatement(tokens: Tokens, start: number, isAsync: boolean): For {
  tokens.next();
  const item = targetList(tokens);
  if (!tokens.take(Token.In)) tokens.error("expected 'in'");
  const iterable = expressionList(tokens);
  const colon = takeColon(tokens);
  const body = block(tokens);
  const orelse = elseBlock(tokens);
  return { kind: 'For', start, end: tokens.previousEnd, isAsync, target: item, iterable, colon, body, orelse };
}

/** From `with`, which is the current token; `start` is that of `async` where it stands before. */
export function withStatement(tokens: Tokens, start: number, isAsync: boolean): With {
  tokens.next();
  const items = parenthesizedItems(tokens) ?? plainItems(tokens);
  const colon = takeColon(tokens);
  const body = block(tokens);
  return { kind: 'With', start, end: tokens.previousEnd, isAsync, items, colon, body };
}

/** `(a as b, c)` before the colon; `undefined`, and nothing read, where the parentheses belong to an expression. */
function parenthesizedItems(tokens: Tokens): readonly WithItem[] | undefined {
  if (!tokens.is(Token.LeftParenthesis)) return undefined;
  const mark = tokens.mark();
  tokens.next();
  const { lists } = tokens;
  const list = lists.open();
  while (!tokens.is(Token.RightParenthesis)) {
    lists.add(withItem(tokens));
    if (!tokens.take(Token.Comma)) break;
  }
  const isWhole = tokens.take(Token.RightParenthesis) && tokens.is(Token.Colon) && !lists.isEmpty(list);
  if (isWhole && tokens.errors.length === mark.errorCount) return lists.close(list);
  tokens.returnTo(mark);
  return undefined;
}

function plainItems(tokens: Tokens): readonly WithItem[] {
  const { lists } = tokens;
  const list = lists.open();
  do lists.add(withItem(tokens));
  while (tokens.take(Token.Comma));
  return lists.close(list);
}

function withItem(tokens: Tokens): WithItem {
  const { start } = tokens;
  const context = expression(tokens);
  const bound = tokens.take(Token.As) ? target(tokens) : undefined;
  return { kind: 'WithItem', start, end: tokens.previousEnd, context, target: bound };
}

export function tryStatement(tokens: Tokens): Try {
  const { start } = tokens;
  tokens.next();
  const colon = takeColon(tokens);
  const body = block(tokens);
  const { lists } = tokens;
  const list = lists.open();
  let isStar = false;
  while (tokens.is(Token.Except)) {
    const handlerStart = tokens.start;
    tokens.next();
    if (tokens.take(Token.Star)) isStar = true;
    lists.add(exceptHandler(tokens, handlerStart));
  }
  const handlers = lists.close<ExceptHandler>(list);
  const orelse = elseBlock(tokens);
  const hasFinally = tokens.take(Token.Finally);
  const finalbody = hasFinally ? blockAfterColon(tokens) : [];
  const end = tokens.previousEnd;
  if (handlers.length === 0 && !hasFinally) tokens.error("expected 'except' or 'finally'");
  return { kind: 'Try', start, end, isStar, colon, body, handlers, orelse, finalbody };
}

/** From behind `except` or `except*`. */
function exceptHandler(tokens: Tokens, start: number): ExceptHandler {
  const isBare = tokens.is(Token.Colon) || tokens.isEndOfLine();
  const type = isBare ? undefined : expressionList(tokens);
  const name = tokens.take(Token.As) ? identifier(tokens) : undefined;
  const colon = takeColon(tokens);
  const body = block(tokens);
  return { kind: 'ExceptHandler', start, end: tokens.previousEnd, type, name, colon, body };
}
