/**
 * Reads tokens on demand: one token at a time is current, nothing is stored. It knows indentation, joins lines inside
 * brackets, and ends a bracket that was never closed where a statement plainly begins.
 */

import type { Range } from '../../../analysis/text.ts';
import { beginsStatement } from './brokenBrackets.ts';
import { hashStep, keywordCount, NameTable } from './nameTable.ts';
import { OpenLists } from './openLists.ts';
import type { SyntaxErrorRange } from './parser.ts';
import { endOfLine, endOfNumber, endOfString, isTripleQuote, operatorAt, operatorLength } from './scan.ts';
import { Character, CharacterClass, characterClasses, Token } from './tokenKinds.ts';

/** A place to come back to after a guess that failed. */
export interface Mark {
  readonly position: number;
  readonly kind: Token;
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly previousEnd: number;
  readonly bracketDepth: number;
  readonly isAtLineStart: boolean;
  readonly isFirstOnLine: boolean;
  readonly errorCount: number;
  readonly commentCount: number;
  readonly openList: number;
}

const names = new NameTable();

/** Deeper nesting than this is an error, so that neither we nor the readers of the tree run out of stack. */
const deepestNesting = 200;

export class Tokens {
  readonly text: string;
  readonly errors: SyntaxErrorRange[] = [];
  readonly comments: Range[] = [];
  /** What is being read into lists. */
  readonly lists = new OpenLists();

  kind: Token = Token.NewLine;
  start = 0;
  end = 0;
  /** The text of a name or keyword. */
  name = '';
  /** For `Token.String`: whether it is a bytes literal. For `Token.FormattedString`: what its prefix says. */
  isBytes = false;
  isRaw = false;
  isTemplate = false;
  /** The end of the last token before the current one that is no line break or change of indentation. */
  previousEnd = 0;
  /** Whether the current token is the first of its line although an open bracket joins the lines. */
  isFirstOnLine = false;
  bracketDepth = 0;
  /** The bracket depth directly inside a replacement field, where `:` and `!` end the expression; -1 outside of any. */
  fieldDepth = -1;
  /** Whether the function that is being parsed has a `yield` so far. */
  hasYielded = false;
  /** Where the triple-quoted strings open, so that one that was never closed can be looked for. */
  readonly tripleQuotes: number[] = [];
  /** Whether such a string runs to the end of the file. */
  isTripleQuoteOpen = false;
  /** Where the next token is looked for. */
  position: number;

  private readonly indents: number[] = [0];
  /** Dedents still to be given out, or -1 for an indent. */
  private pendingDedents = 0;
  private isAtLineStart = true;
  private nesting = 0;
  private readonly openQuote: number;

  /** A triple-quoted string that opens at `openQuote` is taken to end with its line. */
  constructor(text: string, start: number, openQuote = -1) {
    names.trim();
    this.openQuote = openQuote;
    this.text = text;
    this.position = start;
    this.previousEnd = start;
  }

  /** Reads one expression to the end of the text, whatever its line breaks; to be called before the first `next`. */
  joinAllLines(): void {
    this.isAtLineStart = false;
    this.bracketDepth = 1;
    this.fieldDepth = 0;
  }

  is(kind: Token): boolean {
    return this.kind === kind;
  }

  /** Goes on to the next token where this one is of the kind, and says whether it was. */
  take(kind: Token): boolean {
    if (this.kind !== kind) return false;
    this.next();
    return true;
  }

  /** Whether nothing more can follow in this simple statement. */
  isEndOfStatement(): boolean {
    return this.kind <= Token.Dedent ? this.kind !== Token.Indent : this.kind === Token.Semicolon;
  }

  isEndOfLine(): boolean {
    return this.kind <= Token.NewLine;
  }

  /** Reports the current token, or a range. What is found before an earlier error is only a consequence of it. */
  error(message: string, start = this.start, end = this.kind <= Token.Dedent ? start : this.end): void {
    const last = this.errors.at(-1);
    if (last === undefined || start > last.start) this.errors.push({ start, end: Math.max(start, end), message });
  }

