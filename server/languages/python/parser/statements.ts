/** Which statement begins here, blocks, and lines of simple statements. */

import { missing } from './brackets.ts';
import {
  asynchronousStatement,
  forStatement,
  ifStatement,
  tryStatement,
  whileStatement,
  withStatement,
} from './compoundStatements.ts';
import { classDefinition, decorated, functionDefinition } from './definitions.ts';
import { matchStatement } from './matchStatement.ts';
import type { Statement } from './nodes.ts';
import { simpleStatement } from './simpleStatements.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** All statements up to the dedent that ends their block, or to the end of the file. */
export function statements(tokens: Tokens, last: Token.Dedent | Token.EndOfFile): readonly Statement[] {
  const list = tokens.lists.open();
  while (!tokens.is(last) && !tokens.is(Token.EndOfFile)) {
    const { position, kind } = tokens;
    statement(tokens);
    // Whatever a user types, each round must read something.
    if (tokens.position === position && tokens.kind === kind && kind >= Token.Name) tokens.next();
  }
  return tokens.lists.close(list);
}

/** Reads what begins here into the open list: usually one statement, none for a stray token, all of a line with semicolons. */
function statement(tokens: Tokens): void {
  const { start, lists } = tokens;
  switch (tokens.kind) {
    case Token.NewLine:
    case Token.Dedent:
      tokens.next();
      return;
    case Token.Indent:
      strayBlock(tokens);
      return;
    case Token.Def:
      lists.add(functionDefinition(tokens, start, []));
      return;
    case Token.Class:
      lists.add(classDefinition(tokens, []));
      return;
    case Token.At:
      decorated(tokens);
      return;
    case Token.Async:
      asynchronousStatement(tokens);
      return;
    case Token.If:
      lists.add(ifStatement(tokens));
      return;
    case Token.While:
      lists.add(whileStatement(tokens));
      return;
    case Token.For:
      lists.add(forStatement(tokens, start, false));
      return;
    case Token.With:
      lists.add(withStatement(tokens, start, false));
      return;
    case Token.Try:
      lists.add(tryStatement(tokens));
      return;
    case Token.Elif:
    case Token.Else:
    case Token.Except:
    case Token.Finally:
      strayClause(tokens);
      return;
    case Token.Name: {
      const match = tokens.name === 'match' ? matchStatement(tokens) : undefined;
      if (match === undefined) simpleStatements(tokens);
      else lists.add(match);
      return;
    }
    default:
      simpleStatements(tokens);
  }
}

function strayBlock(tokens: Tokens): void {
  tokens.error('unexpected indent');
  tokens.next();
  if (tokens.enter()) {
    for (const inner of statements(tokens, Token.Dedent)) tokens.lists.add(inner);
    tokens.leave();
  }
  tokens.take(Token.Dedent);
}

/** `else:` and its like without what they belong to: their statements are kept as if they stood outside. */
function strayClause(tokens: Tokens): void {
  tokens.error('unexpected clause');
  tokens.next();
  skipToColon(tokens);
  if (tokens.is(Token.Colon)) for (const inner of blockAfterColon(tokens)) tokens.lists.add(inner);
}

function simpleStatements(tokens: Tokens): void {
  do {
    if (tokens.isEndOfLine()) break;
    tokens.lists.add(simpleStatement(tokens));
  } while (tokens.take(Token.Semicolon));
  endLine(tokens);
}

/** Goes behind the line break; what stands before it is reported and skipped. */
export function endLine(tokens: Tokens): void {
  if (tokens.take(Token.NewLine) || tokens.is(Token.EndOfFile)) return;
  tokens.error('expected the end of the statement');
  while (!tokens.isEndOfLine()) {
    if (tokens.isFirstOnLine) tokens.restartLine();
    else tokens.next();
  }
  tokens.take(Token.NewLine);
}

/** Goes behind the colon of a statement's head and gives its offset, or the offset where it should stand. */
export function takeColon(tokens: Tokens): number {
  if (!tokens.is(Token.Colon)) {
    tokens.error("expected ':'");
    skipToColon(tokens);
  }
  const colon = tokens.is(Token.Colon) ? tokens.start : tokens.previousEnd;
  tokens.take(Token.Colon);
  return colon;
}

function skipToColon(tokens: Tokens): void {
  while (!tokens.is(Token.Colon) && !tokens.isEndOfLine()) tokens.next();
}

/** The statements behind the colon of a head, on its line or indented below. */
export function block(tokens: Tokens): readonly Statement[] {
  if (tokens.is(Token.EndOfFile)) return [];
  if (!tokens.take(Token.NewLine)) {
    const list = tokens.lists.open();
    simpleStatements(tokens);
    return tokens.lists.close(list);
  }
  if (!tokens.is(Token.Indent)) {
    tokens.error('expected an indented block');
    return [];
  }
  tokens.next();
  if (!tokens.enter()) return [missing(tokens)];
  const list = statements(tokens, Token.Dedent);
  tokens.leave();
  tokens.take(Token.Dedent);
  return list;
}

/** A colon and its block, for heads of which nobody needs to know where the colon is. */
export function blockAfterColon(tokens: Tokens): readonly Statement[] {
  takeColon(tokens);
  return block(tokens);
}
