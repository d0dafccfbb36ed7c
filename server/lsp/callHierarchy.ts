/**
 * The protocol's call hierarchy, made for waiting: who ends up waiting for a function, through however many plain helpers,
 * and what a function itself awaits, starts or blocks on.
 */

import {
  type CallHierarchyIncomingCall,
  type CallHierarchyItem,
  type CallHierarchyOutgoingCall,
  type CallHierarchyPrepareParams,
  type Connection,
  SymbolKind,
} from 'vscode-languageserver/node';
import { contains, rangeOf } from '../analysis/text.ts';
import { waitingCallersOf } from '../callGraph/callers.ts';
import {
  type FileFacts,
  type FunctionInFile,
  functionAround,
  functionDefinedBy,
  functionWithKey,
  keyOf,
} from '../callGraph/functions.ts';
import { callGraph } from '../callGraph/callGraph.ts';
import type { FunctionKind } from '../facts/facts.ts';
import { KnownFiles, type KnownFilesOptions } from './knownFiles.ts';

export function answerCallHierarchies(connection: Connection, options: KnownFilesOptions): void {
  const hierarchy = connection.languages.callHierarchy;
  hierarchy.onPrepare(async (parameters) => {
    const files = new KnownFiles(options);
    const found = await functionMeant(parameters, files);
    return found === undefined ? null : [itemOf(found, files)];
  });
  hierarchy.onIncomingCalls(({ item }) => incomingCalls(item, new KnownFiles(options)));
  hierarchy.onOutgoingCalls(({ item }) => outgoingCalls(item, new KnownFiles(options)));
}

/** The function that is called at the place, else the one around it. */
async function functionMeant(
  place: CallHierarchyPrepareParams,
  files: KnownFiles,
): Promise<FunctionInFile | undefined> {
  const here = await files.at(place);
  return here && ((await functionCalledAt(here.file, here.offset, files)) ?? functionAround(here.file, here.offset));
}

async function functionCalledAt(
  { facts }: FileFacts,
  offset: number,
  files: KnownFiles,
): Promise<FunctionInFile | undefined> {
  const place = rangeOf(offset, offset);
  const target = facts.calls.findLast(({ callee, name }) =>
    contains(rangeOf(callee.end - name.length, callee.end), place),
  )?.target;
  return target && functionDefinedBy(target, files.facts);
}

async function incomingCalls(item: CallHierarchyItem, files: KnownFiles): Promise<CallHierarchyIncomingCall[]> {
  const found = await functionOf(item, files);
  if (found === undefined) return [];
  const callers = await waitingCallersOf(found, files.facts, files.mentioning);
  return callers.map(({ caller, calls, through }) => ({
    from: itemOf(caller, files, through),
    fromRanges: calls.map(({ place }) => files.range(place.path, place.range)),
  }));
}

async function outgoingCalls(item: CallHierarchyItem, files: KnownFiles): Promise<CallHierarchyOutgoingCall[]> {
  const found = await functionOf(item, files);
  if (found === undefined) return [];
  const request = { root: keyOf(found), direction: 'callees', depth: 2, expanded: [], mostNodes: 200 } as const;
  const graph = await callGraph(request, files.facts, files.mentioning);
  const ranges = new Map<string, CallHierarchyOutgoingCall['fromRanges']>();
  for (const { to, places } of graph?.nodes[0]?.steps ?? [])
    if (to !== undefined)
      ranges.set(to, [...(ranges.get(to) ?? []), ...places.map(({ path, range }) => files.range(path, range))]);
  const calls: CallHierarchyOutgoingCall[] = [];
  for (const [key, fromRanges] of ranges) {
    const callee = await functionWithKey(key, files.facts);
    if (callee !== undefined) calls.push({ to: itemOf(callee, files), fromRanges });
  }
  return calls;
}

async function functionOf({ data }: CallHierarchyItem, files: KnownFiles): Promise<FunctionInFile | undefined> {
  return typeof data === 'string' ? functionWithKey(data, files.facts) : undefined;
}

/** `through` are plain functions on the way to the one that was asked about. */
function itemOf(found: FunctionInFile, files: KnownFiles, through: readonly string[] = []): CallHierarchyItem {
  const { document, fact } = found;
  const file = document.path.slice(document.path.lastIndexOf('/') + 1);
  return {
    name: fact.name || file,
    kind: symbolKinds[fact.kind],
    detail: [file, ...through].join(' → '),
    ...files.location({ path: document.path, range: fact.range }),
    selectionRange: files.range(document.path, fact.nameRange),
    data: keyOf(found),
  };
}

const symbolKinds: Readonly<Record<FunctionKind, SymbolKind>> = {
  module: SymbolKind.Module,
  function: SymbolKind.Function,
  method: SymbolKind.Method,
  constructor: SymbolKind.Constructor,
  accessor: SymbolKind.Property,
  lambda: SymbolKind.Function,
};