  /** Something is missing before the current token: gives its place, and lets what should hold it reach so far. */
  reachHere(): number {
    this.previousEnd = this.start;
    return this.start;
  }

  /** To be called around what may nest; `false` says that it is too deep, and then `leave` must not be called. */
  enter(): boolean {
    if (this.nesting < deepestNesting) {
      this.nesting++;
      return true;
    }
    this.error('too deeply nested');
    return false;
  }

  leave(): void {
    this.nesting--;
  }

  /** Only within a logical line: the indentation is not remembered. */
  mark(): Mark {
    return {
      position: this.position,
      kind: this.kind,
      start: this.start,
      end: this.end,
      name: this.name,
      previousEnd: this.previousEnd,
      bracketDepth: this.bracketDepth,
      isAtLineStart: this.isAtLineStart,
      isFirstOnLine: this.isFirstOnLine,
      errorCount: this.errors.length,
      commentCount: this.comments.length,
      openList: this.lists.open(),
    };
  }

  returnTo(mark: Mark): void {
    this.position = mark.position;
    this.kind = mark.kind;
    this.start = mark.start;
    this.end = mark.end;
    this.name = mark.name;
    this.previousEnd = mark.previousEnd;
    this.bracketDepth = mark.bracketDepth;
    this.isAtLineStart = mark.isAtLineStart;
    this.isFirstOnLine = mark.isFirstOnLine;
    this.errors.length = mark.errorCount;
    this.comments.length = mark.commentCount;
    this.lists.drop(mark.openList);
  }

  /** Gives up the open brackets: the line of the current token starts a new statement. */
  restartLine(): void {
    const lineStart = this.startOfLine(this.start);
    this.bracketDepth = 0;
    this.position = lineStart;
    this.isAtLineStart = true;
    this.isFirstOnLine = false;
    this.kind = Token.NewLine;
    this.start = lineStart;
    this.end = lineStart;
  }

  /** Goes on at an offset inside a string with a new bracket depth; the current token is dropped. */
  continueAt(offset: number, bracketDepth: number, fieldDepth: number): void {
    this.position = offset;
    this.end = offset;
    this.bracketDepth = bracketDepth;
    this.fieldDepth = fieldDepth;
    this.isAtLineStart = false;
    this.kind = Token.FormattedString;
  }

  next(): void {
    if (this.kind >= Token.Name) this.previousEnd = this.end;
    this.isFirstOnLine = false;
    if (this.pendingDedents > 0) {
      this.pendingDedents--;
      this.setEmpty(Token.Dedent, this.position);
      return;
    }
    if (this.isAtLineStart && this.startLogicalLine()) return;
    const start = this.skipToToken();
    if (start < 0) return;
    this.start = start;
    const code = this.text.charCodeAt(start);
    if (code >= Character.FirstNonAscii) {
      this.readUnicodeName(start);
      return;
    }
    const characterClass = characterClasses[code];
    if (characterClass === CharacterClass.NameStart) this.readName(start, code);
    else if (characterClass === CharacterClass.Digit || (code === Character.Dot && this.isDigitAt(start + 1))) {
      this.kind = Token.Number;
      this.end = this.position = endOfNumber(this.text, start);
    } else if (code === Character.DoubleQuote || code === Character.SingleQuote) {
      this.isBytes = false;
      this.readString(start);
    } else this.readOperator(start);
  }

  // ---- lines ----------------------------------------------------------------------------------------------------

  /** Measures the indentation of the next line that holds code; `true` where it made an indent or dedent. */
  private startLogicalLine(): boolean {
    const { text } = this;
    let offset = this.position;
    let column = 0;
    let columnBeforeJoin = 0;
    for (;;) {
      const code = text.charCodeAt(offset);
      if (code === Character.Space) column++;
      else if (code === Character.Tab) column = (column | 7) + 1;
      else if (code === Character.FormFeed) column = 0;
      else if (code === Character.LineFeed || code === Character.CarriageReturn) {
        column = 0;
        columnBeforeJoin = 0;
      } else if (code === Character.Hash) {
        offset = this.skipComment(offset);
        continue;
      } else if (code === Character.Backslash && isLineBreak(text.charCodeAt(offset + 1))) {
        // An indentation cannot be split over two lines: what stands on the first line counts.
        if (columnBeforeJoin === 0) columnBeforeJoin = column;
        offset++;
        if (text.charCodeAt(offset) === Character.CarriageReturn && text.charCodeAt(offset + 1) === Character.LineFeed)
          offset++;
      } else break;
      offset++;
    }
    this.isAtLineStart = false;
    this.position = offset;
    if (offset >= text.length) return this.indentTo(0, offset);
    return this.indentTo(columnBeforeJoin === 0 ? column : columnBeforeJoin, offset);
  }

