/** The ports on a real machine. */

import { existsSync } from 'node:fs';
import type { Language } from '../analysis/document.ts';
import type { Log, Ports } from '../workspace/ports.ts';
import { FrontEndThread } from './frontEndThread.ts';
import { readText } from './readText.ts';

export interface NodePortsOptions {
  readonly log: Log;
  /** The modules that run in the front ends' threads; those beside this module where it is left out. */
  readonly scripts?: Readonly<Record<Language, URL>>;
  /** Called when a front end is given up on after many crashes, and when it answers again. */
  readonly onHealth?: (language: Language, isWorking: boolean) => void;
}

export function createNodePorts({ log, scripts = scriptsBeside(import.meta.url), onHealth }: NodePortsOptions): Ports {
  const thread = (language: Language) =>
    new FrontEndThread({
      language,
      script: scripts[language],
      log,
      onHealth: (isWorking) => onHealth?.(language, isWorking),
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
