/** One line on the terminal that says how far a long check is. */

import type { Output } from './terminal.ts';
import { displayedCells } from './terminalText.ts';

export interface Progress {
  /** The line as it should read now; it is drawn when the work takes long, and not at each call. */
  show(text: string): void;
  /** Takes the line away, before something else is written to the terminal. */
  clear(): Promise<void>;
}

const firstAfterMilliseconds = 700;
const betweenMilliseconds = 120;
const eraseLine = '\r\u001b[2K';

/** `now` is in milliseconds. Where the output is no terminal, nothing is ever drawn. */
export function progressOn(output: Output, now: () => number): Progress {
  if (!output.isTerminal) return { show: () => {}, clear: async () => {} };
  const start = now();
  let lastDrawn = Number.NEGATIVE_INFINITY;
  let isDrawn = false;
  return {
    show(text) {
      const time = now();
      if (time - start < firstAfterMilliseconds || time - lastDrawn < betweenMilliseconds) return;
      lastDrawn = time;
      isDrawn = true;
      // A progress line that nobody can read any more is no reason to stop.
      output.write(eraseLine + cutTo(output.width - 1, text)).catch(() => {});
    },
    async clear() {
      if (!isDrawn) return;
      isDrawn = false;
      await output.write(eraseLine);
    },
  };
}

/** A line that wraps could not be taken away again. */
function cutTo(width: number, text: string): string {
  let column = 0;
  let shown = '';
  for (const cell of displayedCells(text)) {
    column += cell.width;
    if (column > width) break;
    shown += cell.text;
  }
  return shown;
}