  private indentTo(column: number, offset: number): boolean {
    const { indents } = this;
    let top = this.indentation();
    if (column === top) return false;
    if (column > top) {
      indents.push(column);
      this.setEmpty(Token.Indent, offset);
      return true;
    }
    let dedents = 0;
    while (top > column) {
      indents.pop();
      dedents++;
      top = this.indentation();
    }
    if (top !== column) {
      // Nothing ended at this column, so the innermost block that could have ended here goes on.
      this.error('unindent does not match any outer indentation', offset, offset);
      indents.push(column);
      dedents--;
    }
    if (dedents === 0) return false;
    this.pendingDedents = dedents - 1;
    this.setEmpty(Token.Dedent, offset);
    return true;
  }

  private indentation(): number {
    return this.indents.at(-1) ?? 0;
  }

  /** The offset of the next token; -1 where a line break or the end of the file became the current token. */
  private skipToToken(): number {
    const { text } = this;
    let offset = this.position;
    for (;;) {
      const code = text.charCodeAt(offset);
      if (code === Character.Space || code === Character.Tab || code === Character.FormFeed) offset++;
      else if (code === Character.LineFeed || code === Character.CarriageReturn) {
        if (this.bracketDepth === 0) {
          this.setEmpty(Token.NewLine, offset);
          this.position = offset;
          this.isAtLineStart = true;
          return -1;
        }
        this.isFirstOnLine = true;
        offset++;
      } else if (code === Character.Hash) offset = this.skipComment(offset);
      else if (code === Character.Backslash && isLineBreak(text.charCodeAt(offset + 1))) {
        const isBoth =
          text.charCodeAt(offset + 1) === Character.CarriageReturn &&
          text.charCodeAt(offset + 2) === Character.LineFeed;
        offset += isBoth ? 3 : 2;
      } else if (offset >= text.length) {
        this.endFile(offset);
        return -1;
      } else return offset;
    }
  }

  /** The last line ends even where no line break says so. */
  private endFile(offset: number): void {
    this.position = offset;
    this.bracketDepth = 0;
    const isLineOpen = this.kind > Token.Dedent;
    this.setEmpty(isLineOpen ? Token.NewLine : Token.EndOfFile, offset);
    this.isAtLineStart = isLineOpen;
  }

  private skipComment(start: number): number {
    const { text } = this;
    let end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (this.hasCarriageReturns()) {
      const carriageReturn = text.slice(start, end).indexOf('\r');
      if (carriageReturn >= 0) end = start + carriageReturn;
    }
    this.comments.push({ start, end });
    return end;
  }

  private carriageReturns: boolean | undefined;

  private hasCarriageReturns(): boolean {
    this.carriageReturns ??= this.text.includes('\r');
    return this.carriageReturns;
  }

  private startOfLine(offset: number): number {
    let start = offset;
    while (start > 0 && !isLineBreak(this.text.charCodeAt(start - 1))) start--;
    return start;
  }

  private setEmpty(kind: Token, offset: number): void {
    this.kind = kind;
    this.start = offset;
    this.end = offset;
  }

  // ---- single tokens --------------------------------------------------------------------------------------------

