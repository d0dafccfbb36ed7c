/** Makes the workspace of one run on the real machine. */

import path from 'node:path';
import { catalogue } from '../../rules/catalogue.ts';
import { keptName } from '../node/keptFile.ts';
import { createNodePorts } from '../node/ports.ts';
import type { Overrides } from '../workspace/configurationFiles.ts';
import type { Files, Log } from '../workspace/ports.ts';
import { Workspace } from '../workspace/workspace.ts';
import { engine } from './engine.ts';

export interface WorkspaceRequest {
  readonly roots: readonly string[];
  readonly overrides: Overrides;
  /** Takes the lines of the log; without it there is none. */
  readonly say: ((line: string) => void) | undefined;
  /** Where things are kept for the next run, if anywhere. */
  readonly folder?: string | undefined;
}

export interface OpenedWorkspace {
  readonly workspace: Workspace;
  readonly files: Files;
}

export function openWorkspace({ roots, overrides, say, folder }: WorkspaceRequest): OpenedWorkspace {
  const pythonMemory =
    folder === undefined ? undefined : { file: path.join(folder, keptName(roots.join(), '.names')), engine: engine() };
  const ports = createNodePorts({ log: logTo(say ?? (() => {})), pythonMemory });
  const workspace = new Workspace(ports, catalogue, { isOneRun: true });
  workspace.override(overrides);
  workspace.setRoots(roots);
  return { workspace, files: ports.files };
}

function logTo(say: (line: string) => void): Log {
  return {
    info: (message) => say(`info: ${message}`),
    warn: (message) => say(`warning: ${message}`),
    error: (message, error) => say(`error: ${message}${error instanceof Error ? `\n${error.stack}` : ''}`),
  };
}
