/** Offsets to lines and columns, which exist in the shells only. */

export interface Position {
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 code units. */
  readonly column: number;
  /** From 0, in UTF-16 code units from the start of the text. */
  readonly offset: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

/** The lines of one text. A line ends with `\n`, `\r\n` or `\r`, as it does for editors. */
export class Lines {
  readonly #text: string;
  readonly #starts: readonly number[];

  constructor(text: string) {
    this.#text = text;
    const starts = [0];
    for (const lineBreak of text.matchAll(/\r\n|\n|\r/g)) starts.push(lineBreak.index + lineBreak[0].length);
    this.#starts = starts;
  }

  get count(): number {
    return this.#starts.length;
  }

  /** The text of a line, counted from 1, without its line break; empty beyond the last. */
  textOf(line: number): string {
    const start = this.#starts[line - 1];
    if (start === undefined) return '';
    return this.#text.slice(start, this.#starts[line]).replace(/[\r\n]+$/, '');
  }

  /** The position of an offset; offsets beyond the text count as its end. */
  positionOf(offset: number): Position {
    const inside = Math.max(0, Math.min(offset, this.#text.length));
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#starts[middle] ?? 0) <= inside) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: inside - (this.#starts[low] ?? 0) + 1, offset: inside };
  }

  /** The offset of a line and a column, both from 1; beyond the text, its nearest end. */
  offsetOf(line: number, column: number): number {
    const start = this.#starts[Math.max(1, Math.min(line, this.count)) - 1] ?? 0;
    return start + Math.min(Math.max(0, column - 1), this.textOf(line).length);
  }

  spanOf(range: { readonly start: number; readonly end: number }): Span {
    return { start: this.positionOf(range.start), end: this.positionOf(range.end) };
  }
}