  private readName(start: number, first: number): void {
    const { text } = this;
    let hash = 0;
    let code = first;
    let end = start;
    do {
      hash = hashStep(hash, code);
      code = text.charCodeAt(++end);
    } while (code < Character.FirstNonAscii && characterClasses[code] !== CharacterClass.Other);
    if (code >= Character.FirstNonAscii) {
      this.readUnicodeName(start);
      return;
    }
    const isQuote = code === Character.DoubleQuote || code === Character.SingleQuote;
    if (isQuote && end - start <= 2 && this.readPrefixed(start, end)) return;
    const index = names.indexOf(text, start, end, hash);
    this.end = this.position = end;
    this.name = names.textOf(index);
    if (index >= keywordCount) this.kind = Token.Name;
    else {
      this.kind = Token.False + index;
      if (this.isFirstOnLine && this.bracketDepth > 0 && this.fieldDepth < 0) this.endBrokenBrackets();
    }
  }

  private endBrokenBrackets(): void {
    const column = this.start - this.startOfLine(this.start);
    if (!beginsStatement(this.text, this.kind, this.start, this.end, column <= this.indentation())) return;
    this.error('a bracket before this line was never closed');
    this.restartLine();
  }

  private readUnicodeName(start: number): void {
    nameWithUnicode.lastIndex = start;
    const match = nameWithUnicode.exec(this.text);
    if (match === null) {
      const length = (this.text.codePointAt(start) ?? 0) > 0xffff ? 2 : 1;
      this.kind = Token.Unknown;
      this.end = this.position = start + length;
      this.error('unexpected character');
      return;
    }
    this.kind = Token.Name;
    this.name = match[0].normalize('NFKC');
    this.end = this.position = start + match[0].length;
  }

  /** Reads a string whose prefix stands between the offsets; `false` where that is a name beside a stray quote. */
  private readPrefixed(start: number, quote: number): boolean {
    let isRaw = false;
    let isBytes = false;
    let isTemplate = false;
    let isFormatted = false;
    for (let offset = start; offset < quote; offset++) {
      const letter = this.text.charCodeAt(offset) | 32;
      if (letter === Character.LowerR) isRaw = true;
      else if (letter === Character.LowerB) isBytes = true;
      else if (letter === Character.LowerF) isFormatted = true;
      else if (letter === Character.LowerT) isTemplate = true;
      else if (letter !== Character.LowerU) return false;
    }
    this.isBytes = isBytes;
    this.isRaw = isRaw;
    this.isTemplate = isTemplate;
    if (isFormatted || isTemplate) {
      this.kind = Token.FormattedString;
      this.end = this.position = quote;
    } else this.readString(quote);
    return true;
  }

  private readString(quote: number): void {
    const isTriple = isTripleQuote(this.text, quote, this.text.charCodeAt(quote));
    const end = isTriple && this.isOpenQuote(quote) ? -endOfLine(this.text, quote) : endOfString(this.text, quote);
    if (isTriple && end === -this.text.length) this.isTripleQuoteOpen = true;
    this.kind = Token.String;
    this.end = this.position = Math.abs(end);
    if (end < 0) this.error('unterminated string');
  }

  /** Notes where a triple-quoted string opens; `true` where it is taken to end with its line. */
  isOpenQuote(quote: number): boolean {
    this.tripleQuotes.push(quote);
    return quote === this.openQuote;
  }

  private readOperator(start: number): void {
    const { text } = this;
    let kind = operatorAt(text, start);
    if (kind === Token.Walrus && this.bracketDepth === this.fieldDepth) kind = Token.Colon;
    this.kind = kind;
    this.end = this.position = start + operatorLength(text, start, kind);
    if (kind <= Token.RightBrace) this.trackBracket(kind);
    else if (kind === Token.At && this.isFirstOnLine && this.fieldDepth < 0) this.endBrokenBrackets();
  }

  private trackBracket(kind: Token): void {
    if (kind === Token.Unknown) this.error('unexpected character');
    else if (kind === Token.LeftParenthesis || kind === Token.LeftBracket || kind === Token.LeftBrace)
      this.bracketDepth++;
    else if (this.bracketDepth > 0) this.bracketDepth--;
  }

  private isDigitAt(offset: number): boolean {
    return characterClasses[this.text.charCodeAt(offset)] === CharacterClass.Digit;
  }
}

const nameWithUnicode = /[\p{XID_Start}_]\p{XID_Continue}*/uy;

function isLineBreak(code: number): boolean {
  return code === Character.LineFeed || code === Character.CarriageReturn;
}
