/** Statements on one line, apart from imports. */

import { identifier, rangeOfNode } from './brackets.ts';
import { elementsAfter, expression, expressionList, namedExpression, target, yieldOrList } from './expressions.ts';
import { importFrom, importStatement } from './imports.ts';
import type { Expression, Statement, TypeAlias } from './nodes.ts';
import { typeParameters } from './parameters.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function simpleStatement(tokens: Tokens): Statement {
  const { start, end } = tokens;
  switch (tokens.kind) {
    case Token.Pass:
      tokens.next();
      return { kind: 'Pass', start, end };
    case Token.Break:
      tokens.next();
      return { kind: 'Break', start, end };
    case Token.Continue:
      tokens.next();
      return { kind: 'Continue', start, end };
    case Token.Return:
      return returnStatement(tokens);
    case Token.Raise:
      return raiseStatement(tokens);
    case Token.Del:
      return deleteStatement(tokens);
    case Token.Assert:
      return assertStatement(tokens);
    case Token.Global:
    case Token.Nonlocal:
      return scopeStatement(tokens);
    case Token.Import:
      return importStatement(tokens);
    case Token.From:
      return importFrom(tokens);
    case Token.Name:
      return (tokens.name === 'type' ? typeAlias(tokens) : undefined) ?? expressionOrAssignment(tokens);
    default:
      return expressionOrAssignment(tokens);
  }
}

function returnStatement(tokens: Tokens): Statement {
  const { start } = tokens;
  tokens.next();
  const value = tokens.isEndOfStatement() ? undefined : expressionList(tokens);
  return { kind: 'Return', start, end: tokens.previousEnd, value };
}

function raiseStatement(tokens: Tokens): Statement {
  const { start } = tokens;
  tokens.next();
  const exception = tokens.isEndOfStatement() ? undefined : expression(tokens);
  const cause = tokens.take(Token.From) ? expression(tokens) : undefined;
  return { kind: 'Raise', start, end: tokens.previousEnd, exception, cause };
}

function deleteStatement(tokens: Tokens): Statement {
  const { start } = tokens;
  tokens.next();
  const targets = elementsAfter(tokens, target(tokens), target);
  return { kind: 'Delete', start, end: tokens.previousEnd, targets };
}

function assertStatement(tokens: Tokens): Statement {
  const { start } = tokens;
  tokens.next();
  const test = namedExpression(tokens);
  const message = tokens.take(Token.Comma) ? namedExpression(tokens) : undefined;
  return { kind: 'Assert', start, end: tokens.previousEnd, test, message };
}

function scopeStatement(tokens: Tokens): Statement {
  const { start } = tokens;
  const kind = tokens.is(Token.Global) ? 'Global' : 'Nonlocal';
  tokens.next();
  const { lists } = tokens;
  const list = lists.open();
  do lists.add(identifier(tokens));
  while (tokens.take(Token.Comma));
  return { kind, start, end: tokens.previousEnd, names: lists.close(list) };
}

/** `type Name = value`; `undefined`, and nothing read, where `type` is an ordinary name. */
function typeAlias(tokens: Tokens): TypeAlias | undefined {
  const mark = tokens.mark();
  tokens.next();
  if (tokens.is(Token.Name)) {
    const name = identifier(tokens);
    const generics = typeParameters(tokens);
    if (tokens.errors.length === mark.errorCount && tokens.take(Token.Equal)) {
      const value = expression(tokens);
      const nameRange = rangeOfNode(name);
      const end = tokens.previousEnd;
      return { kind: 'TypeAlias', start: mark.start, end, name: name.text, nameRange, typeParameters: generics, value };
    }
  }
  tokens.returnTo(mark);
  return undefined;
}

function expressionOrAssignment(tokens: Tokens): Statement {
  const { start } = tokens;
  const value = yieldOrList(tokens);
  switch (tokens.kind) {
    case Token.Equal:
      return assignment(tokens, start, value);
    case Token.AugmentedAssignment: {
      tokens.next();
      const operand = yieldOrList(tokens);
      return { kind: 'AugAssign', start, end: tokens.previousEnd, target: value, value: operand };
    }
    case Token.Colon:
      if (mayBeAnnotated(value)) return annotation(tokens, start, value);
      break;
  }
  return { kind: 'Expr', start, end: tokens.previousEnd, value };
}

function assignment(tokens: Tokens, start: number, first: Expression): Statement {
  const { lists } = tokens;
  const list = lists.open();
  let value = first;
  while (tokens.take(Token.Equal)) {
    lists.add(value);
    value = yieldOrList(tokens);
  }
  return { kind: 'Assign', start, end: tokens.previousEnd, targets: lists.close(list), value };
}

function mayBeAnnotated(target: Expression): boolean {
  return target.kind === 'Name' || target.kind === 'Attribute' || target.kind === 'Subscript';
}

function annotation(tokens: Tokens, start: number, target: Expression): Statement {
  tokens.next();
  const type = expression(tokens);
  const value = tokens.take(Token.Equal) ? yieldOrList(tokens) : undefined;
  return { kind: 'AnnAssign', start, end: tokens.previousEnd, target, annotation: type, value };
}
