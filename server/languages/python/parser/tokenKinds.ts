/**
 * The kinds of tokens and the characters they are made of. Enums, because the bundler puts their numbers in place and a
 * switch over numbers is a jump.
 */

export enum Token {
  EndOfFile = 0,
  NewLine = 1,
  Indent = 2,
  Dedent = 3,
  /** From here on tokens have characters of their own. */
  Name = 4,
  Number,
  String,
  /** Only the prefix of an f-string or t-string: what follows is read by `strings.ts`. */
  FormattedString,
  /** A character that no token starts with. */
  Unknown,
  LeftParenthesis,
  RightParenthesis,
  LeftBracket,
  RightBracket,
  LeftBrace,
  RightBrace,
  Comma,
  Colon,
  Dot,
  Semicolon,
  Equal,
  Arrow,
  Walrus,
  Ellipsis,
  Exclamation,
  At,
  AugmentedAssignment,
  Plus,
  Minus,
  Star,
  Slash,
  DoubleSlash,
  Percent,
  DoubleStar,
  LeftShift,
  RightShift,
  Ampersand,
  Bar,
  Caret,
  Tilde,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  EqualEqual,
  NotEqual,
  /** Keywords from here on; `keywordSpellings` follows this order. */
  False,
  None,
  True,
  And,
  As,
  Assert,
  Async,
  Await,
  Break,
  Class,
  Continue,
  Def,
  Del,
  Elif,
  Else,
  Except,
  Finally,
  For,
  From,
  Global,
  If,
  Import,
  In,
  Is,
  Lambda,
  Nonlocal,
  Not,
  Or,
  Pass,
  Raise,
  Return,
  Try,
  While,
  With,
  Yield,
}

export const tokenCount = Token.Yield + 1;

/** The keywords in the order of their tokens, from `Token.False` on. */
export const keywordSpellings: readonly string[] = Array.from({ length: tokenCount - Token.False }, (_, index) => {
  const name = Token[Token.False + index] ?? '';
  return Token.False + index <= Token.True ? name : name.toLowerCase();
});

export enum Character {
  Tab = 9,
  LineFeed = 10,
  FormFeed = 12,
  CarriageReturn = 13,
  Space = 32,
  Exclamation = 33,
  DoubleQuote = 34,
  Hash = 35,
  Percent = 37,
  Ampersand = 38,
  SingleQuote = 39,
  LeftParenthesis = 40,
  RightParenthesis = 41,
  Star = 42,
  Plus = 43,
  Comma = 44,
  Minus = 45,
  Dot = 46,
  Slash = 47,
  Zero = 48,
  Nine = 57,
  Colon = 58,
  Semicolon = 59,
  Less = 60,
  Equal = 61,
  Greater = 62,
  At = 64,
  UpperN = 78,
  LeftBracket = 91,
  Backslash = 92,
  RightBracket = 93,
  Caret = 94,
  Underscore = 95,
  LowerA = 97,
  LowerB = 98,
  LowerE = 101,
  LowerF = 102,
  LowerJ = 106,
  LowerO = 111,
  LowerR = 114,
  LowerT = 116,
  LowerU = 117,
  LowerX = 120,
  LeftBrace = 123,
  Bar = 124,
  RightBrace = 125,
  Tilde = 126,
  FirstNonAscii = 128,
  ByteOrderMark = 0xfeff,
}

/** What an ASCII character may do in a name. */
export enum CharacterClass {
  Other = 0,
  NameStart = 1,
  Digit = 2,
}

/** By ASCII code. */
export const characterClasses: Uint8Array = Uint8Array.from({ length: Character.FirstNonAscii }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[A-Za-z_]/.test(character)) return CharacterClass.NameStart;
  return /[0-9]/.test(character) ? CharacterClass.Digit : CharacterClass.Other;
});

export function isDigit(code: number): boolean {
  return code >= Character.Zero && code <= Character.Nine;
}
