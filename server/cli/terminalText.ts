/** Text that is safe and has a known width in a terminal. */

/** One code point as it is shown. */
export interface Cell {
  readonly text: string;
  /** Terminal columns: 0 for combining marks, 2 for wide characters. */
  readonly width: number;
  /** Where the code point starts, in UTF-16 code units. */
  readonly unit: number;
}

const tabWidth = 4;
const wide =
  /^[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]$|^\p{Emoji_Presentation}$/u;
const invisible = /^[\p{Mn}\p{Me}\u200b-\u200d\u2060]$|^[\ufe00-\ufe0f]$/u;
/** Control characters could drive the terminal, direction marks could make code look like other code. */
const hostile = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** The cells of one line: tabs become spaces, what could drive the terminal becomes a visible sign. */
export function displayedCells(line: string): readonly Cell[] {
  const cells: Cell[] = [];
  let unit = 0;
  let column = 0;
  for (const character of line) {
    const width = character === '\t' ? tabWidth - (column % tabWidth) : widthOf(character);
    cells.push({ text: character === '\t' ? ' '.repeat(width) : visible(character), width, unit });
    unit += character.length;
    column += width;
  }
  return cells;
}

/** Text from a file name or message, harmless on one line of a terminal. */
export function onOneLine(text: string): string {
  return [...text].map(visible).join('');
}

/** Terminal columns that a text without tabs takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += widthOf(character);
  return width;
}

function widthOf(character: string): number {
  if (character >= ' ' && character <= '~') return 1;
  if (invisible.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

function visible(character: string): string {
  if (!hostile.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  // The block of control pictures has a sign for each of the old control characters.
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}
