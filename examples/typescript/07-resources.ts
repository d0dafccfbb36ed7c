// Resources: what is opened has to be closed, and closing takes time too.

import { type FileHandle, open } from 'node:fs/promises';

// Bad: the file may still be open when the function returns.
export async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    return buffer;
  } finally {
    file.close(); // finds dropped: file.close()
  }
}

// Good
export async function firstBytesAndClose(path: string): Promise<Buffer> {
  await using file = await open(path);
  const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
  return buffer;
}

let log: FileHandle | undefined;

// Bad: while the first caller waits, the next one finds no log either, and opens the file a second time.
export async function writeLine(line: string): Promise<void> {
  if (log === undefined) { // finds made-twice: log === undefined
    log = await open('app.log', 'a');
  }
  await log.write(line);
}

let opening: Promise<FileHandle> | undefined;

// Good: all wait for the same promise, and a failure is not kept.
export async function writeLineOnce(line: string): Promise<void> {
  opening ??= open('app.log', 'a').catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  await (await opening).write(line);
}
