/** Who calls a function, in all files that name it. */

import type { Definition } from '../facts/facts.ts';
import {
  type FactsSource,
  type FileFacts,
  type FunctionInFile,
  type FunctionKey,
  keyOf,
  pathOfKey,
} from './functions.ts';
import { FileCalls, functionRunBy, howOf, type OutgoingCall } from './outgoing.ts';

/** The files of the workspace whose text has one of these words. */
export type MentioningFiles = (words: readonly string[]) => AsyncIterable<string>;

export interface IncomingCall {
  readonly caller: FunctionInFile;
  readonly callee: FunctionInFile;
  readonly call: OutgoingCall;
}

/** An async function that waits for another. */
export interface WaitingCaller {
  readonly caller: FunctionInFile;
  /** Its calls of the function, or of a plain one that leads to it. */
  readonly calls: readonly OutgoingCall[];
  /** The plain functions between the two, from the caller on. */
  readonly through: readonly string[];
}

/** The nearest async functions that wait until the function is done, however many plain functions lie between. */
export async function waitingCallersOf(
  awaited: FunctionInFile,
  source: FactsSource,
  mentioning: MentioningFiles,
): Promise<readonly WaitingCaller[]> {
  const found = new Map<FunctionKey, WaitingCaller>();
  /** For each function on the way, the plain functions between it and the one that is waited for. */
  const ways = new Map<FunctionKey, readonly string[]>([[keyOf(awaited), []]]);
  let level: readonly FunctionInFile[] = [awaited];
  for (let depth = 0; depth < deepest && level.length > 0; depth++) {
    const next: FunctionInFile[] = [];
    const { incoming } = await callersOf(level, source, mentioning);
    for (const { caller, callee, call } of incoming) {
      const key = keyOf(caller);
      const through = ways.get(keyOf(callee)) ?? [];
      const how = howOf(call, callee);
      // Who only starts it goes on meanwhile.
      if (how === 'started' || how === 'never-runs') continue;
      const known = found.get(key);
      if (caller.fact.isAsync) {
        if (how === 'handed-on') continue;
        if (known === undefined) found.set(key, { caller, calls: [call], through });
        else found.set(key, { ...known, calls: [...known.calls, call] });
      } else if (!ways.has(key) && caller.fact.kind !== 'module') {
        ways.set(key, [caller.fact.name, ...through]);
        next.push(caller);
      }
    }
    level = next;
  }
  return [...found.values()];
}

const deepest = 8;

/** The calls of these functions, and whether some were not looked for. */
export async function callersOf(
  functions: readonly FunctionInFile[],
  source: FactsSource,
  mentioning: MentioningFiles,
): Promise<{ readonly incoming: readonly IncomingCall[]; readonly isCut: boolean }> {
  const wanted = new Set(functions.map(keyOf));
  const words = [...new Set(functions.flatMap(wordsFor))];
  const incoming: IncomingCall[] = [];
  const paths = new Set(functions.map(({ document }) => document.path));
  let isCut = false;
  if (words.length > 0) {
    for await (const path of mentioning(words)) {
      isCut = paths.size >= mostFiles && !paths.has(path);
      if (isCut) break;
      paths.add(path);
    }
  }
  for (const path of paths) {
    const file = await source(path);
    if (file !== undefined) incoming.push(...(await callsIn(file, wanted, words, source)));
  }
  return { incoming, isCut };
}

/** Callers are looked for in no more files: nobody would wait for that. */
export const mostFiles = 200;

async function callsIn(
  file: FileFacts,
  wanted: ReadonlySet<FunctionKey>,
  words: readonly string[],
  source: FactsSource,
): Promise<readonly IncomingCall[]> {
  const { facts } = file;
  const isAtHome = [...wanted].some((key) => pathOfKey(key) === file.document.path);
  const own = facts.functions.filter((fact) => isAtHome && wanted.has(keyOf({ ...file, fact }))).map(({ id }) => id);
  const leading = facts.calls.filter(
    ({ target, arguments: given }) =>
      mayRun(target, words) ||
      given.some((argument) => argument.function !== undefined && own.includes(argument.function)),
  );
  const calls = new FileCalls(file);
  const owners = new Set(leading.map((call) => calls.owners.shownOwner(call.function)));
  const found: IncomingCall[] = [];
  for (const owner of owners) {
    const fact = facts.functions[owner];
    if (fact === undefined) continue;
    const caller = { ...file, fact };
    for (const call of calls.of(owner)) {
      if (typeof call.runs === 'object' && !mayRun(call.runs, words)) continue;
      const callee = await functionRunBy(call, caller, source);
      if (callee !== undefined && wanted.has(keyOf(callee))) found.push({ caller, callee, call });
    }
  }
  return found;
}

/** The last name of a function, and of its class where it makes an object. */
function wordsFor({ fact: { kind, name } }: FunctionInFile): readonly string[] {
  const parts = name.split('.');
  const word = kind === 'constructor' ? parts.at(-2) : parts.at(-1);
  return word === undefined || word === '' ? [] : [word];
}

function mayRun(target: Definition | undefined, words: readonly string[]): boolean {
  return target !== undefined && words.includes(target.name.slice(target.name.lastIndexOf('.') + 1));
}
