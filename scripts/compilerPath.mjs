/** Where a bundle finds the native TypeScript compiler: beside itself (as packaged), else in the installed package. */

import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const executable = process.platform === 'win32' ? 'tsc.exe' : 'tsc';

// TypeScript imports this function as a default export.
export default function compilerPath() {
  const packaged = fileURLToPath(new URL(`./compiler/${executable}`, import.meta.url));
  if (existsSync(packaged)) return packaged;
  const platformPackage = `@typescript/typescript-${process.platform}-${process.arch}`;
  const manifest = createRequire(import.meta.url).resolve(`${platformPackage}/package.json`);
  return path.join(path.dirname(manifest), 'lib', executable);
}
