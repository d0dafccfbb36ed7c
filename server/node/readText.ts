/** Reads source files as people have them: any line ends, byte order marks, UTF-16, and things that are no text at all. */

import { readFileSync, statSync } from 'node:fs';
import { isNotebook } from '../analysis/document.ts';
import type { FileText } from '../facts/frontEnd.ts';
import { cellsOfFile, notebookModule } from '../workspace/notebook.ts';

/** In bytes. What is larger is generated or data, and would hold up everything else. */
const sizeLimit = 2 * 1024 * 1024;
/** In bytes. Most of a notebook are the pictures that its cells have made. */
const notebookSizeLimit = 32 * 1024 * 1024;

/** Decoded text without a byte order mark, or a sentence that says why there is none. Never throws. */
export function readText(path: string): FileText {
  try {
    const status = statSync(path);
    if (!status.isFile()) return unreadable('it is no regular file');
    if (isNotebook(path))
      return status.size > notebookSizeLimit ? unreadable('it is larger than 32 MB') : notebook(path);
    if (status.size > sizeLimit) return unreadable('it is larger than 2 MB');
    return decode(readFileSync(path));
  } catch (error) {
    return unreadable(reasonOf(error));
  }
}

function notebook(path: string): FileText {
  const file = decode(readFileSync(path));
  if (file.kind === 'unreadable') return file;
  const cells = cellsOfFile(file.text);
  return cells === undefined ? unreadable('it is no notebook of format 4') : { kind: 'text', ...notebookModule(cells) };
}

/** Decodes by byte order mark, else as UTF-8, else by the encoding that a Python file names in its first two lines. */
export function decode(bytes: Uint8Array): FileText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return decodeAs('utf-16le', bytes) ?? unreadable('it is not valid UTF-16');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return decodeAs('utf-16be', bytes) ?? unreadable('it is not valid UTF-16');
  if (bytes.includes(0)) return unreadable('it is a binary file');
  const named = () => {
    const encoding = namedEncoding(bytes);
    return encoding === undefined ? undefined : decodeAs(encoding, bytes);
  };
  return decodeAs('utf-8', bytes) ?? named() ?? unreadable('it is not valid UTF-8');
}

/** `undefined` where the bytes are not in this encoding or the encoding is unknown. */
function decodeAs(encoding: string, bytes: Uint8Array): FileText | undefined {
  try {
    return { kind: 'text', text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch {
    return undefined;
  }
}

function namedEncoding(bytes: Uint8Array): string | undefined {
  const [first = '', second = ''] = Buffer.from(bytes.subarray(0, 400)).toString('latin1').split('\n');
  const name = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(
    /^[ \t\f]*#/.test(first) ? `${first} ${second}` : first,
  )?.[1];
  return name
    ?.toLowerCase()
    .replace(/^latin[-_]?1.*$/, 'latin1')
    .replaceAll('_', '-');
}

function unreadable(reason: string): FileText {
  return { kind: 'unreadable', reason };
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'access is denied';
    case 'ELOOP':
      return 'its links lead in a circle';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
