/** Replaces a file's text and keeps the rest: encoding, byte order mark, line ends, mode and links to it. */

import { constants } from 'node:fs';
import { access, chown, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

export type RewriteOutcome =
  | { readonly kind: 'written' }
  /** `reason` is a sentence for the user, without a full stop. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Writes `after` where the file still holds `before`, both without a byte order mark; else leaves the file alone. A reader
 * sees the old file or the new one, never a part.
 */
export async function rewriteFile(file: string, before: string, after: string): Promise<RewriteOutcome> {
  try {
    const target = await realpath(file);
    await access(target, constants.W_OK);
    const bytes = await readFile(target);
    const encode = encoders.find((encoder) => encoder(before)?.equals(bytes) === true);
    if (encode === undefined) return { kind: 'refused', reason: 'it has changed since it was checked' };
    const replaced = encode(withLineEndsOf(before, after));
    if (replaced === undefined) return { kind: 'refused', reason: 'its encoding has no signs for the fixed text' };
    await replaceAtOnce(target, bytes, replaced);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'refused', reason: error instanceof Error ? error.message : String(error) };
  }
}

/** An encoder answers `undefined` where the text does not fit. Which one fits the file is seen by encoding it again. */
const encoders: readonly ((text: string) => Buffer | undefined)[] = [
  (text) => Buffer.from(text, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf8'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  (text) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
  (text) => (/[\u0100-\uffff]/.test(text) ? undefined : Buffer.from(text, 'latin1')),
];

/** Fixes write `\n`; in a file of `\r\n` every new line break becomes one, too. */
function withLineEndsOf(before: string, after: string): string {
  const hasOnlyCarriageReturns = before.includes('\r\n') && !/(^|[^\r])\n/.test(before);
  return hasOnlyCarriageReturns ? after.replace(/\r?\n/g, '\r\n') : after;
}

async function replaceAtOnce(target: string, expected: Buffer, content: Buffer): Promise<void> {
  const { mode, uid, gid } = await stat(target);
  const temporary = path.join(path.dirname(target), `.${path.basename(target)}.${process.pid}.async-pitfalls`);
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.chmod(mode);
    } finally {
      await handle.close();
    }
    // Only an administrator may give files away, and only for them the owner would change.
    if (process.getuid?.() === 0) await chown(temporary, uid, gid);
    if (!(await readFile(target)).equals(expected)) throw new Error('it has changed since it was checked');
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
