/** The machine as a front end sees it. */

import { readdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import type { FolderEntries, FrontEndHost, HostMemory } from '../facts/frontEnd.ts';
import { KeptFile } from './keptFile.ts';
import { readText } from './readText.ts';

/** Where a front end keeps what the next run may want, and the version that it is for. */
export interface MemoryPlace {
  readonly file: string;
  readonly engine: string;
}

export function createFrontEndHost(log: (message: string) => void, place?: MemoryPlace): FrontEndHost {
  const host = { readText, list, variable: (name: string) => process.env[name], log };
  return place === undefined ? host : { ...host, memory: memoryIn(place) };
}

function memoryIn({ file, engine }: MemoryPlace): HostMemory {
  const kept = new KeptFile(file);
  return { stateOf, recall: () => kept.read(engine), keep: (value) => kept.write(engine, value) };
}

/** The time of change also moves where a tool sets the time of the content back. */
function stateOf(file: string): string | undefined {
  try {
    const { size, mtimeMs, ctimeMs } = statSync(file);
    return `${size} ${mtimeMs} ${ctimeMs}`;
  } catch {
    return undefined;
  }
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
