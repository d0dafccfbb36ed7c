/** The machine as front ends see it in tests: real files, and a log that nobody reads. */

import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FrontEndHost } from '../../server/facts/frontEnd.ts';

export const frontEndHost: FrontEndHost = {
  readText(file) {
    try {
      return { kind: 'text', text: readFileSync(file, 'utf8').replace(/^\uFEFF/, '') };
    } catch {
      return { kind: 'unreadable', reason: 'it cannot be read' };
    }
  },
  list(folder) {
    try {
      const entries = readdirSync(folder).map((name) => {
        const status = statSync(path.join(folder, name), { throwIfNoEntry: false });
        return { name, isFile: status?.isFile() ?? false, isFolder: status?.isDirectory() ?? false };
      });
      return {
        files: entries.filter(({ isFile }) => isFile).map(({ name }) => name),
        folders: entries.filter(({ isFolder }) => isFolder).map(({ name }) => name),
      };
    } catch {
      return undefined;
    }
  },
  variable: () => undefined,
  log() {},
};
