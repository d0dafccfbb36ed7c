/**
 * What a notebook's cell may hold besides Python: IPython's magics (`%time`), shell commands (`!ls`) and questions
 * (`list?`). They are replaced by Python of the same length, so that offsets stay and what they run is still seen.
 */

/** A cell whose first line says that the rest is not for Python, such as `%%bash`, is `foreign`. */
export type CellPart = { readonly skipped: string; readonly python: string } | 'foreign';

/** Cell magics whose cell is Python of this notebook; `%%python` starts another. */
const pythonCellMagics: ReadonlySet<string> = new Set([
  'time',
  'timeit',
  'capture',
  'prun',
  'memit',
  'mprun',
  'lprun',
  'snakeviz',
  'pyinstrument',
  'debug',
  'px',
  'heat',
]);

/** Line magics that run the Python behind them. */
const runningMagic = /^%(?:time|timeit|prun|memit|mprun|lprun|debug|snakeviz)\b(?:[ \t]+-\w+(?:[ \t]+\d+)?)*[ \t]*/;

/** `pip` goes without its magic sign. */
const unassigned = /^(?:[!%?/,;]|[\w.]+\?{1,2}\s*$|(?:pip3?|conda|mamba|uv)[ \t]+[a-z])/;

/** Splits off the line of a cell magic and makes Python of the rest. */
export function pythonIn(cell: string): CellPart {
  const magic = /^(?:[ \t]*\r?\n)*%%(\w+)?.*(?:\r?\n|$)/.exec(cell);
  if (magic === null) return { skipped: '', python: withoutMagics(cell) };
  if (!pythonCellMagics.has(magic[1] ?? '')) return 'foreign';
  return { skipped: magic[0], python: withoutMagics(cell.slice(magic[0].length)) };
}

function withoutMagics(cell: string): string {
  const state: LineState = { quote: undefined, depth: 0, isContinued: false };
  let isMagicContinued = false;
  return cell
    .split(/(?<=\n)/)
    .map((line) => {
      const isStart = state.quote === undefined && state.depth === 0 && !state.isContinued;
      const python = isMagicContinued ? blank(line) : isStart ? withoutMagic(line) : line;
      // IPython joins lines of a magic like Python joins lines of code.
      isMagicContinued = python !== line && /\\\r?\n?$/.test(line);
      advance(state, python);
      return python;
    })
    .join('');
}

function withoutMagic(line: string): string {
  const [, before = '', magic = ''] =
    /^([ \t]*(?:[\w.]+(?:[ \t]*,[ \t]*[\w.]+)*[ \t]*=[ \t]*)?)(.*\r?\n?)$/s.exec(line) ?? [];
  const isAssigned = before.includes('=');
  const running = runningMagic.exec(magic)?.[0];
  if (running !== undefined) {
    const statement = isAssigned ? ' '.repeat(running.length) : `0;${' '.repeat(running.length - 2)}`;
    // Without anything to run behind it, an assignment would have no value.
    return magic.slice(running.length).trim() === ''
      ? before + expression(magic)
      : before + statement + magic.slice(running.length);
  }
  const isMagic = isAssigned ? /^(?:!|%\w)/.test(magic) : unassigned.test(magic);
  return isMagic ? before + expression(magic) : line;
}

/** An expression as long as the text, which does nothing. */
function expression(text: string): string {
  return `0${blank(text.slice(1))}`;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}

/** What holds at the end of a line: inside of quotes or brackets no statement begins with the next. */
interface LineState {
  quote: string | undefined;
  depth: number;
  isContinued: boolean;
}

const pieces = /"""|'''|"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|#.*|[([{]|[)\]}]/g;

function advance(state: LineState, line: string): void {
  let rest = line;
  while (rest !== '') {
    if (state.quote !== undefined) {
      const end = closing(rest, state.quote);
      if (end < 0) break;
      state.quote = undefined;
      rest = rest.slice(end);
      continue;
    }
    pieces.lastIndex = 0;
    const piece = pieces.exec(rest);
    if (piece === null) break;
    const [text] = piece;
    rest = rest.slice(piece.index + text.length);
    if (text === '"""' || text === "'''") state.quote = text;
    else if (/^[([{]/.test(text)) state.depth++;
    else if (/^[)\]}]/.test(text)) state.depth = Math.max(0, state.depth - 1);
  }
  state.isContinued = /\\\r?\n$/.test(line);
}

/** The offset behind the closing quotes; negative where they are not in this line. */
function closing(line: string, quote: string): number {
  for (let index = 0; index < line.length; index++) {
    if (line[index] === '\\') index++;
    else if (line.startsWith(quote, index)) return index + quote.length;
  }
  return -1;
}
