/** The parameters of functions, lambdas and generic types. */

import { closeBracket, identifier, isInside, rangeOfNode } from './brackets.ts';
import { expression, starredOrExpression } from './expressions.ts';
import type { Parameter, ParameterKind, TypeParameter } from './nodes.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

/** From behind the opening to behind the closing parenthesis. */
export function functionParameters(tokens: Tokens): readonly Parameter[] {
  const list = parameters(tokens, Token.RightParenthesis, true);
  closeBracket(tokens, Token.RightParenthesis);
  return list;
}

/** Stops at the colon. */
export function lambdaParameters(tokens: Tokens): readonly Parameter[] {
  return parameters(tokens, Token.Colon, false);
}

function parameters(tokens: Tokens, end: Token, mayAnnotate: boolean): readonly Parameter[] {
  const { lists } = tokens;
  const list = lists.open();
  let plain: 'positional-or-keyword' | 'keyword-only' = 'positional-or-keyword';
  while (isInside(tokens, end)) {
    const { start } = tokens;
    if (tokens.take(Token.Slash)) {
      for (const before of lists.close<Parameter>(list)) lists.add({ ...before, form: 'positional-only' });
    } else {
      let form: ParameterKind = plain;
      if (tokens.take(Token.Star)) {
        plain = 'keyword-only';
        form = 'items';
      } else if (tokens.take(Token.DoubleStar)) form = 'keywords';
      const isBareStar = form === 'items' && (tokens.is(Token.Comma) || tokens.is(end));
      if (!isBareStar) {
        if (!tokens.is(Token.Name)) {
          tokens.error('expected a parameter');
          break;
        }
        lists.add(parameter(tokens, start, form, mayAnnotate));
      }
    }
    if (!tokens.take(Token.Comma)) break;
  }
  return lists.close(list);
}

function parameter(tokens: Tokens, start: number, form: ParameterKind, mayAnnotate: boolean): Parameter {
  const name = identifier(tokens);
  const annotation =
    mayAnnotate && tokens.take(Token.Colon)
      ? form === 'items'
        ? starredOrExpression(tokens)
        : expression(tokens)
      : undefined;
  const value = tokens.take(Token.Equal) ? expression(tokens) : undefined;
  return {
    kind: 'Parameter',
    start,
    end: tokens.previousEnd,
    form,
    name: name.text,
    nameRange: rangeOfNode(name),
    annotation,
    default: value,
  };
}

/** `[T: bound, *Ts, **P]`, or nothing where the current token is no bracket. */
export function typeParameters(tokens: Tokens): readonly TypeParameter[] {
  const list: TypeParameter[] = [];
  if (!tokens.take(Token.LeftBracket)) return list;
  while (isInside(tokens, Token.RightBracket)) {
    list.push(typeParameter(tokens));
    if (!tokens.take(Token.Comma)) break;
  }
  closeBracket(tokens, Token.RightBracket);
  return list;
}

function typeParameter(tokens: Tokens): TypeParameter {
  const { start } = tokens;
  const form = tokens.take(Token.Star) ? 'items' : tokens.take(Token.DoubleStar) ? 'keywords' : 'type';
  const name = identifier(tokens);
  const bound = tokens.take(Token.Colon) ? expression(tokens) : undefined;
  const value = tokens.take(Token.Equal) ? starredOrExpression(tokens) : undefined;
  return {
    kind: 'TypeParameter',
    start,
    end: tokens.previousEnd,
    form,
    name: name.text,
    nameRange: rangeOfNode(name),
    bound,
    default: value,
  };
}
