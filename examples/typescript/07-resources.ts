// Resources: what is opened has to be closed, and closing takes time too.

import { open } from 'node:fs/promises';

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
