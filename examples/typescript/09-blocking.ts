// Blocking calls: Node runs all JavaScript in one thread, so one blocking call stops every request.

import { execFile, execFileSync } from 'node:child_process';
import { pbkdf2, pbkdf2Sync } from 'node:crypto';
import { promisify } from 'node:util';

// Bad
export async function convert(picture: string): Promise<void> {
  execFileSync('convert', [picture, 'small.png']); // finds process: execFileSync(…
}

export async function fingerprint(password: string): Promise<Buffer> {
  return pbkdf2Sync(password, 'salt', 1_000_000, 32, 'sha256'); // finds crypto: pbkdf2Sync(…
}

// Good
export async function convertWithoutBlocking(picture: string): Promise<void> {
  await promisify(execFile)('convert', [picture, 'small.png']);
}

export async function fingerprintWithoutBlocking(password: string): Promise<Buffer> {
  return promisify(pbkdf2)(password, 'salt', 1_000_000, 32, 'sha256');
}
