/** `import` and `from … import`. */

import { closeBracket, identifier } from './brackets.ts';
import type { Alias, Import, ImportFrom } from './nodes.ts';
import { Token } from './tokenKinds.ts';
import type { Tokens } from './tokens.ts';

export function importStatement(tokens: Tokens): Import {
  const { start, lists } = tokens;
  const list = lists.open();
  do {
    tokens.next();
    const nameStart = tokens.start;
    const name = dottedName(tokens);
    if (name !== '') lists.add(alias(tokens, nameStart, name));
  } while (tokens.is(Token.Comma));
  return { kind: 'Import', start, end: tokens.previousEnd, names: lists.close(list) };
}

export function importFrom(tokens: Tokens): ImportFrom {
  const { start } = tokens;
  tokens.next();
  const moduleStart = tokens.start;
  const level = leadingDots(tokens);
  const module = level > 0 && tokens.is(Token.Import) ? '' : dottedName(tokens);
  const moduleRange = { start: Math.min(moduleStart, tokens.previousEnd), end: tokens.previousEnd };
  let names: readonly Alias[] = [];
  if (!tokens.take(Token.Import)) tokens.error("expected 'import'");
  else if (tokens.take(Token.LeftParenthesis)) {
    names = importedNames(tokens);
    closeBracket(tokens, Token.RightParenthesis);
  } else names = importedNames(tokens);
  return { kind: 'ImportFrom', start, end: tokens.previousEnd, module, level, moduleRange, names };
}

function leadingDots(tokens: Tokens): number {
  for (let level = 0; ; ) {
    if (tokens.take(Token.Dot)) level++;
    else if (tokens.take(Token.Ellipsis)) level += 3;
    else return level;
  }
}

function importedNames(tokens: Tokens): readonly Alias[] {
  const { start, lists } = tokens;
  if (tokens.take(Token.Star)) return [alias(tokens, start, '*')];
  const list = lists.open();
  if (!tokens.is(Token.Name)) tokens.error('expected a name to import');
  while (tokens.is(Token.Name)) {
    const { name, start: nameStart } = tokens;
    tokens.next();
    lists.add(alias(tokens, nameStart, name));
    if (!tokens.take(Token.Comma)) break;
  }
  return lists.close(list);
}

/** From behind the name, which may be followed by `as`. */
function alias(tokens: Tokens, start: number, name: string): Alias {
  const nameRange = { start, end: tokens.previousEnd };
  const asName = tokens.take(Token.As) ? identifier(tokens) : undefined;
  return { kind: 'Alias', start, end: tokens.previousEnd, name, nameRange, asName };
}

/** Empty where there is none; without a dot at its end. */
function dottedName(tokens: Tokens): string {
  let name = identifier(tokens).text;
  while (name !== '' && tokens.take(Token.Dot)) {
    const part = identifier(tokens).text;
    if (part === '') break;
    name += `.${part}`;
  }
  return name;
}
