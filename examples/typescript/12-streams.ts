// Streams: `pipeline` waits for the end and reports errors, but only when somebody waits for it.

import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

// Bad
export async function compress(path: string): Promise<void> {
  pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`)); // finds dropped: pipeline(…
}

// Good
export async function compressAndWait(path: string): Promise<void> {
  await pipeline(createReadStream(path), createGzip(), createWriteStream(`${path}.gz`));
}
