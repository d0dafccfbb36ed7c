/** Tells, inside an open bracket, whether a line plainly begins a statement, so that the bracket was left half-typed. */

import { Token, tokenCount } from './tokenKinds.ts';

/** Keywords that can begin no line inside brackets of valid code. */
const isStatementOnly = new Uint8Array(tokenCount);
for (const keyword of [
  Token.Assert,
  Token.Break,
  Token.Class,
  Token.Continue,
  Token.Def,
  Token.Del,
  Token.Elif,
  Token.Except,
  Token.Finally,
  Token.Global,
  Token.Import,
  Token.Nonlocal,
  Token.Pass,
  Token.Raise,
  Token.Return,
  Token.Try,
  Token.While,
  Token.With,
])
  isStatementOnly[keyword] = 1;

const importedNames = /\s+[\w.]+\s+import\b/y;
const asynchronousStatement = /\s+(?:def|with)\b/y;
const blockHead = /[^\r\n#]*:[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/y;
const decorator = /[\w.]+(?:\([^\r\n]*)?[ \t]*(?:#[^\r\n]*)?(?=[\r\n]|$)/y;
const colon = /[ \t]*:/y;

/** `isOutdented` says that the line stands no deeper than the block that holds the open bracket. */
export function beginsStatement(
  text: string,
  keyword: Token,
  start: number,
  end: number,
  isOutdented: boolean,
): boolean {
  if (isStatementOnly[keyword] === 1) return true;
  switch (keyword) {
    case Token.Async:
      return matches(asynchronousStatement, text, end) || (isOutdented && matches(blockHead, text, end));
    case Token.From:
      return matches(importedNames, text, end);
    case Token.Else:
      return matches(colon, text, end);
    case Token.If:
    case Token.For:
      return isOutdented && matches(blockHead, text, end);
    case Token.At:
      return isOutdented && matches(decorator, text, start + 1);
    default:
      return false;
  }
}

function matches(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}
