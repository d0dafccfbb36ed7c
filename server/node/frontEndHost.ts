/** The machine as a front end sees it. */

import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FolderEntries, FrontEndHost } from '../facts/frontEnd.ts';
import { readText } from './readText.ts';

export function createFrontEndHost(log: (message: string) => void): FrontEndHost {
  return { readText, list, variable: (name) => process.env[name], log };
}

function list(folder: string): FolderEntries | undefined {
  const files: string[] = [];
  const folders: string[] = [];
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory()) folders.push(entry.name);
      else if (entry.isSymbolicLink()) {
        const kind = kindOfLink(folder, entry.name);
        if (kind === 'file') files.push(entry.name);
        else if (kind === 'folder') folders.push(entry.name);
      }
    }
  } catch {
    return undefined;
  }
  return { files, folders };
}

/** A link to a folder that it lies in would never come to an end, so it counts as nothing. */
function kindOfLink(folder: string, name: string): 'file' | 'folder' | 'nothing' {
  try {
    const link = path.join(folder, name);
    const status = statSync(link);
    if (status.isFile()) return 'file';
    if (!status.isDirectory()) return 'nothing';
    const target = realpathSync(link);
    return `${realpathSync(folder)}${path.sep}`.startsWith(`${target}${path.sep}`) ? 'nothing' : 'folder';
  } catch {
    return 'nothing';
  }
}
