/** Bundles the server as `npm run build` does, but from the sources as they are now and in a folder of its own. */

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';

const root = path.resolve(import.meta.dirname, '../..');

export interface ServerBundle {
  /** The server's module. */
  readonly script: string;
  remove(): void;
}

export async function bundleServer(): Promise<ServerBundle> {
  // Inside the project, so that the native compiler is found in its package.
  mkdirSync(path.join(root, '.cache'), { recursive: true });
  const folder = mkdtempSync(path.join(root, '.cache/server-'));
  await promisify(execFile)(process.execPath, ['scripts/build.mjs', '--server', folder], { cwd: root });
  return { script: path.join(folder, 'server.mjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}
