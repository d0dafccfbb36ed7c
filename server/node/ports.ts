/** The ports on a real machine. */

import { existsSync } from 'node:fs';
import type { Language } from '../analysis/document.ts';
import type { Log, Ports } from '../workspace/ports.ts';
import type { MemoryPlace } from './frontEndHost.ts';
import type { FrontEndHealth } from './frontEndHealth.ts';
import { FrontEndThread } from './frontEndThread.ts';
import { readText } from './readText.ts';

export interface NodePortsOptions {
  readonly log: Log;
  /** The modules that run in the front ends' threads; those beside this module where it is left out. */
  readonly scripts?: Readonly<Record<Language, URL>>;
  /** Called when a front end fares otherwise than before. */
  readonly onHealth?: (language: Language, health: FrontEndHealth) => void;
  /** Where the Python front end keeps what the next run may want. */
  readonly pythonMemory?: MemoryPlace | undefined;
}

export function createNodePorts({
  log,
  scripts = scriptsBeside(import.meta.url),
  onHealth,
  pythonMemory,
}: NodePortsOptions): Ports {
  const thread = (language: Language) =>
    new FrontEndThread({
      language,
      script: scripts[language],
      log,
      memoryPlace: language === 'python' ? pythonMemory : undefined,
      onHealth: (health) => onHealth?.(language, health),
    });
  return {
    files: { read: readText, exists: existsSync },
    log,
    frontEnds: { typescript: thread('typescript'), python: thread('python') },
  };
}

/** Bundled, this module and the threads' lie in one folder as `.mjs`; in the sources, as `.ts`. */
function scriptsBeside(module: string): Readonly<Record<Language, URL>> {
  const extension = module.endsWith('.ts') ? 'ts' : 'mjs';
  return {
    typescript: new URL(`./typescriptWorker.${extension}`, module),
    python: new URL(`./pythonWorker.${extension}`, module),
  };
}
