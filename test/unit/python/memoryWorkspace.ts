/** A Python front end over files in memory. */

import type { CallFact, Facts, FunctionFact } from '../../../server/facts/facts.ts';
import type { FrontEnd, FrontEndHost } from '../../../server/facts/frontEnd.ts';
import { createPythonFrontEnd } from '../../../server/languages/python/frontEnd.ts';

export interface MemoryWorkspace {
  readonly frontEnd: FrontEnd;
  /** How often each file was read from the disk. */
  readonly reads: Map<string, number>;
  write(file: string, text: string): void;
  /** Without telling the front end. */
  appear(file: string, text: string): void;
  remove(file: string): void;
  facts(file: string): Facts;
}

const root = '/work/space';

interface Surroundings {
  /** Of the environment, by name. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly pythonInterpreter?: string;
  readonly isOneRun?: boolean;
  readonly tracedCalls?: readonly string[];
}

/** Files by path relative to the workspace folder. */
export function memoryWorkspace(
  files: Readonly<Record<string, string>>,
  { variables = {}, ...settings }: Surroundings = {},
): MemoryWorkspace {
  const texts = new Map(Object.entries(files).map(([file, text]) => [`${root}/${file}`, text]));
  const reads = new Map<string, number>();
  const host: FrontEndHost = {
    readText(path) {
      reads.set(path.slice(root.length + 1), (reads.get(path.slice(root.length + 1)) ?? 0) + 1);
      const text = texts.get(path);
      return text === undefined ? { kind: 'unreadable', reason: 'There is no such file' } : { kind: 'text', text };
    },
    list(folder) {
      const inside = [...texts.keys()].filter((path) => path.startsWith(`${folder === '/' ? '' : folder}/`));
      if (inside.length === 0) return undefined;
      const names = inside.map((path) => path.slice(folder === '/' ? 1 : folder.length + 1).split('/'));
      return {
        files: names.filter((parts) => parts.length === 1).map(([name = '']) => name),
        folders: [...new Set(names.filter((parts) => parts.length > 1).map(([name = '']) => name))],
      };
    },
    variable: (name) => variables[name],
    log(message) {
      throw new Error(message);
    },
  };
  const frontEnd = createPythonFrontEnd(host);
  frontEnd.configure({ roots: [root], namesOfInterest: [], tracedCalls: [], ...settings });
  return {
    frontEnd,
    reads,
    write(file, text) {
      const path = `${root}/${file}`;
      const kind = texts.has(path) ? 'changed' : 'created';
      texts.set(path, text);
      frontEnd.filesChanged([{ path, kind }]);
    },
    appear: (file, text) => void texts.set(`${root}/${file}`, text),
    remove(file) {
      texts.delete(`${root}/${file}`);
      frontEnd.filesChanged([{ path: `${root}/${file}`, kind: 'deleted' }]);
    },
    facts(file) {
      for (const answer of frontEnd.facts([`${root}/${file}`])) {
        if (answer.kind === 'unreadable') throw new Error(answer.reason);
        return answer.facts;
      }
      throw new Error('there was no answer');
    },
  };
}

/** The facts of one file, `main.py` unless another of the files is named. */
export function factsOf(files: string | Readonly<Record<string, string>>, file = 'main.py'): Facts {
  return memoryWorkspace(typeof files === 'string' ? { 'main.py': files } : files).facts(file);
}

/** The one call with this callee. */
export function callNamed(facts: Facts, callee: string): CallFact {
  const found = facts.calls.filter((call) => call.calleeText === callee);
  const [call] = found;
  if (call === undefined || found.length > 1) throw new Error(`${found.length} calls of ${callee}`);
  return call;
}

export function functionNamed(facts: Facts, name: string): FunctionFact {
  const found = facts.functions.find((fact) => fact.name === name);
  if (found === undefined) throw new Error(`no function ${name}`);
  return found;
}

/** Whether the one call of this callee is awaitable, and as what: `always coroutine`. */
export function verdictOn(facts: Facts, callee: string): string {
  const { awaitability, kind } = callNamed(facts, callee).awaitable;
  return awaitability === 'always' ? `always ${kind}` : awaitability;
}
