/** The user's settings as the editor sends them, in any shape. */

import type { ScopeKind } from './scope.ts';

export interface Settings {
  readonly isEnabled: boolean;
  readonly scope: ScopeKind;
  readonly explainsAwait: boolean;
  readonly offersSnippets: boolean;
  /** As written by the user; the workspace checks it. */
  readonly rules?: unknown;
  /** Absolute path of the Python interpreter chosen for the workspace. */
  readonly pythonInterpreter?: string;
  /** In MiB, for each language. */
  readonly memoryLimit: number;
}

/** In MiB. The largest open project we have seen took 3,100. */
const defaultMemoryLimit = 4096;
/** In MiB. With less not even the compiler's own library fits. */
const leastMemoryLimit = 256;

const scopes: readonly ScopeKind[] = ['openFiles', 'changed', 'workspace'];

/** `own` is the section `asyncPitfalls`, `python` the section of the editor's Python support. */
export function settingsOf(own: unknown, python: unknown): Settings {
  const interpreter = entryOf(python, 'defaultInterpreterPath');
  const rules = entryOf(own, 'rules');
  const memoryLimit = entryOf(own, 'memoryLimit');
  return {
    isEnabled: entryOf(own, 'enable') !== false,
    explainsAwait: entryOf(own, 'explainAwait') !== false,
    scope: scopes.find((scope) => scope === entryOf(own, 'scope')) ?? 'openFiles',
    offersSnippets: entryOf(entryOf(own, 'snippets'), 'enabled') !== false,
    memoryLimit: typeof memoryLimit === 'number' ? Math.max(memoryLimit, leastMemoryLimit) : defaultMemoryLimit,
    ...(rules === undefined || rules === null ? {} : { rules }),
    // A bare `python` or one with variables in it says nothing about where its packages are.
    ...(typeof interpreter === 'string' && /^(\/|[A-Za-z]:[\\/])[^$]*$/.test(interpreter)
      ? { pythonInterpreter: interpreter }
      : {}),
  };
}

export function entryOf(section: unknown, key: string): unknown {
  return typeof section === 'object' && section !== null
    ? Object.entries(section).find(([name]) => name === key)?.[1]
    : undefined;
}
