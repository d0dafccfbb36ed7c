/** A TypeScript front end over a temporary folder: its compiler reads the real disk. */

import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CallFact, Facts } from '../../../server/facts/facts.ts';
import type { FactsAnswer, FrontEnd, FrontEndHost } from '../../../server/facts/frontEnd.ts';
import {
  createTypeScriptFrontEnd,
  type TypeScriptFrontEndOptions,
} from '../../../server/languages/typescript/frontEnd.ts';
import { createFrontEndHost } from '../../../server/node/frontEndHost.ts';

const ownModules = path.resolve(import.meta.dirname, '../../../node_modules');

export interface DiskWorkspace {
  readonly root: string;
  readonly frontEnd: FrontEnd;
  /** What the front end said to its log. */
  readonly messages: readonly string[];
  pathOf(file: string): string;
  /** Writes to the disk and says so. */
  write(file: string, text: string): void;
  remove(file: string): void;
  /** Opens a document or edits it; the disk stays as it is. */
  type(file: string, text: string): void;
  close(file: string): void;
  answers(...files: readonly string[]): readonly FactsAnswer[];
  answer(file: string): FactsAnswer;
  facts(file: string): Facts;
  /** Whether the one call of this callee is awaitable, and as what: `always promise`. */
  verdict(file: string, callee: string): string;
  dispose(): void;
}

export interface DiskWorkspaceOptions extends TypeScriptFrontEndOptions {
  /** Installs `@types/node`, which takes the compiler a while to read. */
  readonly hasNodeTypes?: boolean;
  /** Called before the front end itself reads a file. */
  readonly onRead?: (path: string) => void;
}

/** Last names of calls whose full names are asked for. */
export const interest = [
  'readFileSync',
  'readFile',
  'exec',
  'execSync',
  'fetch',
  'get',
  'sleep',
  'setTimeout',
  'prepare',
  'query',
];

/** Files by path relative to the folder. */
export function diskWorkspace(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: DiskWorkspaceOptions = {},
): DiskWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'async-pitfalls-'))).replaceAll(path.sep, '/');
  const pathOf = (file: string) => `${root}/${file}`;
  const writeToDisk = (file: string, text: string | Uint8Array) => {
    mkdirSync(path.dirname(pathOf(file)), { recursive: true });
    writeFileSync(pathOf(file), text);
  };
  for (const [file, text] of Object.entries(files)) writeToDisk(file, text);
  const { hasNodeTypes, onRead, ...frontEndOptions } = options;
  if (hasNodeTypes) linkNodeTypes(root);
  const messages: string[] = [];
  const machine = createFrontEndHost((message) => messages.push(message));
  const host: FrontEndHost = {
    ...machine,
    readText(file) {
      onRead?.(file);
      return machine.readText(file);
    },
  };
  const frontEnd = createTypeScriptFrontEnd(host, frontEndOptions);
  frontEnd.configure({ roots: [root], namesOfInterest: interest, tracedCalls: [] });
  let version = 0;

  const answers = (...asked: readonly string[]) => [...frontEnd.facts(asked.map(pathOf))];
  const answer = (file: string) => {
    const [only, ...others] = answers(file);
    if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} answers about ${file}`);
    return only;
  };
  const facts = (file: string) => {
    const found = answer(file);
    if (found.kind === 'unreadable') throw new Error(found.reason);
    return found.facts;
  };
  return {
    root,
    frontEnd,
    messages,
    pathOf,
    answers,
    answer,
    facts,
    write(file, text) {
      const isNew = !existsSync(pathOf(file));
      writeToDisk(file, text);
      frontEnd.filesChanged([{ path: pathOf(file), kind: isNew ? 'created' : 'changed' }]);
    },
    remove(file) {
      rmSync(pathOf(file));
      frontEnd.filesChanged([{ path: pathOf(file), kind: 'deleted' }]);
    },
    type(file, text) {
      version += 1;
      frontEnd.open({ path: pathOf(file), language: 'typescript', version, text });
    },
    close: (file) => frontEnd.close(pathOf(file)),
    verdict: (file, callee) => verdictOn(facts(file), callee),
    dispose() {
      frontEnd.dispose();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** Runs a test in a workspace of its own, whose compiler ends with it. */
export function inWorkspace(
  files: Readonly<Record<string, string | Uint8Array>>,
  run: (workspace: DiskWorkspace) => void,
  options: DiskWorkspaceOptions = {},
): void {
  const workspace = diskWorkspace(files, options);
  try {
    run(workspace);
  } finally {
    workspace.dispose();
  }
}

/** The one call with this callee. */
export function callNamed(facts: Facts, callee: string): CallFact {
  const found = facts.calls.filter((call) => call.calleeText === callee);
  const [call] = found;
  if (call === undefined || found.length > 1)
    throw new Error(`${found.length} calls of ${callee} among ${facts.calls.map((one) => one.calleeText).join(', ')}`);
  return call;
}

export function verdictOn(facts: Facts, callee: string): string {
  const { awaitability, kind } = callNamed(facts, callee).awaitable;
  return awaitability === 'always' ? `always ${kind}` : awaitability;
}

function linkNodeTypes(root: string): void {
  const modules = path.join(root, 'node_modules');
  mkdirSync(path.join(modules, '@types'), { recursive: true });
  symlinkSync(path.join(ownModules, '@types/node'), path.join(modules, '@types/node'), 'junction');
  symlinkSync(path.join(ownModules, 'undici-types'), path.join(modules, 'undici-types'), 'junction');
}
