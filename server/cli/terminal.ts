/** Where the command line writes. Tests bring their own. */

export interface Output {
  /** Settles when the text is on its way; rejects with `BrokenPipe` when nobody reads any more. */
  write(text: string): Promise<void>;
  readonly isTerminal: boolean;
  /** Columns of the terminal, or a readable width where there is none. */
  readonly width: number;
}

/** The reader went away, as `head` does when it has enough. */
export class BrokenPipe extends Error {}

const widthWithoutTerminal = 120;

export function outputTo(stream: NodeJS.WriteStream): Output {
  // Each write reports its own error; without a listener the event would end the process.
  stream.on('error', () => {});
  return {
    get isTerminal() {
      return stream.isTTY === true;
    },
    get width() {
      return stream.isTTY === true ? Math.max(40, stream.columns) : widthWithoutTerminal;
    },
    write: (text) =>
      new Promise((resolve, reject) => {
        if (text === '') return resolve();
        stream.write(text, (error) => {
          if (error === null || error === undefined) resolve();
          else reject('code' in error && isBrokenPipe(error.code) ? new BrokenPipe() : error);
        });
      }),
  };
}

/** Colours are for terminals, unless the environment asks for them or forbids them. */
export function wantsColors(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '') return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTerminal && TERM !== 'dumb';
}

function isBrokenPipe(code: unknown): boolean {
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
