/**
 * `asyncPitfalls/callGraph`: who waits for whom, for an editor to draw. A request of our own, since the protocol has none
 * for it. It is asked again after each edit; a function is then named by the id it had.
 */

import {
  type Connection,
  type Location,
  RequestType,
  type TextDocumentPositionParams,
} from 'vscode-languageserver/node';
import { type CallGraph, type CallGraphNode, type CallGraphStep, callGraph } from '../callGraph/callGraph.ts';
import { mostFiles } from '../callGraph/callers.ts';
import { functionAround, keyOf } from '../callGraph/functions.ts';
import { KnownFiles, type KnownFilesOptions } from './knownFiles.ts';

export interface CallGraphParameters {
  /** The function to begin with: by a place in it, or by the id that an earlier answer gave it. */
  readonly root: TextDocumentPositionParams | { readonly id: string };
  readonly direction: CallGraphDirection;
  /** From 1; how many calls away from the root functions are followed. */
  readonly depth: number;
  /** Ids of functions that are followed however far away they are. */
  readonly expanded: readonly string[];
}

export type CallGraphDirection = 'callees' | 'callers';

/** The graph with places as the protocol has them; `null` where there is no such function. */
export interface CallGraphMessage {
  readonly root: string;
  readonly nodes: readonly NodeMessage[];
  readonly isCut: boolean;
  /** More functions than this are never shown. */
  readonly mostNodes: number;
  /** Callers are looked for in no more files. */
  readonly mostFiles: number;
}

export interface NodeMessage extends Omit<CallGraphNode, 'place' | 'steps'> {
  readonly location: Location;
  readonly steps: readonly StepMessage[];
}

export interface StepMessage extends Omit<CallGraphStep, 'places' | 'blocks'> {
  readonly locations: readonly Location[];
  readonly blocks?: Omit<NonNullable<CallGraphStep['blocks']>, 'steps'> & {
    readonly chain: readonly ChainStepMessage[];
  };
}

interface ChainStepMessage {
  readonly function: string;
  readonly calleeText: string;
  readonly location: Location;
}

export const callGraphRequest = new RequestType<unknown, CallGraphMessage | null, void>('asyncPitfalls/callGraph');

const mostNodes = 40;
const deepest = 10;

export function answerCallGraphs(connection: Connection, options: KnownFilesOptions): void {
  connection.onRequest(callGraphRequest, async (parameters) => {
    const asked = parametersOf(parameters);
    const files = new KnownFiles(options);
    const root = asked && (await rootOf(asked, files));
    if (asked === undefined || root === undefined) return null;
    const request = { ...asked, root, mostNodes };
    const graph = await callGraph(request, files.facts, files.mentioning);
    return graph === undefined ? null : messageOf(graph, files);
  });
}

async function rootOf({ root }: CallGraphParameters, files: KnownFiles): Promise<string | undefined> {
  if ('id' in root) return root.id;
  const here = await files.at(root);
  const found = here && functionAround(here.file, here.offset);
  return found && keyOf(found);
}

function messageOf({ root, nodes, isCut }: CallGraph, files: KnownFiles): CallGraphMessage {
  return {
    root,
    nodes: nodes.map(({ place, steps, ...node }) => ({
      ...node,
      location: files.location(place),
      steps: steps.map((step) => stepMessage(step, files)),
    })),
    isCut,
    mostNodes,
    mostFiles,
  };
}

function stepMessage({ places, blocks, ...step }: CallGraphStep, files: KnownFiles): StepMessage {
  const locations = places.map((place) => files.location(place));
  if (blocks === undefined) return { ...step, locations };
  const { steps, ...end } = blocks;
  const chain = steps.map(({ path, range, ...each }) => ({ ...each, location: files.location({ path, range }) }));
  return { ...step, locations, blocks: { ...end, chain } };
}

/** What a client sends is looked at before it is believed. */
function parametersOf(sent: unknown): CallGraphParameters | undefined {
  if (typeof sent !== 'object' || sent === null || !('root' in sent)) return undefined;
  const { root } = sent;
  const isRoot =
    typeof root === 'object' &&
    root !== null &&
    (('id' in root && typeof root.id === 'string') || ('textDocument' in root && 'position' in root));
  if (!isRoot) return undefined;
  const depth = 'depth' in sent && typeof sent.depth === 'number' ? sent.depth : 1;
  return {
    // Checked above as far as it decides between the two; a wrong place is in no document.
    root: root as CallGraphParameters['root'],
    direction: 'direction' in sent && sent.direction === 'callers' ? 'callers' : 'callees',
    depth: Math.min(Math.max(1, Math.trunc(depth)), deepest),
    expanded:
      'expanded' in sent && Array.isArray(sent.expanded) ? sent.expanded.filter((id) => typeof id === 'string') : [],
  };
}
