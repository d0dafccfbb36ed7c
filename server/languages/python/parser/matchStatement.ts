/** `match` and its cases; `match` and `case` are ordinary names elsewhere. */

import { missing } from './brackets.ts';
import { expressionList, namedExpression } from './expressions.ts';
import type { Expression, Match, MatchCase } from './nodes.ts';
import { patternList } from './patterns.ts';
import { block, statements, takeColon } from './statements.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** `undefined`, and nothing read, where the name `match` begins something else. */
export function matchStatement(tokens: Tokens): Match | undefined {
  const { start } = tokens;
  const mark = tokens.mark();
  tokens.next();
  if (mayStartSubject(tokens.kind)) {
    const subject = expressionList(tokens);
    const colon = tokens.start;
    const isWhole = tokens.errors.length === mark.errorCount && tokens.take(Token.Colon);
    if (isWhole && tokens.is(Token.NewLine)) return matchBody(tokens, start, subject, colon);
  }
  tokens.returnTo(mark);
  return undefined;
}

function mayStartSubject(kind: Token): boolean {
  switch (kind) {
    case Token.Name:
    case Token.Number:
    case Token.String:
    case Token.FormattedString:
    case Token.LeftParenthesis:
    case Token.LeftBracket:
    case Token.LeftBrace:
    case Token.Ellipsis:
    case Token.Minus:
    case Token.Plus:
    case Token.Tilde:
    case Token.Star:
    case Token.Await:
    case Token.Not:
    case Token.Lambda:
    case Token.None:
    case Token.True:
    case Token.False:
      return true;
    default:
      return false;
  }
}

function matchBody(tokens: Tokens, start: number, subject: Expression, colon: number): Match {
  const cases: MatchCase[] = [];
  tokens.next();
  if (!tokens.is(Token.Indent)) tokens.error('expected an indented block');
  else {
    tokens.next();
    if (tokens.enter()) {
      matchCases(tokens, cases);
      tokens.leave();
    }
    tokens.take(Token.Dedent);
  }
  return { kind: 'Match', start, end: tokens.previousEnd, subject, colon, cases };
}

function matchCases(tokens: Tokens, cases: MatchCase[]): void {
  while (!tokens.is(Token.Dedent) && !tokens.is(Token.EndOfFile)) {
    if (tokens.is(Token.Name) && tokens.name === 'case') cases.push(matchCase(tokens));
    else if (!tokens.take(Token.NewLine)) cases.push(unlabelledCase(tokens));
  }
}

function matchCase(tokens: Tokens): MatchCase {
  const { start } = tokens;
  tokens.next();
  const pattern = patternList(tokens);
  const guard = tokens.take(Token.If) ? namedExpression(tokens) : undefined;
  const colon = takeColon(tokens);
  const body = block(tokens);
  return { kind: 'MatchCase', start, end: tokens.previousEnd, pattern, guard, colon, body };
}

/** Statements that stand in a `match` without a `case`: the rest of the block is kept as if it had one. */
function unlabelledCase(tokens: Tokens): MatchCase {
  tokens.error("expected 'case'");
  const { start } = tokens;
  const pattern = missing(tokens);
  const body = statements(tokens, Token.Dedent);
  return { kind: 'MatchCase', start, end: tokens.previousEnd, pattern, guard: undefined, colon: start, body };
}
