/**
 * What the standard library gives to await: stubs that `scripts/updateStubs.ts` makes from typeshed, one text for all that
 * is documented in a module. A text is parsed when somebody asks for a name of its module, once for all files.
 */

import data from './library/standardStubs.json' with { type: 'json' };
import { moduleOf, type SourceModule } from './sources.ts';

const texts: ReadonlyMap<string, string> = new Map(Object.entries(data.modules));
const modules = new Map<string, SourceModule>();

/** No file's path starts so. */
const scheme = 'typeshed:';

/** The stub of a module such as `asyncio.subprocess`; `undefined` where nothing in it has to do with awaiting. */
function standardStub(module: string): SourceModule | undefined {
  const text = texts.get(module);
  if (text === undefined) return undefined;
  let stub = modules.get(module);
  if (stub === undefined) {
    stub = moduleOf({ path: `${scheme}${module}.pyi`, language: 'python', version: 0, text });
    modules.set(module, stub);
  }
  return stub;
}

const knownNames = new Map<string, StandardName | undefined>();

export interface StandardName {
  readonly module: SourceModule;
  /** What stands behind the module: the name of a function, or of a class and its member. */
  readonly names: readonly string[];
}

/** Where a full name is found; `undefined` where nobody needs to look for it. */
export function standardName(symbol: string): StandardName | undefined {
  if (!knownNames.has(symbol)) knownNames.set(symbol, findName(symbol));
  return knownNames.get(symbol);
}

function findName(symbol: string): StandardName | undefined {
  for (let dot = symbol.lastIndexOf('.'); dot > 0; dot = symbol.lastIndexOf('.', dot - 1)) {
    const module = standardStub(symbol.slice(0, dot));
    if (module === undefined) continue;
    const names = symbol.slice(dot + 1).split('.');
    return module.names.scope.bindings.has(names[0] ?? '') ? { module, names } : undefined;
  }
  return undefined;
}

/** Whether a path is that of such a stub. */
export function isStandardStub(path: string): boolean {
  return path.startsWith(scheme);
}

/** The module that a stub is about. */
export function standardModuleOf(path: string): string | undefined {
  return isStandardStub(path) ? path.slice(scheme.length, -'.pyi'.length) : undefined;
}
